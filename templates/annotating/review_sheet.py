"""“复核”与“复核重算”工作表: 各处发现; 各行的填报与重算; 都连到原来的单元格.

One heading row stands on top of each sheet: it stays in sight on the screen and is
printed on every page. The tables of a workbook follow one another below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from attrs import define

from indicators.place import Place, Places
from templates.annotating.notes import FILLS, Note, Review, Reviewed, cells_at
from templates.annotating.review_style import SIZE, dress, freeze, put, set_up, tint
from templates.writing.measure import height
from templates.writing.workbook import FONT

NAME, NAME_OF_ROWS = "复核", "复核重算"
WIDTHS = (8, 8, 30, 14, 11, 14, 9, 56, 30)
TALLEST = 409
HEADING, TABLE = "FFF0EDE6", "FFE3DCCB"
FOUND = ("编号", "轻重", "所在", "单元格", "填报", "对照", "相差", "发现", "办法")
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

HIGHEST = 20
"""The heading of a review sheet stands in one of its first rows."""

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
        self._next(tall)

    def wide(self, label: str, text: str) -> None:
        """Write a label and a text that takes the rest of the row."""
        first, rest = self.sheet.cell(self.row, 1), self.sheet.cell(self.row, 2)
        for cell, shown in ((first, label), (rest, text)):
            put(cell, shown, always_text=True)
            dress(cell, centred=cell is first, strong=cell is first)
        self._merge(2)
        self._next(height(text, WIDTHS[1:], SIZE))

    def title(self, text: str) -> None:
        """Write a row across the sheet where a table begins."""
        cell = self.sheet.cell(self.row, 1)
        put(cell, text, always_text=True)
        dress(cell, centred=False, strong=True)
        tint(cell, TABLE)
        self._merge(1)
        self._next(max(height(text, WIDTHS, SIZE), 22))

    def _merge(self, first: int) -> None:
        self.sheet.merge_cells(
            start_row=self.row,
            end_row=self.row,
            start_column=first,
            end_column=len(WIDTHS),
        )

    def _next(self, tall: float) -> None:
        self.sheet.row_dimensions[self.row].height = min(tall, TALLEST)
        self.row += 1

    def link(self, place: Place | Places | None) -> None:
        """Link the row just written to a cell of the table."""
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        target = next(iter(cells_at(self.book, place)), None)
        if target is None:
            return
        cell = self.sheet.cell(self.row - 1, LINK + 1)
        name = target.parent.title.replace("'", "''")
        location = f"'{name}'!{target.coordinate}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell.font = Font(name=FONT, size=SIZE, color="FF1F4E79", underline="single")


def add(book: Any, reviews: Sequence[Review]) -> None:
    """加上两张工作表; 已有同名的, 用 复核(2)."""
    page = _begun(book, NAME, FOUND)
    for review in reviews:
        (_, verdict), *rest = review.head or (("", ""),)
        page.title(f"{review.title}：{verdict}" if verdict else review.title)
        for note in review.notes:
            _note(page, note)
        for label, text in rest:
            page.wide(label, text)
    for label, text in reviews[0].about if reviews else ():
        page.wide(label, text)
    page = _begun(book, NAME_OF_ROWS, WORKED)
    for review in reviews:
        page.title(review.title)
        for row in review.rows:
            _row(page, row)


def _begun(book: Any, name: str, heading: Sequence[str]) -> _Sheet:
    page = _Sheet(book, book.create_sheet(_name(name, book.sheetnames)))
    set_up(page.sheet, WIDTHS)
    page.line(heading, heading=True)
    freeze(page.sheet, 1)
    return page


def remove(book: Any) -> None:
    """去掉以前加上的: a sheet of that name without our headings is somebody's own."""
    for sheet in list(book.worksheets):
        if sheet.title.startswith(NAME) and _is_ours(sheet):
            book.remove(sheet)


def _is_ours(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_row=HIGHEST, max_col=len(FOUND), values_only=True)
    return any(row in {FOUND, WORKED} for row in rows)


def _name(wanted: str, taken: Sequence[str]) -> str:
    lowered = {name.lower() for name in taken}
    names = (wanted if number == 1 else f"{wanted}({number})" for number in count(1))
    return next(name for name in names if name.lower() not in lowered)


def _printed(place: Place | Places | None) -> str | None:
    return None if place is None else str(place)


def _note(page: _Sheet, note: Note) -> None:
    page.line(
        (
            note.code,
            note.word,
            note.name,
            _printed(note.place),
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
            _printed(row.place),
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
