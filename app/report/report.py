"""审核报告: 一个离线的 HTML 文件, 可打印为 A4 横向.

The same input gives the same bytes: there is no clock here; a date is printed only
when the caller names one. Everything read from a file is hostile: the template engine
escapes it, control characters are made visible, and the page's own policy forbids
every script but the one that it was shipped with. A table becomes text as soon as it
comes; only its text and one line of the contents are kept, and of a report that is a
folder of pages only the line.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.report.check_bars import check_bars
from app.report.checks import Appendix
from app.report.contents import ContentsLine, Copies, contents_line
from app.report.index_rows import SHOWN, index_rows
from app.report.outliers import RULE, outliers
from app.report.section import section
from app.report.summary import summary
from app.report.templates import HERE, templates
from app.version import version
from batch.outcomes import Outcome, Unread

if TYPE_CHECKING:
    from markupsafe import Markup

    from auditing import AuditResult

SCRIPTS = ("report.js", "index.js")
"""The script of every page, and that of the contents of a folder."""


class Report:
    """写报告. `names` 为各文件在报告里的称呼."""

    def __init__(self, names: Mapping[Path, str]) -> None:
        self.names = names
        self.lines: list[ContentsLine] = []
        self.bodies: dict[str, str] = {}
        self.unread: list[str] = []
        self.copies = Copies()
        self.appendix = Appendix()
        self.engine = templates()
        self.template = self.engine.get_template("report_section.html")

    def compiled(self) -> None:
        """Compile the templates, before the first table comes."""
        _style()
        self.engine.get_template("report.html")

    def add(self, outcome: Outcome) -> ContentsLine | None:
        """Write the section of a table, or note what could not be read.

        A table of a file that is the copy of another is not written again. Returns
        the line of the contents, if there is a new one.
        """
        if isinstance(outcome, Unread):
            self.unread += [str(problem) for problem in outcome.problems]
            return None
        if self.copies.has(outcome):
            return None
        made = section(outcome, self.names[outcome.path], len(self.lines) + 1)
        self.lines.append(contents_line(outcome, made))
        self.bodies[made.id] = self.template.render(s=made)
        self.appendix.add(outcome.result)
        return self.lines[-1]

    def forget(self) -> None:
        """Forget every table: the next is the first."""
        self.lines, self.bodies, self.unread = [], {}, []
        self.copies, self.appendix = Copies(), Appendix()

    def page(self, date: str | None = None) -> bytes:
        """Put the page together; summary, contents and sections name the worst first."""
        lines = self._ordered()
        hrefs = {line.id: f"#{line.id}" for line in lines}
        whole = self._whole(lines) if len(lines) > 1 else {}
        return self._written(
            date, lines=lines, hrefs=hrefs, unread=self.unread, **whole
        ).encode()

    def index(self, pages: Mapping[str, str], date: str | None = None) -> bytes:
        """Summary and contents alone; `pages` are the addresses of the sections."""
        lines = self._ordered()
        if not lines:
            return self._written(
                date, lines=lines, hrefs=pages, unread=self.unread
            ).encode()
        whole = self._whole(lines)
        apart = (each.table.number for each in whole["apart"])
        paged = index_rows(lines, pages, self._copies(), apart)
        return self._written(
            date, lines=lines, hrefs=pages, unread=self.unread, paged=paged, **whole
        ).encode()

    def _whole(self, lines: Sequence[ContentsLine]) -> dict[str, Any]:
        """What is said of all tables together."""
        return {
            "summary": summary(lines),
            "bars": check_bars(self.appendix),
            "apart": outliers(lines),
        }

    def taken_out(
        self, line: ContentsLine, result: AuditResult, back: str, date: str | None
    ) -> str:
        """Write a page of the last table alone; its text is no longer kept here."""
        appendix = self.appendix
        if not appendix.alone:
            appendix = Appendix()
            appendix.add(result)
        return self._written(
            date,
            lines=[line],
            bodies={line.id: self.bodies.pop(line.id)},
            appendix=appendix,
            back=back,
        )

    def _ordered(self) -> list[ContentsLine]:
        return sorted(self.lines, key=lambda line: line.weight, reverse=True)

    def _written(self, date: str | None, **given: Any) -> str:
        from markupsafe import Markup

        bodies = given.pop("bodies", self.bodies)
        lines, paged = given["lines"], given.pop("paged", None)
        values = {
            "css": _style(),
            "summary": None,
            "unread": (),
            "bars": {},
            "apart": (),
            "rule": RULE,
            "back": None,
            "appendix": self.appendix,
            "copies": self._copies(),
            "quiet": len(lines) == 1 and lines[0].settled,
            "date": date,
            "version": version(),
            "script_hashes": [_hashed(name) for name in SCRIPTS[: 2 if paged else 1]],
            "paged": paged and Markup(paged),  # noqa: S704 - no sign in it ends a script
            "shown": SHOWN,
            "bodies": {id_: Markup(body) for id_, body in bodies.items()},  # noqa: S704 - escaped when made
        }
        return self.engine.get_template("report.html").render(values | given)

    def _copies(self) -> dict[str, list[str]]:
        """Name the copies of each file, by the names that files have here."""
        found = self.copies.found.items()
        return {
            self.names[path]: [self.names[each] for each in copies]
            for path, copies in found
        }


@cache
def _hashed(name: str) -> str:
    """The digest by which the page's policy knows a script."""
    script = (HERE / name).read_text("utf-8").rstrip("\n")
    return b64encode(sha256(script.encode()).digest()).decode()


@cache
def _style() -> Markup:
    """The style, which is the same on every page."""
    from markupsafe import Markup

    return Markup(templates().get_template("report.css").render())  # noqa: S704 - ours
