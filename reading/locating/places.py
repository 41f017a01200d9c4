"""空表里填在哪里: 栏目认得出来, 值填在它右边或下面的空格.

A blank holds labels and no values, so what reading finds by its text is found here by
its label. Rows and columns count from 1.
"""

from __future__ import annotations

from attrs import frozen

from reading.grid import Layout
from reading.locating.fund_headings import money_heading, stated_unit
from reading.locating.goals import goal_labels
from reading.tables.funds import line_label, unit_of
from reading.text import single
from reading.vocabulary.headings import key, pattern, rank, role

Place = tuple[int, int]
HEAD = ("project", "department", "unit")


def head_places(layout: Layout, last: int) -> dict[str, Place]:
    """项目名称、主管部门、实施单位: right of the best label of each."""
    found: dict[str, tuple[int, Place]] = {}
    for row in range(1, last + 1):
        for cell in layout.begun(row):
            what = role("head", cell.text)
            place = (row, cell.column + cell.columns)
            if what not in HEAD or not _is_free(layout, place):
                continue
            order = rank(what).get(key(cell.text), len(rank(what)))
            if what not in found or order < found[what][0]:
                found[what] = (order, place)
    return {what: place for what, (_, place) in found.items()}


def _is_free(layout: Layout, place: Place) -> bool:
    """Inside the table, and no label itself; a value that stands there gives way."""
    row, column = place
    if column > layout.grid.width:
        return False
    cell = layout.at(row, column)
    if cell is None or not cell.text.strip():
        return True
    blocks = ("head", "funds", "goals", "columns")
    return cell.row == row and not any(role(block, cell.text) for block in blocks)


def is_blank(layout: Layout, place: Place) -> bool:
    """Say whether a place is free to write in, and no part of a cell above."""
    cell = layout.at(*place)
    return cell is None or (cell.row == place[0] and not cell.text.strip())


def goal_places(layout: Layout, last: int, taken: set[int]) -> dict[str, Place]:
    """年度总体目标: right of the label where that is empty, else below it."""
    found: dict[str, Place] = {}
    for label in goal_labels(layout, 1, last, taken):
        cell = label.cell
        right = (cell.row, cell.column + cell.columns)
        below = (cell.row + cell.rows, cell.column)
        inside = right[1] <= layout.grid.width
        place = right if inside and is_blank(layout, right) else below
        if label.what not in found and (place[0] <= last or place == right):
            found[label.what] = place
    return found


@frozen
class FundPlaces:
    """资金表: 每行的名称, 每列的角色与列号, 占了哪些行."""

    rows: tuple[tuple[int, str], ...]
    columns: dict[str, int]
    taken: frozenset[int]
    unit: str | None = None


def fund_places(layout: Layout, last: int) -> FundPlaces:
    """Find the rows and the columns of the table of funds."""
    table = money_heading(layout, 1, last)
    if table is None:
        return _unheaded_funds(layout, last)
    block = {c.text for c in layout.seen(table.row) if c.column < table.first}
    rows = []
    for row in range(table.bottom + 1, last + 1):
        label = line_label(layout, table, row, block)
        if label is None or label.row != row or _names_another(label.text):
            break
        rows.append((row, single(label.text)))
    columns = {column.role: column.first for column in table.columns}
    taken = {*range(table.row, table.bottom + 1), *(row for row, _ in rows)}
    unit = unit_of(layout, table) or stated_unit(layout, 1, last)
    return FundPlaces(tuple(rows), columns, frozenset(taken), unit)


def _unheaded_funds(layout: Layout, last: int) -> FundPlaces:
    """资金情况 without headings: each amount right of the name of its line."""
    rows, column = [], 0
    for row in range(1, last + 1):
        for cell in layout.begun(row):
            right = cell.column + cell.columns
            line = pattern("funds", "line").match(key(cell.text))
            if line and not role("funds", cell.text) and _is_free(layout, (row, right)):
                rows.append((row, single(cell.text)))
                column = right
    taken = frozenset(row for row, _ in rows)
    unit = stated_unit(layout, 1, last)
    return FundPlaces(tuple(rows), {"budget": column} if rows else {}, taken, unit)


def _names_another(text: str) -> bool:
    return any(role(block, text) for block in ("goals", "columns", "head"))
