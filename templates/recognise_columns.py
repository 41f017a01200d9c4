"""绩效指标表的表头: 找到它, 认出每一列.

A heading row names at least one level and two more columns. Columns are told by what
is written over them, wherever they stand; one or several rows of headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define, field, frozen

from templates.grid import Cell
from templates.headings import bare, index, key, role
from templates.layout import Layout, single
from templates.recognise_spread import spread

LEVELS = ("level1", "level2", "level3", "level4")
VALUES = ("target", "actual", "weight", "stated")
_ENOUGH = 3
_DEEPEST = 3
_LONGEST = 30
_OPENING = ("name", "block", "target")


@frozen
class Column:
    """一列: what it means, what is written over it, where it stands."""

    role: str
    title: str
    first: int
    last: int
    place: str


@define
class Heading:
    """表头: its rows and columns. `levels` are those left of the name, in order."""

    top: int
    bottom: int
    columns: list[Column]
    levels: list[Column] = field(factory=list)
    level_weights: dict[int, Column] = field(factory=dict)
    doubts: list[tuple[str, str, str]] = field(factory=list)
    block: Cell | None = None

    def column(self, wanted: str) -> Column | None:
        """The column of a role."""
        return next((c for c in self.columns if c.role == wanted), None)


def headings(layout: Layout) -> list[Heading]:
    """Find every heading of an indicator table, from top to bottom."""
    found: list[Heading] = []
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


def _read(layout: Layout, row: int) -> Heading | None:
    cells = [cell for cell in layout.seen(row) if role("columns", cell.text)]
    roles = [role("columns", cell.text) for cell in cells]
    if not _is_heading(roles):
        return None
    top = min(cell.row for cell in cells)
    top = _above(layout, top, roles)
    bottom = _bottom(layout, row, cells)
    columns = _columns(layout, top, bottom)
    heading = Heading(top, bottom, columns)
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


def _is_table(heading: Heading) -> bool:
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
    last = row
    while last - row < _DEEPEST:
        below = [c for c in layout.begun(last + 1) if c.text.strip()]
        levels = [c for c in cells if role("columns", c.text) in {*LEVELS, "name"}]
        tall = any(c.row + c.rows - 1 > last for c in levels)
        free = not any(
            layout.text(last + 1, c.column).strip() for c in levels if c.rows == 1
        )
        if not below or not (tall or (free and _all_headings(below))):
            break
        last += 1
    return last


def _all_headings(cells: list[Cell]) -> bool:
    known = [role("columns", cell.text) for cell in cells]
    letters = [bool(re.fullmatch(r"\(?[A-D]\)?", key(cell.text))) for cell in cells]
    return all(
        r or is_letter for r, is_letter in zip(known, letters, strict=True)
    ) and (any(known) or all(letters))


def _columns(layout: Layout, top: int, bottom: int) -> list[Column]:
    """Tell every column by the cells that stand over it."""
    columns: list[Column] = []
    last: tuple[int, ...] = ()
    cells = [cell for row in range(top, bottom + 1) for cell in layout.seen(row)]
    width = max((cell.column + cell.columns for cell in cells), default=1)
    for number in range(1, width):
        stack = _stack(layout, top, bottom, number)
        if not stack:
            last = ()
            continue
        same = tuple(map(id, stack))
        if same == last:
            old = columns.pop()
            columns.append(Column(old.role, old.title, old.first, number, old.place))
            continue
        last = same
        columns.append(_column(stack, number))
    return _without_doubles(columns)


def _stack(layout: Layout, top: int, bottom: int, number: int) -> list[Cell]:
    stack: list[Cell] = []
    for row in range(top, bottom + 1):
        cell = layout.at(row, number)
        if cell is not None and cell.text.strip() and cell not in stack:
            stack.append(cell)
    return stack


def _column(stack: list[Cell], number: int) -> Column:
    lowest = stack[-1]
    own = role("columns", lowest.text)
    whole = role("columns", "".join(cell.text for cell in stack))
    letter = re.fullmatch(r"\(?[A-D]\)?", key(lowest.text))
    if len(stack) > 1 and (letter or stack[-2].columns == 1):
        found = own or whole or role("columns", stack[-2].text)
    elif len(stack) > 1:
        found = _divided(role("columns", stack[-2].text), lowest.text) or own or whole
    else:
        found = own
    title = "".join(single(cell.text) for cell in stack[-2:])
    if own:
        title = single(lowest.text)
    return Column(found or "extra", title, number, number, lowest.place)


def _divided(over: str | None, text: str) -> str | None:
    """指标值 over 计划 and 实际, 实际完成值 over 上半年 and 全年: what a part means."""
    if over not in {"target", "actual"}:
        return None
    found = index("divided").get(key(text))
    return over if found == "whole" else found


def _without_doubles(columns: list[Column]) -> list[Column]:
    """Keep one column of each role; weights are sorted out by the levels.

    Of two columns of points, 自评 is the one that the unit gave.
    """
    kept: list[Column] = []
    for column in columns:
        rivals = [c for c in columns if c.role == column.role]
        chosen = next((c for c in rivals if "自评" in c.title), rivals[0])
        if column is chosen or column.role in {"extra", "weight", "block"}:
            kept.append(column)
        else:
            kept.append(_as_extra(column))
    return kept


def _as_extra(column: Column) -> Column:
    return Column("extra", column.title, column.first, column.last, column.place)


def _spread(layout: Layout, heading: Heading) -> None:
    """绩效指标 over the columns of groups and names, none of which has its own title."""
    for number, column in enumerate(heading.columns):
        if column.role not in {"block", "name"} or column.first == column.last:
            continue
        parts = spread(layout, heading.bottom, column.first, column.last)
        named = column.role == "block" and heading.column("name") is not None
        roles = LEVELS if named else (*LEVELS[: len(parts) - 1], "name")
        if parts:
            heading.columns[number : number + 1] = [
                Column(what, column.title, first, last, column.place)
                for what, (first, last) in zip(roles, parts, strict=False)
            ]
            return


def _settle_levels(heading: Heading) -> None:
    """Part the levels from the name, and the weights of levels from those of rows."""
    levels = [c for c in heading.columns if c.role in LEVELS]
    named = heading.column("name")
    deepest = max(levels, key=lambda c: c.role, default=None)
    if named is None or (deepest is not None and deepest.role in LEVELS[2:]):
        named_level = deepest or heading.column("block")
        if named_level is not None:
            _rename(heading, named_level, named)
            levels = [c for c in levels if c is not named_level]
    heading.levels = [
        Column(c.role, c.title, c.first, c.last, c.place)
        for c in sorted(levels, key=lambda c: c.role)
    ]
    heading.columns = [c for c in heading.columns if c.role not in {*LEVELS, "block"}]
    _settle_weights(heading)


def _rename(heading: Heading, level: Column, named: Column | None) -> None:
    """The deepest level holds the names; another column of names is an extra one."""
    for position, column in enumerate(heading.columns):
        if column is level:
            heading.columns[position] = Column(
                "name", column.title, column.first, column.last, column.place
            )
        elif column is named:
            heading.columns[position] = _as_extra(column)


def _settle_weights(heading: Heading) -> None:
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
                heading.columns.append(_as_extra(column))
