"""写成 .xlsx: openpyxl 写得素净, XlsxWriter 连边框、字体、列宽一起写."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import xlsxwriter
from openpyxl import Workbook

from tests.oracle.page import Page
from tests.oracle.rendering.packing import packed

Pages = Sequence[tuple[str, Page]]
DAY = 'yyyy"年"m"月"d"日"'
MADE = datetime(2024, 3, 1)
STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def number(value: Any) -> Any:
    """What a library takes for a value."""
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else float(value)


def by_openpyxl(pages: Pages, path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, page in pages:
        sheet = book.create_sheet(name)
        for (row, column), value in page.values.items():
            cell = sheet.cell(row, column, number(value))
            if isinstance(value, str):
                cell.data_type = "s"
            if isinstance(value, date):
                cell.number_format = DAY
        for (row, column), number_format in page.formats.items():
            sheet.cell(row, column).number_format = number_format
        for top, left, bottom, right in page.merges:
            sheet.merge_cells(
                start_row=top, start_column=left, end_row=bottom, end_column=right
            )
    made = BytesIO()
    book.save(made)
    with ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = STAMP.sub(MADE.isoformat().encode() + b"Z", core)
    packed(path, parts)


def by_xlsxwriter(pages: Pages, path: Path) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": MADE})
        for name, page in pages:
            _Styled(book, page).write(book.add_worksheet(name))


class _Styled:
    """One sheet with the look of a printed form."""

    def __init__(self, book: Any, page: Page) -> None:
        self.book, self.page = book, page
        self.known: dict[str, Any] = {}

    def style(self, number_format: str) -> Any:
        if number_format not in self.known:
            look = {"font_name": "宋体", "font_size": 10, "border": 1}
            look |= {"text_wrap": True, "valign": "vcenter", "align": "center"}
            self.known[number_format] = self.book.add_format(
                {**look, "num_format": number_format or "General"}
            )
        return self.known[number_format]

    def write(self, sheet: Any) -> None:
        page = self.page
        sheet.set_column(0, page.width - 1, 14)
        merged = {merge[:2]: merge for merge in page.merges}
        for spot in sorted({*page.values, *merged}):
            self._cell(sheet, spot, merged.get(spot))
        sheet.set_landscape()
        sheet.set_paper(9)

    def _cell(
        self, sheet: Any, spot: tuple[int, int], merge: tuple[int, ...] | None
    ) -> None:
        row, column = spot[0] - 1, spot[1] - 1
        value = number(self.page.values.get(spot))
        day = isinstance(value, date)
        style = self.style(self.page.formats.get(spot, DAY if day else ""))
        if merge:
            sheet.merge_range(row, column, merge[2] - 1, merge[3] - 1, "", style)
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif day:
            sheet.write_datetime(row, column, value, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, style)
        else:
            sheet.write_number(row, column, value, style)
