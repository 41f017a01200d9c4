""".xlsx / .xlsm: 自己的小型流式读取, 单元格显示成人眼看到的样子.

Text is what Excel in a Chinese locale shows: number formats applied, rich text joined,
a formula replaced by the value stored with it. Nothing is calculated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from attrs import evolve

from indicators.errors import InputError, Problem
from indicators.place import Place
from reading.grid import Cell, Grid, sheet_grid
from reading.merged_cells import Position
from reading.sources.notices import STRUCK, Notices
from reading.sources.package import Package
from reading.sources.sheets.merges import merged_spans
from reading.sources.sheets.number_text import dashed, formatted, number_text
from reading.sources.sheets.plain_dates import REWRITTEN, redated
from reading.sources.sheets.raw_sheet import RawCell, RawSheet
from reading.sources.sheets.workbook_parts import Sheet, Workbook, read_workbook
from reading.sources.sheets.worksheet import read_sheet

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Excel's numbers end at 1E308; a longer exponent would only cost memory.
_EXPONENT_LIMIT = 400
_PLAIN_DIGITS = 15
NOT_COMPUTED = "公式没有保存计算结果，此格的值不知道"
PLACEHOLDERS = "公式都还没有算过，存下的 0 是写文件的程序占位，各公式的值不知道"
SAVE_ONCE = "请用 Excel 或 WPS 打开并保存一次"
_NO_NUMBER = "数字单元格里不是数，按文字读取"
_BOOLEANS = {"1": "TRUE", "true": "TRUE"}
# Formats that show a text as it is.
_AS_IT_IS = frozenset(("General", "@", ""))


def read(path: Path, opened: Package | None = None) -> tuple[Grid, ...]:
    """Read every worksheet; macros are never run, only announced."""
    with opened or Package(path) as package:
        book = read_workbook(package)
        if not book.sheets:
            raise InputError.of(path.name, "工作簿里没有工作表")
        raw = [read_sheet(package, sheet.part) for sheet in book.sheets]
        zeros = _are_placeholders(book, raw)
        grids = [
            _XlsxSheet(book, *both, zeros=zeros).grid()
            for both in zip(book.sheets, raw, strict=True)
        ]
        if zeros:
            warning = Problem(path.name, PLACEHOLDERS, remedy=SAVE_ONCE)
            grids[0] = evolve(grids[0], warnings=(warning, *grids[0].warnings))
        if any(name.endswith("vbaproject.bin") for name in package.names()):
            warning = Problem(
                path.name,
                "文件带有宏，宏没有运行",
                remedy="如不需要宏，请另存为 .xlsx",
            )
            grids[0] = evolve(grids[0], warnings=(warning, *grids[0].warnings))
    return tuple(grids)


def _unescaped(text: str) -> str:
    """``_x000D_`` 一类的转义还原成字符."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


@lru_cache(maxsize=1024)
def _read_number(
    value: str,
    code: str,
    from_1904: bool,  # noqa: FBT001 - a cache takes its key by position
) -> tuple[Decimal | None, str, str]:
    """Read a stored number, and show it in a format; None and the text if it is none.

    Gives too what is doubtful, or "". Numbers and formats recur: most points of a table
    are a handful of values.
    """
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None, value, _NO_NUMBER
    if not number.is_finite() or abs(number.adjusted()) >= _EXPONENT_LIMIT:
        return None, value, _NO_NUMBER
    if code == "General" and value.isdecimal() and len(value) <= _PLAIN_DIGITS:
        return number, value, ""
    text = number_text(number, code, from_1904=from_1904)
    if code == "General":
        return number, text, ""
    if dashed(number, text):
        return number, "0", ""
    date = redated(number, code, text, from_1904=from_1904)
    return (number, text, "") if date is None else (number, date, REWRITTEN)


def _has_no_result(value: str | None, kind: str) -> bool:
    """Tell whether a formula has no stored result; an empty text is one."""
    return value is None or (kind == "n" and not value)


def _are_placeholders(book: Workbook, sheets: Iterable[RawSheet]) -> bool:
    """Tell whether the results of all formulas are zeros that nobody has computed.

    A program that writes a workbook without calculating stores 0 for each formula, and
    asks for all of them to be computed on opening (fullCalcOnLoad).
    """
    if not book.computed_on_load:
        return False
    formulas = [raw for sheet in sheets for raw in sheet.cells if raw[4] is not None]
    return len(formulas) > 0 and all(raw[3] == "0" for raw in formulas)


