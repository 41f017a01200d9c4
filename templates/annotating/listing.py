"""一张清单样的工作表: 一行表头在最上, 一条一行, 连到原来的单元格."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any, Final

from attrs import define

from indicators.place import Place, Places
from templates.annotating.located import Located
from templates.annotating.review_style import SIZE, dress, freeze, put, set_up, tint
from templates.writing.measure import height
from templates.writing.workbook import FONT

TALLEST: Final = 409
HEADING, TABLE = "FFF0EDE6", "FFE3DCCB"


@define
class Columns:
    """各栏: 表头、宽、居中的几栏、连到单元格的一栏 (由 0 数起)."""

    heading: tuple[str, ...]
    widths: tuple[int, ...]
    centred: frozenset[int]
    link: int


@define
class Listing:
    """正在写的工作表, 与下一个空行."""

    located: Located
    sheet: Any
    columns: Columns
    row: int = 1

    @classmethod
    def begun(cls, located: Located, name: str, columns: Columns) -> Listing:
        """A new sheet with its heading; where its name is taken, 复核(2)."""
        book = located.book
        page = cls(located, book.create_sheet(_name(name, book.sheetnames)), columns)
        set_up(page.sheet, columns.widths)
        page.line(columns.heading, heading=True)
        freeze(page.sheet, 1)
        return page

    def line(self, texts: Sequence[str | None], *, heading: bool = False) -> None:
        """Write one row of the table: numbers as numbers, texts as texts."""
        for column, text in enumerate(texts):
            cell = self.sheet.cell(self.row, column + 1)
            put(cell, text)
            dress(
                cell, centred=heading or column in self.columns.centred, strong=heading
            )
            if heading:
                tint(cell, HEADING)
        pairs = zip(texts, self.columns.widths, strict=True)
        tall = max(height(text or "", (wide,), SIZE) for text, wide in pairs)
        self._next(tall)

    def wide(self, label: str, text: str) -> None:
        """Write a label and a text that takes the rest of the row."""
        first, rest = self.sheet.cell(self.row, 1), self.sheet.cell(self.row, 2)
        for cell, shown in ((first, label), (rest, text)):
            put(cell, shown, always_text=True)
            dress(cell, centred=cell is first, strong=cell is first)
        self._merge(2)
        self._next(height(text, self.columns.widths[1:], SIZE))

    def title(self, text: str) -> None:
        """Write a row across the sheet where a table begins."""
        cell = self.sheet.cell(self.row, 1)
        put(cell, text, always_text=True)
        dress(cell, centred=False, strong=True)
        tint(cell, TABLE)
        self._merge(1)
        self._next(max(height(text, self.columns.widths, SIZE), 22))

    def _merge(self, first: int) -> None:
        self.sheet.merge_cells(
            start_row=self.row,
            end_row=self.row,
            start_column=first,
            end_column=len(self.columns.widths),
        )

    def _next(self, tall: float) -> None:
        self.sheet.row_dimensions[self.row].height = min(tall, TALLEST)
        self.row += 1

    def link(self, place: Place | Places | None) -> None:
        """Link the row just written to a cell of the table."""
        self.link_to(next(iter(self.located.cells(place)), None))

    def link_to(self, target: Any | None) -> None:
        """Link the row just written to a cell, where there is one."""
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        if target is None:
            return
        cell = self.sheet.cell(self.row - 1, self.columns.link + 1)
        name = target.parent.title.replace("'", "''")
        location = f"'{name}'!{target.coordinate}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell.font = Font(name=FONT, size=SIZE, color="FF1F4E79", underline="single")


def _name(wanted: str, taken: Sequence[str]) -> str:
    lowered = {name.lower() for name in taken}
    names = (wanted if number == 1 else f"{wanted}({number})" for number in count(1))
    return next(name for name in names if name.lower() not in lowered)
