"""审核报告: 一个离线的 HTML 文件, 可打印为 A4 横向.

The same input gives the same bytes: there is no clock here; a date is printed only
when the caller names one. Everything read from a file is hostile: the template engine
escapes it, control characters are made visible, and the page's own policy forbids
every script but the one that it was shipped with. A table becomes text as soon as it
comes; only its text and one line of the contents are kept.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.report.checks import Appendix
from app.report.contents import ContentsLine, Copies, contents_line
from app.report.section import section
from app.report.summary import summary
from app.text.visible import visible
from app.version import version
from batch.outcomes import Outcome, Unread

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent


class Report:
    """写报告. `names` 为各文件在报告里的称呼."""

    def __init__(self, names: Mapping[Path, str]) -> None:
        self.names = names
        self.lines: list[ContentsLine] = []
        self.bodies: dict[str, str] = {}
        self.unread: list[str] = []
        self.copies = Copies()
        self.appendix = Appendix()
        self.engine = _engine()
        self.template = self.engine.get_template("report_section.html")

    def add(self, outcome: Outcome) -> None:
        """Write the section of a table, or note what could not be read.

        A table of a file that is the copy of another is not written again.
        """
        if isinstance(outcome, Unread):
            self.unread += [str(problem) for problem in outcome.problems]
            return
        if self.copies.has(outcome):
            return
        made = section(outcome, self.names[outcome.path], len(self.lines) + 1)
        self.lines.append(contents_line(outcome, made))
        self.bodies[made.id] = self.template.render(s=made)
        self.appendix.add(outcome.result)

    def page(self, date: str | None = None) -> bytes:
        """Put the page together; summary, contents and sections name the worst first."""
        from markupsafe import Markup

        script = (HERE / "report.js").read_text("utf-8").rstrip("\n")
        hashed = b64encode(sha256(script.encode()).digest()).decode()
        lines = sorted(self.lines, key=lambda line: line.weight, reverse=True)
        alone = len(lines) == 1
        page = self.engine.get_template("report.html").render(
            lines=lines,
            bodies={id_: Markup(body) for id_, body in self.bodies.items()},  # noqa: S704 - escaped when made
            summary=None if alone or not lines else summary(lines),
            hrefs={line.id: f"#{line.id}" for line in lines},
            copies=self._copies(),
            appendix=self.appendix,
            unread=self.unread,
            quiet=alone and lines[0].settled,
            date=date,
            version=version(),
            script_hash=hashed,
        )
        return page.encode("utf-8")

    def _copies(self) -> dict[str, list[str]]:
        """Name the copies of each file, by the names that files have here."""
        found = self.copies.found.items()
        return {
            self.names[path]: [self.names[each] for each in copies]
            for path, copies in found
        }


def _engine() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalized(value: Any) -> Any:
    """Make a value fit to print; marked-up text of the template passes as it is."""
    if value is None:
        return ""
    if hasattr(value, "__html__"):
        return value
    return visible(str(value))
