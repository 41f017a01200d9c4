"""报告写成一个文件夹: 总览与目录一页, 每张表一页, 来一张写一张."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from app.report.contents import NAMELESS, ContentsLine
from app.report.report import Report
from batch.outcomes import Audited, Outcome

INDEX = "index.html"
UNIT, TITLE = 16, 24
"""So many characters of the unit and of the project stand in a page's name."""

_UNFIT = re.compile(r"[^\w（）()-]+")


class ReportFolder:
    """写成一个文件夹. `names` 为各文件在报告里的称呼; only lines are kept, no pages."""

    def __init__(self, names: Mapping[Path, str], date: str | None = None) -> None:
        self.report, self.date = Report(names), date
        self.pages: dict[str, str] = {}

    def add(self, outcome: Outcome) -> tuple[str, bytes] | None:
        """Give the name and the page of a table; None where there is none."""
        line = self.report.add(outcome)
        if line is None or not isinstance(outcome, Audited):
            return None
        name = page_name(len(self.pages) + 1, line)
        self.pages[line.id] = quote(name)
        back = f"{INDEX}#c-{line.id}"
        page = self.report.taken_out(line, outcome.result, back, self.date)
        return name, page.encode()

    def index(self) -> bytes:
        """Give the page of the summary and the contents: nothing more will come."""
        return self.report.index(self.pages, self.date)


def page_name(number: int, line: ContentsLine) -> str:
    """一页的文件名: in the order in which the tables came, with unit and project."""
    unit = "" if line.unit == NAMELESS else fit(line.unit, UNIT)
    words = (f"{number:03}", unit, fit(line.title, TITLE))
    return f"{'-'.join(filter(None, words))}.html"


def fit(text: str, most: int) -> str:
    """写成任何系统都容得下的文件名.

    >>> fit("../市 水利局:2023", 16)
    '市水利局2023'
    """
    return _UNFIT.sub("", text)[:most]
