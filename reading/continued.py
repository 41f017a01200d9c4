"""续表: 一张表在文书里断成几张, 接回一张; 接不上的说清楚."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from indicators.errors import Problem
from indicators.evaluation import Evaluation, Goals, Indicator
from indicators.reasons import Doubt
from reading.grid import Grid
from reading.tables.recognise import recognise
from reading.text import single
from reading.vocabulary.headings import index, key
from reading.vocabulary.titles import is_continued, title
from reading.vocabulary.values import grouped, points

Found = tuple[Grid, Evaluation]
_JOINED = "像是上一张表的续表，没有列名，已接在其后读取"
_HEADED = "像是上一张表的续表，重印了列名，已接在其后读取"
_LOOSE = "表名写有“续”，像是上一张表的续表，没有接在其后，各算一张"
# The year, the unit of money and the number of a page are printed once more.
_AGAIN = re.compile(
    r"[(（]?\s*(?:19|20)\d\d\s*年度?\s*[)）]?|.{0,6}单位[:：].{1,8}|\W*\d+\W*"
)


def is_rest(grid: Grid, found: tuple[Evaluation, ...], last: Found) -> bool:
    """Say whether a table with headings of its own is the rest of the one before.

    It names no project and holds no funds or goals, and the table before has not come
    to its total.
    """
    above_it, before = last
    if len(found) != 1 or not grid.kind == above_it.kind == "table":
        return False
    (read,) = found
    depths = {len(row.path) for row in (*before.indicators, *read.indicators)}
    ended = before.total.stated is not None
    again = read.form in {None, before.form} or is_continued(read.form or "")
    alike = len(depths) == 1 and again
    return alike and not ended and _is_bare(read) and _follows(grid, before)


def _is_bare(read: Evaluation) -> bool:
    """Say whether a table has no head, no funds and no goals of its own."""
    parts = (read.project, read.department, read.unit, read.funds.lines)
    return not any(parts) and read.goals == Goals()


def _follows(grid: Grid, before: Evaluation) -> bool:
    """Nothing stands between two parts of a table, or 续表 and the title once more."""
    others = [line for line in grid.before if not is_continued(line)]
    marked = len(others) < len(grid.before)
    again = (title(line) == before.form or _AGAIN.fullmatch(line) for line in others)
    return not others or (marked and all(again))


def loose(read: Evaluation) -> Evaluation:
    """Say of a table whose title calls it a continuation that it stands by itself."""
    if not read.form or not is_continued(read.form):
        return read
    place = read.indicators[0].place if read.indicators else None
    problem = Problem(place or "", _LOOSE, read.form)
    return evolve(read, warnings=(*read.warnings, problem))


def with_rest(last: Found, grid: Grid, read: Evaluation) -> Found:
    """Put the rows of a continuation behind those of the table before it."""
    above_it, before = last
    problem = Problem(grid.cells[0].place, _HEADED, grid.name)
    whole = evolve(
        before,
        indicators=(*before.indicators, *_going_on(before, read)),
        total=read.total,
        remarks=read.remarks or before.remarks,
        warnings=(*before.warnings, *read.warnings, problem),
    )
    return evolve(above_it, after=grid.after), whole


def _going_on(before: Evaluation, read: Evaluation) -> Iterator[Indicator]:
    """Rows above the first named group belong to the group that goes on."""
    last = before.indicators[-1] if before.indicators else None
    for row in read.indicators:
        if last is None or row.path[:1] != (None,):
            last = row
            yield row
        else:
            pairs = zip(row.path, last.path, strict=True)
            path = tuple(own or old for own, old in pairs)
            yield evolve(row, path=path, path_weights=last.path_weights)


def continued(last: Found, grid: Grid, *, alone: bool) -> Found:
    """Read a table without headings as the rows below the one before, and say so.

    Where it cannot be joined that is told; `alone` says whether the grid before holds
    one table only.
    """
    above_it, before = last
    joined = _under(above_it, grid)
    fits = grid.width == above_it.width and all(map(is_continued, above_it.after))
    read_joined = recognise(joined) if alone and fits else ()
    if len(read_joined) != 1:
        problem = Problem.of(grid.cells[0].place, Doubt.ROWS_UNREAD, grid.name)
        return above_it, evolve(before, warnings=(*before.warnings, problem))
    (whole,) = read_joined
    problem = Problem(grid.cells[0].place, _JOINED, grid.name)
    new = (doubt for doubt in whole.warnings if doubt not in before.warnings)
    return joined, evolve(
        before,
        indicators=whole.indicators,
        total=whole.total,
        remarks=whole.remarks,
        warnings=(*before.warnings, *new, problem),
    )


def _under(above_it: Grid, grid: Grid) -> Grid:
    cells = tuple(
        evolve(cell, row=cell.row + above_it.height, origin=cell.place)
        for cell in grid.cells
    )
    return evolve(
        above_it,
        cells=above_it.cells + cells,
        height=above_it.height + grid.height,
        width=max(above_it.width, grid.width),
        after=grid.after,
        warnings=above_it.warnings + grid.warnings,
        merged=None,
    )


def is_part(grid: Grid, last: Grid) -> bool:
    """Say whether a table without headings looks like the rest of the one before.

    It holds numbers, and names of groups or stands at the head of the next page.
    """
    if not grid.cells or grid.kind != "table" or last.kind != "table":
        return False
    known = index("levels")
    named = any(key(grouped(single(cell.text))[0]) in known for cell in grid.cells)
    numbers = any(points(cell.text)[0] is not None for cell in grid.cells)
    return numbers and (named or _is_next_page(grid, last))


def _is_next_page(grid: Grid, last: Grid) -> bool:
    """The first table of a page, with nothing between it and the page before."""
    here, above = grid.cells[0].place, last.cells[-1].place
    if not here.page or not above.page or grid.before or last.after:
        return False
    return here.table == 1 and here.page == above.page + 1
