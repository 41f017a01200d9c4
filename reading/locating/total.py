"""总分行: 在指标下面, 或在指标上面; 它的分值、得分、等级各在哪一格."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve

from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.headings.columns import TableHeading
from reading.locating.table_map import TotalRow
from reading.locating.total_values import TotalValues
from reading.locating.value_cells import ValueCell, is_blank
from reading.text import single
from reading.vocabulary.headings import role
from reading.vocabulary.titles import TOTAL_BESIDE, is_title
from reading.vocabulary.totals import is_total, is_total_of_form
from reading.vocabulary.values import grade, is_graded

_LABEL = 20


def find_total(
    layout: Layout, heading: TableHeading, rows: Iterable[int]
) -> TotalRow | None:
    """Find the row of the total; of several, the last one that prints points."""
    found = [_row(layout, heading, row) for row in rows]
    return _last(found) if len(found) > 1 else next(iter(found), None)


def _last(found: list[TotalRow]) -> TotalRow:
    """Choose the last row that prints points, and say so where they differ."""
    scored = [total for total in found if total.stated is not None]
    doubts = Doubts()
    for total in found:
        doubts.add(total.doubts)
    if len({total.stated for total in scored}) > 1:
        values = "、".join(str(total.stated) for total in scored)
        doubts.note(scored[-1].place, "有几行合计，读取最后一行", values)
    return evolve((scored or found)[-1], doubts=doubts.taken())


def total_rows(layout: Layout, totals: Iterable[int], last: int, end: int) -> list[int]:
    """The rows of the total: met on the way, or somewhat below the last indicator."""
    found = list(totals)
    for row in range(last + 1, end + 1):
        cells = layout.begun(row)
        if any(role("head", cell.text) == "project" for cell in cells):
            break
        if any(is_total(cell.text) for cell in cells):
            found.append(row)
    return found


def total_above(layout: Layout, heading: TableHeading, first: int) -> TotalRow | None:
    """项目总得分 may stand above the indicators, in a row or behind the title."""
    for row in range(first, heading.top):
        cells = layout.begun(row)
        spent = any(role("funds", cell.text) == "spent" for cell in cells)
        if not spent and any(is_total_of_form(cell.text) for cell in cells):
            return _row(layout, heading, row)
        behind = next(filter(None, map(_behind_title, cells)), None)
        if behind is not None:
            return behind
    return None


def _behind_title(cell: Cell) -> TotalRow | None:
    """项目支出绩效自评表　总得分：96.5."""
    match = TOTAL_BESIDE.search(cell.text) if is_title(cell.text) else None
    if match is None or not match[1]:
        return None
    return TotalRow(cell.row, cell, {}, stated=Decimal(match[1]), place=cell.place)


def grade_below(layout: Layout, first: int, last: int) -> Cell | None:
    """自评等级 | 优, in a row of its own; None where several do not agree."""
    found: dict[str | None, Cell] = {}
    for label in layout.between(first, last):
        cell = _graded(layout, label) if len(label.text) <= _LABEL else None
        if cell is not None:
            found.setdefault(grade(cell.text), cell)
    return found.popitem()[1] if len(found) == 1 else None


def _graded(layout: Layout, label: Cell) -> Cell | None:
    """The cell of the grade beside a label, or the label that holds the grade itself."""
    right = layout.right_of(label)
    if role("total", label.text) == "grade" and right is not None:
        return right if grade(right.text) else None
    return label if is_graded(label.text) and grade(label.text) else None


def _row(layout: Layout, heading: TableHeading, row: int) -> TotalRow:
    """Find the cells of a row of the total, and what they say."""
    cells = layout.begun(row)
    label = next((cell for cell in cells if is_total(cell.text)), None)
    values = TotalValues(heading)
    for cell in _from_label(cells, label):
        values.take(cell)
    values.settle()
    place = values.cells.get("stated") or next(iter(cells), None)
    held = {
        what: ValueCell(cell.row, cell.column, cell)
        for what, cell in values.cells.items()
        if cell is not label
    }
    return TotalRow(
        row,
        label,
        (_blank_cells(layout, heading, label) if label else {}) | held,
        values.numbers.get("weight"),
        values.numbers.get("stated"),
        values.grade,
        place.place if place else None,
        values.doubts.taken(),
        tuple(pair for pair in values.unread.items() if pair[0] not in values.numbers),
    )


def _from_label(cells: list[Cell], label: Cell | None) -> list[Cell]:
    """The cells of a row from the label of the total on, to another field's label."""
    found = cells[cells.index(label) :] if label else cells
    ends = (i for i, cell in enumerate(found) if i and role("head", cell.text))
    return [cell for cell in found[: next(ends, len(found))] if single(cell.text)]


def _blank_cells(
    layout: Layout, heading: TableHeading, label: Cell
) -> dict[str, ValueCell]:
    """The value cells of a blank: 分值 and 得分 in their columns, the grade beside."""
    row, first, width = label.row, label.column + label.columns, layout.grid.width
    sums = [
        column for column in heading.of("weight", "stated") if column.first >= first
    ]
    columns = {column.role: column.first for column in sums}
    if "stated" not in columns and first <= width:
        columns["stated"] = first
    last = columns.get("stated", columns.get("weight", width))
    over = layout.at(row, last)
    after = last + (over.columns if over else 1)
    if after <= width and is_blank(layout, row, after):
        columns["grade"] = after
    return {
        what: ValueCell(row, column, layout.at(row, column))
        for what, column in columns.items()
    }
