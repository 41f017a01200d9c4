"""表外的文字: 总分写在表下的一句话里, 年度写在表上的标题或说明里."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from attrs import evolve

from indicators.errors import Problem
from indicators.evaluation import Evaluation, Total
from reading.grid import Grid
from reading.tables.total import total_in
from reading.vocabulary.headings import key, words
from reading.vocabulary.titles import is_title, year_in

LINES_BELOW = 3
_LINES_ABOVE = 40
_SENTENCES = re.compile(r"[。；;]")
_POINTS = re.compile(r"(?<![\d.])\d+(?:\.\d+)?分", re.ASCII)
# 2022年度项目支出绩效自评情况公开, not 2023年3月 and not 2022年度 by itself.
_YEAR = re.compile(
    r"(?:19|20)\d\d年(?:度(?=.{0,60}(?:自评|绩效|项目|预算|支出))"
    r"|(?=(?:项目|部门|整体|财政|预算|绩效|自评|专项)))",
    re.ASCII,
)


def with_total_below(read: Evaluation, grid: Grid) -> Evaluation:
    """自评总分：96.5, in a line of text just below the table."""
    for line in grid.after[:LINES_BELOW]:
        if is_title(line):
            break
        stated, grade = total_said(line)
        if stated is not None:
            grade = read.total.grade or grade
            total = Total(read.total.weight, stated, grade, grid.place)
            return evolve(read, total=total)
    return read


def total_said(line: str) -> tuple[Decimal | None, str | None]:
    """Read a total and its grade from a line: a label with points, or a sentence.

    >>> total_said("自评总分98.66分，自评等级为“优”。")
    (Decimal('98.66'), '优')
    >>> total_said("经自评，本项目综合得分98.66分，等级为优。"), total_said("总分")
    ((Decimal('98.66'), '优'), (None, None))
    >>> total_said("注：总分100分，其中预算执行率10分。")
    (None, None)
    """
    stated, grade = total_in(line)
    short = key(line)
    if stated is not None or len(_POINTS.findall(short)) > 1:
        return stated, grade
    found, graded = _said().search(short), _graded().search(short)
    if found is None or short.startswith(("注", "备注", "说明", "填表说明")):
        return None, None
    return Decimal(found[1]), graded[1] if graded else None


@cache
def _said() -> re.Pattern[str]:
    labels = sorted(map(key, words()["total"]["total"]), key=len, reverse=True)
    names = "|".join(re.escape(label) for label in labels if "分" in label)
    return re.compile(rf"(?:{names})[为是:]*(\d+(?:\.\d+)?)分", re.ASCII)


@cache
def _graded() -> re.Pattern[str]:
    grades = "|".join(sorted(words()["total"]["grades"], key=len, reverse=True))
    return re.compile(
        rf"(?:等级|等次|评级|级别|结论|结果)[^优良中差合及一较不]{{0,6}}({grades})"
    )


def with_year_around(read: Evaluation, grid: Grid) -> Evaluation:
    """2022年度, in the lines above the table or in the title of the page."""
    lines = grid.before[: -_LINES_ABOVE - 1 : -1]
    for line in (*lines, *([grid.caption] if grid.caption else ())):
        years = {year_in(match[0]) for match in _YEAR.finditer(key(line))}
        if len(years) == 1 and (year := years.pop()):
            problem = Problem(grid.place or grid.name, "年度取自表外的文字", line)
            return evolve(read, year=year, warnings=(*read.warnings, problem))
    return read
