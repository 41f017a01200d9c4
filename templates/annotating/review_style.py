"""“复核”工作表的样子: 字体、边框、底色、页面, 与写格的规矩."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from templates.annotating.notes import plain
from templates.writing.workbook import A4, FONT

SIZE = 10
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")


def put(cell: Any, text: str | None, *, always_text: bool = False) -> None:
    """Write a number as a number; a text stays text, whatever it begins with."""
    if not text:
        return
    if not always_text and _NUMBER.fullmatch(text):
        cell.value = Decimal(text)
        return
    cell.value = plain(text)
    cell.data_type = "s"


def dress(cell: Any, *, centred: bool, strong: bool) -> None:
    """Give a cell the font, border and alignment of the sheet."""
    from openpyxl.styles import Alignment, Border, Font, Side

    side = Side("thin", color="FF9A948A")
    cell.font = Font(name=FONT, size=SIZE, bold=strong)
    cell.border = Border(side, side, side, side)
    across = "center" if centred else "left"
    cell.alignment = Alignment(across, "center", wrap_text=True)


def tint(cell: Any, colour: str) -> None:
    """Fill a cell with a colour."""
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)


def set_up(sheet: Any, widths: Sequence[int]) -> None:
    """Set widths and the printed page: A4 landscape, one page wide."""
    from openpyxl.utils import get_column_letter

    for number, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = wide
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def freeze(sheet: Any, rows: int) -> None:
    """Keep the first rows in sight, and print them on every page."""
    sheet.freeze_panes = sheet.cell(rows + 1, 1)
    sheet.print_title_rows = f"1:{rows}"
