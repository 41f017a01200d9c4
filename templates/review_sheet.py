"""“复核”工作表: 说明、各处发现、各行的填报与重算, 都连到原来的单元格."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from typing import Any

from attrs import define

from templates.measure import height
from templates.notes import FILLS, Note, Review, Reviewed, cell_at, plain
from templates.workbook import A4, FONT

NAME = "复核"
WIDTHS = (8, 8, 30, 14, 11, 14, 9, 56, 30)
SIZE = 10
TALLEST = 409
HEADING = "FFF0EDE6"
FOUND = ("编号", "轻重", "所在", "单元格", "填报", "应为", "相差", "发现", "办法")
WORKED = (
    "序号",
    "分值",
    "指标",
    "单元格",
    "填报",
    "重算",
    "差额",
    "公式与代入",
    "结局",
)
WORST, LINK, GAP = 1, 3, 6
"""Column numbers from 0: the severity, the link to the cell, the difference."""

_CENTRED = frozenset({0, 1, 3, 4, 5, 6})
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")


@define
class _Sheet:
    """正在写的工作表, 与下一个空行."""

    book: Any
    sheet: Any
    row: int = 1

    def line(self, texts: Sequence[str | None], *, heading: bool = False) -> None:
        """Write one row of the table: numbers as numbers, texts as texts."""
        for column, text in enumerate(texts):
            cell = self.sheet.cell(self.row, column + 1)
            _put(cell, text)
            _dress(cell, centred=heading or column in _CENTRED, strong=heading)
            if heading:
                _tint(cell, HEADING)
        pairs = zip(texts, WIDTHS, strict=True)
        tall = max(height(text or "", (wide,), SIZE) for text, wide in pairs)
        self.sheet.row_dimensions[self.row].height = min(tall, TALLEST)
        self.row += 1

    def wide(self, label: str, text: str) -> None:
        """Write a label and a text that takes the rest of the row."""
        first, rest = self.sheet.cell(self.row, 1), self.sheet.cell(self.row, 2)
        for cell, shown in ((first, label), (rest, text)):
            _put(cell, shown, always_text=True)
            _dress(cell, centred=cell is first, strong=cell is first)
        self.sheet.merge_cells(
            start_row=self.row,
            end_row=self.row,
            start_column=2,
            end_column=len(WIDTHS),
        )
        tall = height(text, WIDTHS[1:], SIZE)
        self.sheet.row_dimensions[self.row].height = min(tall, TALLEST)
        self.row += 1

    def title(self, text: str) -> None:
        """Write a heading over a table."""
        from openpyxl.styles import Font

        cell = self.sheet.cell(self.row, 1, text)
        cell.font = Font(name=FONT, size=14 if self.row == 1 else 12, bold=True)
        self.sheet.row_dimensions[self.row].height = 26
        self.row += 1

    def link(self, place: str | None) -> None:
        """Link the row just written to a cell of the table."""
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        target = cell_at(self.book, place)
        if target is None:
            return
        cell = self.sheet.cell(self.row - 1, LINK + 1)
        name = target.parent.title.replace("'", "''")
        location = f"'{name}'!{target.coordinate}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell.font = Font(name=FONT, size=SIZE, color="FF1F4E79", underline="single")


def add(book: Any, review: Review) -> None:
    """加上“复核”工作表; 已有同名的, 用 复核(2)."""
    sheet = book.create_sheet(_name(book.sheetnames))
    page = _Sheet(book, sheet)
    _set_up(sheet)
    page.title("复核")
    for label, text in review.head:
        page.wide(label, text)
    page.row += 1
    page.title(f"发现（{len(review.notes)} 处，所涉分数由大到小）")
    if review.notes:
        page.line(FOUND, heading=True)
    for note in review.notes:
        _note(page, note)
    page.row += 1
    page.title("填报与重算")
    page.line(WORKED, heading=True)
    for row in review.rows:
        _row(page, row)


def _name(taken: Sequence[str]) -> str:
    lowered = {name.lower() for name in taken}
    names = (NAME if number == 1 else f"{NAME}({number})" for number in count(1))
    return next(name for name in names if name.lower() not in lowered)


def _note(page: _Sheet, note: Note) -> None:
    page.line(
        (
            note.code,
            note.word,
            note.name,
            note.place,
            note.stated,
            note.expected,
            note.difference,
            note.message,
            note.remedy,
        )
    )
    _tint(page.sheet.cell(page.row - 1, WORST + 1), FILLS[note.severity])
    page.link(note.place)


def _row(page: _Sheet, row: Reviewed) -> None:
    page.line(
        (
            row.number,
            row.weight,
            row.name,
            row.place,
            row.stated,
            row.due,
            row.difference,
            row.explanation,
            row.outcome,
        )
    )
    if row.difference:
        _tint(page.sheet.cell(page.row - 1, GAP + 1), FILLS["inconsistency"])
    page.link(row.place)


def _put(cell: Any, text: str | None, *, always_text: bool = False) -> None:
    """Write a number as a number; a text stays text, whatever it begins with."""
    if not text:
        return
    if not always_text and _NUMBER.fullmatch(text):
        cell.value = Decimal(text)
        return
    cell.value = plain(text)
    cell.data_type = "s"


def _dress(cell: Any, *, centred: bool, strong: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    side = Side("thin", color="FF9A948A")
    cell.font = Font(name=FONT, size=SIZE, bold=strong)
    cell.border = Border(side, side, side, side)
    across = "center" if centred else "left"
    cell.alignment = Alignment(across, "center", wrap_text=True)


def _tint(cell: Any, colour: str) -> None:
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)


def _set_up(sheet: Any) -> None:
    """Set widths and the printed page: A4 landscape, one page wide."""
    from openpyxl.utils import get_column_letter

    for number, wide in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = wide
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
