"""写格: 值照空表的样子写进它的格子, 文字永远是文字."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from attrs import define, field

from indicators.errors import InputError, Problem
from indicators.place import Place
from reading.locating.value_cells import Position
from templates.workbooks.merges import is_covered
from templates.workbooks.row_height import make_room
from templates.writing.contents import Content
from templates.writing.workbook import LONGEST


@define
class Pen:
    """写格: values go in with a number format that shows them, text stays text.

    `scored` says that the points were computed: what stands there of older ones goes.
    `unsettled` says that something was not written, or wants a look.
    """

    sheet: Any
    file: str
    scored: bool = False
    warnings: list[Problem] = field(factory=list)
    unsettled: bool = False

    def warn(
        self,
        where: Place | str,
        message: str,
        value: str | None = None,
        *,
        settled: bool = False,
    ) -> None:
        """Note a doubt; a `settled` one leaves nobody anything to do."""
        self.warnings.append(Problem(where, message, value or None))
        self.unsettled |= not settled

    def place(self, position: Position) -> Place:
        """Return the place of a cell of the sheet."""
        row, column = position
        return Place("sheet", self.sheet.title, row=row, column=column)

    def text(self, place: Position) -> str:
        """Return the text that stands in a cell; empty for none."""
        value = self.sheet.cell(*place).value
        return "" if value is None else str(value)

    def put_points(self, place: Position, content: Content) -> None:
        """Write points; in a table that was scored, points that are not due go."""
        if self.scored and not content.text and _is_number(self.text(place)):
            self.clear(place)
        self.put(place, content)

    def clear(self, place: Position) -> None:
        """Take a value out of its cell; a formula stays."""
        cell = self.sheet.cell(*place)
        if cell.data_type != "f" and not is_covered(cell):
            cell.value = None

    def put(self, place: Position, content: Content) -> None:
        """Write a value; nothing to write leaves the cell as it is."""
        if not content.text:
            return
        cell = self.sheet.cell(*place)
        where = self.place(place)
        if is_covered(cell):
            self.warn(where, "这一格是合并区的一部分，未写入", content.text)
        elif cell.data_type == "f":
            self.warn(where, "这一格是公式，保留公式，未写入", content.text)
        elif content.number is not None and cell.number_format != "@":
            self._number(cell, content)
        else:
            self._text(cell, content.text, where)

    def _number(self, cell: Any, content: Content) -> None:
        if not _shows(cell.number_format, content):
            cell.number_format = content.format
        number = content.number or Decimal(0)
        whole = number == number.to_integral_value()
        cell.value = int(number) if whole else float(number)

    def _text(self, cell: Any, text: str, where: Place) -> None:
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
            raise InputError.of(where, f"文字超过 {LONGEST} 字", f"{text[:20]}…")
        if ILLEGAL_CHARACTERS_RE.search(text):
            raise InputError.of(where, "文字里有控制字符，写不进表格", repr(text[:40]))
        cell.value = text
        cell.data_type = "s"
        make_room(self.sheet, cell)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?分?", text.strip()) is not None


def _shows(number_format: str, content: Content) -> bool:
    """Say whether a cell's own format shows the whole number."""
    from reading.sources.sheets.number_text import number_text

    number = content.number or Decimal(0)
    text = number_text(number, number_format)
    plain = text.replace(",", "").strip()
    if re.fullmatch(r"-?\d+(\.\d+)?%", plain):
        return Decimal(plain[:-1]) == number * 100 and content.format.endswith("%")
    digits = re.fullmatch(r"-?\d+(\.\d+)?", plain)
    return bool(digits) and Decimal(plain) == number and "%" not in content.format
