"""绩效指标表的表头: 找到它, 认出每一列.

A heading row names at least one level and two more columns. Columns are told by what
is written over them, wherever they stand; one or several rows of headings.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from indicators.quantity import Text, read_value
from reading.grid import Cell, Layout
from reading.locating.column_titles import titled
from reading.locating.columns import LEVELS, VALUES, TableColumn, TableHeading
from reading.locating.rivals import as_extra, settled, without_doubles
from reading.locating.spread import spread
from reading.vocabulary.headings import bare, key, role, words
from reading.vocabulary.legend import is_legend, is_letter

_ENOUGH = 3
_DEEPEST = 3
_LONGEST = 30
_OPENING = ("name", "block", "target")


def headings(layout: Layout) -> list[TableHeading]:
    """Find every heading of an indicator table, from top to bottom."""
    found: list[TableHeading] = []
    for row in sorted(layout.rows):
        if found and row <= found[-1].bottom:
            continue
        if _opens(layout.rows[row].values()):
            heading = _read(layout, row)
            if heading is not None:
                found.append(heading)
    return found


def _opens(cells: Iterable[Cell]) -> bool:
    """Say whether a row may be a heading: one of its cells names a level or 指标值."""
    for cell in cells:
        text = cell.text
        if ("指" in text or "级" in text) and len(text) <= _LONGEST:
            found = role("columns", text)
            if found in LEVELS or found in _OPENING:
                return True
    return False


def _read(layout: Layout, row: int) -> TableHeading | None:
    seen = layout.seen(row)
    cells = [cell for cell in seen if role("columns", cell.text)]
    roles = [role("columns", cell.text) for cell in cells]
    if not _is_heading(roles):
        return None
    top = min(cell.row for cell in cells)
    top = _above(layout, top, roles)
    bottom = _bottom(layout, row, cells)
    if _is_ours(seen):
        return None
    heading = TableHeading(top, bottom, without_doubles(titled(layout, top, bottom)))
    heading.bottom += is_legend(layout.begun(bottom + 1))
    columns = heading.columns
    if not any(column.role in LEVELS for column in columns):
        _spread(layout, heading)
    heading.block = next(
        (c for c in layout.seen(bottom) if role("columns", c.text) == "block"), None
    )
    _settle_levels(heading)
    return heading if _is_table(heading) else None


def _is_heading(roles: list[str | None]) -> bool:
    """A level or a name, and enough beside it."""
    known = set(roles)
    named = known & {*LEVELS, "name"} or {"block", "target"} <= known
    return bool(named) and len(known - {"block"}) >= min(
        _ENOUGH, 2 + len(known & {"block"})
    )


def _is_table(heading: TableHeading) -> bool:
    roles = {column.role for column in heading.columns}
    return "name" in roles and bool(roles & set(VALUES))


def _above(layout: Layout, row: int, roles: list[str | None]) -> int:
    """Take in the row above where it holds headings of columns that this row lacks.

    年度指标值 may stand one row above 一级指标 without being merged down (in a CSV).
    """
    above = layout.rows.get(row - 1, {})
    texts = [cell.text for cell in above.values() if cell.text.strip()]
    if not texts or any(role("goals", text) == "expected" for text in texts):
        return row
    known = {role("columns", text) for text in texts}
    if None in known or not (known & {*VALUES, "note"}) - set(roles):
        return row
    return row - 1


def _bottom(layout: Layout, row: int, cells: list[Cell]) -> int:
    """The last row of the heading: sub-headings under a wide or a tall heading."""
    levels = [c for c in cells if role("columns", c.text) in {*LEVELS, "name"}]
    last = row
    while last - row < _DEEPEST:
        below = [c for c in layout.begun(last + 1) if c.text.strip()]
        ended = [c for c in levels if c.row + c.rows - 1 <= last]
        tall = len(ended) < len(levels)
        free = not any(layout.text(last + 1, c.column).strip() for c in ended)
        if not below or not (
            tall or (free and _all_headings(below, named=bool(ended)))
        ):
            break
        last += 1
    return last


def _all_headings(cells: list[Cell], *, named: bool) -> bool:
    """Parts of the headings above: known ones, letters, or words that are no values.

    Words are parts only below headings of levels or names that leave them blank: where
    none is `named`, they may be the first row of the table.
    """
    if all(is_letter(cell.text) for cell in cells):
        return True
    known = (role("columns", cell.text) or is_letter(cell.text) for cell in cells)
    texts = (isinstance(read_value(cell.text), Text) for cell in cells)
    return all(known) or (named and all(texts))


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
        named = column.role == "block" and heading.column("name") is not None
        roles = LEVELS if named else (*LEVELS[: len(parts) - 1], "name")
        if parts:
            heading.columns[number : number + 1] = [
                evolve(column, role=what, first=first, last=last)
                for what, (first, last) in zip(roles, parts, strict=False)
            ]
            return


def _settle_levels(heading: TableHeading) -> None:
    """Part the levels from the name, and the weights of levels from those of rows."""
    levels = [c for c in heading.columns if c.role in LEVELS]
    named = heading.column("name")
    deepest = max(levels, key=lambda c: c.role, default=None)
    if named is None or (deepest is not None and deepest.role in LEVELS[2:]):
        named_level = deepest or heading.column("block")
        if named_level is not None:
            _rename(heading, named_level, named)
            levels = [c for c in levels if c is not named_level]
    heading.levels = sorted(levels, key=lambda c: c.role)
    _free_blocks(heading)
    heading.columns = [c for c in heading.columns if c.role not in {*LEVELS, "block"}]
    _settle_weights(heading)
    heading.columns = settled(heading.columns)


def _free_blocks(heading: TableHeading) -> None:
    """绩效目标 right of the names heads no block: it is a column like others."""
    name = heading.column("name")
    for position, column in enumerate(heading.columns):
        right = name is not None and column.first > name.last
        if column.role == "block" and right and key(column.title) != "序号":
            heading.columns[position] = as_extra(column)


def _rename(
    heading: TableHeading, level: TableColumn, named: TableColumn | None
) -> None:
    """The deepest level holds the names; another column of names is an extra one."""
    for position, column in enumerate(heading.columns):
        if column is level:
            heading.columns[position] = evolve(column, role="name")
        elif column is named:
            heading.columns[position] = as_extra(column)


def _settle_weights(heading: TableHeading) -> None:
    """A weight between two levels is the weight of the left one."""
    name = heading.column("name")
    weights = [c for c in heading.columns if c.role == "weight"]
    if name is None:
        return
    for weight in weights:
        left = [i for i, c in enumerate(heading.levels) if c.first < weight.first]
        if left and weight.first < name.first:
            heading.level_weights[left[-1]] = weight
    own = [c for c in weights if c not in heading.level_weights.values()]
    chosen = next(
        (c for c in own if "指标" in bare(key(c.title))), own[0] if own else None
    )
    for column in list(heading.columns):
        if column.role == "weight" and column is not chosen:
            heading.columns.remove(column)
            if column not in heading.level_weights.values():
                heading.columns.append(as_extra(column))
