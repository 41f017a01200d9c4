"""工作簿: 排好的页面 → .xlsx 的字节.

Text is always written as text, whatever it begins with. The same pages give the same
bytes: the creation date is fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from attrs import define, field

from indicators.errors import InputError, Problem
from templates.writing.page import BODY, Box, Page, Style

CREATED = datetime(2020, 1, 1)
FONT = "宋体"
A4 = 9
LONGEST = 32767
"""What a cell of a workbook can hold, in UTF-16 units."""

_STYLES: dict[Style, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "align": "center", "border": 0},
    "subtitle": {"font_size": 11, "align": "center", "border": 0},
    "label": {"align": "center"},
    "note": {"align": "left", "border": 0},
    "text": {"align": "left"},
    "center": {"align": "center"},
    "number": {"align": "center"},
}
_SHARED = {
    "font_name": FONT,
    "font_size": BODY,
    "border": 1,
    "valign": "vcenter",
    "text_wrap": True,
}


ENTRY = {"locked": False, "bg_color": "#FFFBE8"}
"""A cell to fill in: open where the sheet is protected, in a tint that prints faintly."""

Sheets = Mapping[str, Any]
Finish = Callable[[Any, Sheets], None]
"""What is done to a workbook and its sheets, by name, when the cells are written."""


class _NoText(str):
    """公式的结果是空文字. XlsxWriter takes a plain "" for a result that is not known."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _NoText)


_NO_TEXT = _NoText()


@define
class _Book:
    """正在写的工作簿; formats are made once each."""

    workbook: Any
    formats: dict[tuple[Style, str, float, bool], Any] = field(factory=dict)

    def format(self, box: Box) -> Any:
        key = (box.style, box.content.format, box.size, box.entry)
        if key not in self.formats:
            look = _SHARED | {"font_size": box.size} | _STYLES[box.style]
            if box.content.format:
                look["num_format"] = box.content.format
            if box.entry:
                look |= ENTRY
            self.formats[key] = self.workbook.add_format(look)
        return self.formats[key]


def pack(pages: Mapping[str, Page], title: str, finish: Finish | None = None) -> bytes:
    """写出工作簿: one sheet per page, by name; `finish` adds what is no cell.

    Raises `InputError` for a text that is longer than a cell can hold.
    """
    from xlsxwriter import Workbook

    problems = [p for name, page in pages.items() for p in _too_long(name, page)]
    if problems:
        raise InputError(problems)
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": title, "created": CREATED})
        book = _Book(workbook)
        sheets = {name: _write(book, page, name) for name, page in pages.items()}
        if finish is not None:
            finish(workbook, sheets)
    return stream.getvalue()


def _too_long(name: str, page: Page) -> list[Problem]:
    return [
        Problem(
            f"{name} 第 {box.row + 1} 行第 {box.column + 1} 列",
            f"文字有 {len(box.content.text)} 字，一格最多 {LONGEST} 字",
            f"{box.content.text[:20]}…",
            "请缩短文字",
        )
        for box in page.boxes
        if 2 * len(box.content.text) > LONGEST and _units(box.content.text) > LONGEST
    ]


def _units(text: str) -> int:
    """Count the UTF-16 units of a text: one or two for each character."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _write(book: _Book, page: Page, name: str) -> Any:
    from templates.writing.formula_sheet import FormulaSheet

    sheet = book.workbook.add_worksheet(name, FormulaSheet)
    _set_up(sheet, page)
    for box in page.boxes:
        look = book.format(box)
        merged = box.rows > 1 or box.columns > 1
        if merged:
            last_row, last_column = box.row + box.rows - 1, box.column + box.columns - 1
            sheet.merge_range(box.row, box.column, last_row, last_column, "", look)
        _put(sheet, box, look, merged=merged)
    return sheet


def _set_up(sheet: Any, page: Page) -> None:
    """Set sizes and print set-up: A4 landscape, one page wide, numbered pages."""
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    for row, tall in enumerate(page.heights):
        sheet.set_row(row, tall)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页", {"margin": 0.3})
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    if page.repeated is not None:
        sheet.repeat_rows(*page.repeated)


def _put(sheet: Any, box: Box, look: Any, *, merged: bool) -> None:
    row, column, content = box.row, box.column, box.content
    if content.formula:
        result = content.text or _NO_TEXT if content.number is None else content.number
        sheet.write_formula(row, column, content.formula, look, result)
    elif content.number is not None:
        sheet.write_number(row, column, content.number, look)
    elif content.text:
        sheet.write_string(row, column, content.text, look)
    elif not merged:
        sheet.write_blank(row, column, None, look)
