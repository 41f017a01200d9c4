"""“复核”工作表: 说明、各处发现、各行的填报与重算, 都连到原来的单元格."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from attrs import define

from templates.measure import height
from templates.notes import FILLS, Note, Review, Reviewed, cell_at
from templates.review_style import SIZE, dress, put, set_up, tint
from templates.workbook import FONT

NAME = "复核"
WIDTHS = (8, 8, 30, 14, 11, 14, 9, 56, 30)
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
            put(cell, text)
            dress(cell, centred=heading or column in _CENTRED, strong=heading)
            if heading:
                tint(cell, HEADING)
        pairs = zip(texts, WIDTHS, strict=True)
        tall = max(height(text or "", (wide,), SIZE) for text, wide in pairs)
        self.sheet.row_dimensions[self.row].height = min(tall, TALLEST)
        self.row += 1

    def wide(self, label: str, text: str) -> None:
        """Write a label and a text that takes the rest of the row."""
        first, rest = self.sheet.cell(self.row, 1), self.sheet.cell(self.row, 2)
        for cell, shown in ((first, label), (rest, text)):
            put(cell, shown, always_text=True)
            dress(cell, centred=cell is first, strong=cell is first)
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
    set_up(sheet, WIDTHS)
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
    tint(page.sheet.cell(page.row - 1, WORST + 1), FILLS[note.severity])
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
        tint(page.sheet.cell(page.row - 1, GAP + 1), FILLS["inconsistency"])
    page.link(row.place)
