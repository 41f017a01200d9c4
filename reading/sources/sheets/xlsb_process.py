"""另一个进程里读 .xlsb: 单元格连同数字格式, 存着 44561 的格仍读作 2021/12/31.

``python -m reading.sources.sheets.xlsb_process FILE`` prints one JSON value: the sheets, or
why there are none. calamine gives no formats of such a file, and leaves out, without a
word, every cell of a record that does not say its column.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from attrs import define, field

from indicators.errors import InputError
from reading.sources.isolated import limit
from reading.sources.package import Package
from reading.sources.sheets.biff_process import MERGE_LIMIT
from reading.sources.sheets.calamine_process import CELL_LIMIT
from reading.sources.sheets.number_format import BUILT_IN
from reading.sources.sheets.workbook_parts import main_part, relations
from reading.sources.sheets.xlsb_records import (
    BOOK_SETTINGS,
    COLUMN,
    FONT,
    FORMAT,
    MERGE,
    ROW,
    SHARED,
    SHEET,
    STYLE,
    STYLES,
    STYLES_END,
    BinaryCell,
    Runs,
    cell_of,
    records,
)

CPU_SECONDS: Final = 9
_STRUCK: Final = 8
_HIDDEN_ROW: Final = 0x10
_HEIGHT_TO_FLAGS: Final = 11
_WIDEST: Final = 16_384


@define
class _BinaryBook:
    """What the sheets of a workbook share."""

    package: Package
    from_1904: bool = False
    texts: list[tuple[str, Runs]] = field(factory=list)
    struck: list[bool] = field(factory=list)
    styles: list[tuple[str, int]] = field(factory=list)

    def of(self, part: str) -> Iterator[tuple[int, Any]]:
        """The records of a part."""
        return records(self.package.whole(part))

    def read_styles(self, part: str) -> None:
        """The format and the font of each style of cells, and which fonts strike out."""
        codes: dict[int, str] = {}
        within = False
        for kind, record in self.of(part):
            if kind == FORMAT:
                number = record.take("H")
                codes[number] = record.text()
            elif kind == FONT:
                self.struck.append(bool(record.take("I") >> 16 & _STRUCK))
            elif kind in {STYLES, STYLES_END}:
                within = kind == STYLES
            elif kind == STYLE and within:
                _, number, font = (record.take("H") for _ in range(3))
                code = codes.get(number) or BUILT_IN.get(number, "")
                self.styles.append((code, font))

    def read_texts(self, part: str) -> None:
        """The texts that cells share."""
        self.texts = [r.rich() for kind, r in self.of(part) if kind == SHARED]

    def seen(self, cell: BinaryCell) -> tuple[str, str, str, bool]:
        """A cell's kind, text and format, and whether some of it is struck out."""
        code, font = self.styles[cell.style] if self.styles else ("", 0)
        text, runs = cell.text, cell.runs
        if cell.kind == "s":
            text, runs = self.texts[int(cell.text)]
        starts = [0, *(start for start, _ in runs), len(text)]
        struck = [self._is_struck(each) for each in (font, *(f for _, f in runs))]
        pieces = zip(struck, starts, starts[1:], strict=False)
        kept = "".join(text[a:b] for gone, a, b in pieces if not gone)
        return "n" if cell.kind == "n" else "t", kept, code, kept != text

    def _is_struck(self, font: int) -> bool:
        return font < len(self.struck) and self.struck[font]


def _sheet_of(
    book: _BinaryBook, part: str, name: str, *, hidden: bool
) -> dict[str, Any]:
    """Take one sheet apart: only cells that hold something."""
    sheet = _BinarySheet(book)
    for kind, record in book.of(part):
        sheet.take(kind, record)
        if len(sheet.cells) > CELL_LIMIT:
            return {"name": name, "too_large": [sheet.row, sheet.column]}
    return {
        "name": name,
        "hidden": hidden,
        "cells": sheet.cells,
        "struck": sheet.struck,
        "merges": sheet.merges[:MERGE_LIMIT],
        "hidden_rows": sheet.hidden_rows,
        "hidden_columns": sheet.hidden_columns,
        "from_1904": book.from_1904,
    }


@define
class _BinarySheet:
    """The cells, merges and hidden rows of a sheet, record by record."""

    book: _BinaryBook
    row: int = 0
    column: int = -1
    cells: list[tuple[int, int, str, str, str]] = field(factory=list)
    struck: list[list[int]] = field(factory=list)
    merges: list[list[list[int]]] = field(factory=list)
    hidden_rows: list[int] = field(factory=list)
    hidden_columns: list[int] = field(factory=list)

    def take(self, kind: int, record: Any) -> None:
        """Take in one record."""
        if kind == ROW:
            self.row, self.column = record.take("I") + 1, -1
            if record.data[_HEIGHT_TO_FLAGS] & _HIDDEN_ROW:
                self.hidden_rows.append(self.row)
        elif kind == MERGE:
            top, bottom, left, right = (record.take("I") for _ in range(4))
            self.merges.append([[top, left], [bottom, right]])
        elif kind == COLUMN:
            self._take_columns(record)
        elif cell := cell_of(kind, record, self.column + 1):
            self._take_cell(cell)

    def _take_columns(self, record: Any) -> None:
        first, last, _, _ = (record.take("I") for _ in range(4))
        if record.take("H") & 1:
            columns = range(first + 1, min(last + 1, _WIDEST) + 1)
            self.hidden_columns.extend(columns)

    def _take_cell(self, cell: BinaryCell) -> None:
        self.column = cell.column
        kind, text, code, struck = self.book.seen(cell)
        if struck:
            self.struck.append([self.row, cell.column + 1])
        if text:
            self.cells.append((self.row, cell.column + 1, kind, text, code))


def sheets_of(path: str) -> dict[str, Any]:
    """Read a workbook, or say that it is broken."""
    try:
        with Package(Path(path)) as package:
            return {"sheets": list(_sheets(_BinaryBook(package)))}
    except (InputError, LookupError, ValueError, struct.error) as error:
        return {"error": "broken", "detail": str(error)}


def _sheets(book: _BinaryBook) -> Iterator[dict[str, Any]]:
    part = main_part(book.package, "xl/workbook.bin")
    related = relations(book.package, part)
    for what, target in related.values():
        if what == "styles":
            book.read_styles(target)
        elif what == "sharedStrings":
            book.read_texts(target)
    listed = []
    for kind, record in book.of(part):
        if kind == BOOK_SETTINGS:
            book.from_1904 = bool(record.take("I") & 1)
        elif kind == SHEET:
            state, _ = record.take("I"), record.take("I")
            listed.append((record.text(), record.text(), bool(state)))
    for own, name, hidden in listed:
        what, target = related.get(own, ("", ""))
        if what == "worksheet":
            yield _sheet_of(book, target, name, hidden=hidden)


if __name__ == "__main__":
    limit(CPU_SECONDS)
    json.dump(sheets_of(sys.argv[1]), sys.stdout)
