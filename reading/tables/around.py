"""表外的文字: 总分写在表下的一句话里, 年度写在表上的标题或说明里."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import filterfalse, takewhile
from operator import itemgetter

from attrs import evolve

from indicators.errors import Problem
from indicators.evaluation import Evaluation, Total
from indicators.place import given
from reading.grid import Grid
from reading.locating.locate import LINES_BELOW
from reading.tables.uncertain import uncertain
from reading.vocabulary.headings import key
from reading.vocabulary.titles import is_title, year_in
from reading.vocabulary.totals import total_in_line, total_said
from reading.vocabulary.values import grade_said

_LINES_ABOVE = 40
# 2022年度项目支出绩效自评情况公开, not 2023年3月 and not 2022年度 by itself.
_YEAR = re.compile(
    r"(?:19|20)\d\d年(?:度(?=.{0,60}(?:自评|绩效|项目|预算|支出))"
    r"|(?=(?:项目|部门|整体|财政|预算|绩效|自评|专项)))",
    re.ASCII,
)


def lines_below(grid: Grid) -> tuple[str, ...]:
    """The lines below a table, down to the title of the next."""
    return tuple(takewhile(lambda line: not is_title(line), grid.after))


def lines_above(grid: Grid) -> tuple[str, ...]:
    """The lines above a table, from its title on; all where none has a title."""
    titles = [number for number, line in enumerate(grid.before) if is_title(line)]
    return grid.before[titles[-1] if titles else 0 :]


def with_total_above(read: Evaluation, grid: Grid) -> Evaluation:
    """自评得分：96.5　　填表日期：…, in a line just above a table that states none."""
    if read.total.stated is not None:
        return read
    above = ((line, total_in_line(line)) for line in grid.before[-LINES_BELOW:])
    line, said = next(filter(itemgetter(1), above), ("", None))
    if said is None:
        return read
    if grid.doubt(line):
        return _with_total_unread(read, line)
    weight, grade = read.total.weight or said.weight, read.total.grade or said.grade
    return evolve(read, total=Total(weight, said.stated, grade, grid.place))


def with_grade_below(read: Evaluation, grid: Grid) -> Evaluation:
    """自评等级：优（…）, in a line of text just below a table that states none."""
    if read.total.grade is not None:
        return read
    lines = lines_below(grid)[:LINES_BELOW]
    found = set(filter(None, map(grade_said, filterfalse(grid.doubt, lines))))
    if len(found) != 1:
        return read
    return evolve(read, total=evolve(read.total, grade=found.pop()))


def with_total_below(read: Evaluation, grid: Grid) -> Evaluation:
    """自评总分：96.5, in a line of text just below a table that states none."""
    if read.total.stated is not None:
        return read
    for line in lines_below(grid)[:LINES_BELOW]:
        stated, grade = total_said(line)
        if stated is not None:
            if grid.doubt(line):
                return _with_total_unread(read, line)
            grade = read.total.grade or grade
            total = Total(read.total.weight, stated, grade, grid.place)
            return evolve(read, total=total)
    return read


def _with_total_unread(read: Evaluation, line: str) -> Evaluation:
    """The points of the total stand in a line of a picture that may say others."""
    unread = {"stated": line, **dict(read.total.unread)}
    return evolve(read, total=evolve(read.total, unread=tuple(unread.items())))


def with_lines_doubted(
    read: Evaluation, grid: Grid, lines: Iterable[str]
) -> Evaluation:
    """Doubt what was recognised in a picture in lines above or below a table."""
    place = grid.place or given(grid.name)
    found = (uncertain(place, doubt) for doubt in map(grid.doubt, lines) if doubt)
    new = [problem for problem in found if problem not in read.warnings]
    return evolve(read, warnings=(*read.warnings, *new)) if new else read


def with_year_around(read: Evaluation, grid: Grid) -> Evaluation:
    """2022年度, in the lines above a table without it or in the title of the page."""
    if read.year:
        return read
    for line in (*grid.before[: -_LINES_ABOVE - 1 : -1], grid.caption):
        if year := _only_year(line):
            problem = Problem(grid.place or grid.name, "年度取自表外的文字", line)
            return evolve(read, year=year, warnings=(*read.warnings, problem))
    return read


def _only_year(line: str) -> int | None:
    """The year of a line that says one; None where it says none, or several."""
    years = {year_in(match[0]) for match in _YEAR.finditer(key(line))}
    return years.pop() if len(years) == 1 else None
