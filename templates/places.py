"""空表里填在哪里: 栏目认得出来, 值填在它右边或下面的空格.

A blank holds labels and no values, so what reading finds by its text is found here by
its label. Rows and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from templates.headings import key, pattern, rank, role
from templates.layout import Layout, single
from templates.recognise_columns import Heading
from templates.recognise_funds import _heading as fund_heading
from templates.recognise_funds import _label as fund_label
from templates.recognise_funds import _stated_unit as stated_unit
from templates.recognise_funds import _unit as fund_unit
from templates.recognise_goals import _found as goal_labels
from templates.recognise_rows import FILLER, _ends
from templates.recognise_total import is_total
from templates.recognise_values import grouped

Place = tuple[int, int]
HEAD = ("project", "department", "unit")


@frozen
class Slot:
    """指标表的一行: 它在哪一组, 已经印了什么名称 (None 为空行或样行)."""

    row: int
    path: tuple[str | None, ...]
    name: str | None


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


def _is_blank(layout: Layout, place: Place) -> bool:
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
        place = right if inside and _is_blank(layout, right) else below
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
    table = fund_heading(layout, 1, last)
    if table is None:
        return _unheaded_funds(layout, last)
    block = {c.text for c in layout.seen(table.row) if c.column < table.first}
    rows = []
    for row in range(table.bottom + 1, last + 1):
        label = fund_label(layout, table, row, block)
        if label is None or label.row != row or _names_another(label.text):
            break
        rows.append((row, single(label.text)))
    columns = {column.role: column.first for column in table.columns}
    taken = {*range(table.row, table.bottom + 1), *(row for row, _ in rows)}
    unit = fund_unit(layout, table) or stated_unit(layout, 1, last)
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


def slots(layout: Layout, heading: Heading) -> tuple[list[Slot], int]:
    """Find the rows for indicators, and the row after the last of them."""
    end = _end(layout, heading)
    found = [slot for slot in _slots(layout, heading, end) if slot is not None]
    return found, end


def _end(layout: Layout, heading: Heading) -> int:
    """The first row below the headings that belongs to the total or the footnotes."""
    for row in range(heading.bottom + 1, layout.height + 1):
        cells = [c for c in layout.begun(row) if c.text.strip()]
        if cells and (is_total(cells[0].text) or any(is_total(c.text) for c in cells)):
            return row
        left = [c for c in cells if not _in_names(heading, c.column)]
        if left and _ends(left[0].text):
            return row
    return max(layout.height, heading.bottom + 1) + 1


def _in_names(heading: Heading, column: int) -> bool:
    name = heading.column("name")
    return name is not None and column >= name.first and bool(heading.levels)


def _slots(layout: Layout, heading: Heading, end: int) -> Iterator[Slot | None]:
    name = heading.column("name")
    held: list[str | None] = [None] * len(heading.levels)
    for row in range(heading.bottom + 1, end):
        for depth, level in enumerate(heading.levels):
            cell = layout.at(row, level.first)
            if cell is not None and cell.text.strip():
                text = grouped(single(cell.text))[0]
                if text != held[depth]:
                    held[depth:] = [text, *[None] * (len(held) - depth - 1)]
        over = layout.at(row, name.first) if name else None
        if over is not None and over.row < row:
            continue
        text = single(over.text) if over else ""
        printed = None if not text or FILLER.fullmatch(text) else text
        yield Slot(row, tuple(held), printed)


def total_row(layout: Layout, end: int) -> int:
    """The row of the total, at or below the end of the indicators; else past the end."""
    rows = range(end, layout.height + 1)
    found = (row for row in rows if any(is_total(c.text) for c in layout.begun(row)))
    return next(found, layout.height + 1)


def total_places(layout: Layout, heading: Heading, row: int) -> dict[str, Place]:
    """总分行: 分值 and 得分 in their columns, the grade right of them."""
    if row > layout.height:
        return {}
    labels = [cell for cell in layout.begun(row) if is_total(cell.text)]
    if not labels:
        return {}
    first = labels[0].column + labels[0].columns
    found: dict[str, Place] = {}
    for what in ("weight", "stated"):
        column = heading.column(what)
        if column is not None and column.first >= first:
            found[what] = (row, column.first)
    if "stated" not in found and first <= layout.grid.width:
        found["stated"] = (row, first)
    after = found["stated"][1] + _width(layout, found["stated"]) if found else 0
    if 0 < after <= layout.grid.width and _is_blank(layout, (row, after)):
        found["grade"] = (row, after)
    return found


def _width(layout: Layout, place: Place) -> int:
    cell = layout.at(*place)
    return cell.columns if cell is not None else 1
