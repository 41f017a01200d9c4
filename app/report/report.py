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

from attrs import frozen

from app.report.checks import Appendix
from app.report.section import section
from app.text.visible import visible
from app.version import version
from app.views.verdicts import Verdict
from batch.outcomes import Outcome, Unread, Weight

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent


@frozen
class ContentsLine:
    """目录的一行."""

    id: str
    number: int
    title: str
    label: str
    stated: str
    due: str
    verdict: Verdict
    weight: Weight


class Report:
    """写报告. `names` 为各文件在报告里的称呼."""

    def __init__(self, names: Mapping[Path, str]) -> None:
        self.names = names
        self.lines: list[ContentsLine] = []
        self.bodies: list[str] = []
        self.unread: list[str] = []
        self.appendix = Appendix()
        self.quiet = True
        self.engine = _engine()
        self.template = self.engine.get_template("report_section.html")

    def add(self, outcome: Outcome) -> None:
        """Write the section of a table, or note what could not be read."""
        if isinstance(outcome, Unread):
            self.unread += [str(problem) for problem in outcome.problems]
            return
        made = section(outcome, self.names[outcome.path], len(self.lines) + 1)
        whole = made.sums[0]
        self.lines.append(
            ContentsLine(
                made.id,
                made.number,
                made.title,
                made.source.label,
                whole.stated,
                whole.span,
                made.verdict,
                outcome.weight,
            )
        )
        self.bodies.append(self.template.render(s=made))
        self.appendix.add(outcome.result)
        self.quiet = self.quiet and made.settled

    def page(self, date: str | None = None) -> bytes:
        """Put the page together; the contents name the worst first."""
        from markupsafe import Markup

        script = (HERE / "report.js").read_text("utf-8").rstrip("\n")
        hashed = b64encode(sha256(script.encode()).digest()).decode()
        lines = sorted(self.lines, key=lambda line: line.weight, reverse=True)
        page = self.engine.get_template("report.html").render(
            lines=lines,
            bodies=[Markup(body) for body in self.bodies],  # noqa: S704 - escaped when made
            appendix=self.appendix,
            unread=self.unread,
            quiet=self.quiet and len(lines) == 1,
            date=date,
            version=version(),
            script_hash=hashed,
        )
        return page.encode("utf-8")


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
