"""插行: 在工作表里添行, 其余一切随之下移 (openpyxl 的 insert_rows 只移单元格).

Merged ranges, heights, data validation, conditional formats, the print area, filters,
page breaks, names, formulas, links and pictures below move down; a range over several
rows that ends with the copied row grows, as one would expect of a group or of a sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from itertools import chain
from typing import Any

from templates.workbooks.merges import area_over, corner
from templates.workbooks.references import Insertion, ranges, shifted


def insert(
    sheet: Any, insertion: Insertion, own: Sequence[tuple[int, int]] = ()
) -> None:
    """添行. In the columns `own` the new rows have cells of their own."""
    formulas = _formulas(sheet)
    sheet.insert_rows(insertion.after + 1, insertion.count)
    _move_merges(sheet, insertion, own)
    _move_heights(sheet, insertion)
    _copy_row(sheet, insertion)
    _move_rules(sheet, insertion)
    _move_printing(sheet, insertion)
    _move_objects(sheet, insertion)
    _move_pictures(sheet, insertion)
    for cell, formula in formulas:
        cell.value = shifted(formula, sheet.title, insertion, own=True)
    _move_names(sheet, insertion)


def _formulas(sheet: Any) -> list[tuple[Any, str]]:
    """Return the cells with formulas, each with the text of its formula."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return [
        (cell, cell.value)
        for cell in cells
        if cell.data_type == "f" and isinstance(cell.value, str)
    ]


def _move_merges(
    sheet: Any, insertion: Insertion, own: Sequence[tuple[int, int]]
) -> None:
    areas = list(sheet.merged_cells.ranges)
    for area in areas:
        top, bottom = insertion.span(area.min_row, area.max_row)
        if any(first <= area.min_col and area.max_col <= last for first, last in own):
            bottom = insertion.moved(area.max_row)
        area.min_row, area.max_row = top, bottom
    # A set finds an area by its bounds, which have changed.
    sheet.merged_cells.ranges = set(areas)


def _move_heights(sheet: Any, insertion: Insertion) -> None:
    rows = sheet.row_dimensions
    for number in sorted((n for n in rows if n > insertion.after), reverse=True):
        moved = rows.pop(number)
        moved.index = insertion.moved(number)
        rows[moved.index] = moved
    if insertion.after in rows:
        for offset in range(1, insertion.count + 1):
            twin = copy(rows[insertion.after])
            twin.index = insertion.after + offset
            rows[twin.index] = twin


def _copy_row(sheet: Any, insertion: Insertion) -> None:
    """Give the new rows the style and the sideways merges of the copied row."""
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.worksheet.merge import MergedCellRange

    copied, areas = insertion.after, sheet.merged_cells.ranges
    flat = [area for area in areas if area.min_row == area.max_row == copied]
    for row in range(copied + 1, copied + insertion.count + 1):
        for area in flat:
            bounds = CellRange(area.coord)
            bounds.min_row = bounds.max_row = row
            areas.add(MergedCellRange(sheet, bounds.coord))
        for column in range(1, sheet.max_column + 1):
            source = sheet._cells.get((copied, column))  # noqa: SLF001
            if source is not None:
                _copy_cell(sheet, source, row)


def _copy_cell(sheet: Any, source: Any, row: int) -> None:
    """Make the cell below `source` in a new row, covered where a merge covers it."""
    from openpyxl.cell.cell import MergedCell

    column = source.column
    area = area_over(sheet, row, column)
    if area is None or (area.min_row, area.min_col) == (row, column):
        cell = sheet.cell(row, column)
        source = corner(sheet, source.row, column)
    else:
        cell = MergedCell(sheet, row, column)
        sheet._cells[row, column] = cell  # noqa: SLF001
    cell._style = copy(source._style)  # noqa: SLF001


def _move_rules(sheet: Any, insertion: Insertion) -> None:
    """Move data validations and conditional formats, and the formulas in them."""
    from openpyxl.formatting.formatting import ConditionalFormattingList
    from openpyxl.worksheet.cell_range import MultiCellRange

    def moved(formula: str | None) -> str | None:
        return formula and shifted(formula, sheet.title, insertion, own=True)

    for rule in sheet.data_validations.dataValidation:
        rule.sqref = MultiCellRange(ranges(rule.sqref, insertion))
        rule.formula1, rule.formula2 = moved(rule.formula1), moved(rule.formula2)
    kept = sheet.conditional_formatting
    sheet.conditional_formatting = ConditionalFormattingList()
    for area in kept:
        for rule in area.rules:
            rule.formula = [moved(formula) for formula in rule.formula]
            sheet.conditional_formatting.add(ranges(area.sqref, insertion), rule)


def _move_printing(sheet: Any, insertion: Insertion) -> None:
    """Move the print area, repeated rows, filters, page breaks and frozen panes."""
    areas = sheet._print_area.ranges  # noqa: SLF001
    sheet.print_area = [ranges(area.coord, insertion) for area in areas]
    _move_range(sheet, "print_title_rows", insertion)
    _move_range(sheet, "freeze_panes", insertion)
    _move_range(sheet.auto_filter, "ref", insertion)
    for mark in sheet.row_breaks.brk:
        mark.id = insertion.moved(mark.id)


def _move_range(owner: Any, name: str, insertion: Insertion) -> None:
    """Move the range that an object holds as text, if it holds one."""
    text = getattr(owner, name, None)
    if text:
        setattr(owner, name, ranges(text, insertion))


def _move_objects(sheet: Any, insertion: Insertion) -> None:
    """Move links and tables."""
    below = sheet.iter_rows(min_row=insertion.after + 1)
    for cell in chain.from_iterable(below):
        if cell.hyperlink is not None:
            cell.hyperlink.ref = cell.coordinate
    for table in sheet.tables.values():
        _move_range(table, "ref", insertion)
        _move_range(table.autoFilter, "ref", insertion)


def _move_pictures(sheet: Any, insertion: Insertion) -> None:
    """Move pictures and charts, whose anchors count rows from 0."""
    for item in (*sheet._images, *sheet._charts):  # noqa: SLF001
        for name in ("_from", "to"):
            marker = getattr(item.anchor, name, None)
            if marker is not None:
                marker.row = insertion.moved(marker.row + 1) - 1


def _names(book: Any) -> Iterator[Any]:
    """Go through the defined names of the workbook and of its sheets."""
    yield from book.defined_names.values()
    for sheet in book.worksheets:
        yield from sheet.defined_names.values()


def _move_names(sheet: Any, insertion: Insertion) -> None:
    """Move what other sheets and the names of the workbook say about this sheet."""

    def moved(text: str) -> str:
        return shifted(text, sheet.title, insertion, own=False)

    for name in _names(sheet.parent):
        if name.attr_text:
            name.attr_text = moved(name.attr_text)
    for other in sheet.parent.worksheets:
        for cell, formula in _formulas(other) if other is not sheet else ():
            cell.value = moved(formula)
