"""行高: 填进去的文字在原来的行高里放不下时, 只把行加高到放得下.

Rows without a height of their own are left alone where no merged cell needs them: a
spreadsheet program fits those itself.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from templates.workbooks.merges import area_over
from templates.writing.measure import height

DEFAULT_WIDTH = 8.43
DEFAULT_HEIGHT = 13.5
DEFAULT_SIZE = 11
TALLEST = 409.0
SMALLEST = 7


def make_room(sheet: Any, cell: Any) -> None:
    """Raise the rows under a wrapped text until it shows whole.

    Heights are in points. Where rows as tall as they can be do not do, the text is set
    in smaller type.
    """
    if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
        return
    rows, columns = _extent(sheet, cell)
    if len(rows) == len(columns) == 1 and sheet.row_dimensions[rows[0]].height is None:
        return
    widths = tuple(_width(sheet, column) for column in columns)
    size = _fitting_size(cell, widths, TALLEST * len(rows))
    _raise(sheet, rows, height(cell.value, widths, size))


def _fitting_size(cell: Any, widths: tuple[int, ...], tallest: float) -> float:
    """Return the type size of a cell, made smaller until its text is at most so tall."""
    size = float(cell.font.sz or DEFAULT_SIZE)
    while size > SMALLEST and height(cell.value, widths, size) > tallest:
        size -= 1
        font = copy(cell.font)
        font.sz = size
        cell.font = font
    return size


def _raise(sheet: Any, rows: range, needed: float) -> None:
    """Share out what the rows lack; none becomes lower, none taller than a row can be."""
    own = [sheet.row_dimensions[row].height for row in rows]
    known = [DEFAULT_HEIGHT if tall is None else float(tall) for tall in own]
    lacking = needed - sum(known)
    if lacking <= 0:
        return
    for row, tall in zip(rows, known, strict=True):
        grown = round(tall + lacking / len(known), 1)
        sheet.row_dimensions[row].height = max(tall, min(TALLEST, grown))


def _extent(sheet: Any, cell: Any) -> tuple[range, range]:
    """Return the rows and the columns that a cell covers with its merged range."""
    area = area_over(sheet, cell.row, cell.column)
    if area is None:
        return range(cell.row, cell.row + 1), range(cell.column, cell.column + 1)
    rows = range(area.min_row, area.max_row + 1)
    return rows, range(area.min_col, area.max_col + 1)


def _width(sheet: Any, column: int) -> int:
    """Return the width of a column in characters.

    One entry of the workbook may stand for several columns.
    """
    for known in sheet.column_dimensions.values():
        if known.width and (known.min or 0) <= column <= (known.max or 0):
            return int(known.width)
    return int(sheet.sheet_format.defaultColWidth or DEFAULT_WIDTH)
