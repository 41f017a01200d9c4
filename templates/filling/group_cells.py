"""组名格: 添了行的组, 组名的格子随之长高, 或在新行里再写一遍."""

from __future__ import annotations

from reading.locating.headings.columns import TableColumn
from reading.locating.table_map import IndicatorTable
from templates.filling.allotting import Plan
from templates.workbooks.merges import is_covered, merge
from templates.workbooks.pen import Pen
from templates.writing.contents import Content


def repeat_groups(pen: Pen, table: IndicatorTable, plan: Plan) -> None:
    """New rows of a group: its one-row cell grows, or its name is repeated."""
    layout, heading = table.layout, table.heading
    firsts = {level.first for level in heading.levels}
    cells = layout.between(heading.bottom + 1, layout.height)
    merged = any(cell.rows > 1 and cell.column in firsts for cell in cells)
    for after in {insertion.after for insertion in plan.insertions}:
        for depth, level in enumerate(heading.levels, 1):
            count = plan.added(after, depth)
            _grow(pen, plan.moved(after), level, count, merged=merged)


def _grow(pen: Pen, row: int, level: TableColumn, count: int, *, merged: bool) -> None:
    """Let the name of a group stand for `count` rows more, which hold none."""
    cell = pen.sheet.cell(row, level.first)
    if not count or is_covered(cell) or not cell.value:
        return
    if merged:
        columns = range(level.first, level.last + 1)
        merge(pen.sheet, range(row, row + count + 1), columns)
        return
    for below in range(row + 1, row + count + 1):
        pen.put((below, level.first), Content(str(cell.value)))
