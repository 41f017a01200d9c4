"""行高够不够: 填进去的文字在原来的行高里放不下时, 只把行加高到放得下.

Rows without a height of their own are left alone where no merged cell needs them: a
spreadsheet program fits those itself.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from templates.writing.measure import height

DEFAULT_WIDTH = 8.43
DEFAULT_HEIGHT = 13.5
DEFAULT_SIZE = 11
TALLEST = 409.0


SMALLEST = 7


def make_room(sheet: Any, cell: Any) -> None:
    """Raise the rows under a wrapped text until it shows whole.

    Where rows as tall as they can be do not do, the text is set in smaller type.
    """
    alignment = cell.alignment
    if not isinstance(cell.value, str) or not (alignment and alignment.wrap_text):
        return
    rows, columns = _extent(sheet, cell)
    own = [sheet.row_dimensions[row].height for row in rows]
    if len(rows) == len(columns) == 1 and own[0] is None:
        return
    tall = [DEFAULT_HEIGHT if known is None else float(known) for known in own]
    widths = tuple(_width(sheet, column) for column in columns)
    size = float(cell.font.sz or DEFAULT_SIZE)
    while size > SMALLEST and height(cell.value, widths, size) > TALLEST * len(tall):
        size -= 1
        cell.font = _smaller(cell.font, size)
    needed = height(cell.value, widths, size)
    lacking = needed - sum(tall)
    if lacking <= 0:
        return
    for row, known in zip(rows, tall, strict=True):
        grown = known + lacking / len(tall)
        sheet.row_dimensions[row].height = max(known, min(TALLEST, round(grown, 1)))


def _smaller(font: Any, size: float) -> Any:
    changed = copy(font)
    changed.sz = size
    return changed


def _extent(sheet: Any, cell: Any) -> tuple[list[int], list[int]]:
    for area in sheet.merged_cells.ranges:
        if (area.min_row, area.min_col) == (cell.row, cell.column):
            rows = list(range(area.min_row, area.max_row + 1))
            return rows, list(range(area.min_col, area.max_col + 1))
    return [cell.row], [cell.column]


def _width(sheet: Any, column: int) -> int:
    """The width of a column in characters; one entry may stand for several columns."""
    for known in sheet.column_dimensions.values():
        first, last = known.min or 0, known.max or 0
        if first <= column <= last and known.width:
            return int(known.width)
    return int(sheet.sheet_format.defaultColWidth or DEFAULT_WIDTH)