class _XlsxSheet:
    """One worksheet on its way to a grid."""

    def __init__(
        self, book: Workbook, sheet: Sheet, raw: RawSheet, *, zeros: bool
    ) -> None:
        self._book = book
        self._zeros = zeros
        self._sheet = sheet
        self._raw = raw
        self._notices = Notices()
        self._codes, self._strings = book.styles.codes, book.strings
        self._hiding = bool(raw.hidden_rows or raw.hidden_columns)
        self._origin = Place("sheet", sheet.name)
        for address in raw.strange:
            where = Place("sheet", sheet.name, text=address)
            self._notices.add(where, "单元格地址或合并区无法识别，已略过")

    def _seen(self) -> list[RawCell]:
        """The cells that are not struck out as a whole; what is struck out is noted."""
        cells, styles = self._raw.cells, self._book.styles.struck
        if not (styles or self._book.struck_strings or self._raw.struck):
            return cells
        whole = {cell[0] for cell in cells if cell[2] in styles}
        for place in sorted(whole | self._struck_in_part()):
            self._notices.add(self._origin.cell(*place), STRUCK)
        return [cell for cell in cells if cell[0] not in whole]

    def _struck_in_part(self) -> set[Position]:
        """Where a run of a text, shared or the cell's own, is struck out."""
        strings = self._book.struck_strings
        shared = (cell for cell in self._raw.cells if cell[1] == "s")
        return self._raw.struck | {c[0] for c in shared if c[3] in strings}

    def grid(self) -> Grid:
        """Look up, format and place every cell."""
        merged = merged_spans(self._raw.merges, self._origin, self._notices)
        sizes = {span[:2]: span[2:] for span in (*merged.small, *merged.large)}
        cells: list[Cell] = []
        filled: set[Position] = set()
        corners, over = merged.places.get, merged.large
        for raw in self._seen():
            here = raw[0]
            corner = merged.at(*here) if over else corners(here)
            if corner is None:
                cell = self._cell(raw)
                if cell.text or cell.number is not None:
                    cells.append(cell)
            elif corner == here:
                filled.add(here)
                cells.append(self._cell(raw, *sizes[here]))
            else:
                cell = self._cell(raw)
                if cell.text or cell.number is not None:
                    self._notices.covered(cell.place, cell.text)
        cells += self._blank(sizes, filled)
        return sheet_grid(
            self._sheet.name,
            cells,
            hidden=self._sheet.hidden,
            warnings=self._notices.problems(),
            merged=merged,
        )

    def _blank(
        self, sizes: dict[Position, tuple[int, int]], filled: set[Position]
    ) -> list[Cell]:
        """The merges in whose corner no cell is written."""
        blank = (here for here in sizes if here not in filled)
        return [Cell("", *here, self._origin, *sizes[here]) for here in blank]

    def _cell(self, raw: RawCell, rows: int = 1, columns: int = 1) -> Cell:
        (row, column), kind, style, value, formula = raw
        code = self._codes.get(style, "General")
        number, text = self._shown(raw, value or "", code)
        if formula is not None and (self._zeros or _has_no_result(value, kind)):
            number, text = None, f"={formula}"
            if not self._zeros:
                self._notices.add(self._place(raw), NOT_COMPUTED, SAVE_ONCE)
        return Cell(
            text if text.isprintable() else self._notices.clean(text, self._place(raw)),
            row,
            column,
            self._origin,
            rows,
            columns,
            number,
            formula,
            self._hiding and self._hides(row, column),
        )

    def _place(self, raw: RawCell) -> Place:
        return self._origin.cell(*raw[0])

    def _shown(self, raw: RawCell, value: str, code: str) -> tuple[Decimal | None, str]:
        """Give the number that a cell stores, if it does, and the text that it shows."""
        kind = raw[1]
        if kind == "n" and value:
            number, text, doubt = _read_number(value, code, self._book.from_1904)
            if doubt:
                self._note_number(self._place(raw), doubt)
            return number, text
        if kind == "s":
            known = self._strings.get(value)
            value = self._shared(value, raw) if known is None else known
        elif kind == "b":
            return None, _BOOLEANS.get(value, "FALSE")
        elif kind not in {"str", "inlineStr"}:
            return None, value
        value = _unescaped(value) if "_x" in value else value
        return None, value if code in _AS_IT_IS else formatted(value, code)

    def _note_number(self, place: Place, doubt: str) -> None:
        """Note a number that is none at its place, dates at the first of them."""
        note = self._notices.add if doubt == _NO_NUMBER else self._notices.once
        note(place, doubt)

    def _hides(self, row: int, column: int) -> bool:
        return row in self._raw.hidden_rows or any(
            low <= column <= high for low, high in self._raw.hidden_columns
        )

    def _shared(self, value: str, raw: RawCell) -> str:
        number = str(int(value[:9])) if value.isdecimal() else ""
        if number in self._strings:
            return self._strings[number]
        self._notices.add(self._place(raw), "引用的文字不存在，文件可能已损坏")
        return ""
