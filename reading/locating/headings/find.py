"""绩效指标表的表头: 找到它, 认出每一列.

A heading row names at least one level and two more columns. Columns are told by what
is written over them, wherever they stand; one or several rows of headings.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import evolve

from indicators.quantity import Text, read_value
from reading.grid import Cell, Layout
from reading.locating.headings.columns import LEVELS, VALUES, TableHeading
from reading.locating.headings.levels import settle_levels
from reading.locating.headings.rivals import without_doubles
from reading.locating.headings.spread import spread
from reading.locating.headings.titles import titled
from reading.vocabulary.headings import key, role, words
from reading.vocabulary.legend import is_legend, is_letter

_ENOUGH = 3
_DEEPEST = 3
_LONGEST = 30
_OPENING = frozenset((*LEVELS, "name", "block", "target"))
_NAMED = frozenset((*LEVELS, "name"))


def headings(layout: Layout) -> list[TableHeading]:
    """Find every heading of an indicator table, from top to bottom."""
    found: list[TableHeading] = []
    bottom = 0
    for row in sorted(layout.rows):
        cells = layout.rows[row].values()
        if row > bottom and any(_opens(cell.text) for cell in cells):
            heading = _read(layout, row)
            found += [heading] if heading else []
            bottom = heading.bottom if heading else bottom
    return found


@lru_cache(maxsize=4096)
def _opens(text: str) -> bool:
    """Say whether a cell may open a heading: it names a level or 指标值."""
    worded = len(text) <= _LONGEST and ("指" in text or "级" in text)
    return worded and role("columns", text) in _OPENING


def _read(layout: Layout, row: int) -> TableHeading | None:
    """Read a heading that begins in a row; None where the row is none."""
    seen = layout.seen(row)
    cells = [cell for cell in seen if role("columns", cell.text)]
    roles = {str(role("columns", cell.text)) for cell in cells}
    if not _is_heading(roles) or _is_ours(seen):
        return None
    top = _top(layout, min(cell.row for cell in cells), roles)
    bottom = _bottom(layout, row, cells)
    heading = TableHeading(top, bottom, without_doubles(titled(layout, top, bottom)))
    heading.bottom += is_legend(layout.begun(bottom + 1))
    if not heading.has(*LEVELS):
        _spread(layout, heading)
    blocks = (c for c in layout.seen(bottom) if role("columns", c.text) == "block")
    heading.block = next(blocks, None)
    settle_levels(heading)
    return heading if heading.has("name") and heading.has(*VALUES) else None


def _is_heading(known: set[str]) -> bool:
    """A level or a name, and enough beside it."""
    named = known & _NAMED or {"block", "target"} <= known
    enough = min(_ENOUGH, 2 + ("block" in known))
    return bool(named) and len(known - {"block"}) >= enough


def _top(layout: Layout, row: int, roles: set[str]) -> int:
    """Take in the row above where it holds headings of columns that this row lacks.

    年度指标值 may stand one row above 一级指标 without being merged down (in a CSV).
    """
    texts = [cell.text for cell in layout.written(row - 1)]
    known = {role("columns", text) for text in texts}
    lacking = known & {*VALUES, "note"} - roles
    if None in known or not lacking:
        return row
    goals = any(role("goals", text) == "expected" for text in texts)
    return row if goals else row - 1


def _bottom(layout: Layout, row: int, cells: list[Cell]) -> int:
    """The last row of the heading: sub-headings under a wide or a tall heading."""
    levels = [cell for cell in cells if role("columns", cell.text) in _NAMED]
    last = row
    while last - row < _DEEPEST and _goes_down(layout, last, levels):
        last += 1
    return last


def _goes_down(layout: Layout, last: int, levels: list[Cell]) -> bool:
    """Say whether the row below a row of headings is one of headings too."""
    below = layout.written(last + 1)
    ended = [cell for cell in levels if cell.row + cell.rows - 1 <= last]
    if not below or len(ended) < len(levels):
        return bool(below)
    filled = any(layout.over(last + 1, cell.column) for cell in ended)
    return not filled and _are_parts(below, named=bool(ended))


def _are_parts(cells: list[Cell], *, named: bool) -> bool:
    """Parts of the headings above: known ones, letters, or words that are no values.

    Words are parts only below headings of levels or names that leave them blank: where
    none is `named`, they may be the first row of the table.
    """
    texts = [cell.text for cell in cells]
    if all(role("columns", text) or is_letter(text) for text in texts):
        return True
    return named and all(isinstance(read_value(text), Text) for text in texts)


def _is_ours(cells: list[Cell]) -> bool:
    """计分说明 and 复核, which the program writes beside a table, are none."""
    titles = {key(cell.text) for cell in cells}
    return len(titles.intersection(words()["worked"]["titles"])) > 1


def _spread(layout: Layout, heading: TableHeading) -> None:
    """绩效指标 over the columns of groups and names, none of which has its own title."""
    for number, column in enumerate(heading.columns):
        if column.role not in {"block", "name"} or column.first == column.last:
            continue
        parts = spread(layout, heading.bottom, column.first, column.last)
        if not parts:
            continue
        named = column.role == "block" and heading.has("name")
        roles = LEVELS if named else (*LEVELS[: len(parts) - 1], "name")
        heading.columns[number : number + 1] = [
            evolve(column, role=what, first=first, last=last)
            for what, (first, last) in zip(roles, parts, strict=False)
        ]
        return
