"""合并区: 一格在哪个合并区里, 哪一格有它的内容; 把几格合并."""

from __future__ import annotations

from typing import Any


def area_over(sheet: Any, row: int, column: int) -> Any | None:
    """Return the merged range that a cell lies in; None for none."""
    areas = (
        area
        for area in sheet.merged_cells.ranges
        if area.min_row <= row <= area.max_row
        and area.min_col <= column <= area.max_col
    )
    return next(areas, None)


def corner(sheet: Any, row: int, column: int) -> Any:
    """Return the cell with the content and the look of a cell: it, or its corner."""
    area = area_over(sheet, row, column)
    return sheet.cell(area.min_row, area.min_col) if area else sheet.cell(row, column)


def is_covered(cell: Any) -> bool:
    """Say whether a cell lies under a merged range, its corner excepted."""
    from openpyxl.cell.cell import MergedCell

    return isinstance(cell, MergedCell)


def merge(sheet: Any, rows: range, columns: range) -> None:
    """Merge cells into one; the merged ranges among them are dissolved first."""
    for area in list(sheet.merged_cells.ranges):
        inside = area.min_col in columns and area.max_col in columns
        if inside and area.min_row in rows and area.max_row in rows:
            sheet.unmerge_cells(area.coord)
    sheet.merge_cells(
        start_row=rows[0],
        start_column=columns[0],
        end_row=rows[-1],
        end_column=columns[-1],
    )
