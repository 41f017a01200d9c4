"""绩效指标表的表头: 找到它, 认出每一列.

A heading row names at least one level and two more columns. Columns are told by what
is written over them, wherever they stand; one or several rows of headings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from operator import attrgetter

from indicators.quantity import Text, read_value
from reading.grid import Cell, Layout
from reading.locating.headings.columns import LEVELS, VALUES, TableHeading
from reading.locating.headings.levels import settle_levels
from reading.locating.headings.placed import settle_placed
from reading.locating.headings.rivals import keep_one_of_each
from reading.locating.headings.row_weights import settle_row_weights
from reading.locating.headings.spread import spread_levels
from reading.locating.headings.titles import halves, titled
from reading.vocabulary.headings import key, role, words
from reading.vocabulary.legend import is_legend, is_letter

_DEEPEST = 3
_LONGEST = 30
_OPENING = frozenset((*LEVELS, "name", "block", "target"))
_GLYPHS = frozenset("指级")
_NAMED = frozenset((*LEVELS, "name"))
_ABOVE = frozenset((*VALUES, "note"))
_text = attrgetter("text")


def headings(layout: Layout) -> Iterator[TableHeading]:
    """Find every heading of an indicator table, from top to bottom."""
    bottom = 0
    for row in sorted(layout.rows):
        texts = map(_text, layout.rows[row].values())
        if row > bottom and any(map(_opens, texts)):
            heading = _read(layout, row, bottom)
            if heading is not None:
                bottom = heading.bottom
                yield heading


@lru_cache(maxsize=1024)
def _opens(text: str) -> bool:
    """Say whether a cell may open a heading: it names a level or 指标值."""
    worded = len(text) <= _LONGEST and not _GLYPHS.isdisjoint(text)
    return worded and role("columns", text) in _OPENING


def _read(layout: Layout, row: int, above: int) -> TableHeading | None:
    """Read a heading that begins in a row; None where the row is none.

    `above` is the last row of the heading before it.
    """
    seen = layout.seen(row)
    roles = _roles("columns", seen)
    if not _is_heading(roles - {None}) or _is_ours(seen):
        return None
    top = _top(layout, row, roles, above)
    bottom = _bottom(layout, row)
    columns, half = halves(titled(layout, top, bottom))
    heading = TableHeading(top, bottom, columns, half=half)
    heading.block = next(iter(_headed(layout, bottom, {"block"})), None)
    heading.bottom += is_legend(layout.begun(bottom + 1))
    settle_placed(layout, heading)
    keep_one_of_each(heading)
    spread_levels(layout, heading)
    settle_levels(heading)
    settle_row_weights(layout, heading)
    return heading if heading.is_whole else None


def _roles(block: str, cells: Iterable[Cell]) -> set[str | None]:
    """What the cells of a row head in a block; None for those that head nothing."""
    return {role(block, cell.text) for cell in cells}


def _headed(layout: Layout, row: int, roles: Collection[str | None]) -> list[Cell]:
    """The cells seen in a row that head a column of one of these roles."""
    return [c for c in layout.seen(row) if role("columns", c.text) in roles]


def _is_heading(known: set[str | None]) -> bool:
    """A level or a name, and enough beside it."""
    enough = 2 + ("block" in known)
    named = known & _NAMED or {"block", "target"} <= known
    return bool(named) and len(known - {"block"}) >= enough


def _is_ours(cells: list[Cell]) -> bool:
    """计分说明 and 复核, which the program writes beside a table, are none."""
    titles = {key(cell.text) for cell in cells}
    return len(titles.intersection(words()["worked"]["titles"])) > 1


def _top(layout: Layout, row: int, roles: set[str | None], bottom: int) -> int:
    """Take in the row above where it holds headings of columns that this row lacks.

    年度指标值 may stand one row above 一级指标 without being merged down (in a CSV).
    What is merged down from the heading before, which ends at `bottom`, is not begun
    here: 绩效指标 beside all the rows of a block.
    """
    headed = _headed(layout, row, roles - {None})
    first = min(cell.row for cell in headed if cell.row > bottom)
    above = layout.written(first - 1)
    known = _roles("columns", above)
    strange = None in known or "expected" in _roles("goals", above)
    return first - 1 if known & _ABOVE - roles and not strange else first


def _bottom(layout: Layout, row: int) -> int:
    """The last row of the heading: sub-headings under a wide or a tall heading."""
    levels = _headed(layout, row, _NAMED)
    deepest = row + _DEEPEST
    rows = range(row, deepest)
    return next((r for r in rows if not _goes_down(layout, r, levels)), deepest)


def _goes_down(layout: Layout, last: int, levels: list[Cell]) -> bool:
    """Say whether the row below a row of headings is one of headings too.

    It is where a level reaches into it, or where it leaves all levels blank and says
    nothing but what may be a part of the headings above.
    """
    below = layout.written(last + 1)
    if not below or any(cell.row + cell.rows - 1 > last for cell in levels):
        return bool(below)
    filled = any(layout.over(last + 1, cell.column) for cell in levels)
    if filled and not _parts_levels(levels, below):
        return False
    return all(_is_part(cell.text, named=bool(levels)) for cell in below)


def _parts_levels(levels: list[Cell], below: list[Cell]) -> bool:
    """指标 over 一级, 二级 and 三级: a wide heading of names whose parts are levels."""
    (*_, widest) = sorted(levels, key=lambda cell: cell.columns)
    inside = range(widest.column, widest.column + widest.columns)
    parts = {role("columns", cell.text) for cell in below if cell.column in inside}
    return 0 < len(parts & _NAMED) == len(parts)


def _is_part(text: str, *, named: bool) -> bool:
    """A part of a heading above: a known one, a letter, or words that are no value.

    Words are parts only below headings of levels or names that leave them blank: where
    none is `named`, they may be the first row of the table.
    """
    known = role("columns", text) is not None or is_letter(text)
    return known or (named and isinstance(read_value(text), Text))
