"""组名格: 添了行的组, 组名的格子随之长高, 或在新行里再写一遍."""

from __future__ import annotations

from reading.locating.table_map import IndicatorTable
from templates.filling.allotting import Plan
from templates.workbooks.merges import is_covered, merge
from templates.workbooks.pen import Pen
from templates.writing.contents import Content


def repeat_groups(pen: Pen, table: IndicatorTable, plan: Plan) -> None:
    """New rows of a group: its one-row cell grows, or its name is repeated."""
    layout, heading = table.layout, table.heading
    merged = any(
        cell.rows > 1
        for level in heading.levels
        for number in range(heading.bottom + 1, layout.height + 1)
        if (cell := layout.rows.get(number, {}).get(level.first)) is not None
    )
    for insertion in plan.insertions:
        above = sum(i.count for i in plan.insertions if i.after < insertion.after)
        first = insertion.after + above
        for level in heading.levels:
            cell = pen.sheet.cell(first, level.first)
            if is_covered(cell) or not cell.value:
                continue
            _grow(pen, (first, level.first, level.last), insertion.count, merged=merged)


def _grow(pen: Pen, cell: tuple[int, int, int], count: int, *, merged: bool) -> None:
    row, first, last = cell
    below = pen.sheet.cell(row + 1, first)
    if is_covered(below) or below.value:
        return
    if merged:
        merge(pen.sheet, range(row, row + count + 1), range(first, last + 1))
        return
    for offset in range(1, count + 1):
        pen.put((row + offset, first), Content(str(pen.sheet.cell(row, first).value)))
