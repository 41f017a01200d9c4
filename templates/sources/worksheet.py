"""工作表的流式读取: 一遍读完单元格、合并区、隐藏行列.

Only cells that are present count: a used range of a million rows costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from attrs import define, field

from indicators.errors import InputError
from templates.sources.package import Attributes, Handlers, Package
from templates.sources.workbook_parts import local

CELL_LIMIT = 1_000_000
MERGE_LIMIT = 10_000
TAG_LIMIT = 1000
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_ON = {"1", "true"}

Span = tuple[int, int, int, int]


@define
class RawCell:
    """A cell as stored: nothing is looked up yet."""

    row: int
    column: int
    kind: str
    style: str
    value: str | None = None
    formula: str | None = None
    hidden: bool = False


@define
class RawSheet:
    """All that one worksheet part says."""

    cells: list[RawCell] = field(factory=list)
    merges: list[Span] = field(factory=list)
    strange: list[str] = field(factory=list)
    hidden_columns: list[tuple[int, int]] = field(factory=list)


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int:
    """列号.

    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=LAST_COLUMN)
def column_letters(number: int) -> str:
    """列名.

    >>> column_letters(7), column_letters(28)
    ('G', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=4096)
def reference(text: str) -> tuple[int, int] | None:
    """读地址: 行、列; 不是工作表里的地址则为 None.

    >>> reference("G12"), reference("XFE1"), reference("G0")
    ((12, 7), None, None)
    """
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


class _Tags(dict[str, Callable[..., None] | None]):
    """Handlers by tag; a tag with a prefix is looked up without it, once."""

    def __missing__(self, name: str) -> Callable[..., None] | None:
        found = self.get(local(name)) if ":" in name else None
        if len(self) < TAG_LIMIT:
            self[name] = found
        return found


class _Reader:
    """Hears the tags of a worksheet in order; the tables of tags do the choosing."""

    def __init__(self, where: str) -> None:
        self.sheet = RawSheet()
        self._where = where
        self._seen = 0
        self._row = self._column = 0
        self._row_hidden = False
        self._cell = self._nowhere = RawCell(0, 0, "n", "")
        self._runs: list[str] = []
        self._phonetic = False
        self.text: list[str] = []
        self._starts = _Tags(
            {
                "c": self._start_cell,
                "v": self._start_text,
                "t": self._start_text,
                "f": self._start_text,
                "row": self._start_row,
                "rPh": self._start_phonetic,
                "mergeCell": self._merge,
                "col": self._columns,
            }
        )
        self._ends = _Tags(
            {
                "c": self._end_cell,
                "v": self._end_value,
                "t": self._end_run,
                "f": self._end_formula,
                "rPh": self._end_phonetic,
            }
        )

    def start(self, name: str, given: Attributes) -> None:
        """Hear an opening tag."""
        take = self._starts[name]
        if take is not None:
            take(given)

    def end(self, name: str) -> None:
        """Hear a closing tag."""
        take = self._ends[name]
        if take is not None:
            take()

    def _start_row(self, given: Attributes) -> None:
        number = given.get("r", "")
        usable = number.isdecimal() and 0 < int(number[:8]) <= LAST_ROW
        self._row = int(number) if usable else self._row + 1
        self._column = 0
        self._row_hidden = given.get("hidden") in _ON

    def _start_cell(self, given: Attributes) -> None:
        self._seen += 1
        if self._seen > CELL_LIMIT:
            raise InputError.of(
                self._where,
                f"单元格超过 {CELL_LIMIT} 个，不像一份自评表",
                remedy="请只保留自评表所在的工作表后重新保存",
            )
        address = given.get("r")
        found = reference(address) if address else (self._row, self._column + 1)
        if found is None:
            self.sheet.strange.append(str(address))
            found = (self._row, self._column + 1)
        self._row, self._column = found
        self._cell = RawCell(
            self._row,
            self._column,
            given.get("t", "n"),
            given.get("s", ""),
            hidden=self._row_hidden,
        )
        self._runs.clear()

    def _end_cell(self) -> None:
        cell = self._cell
        if self._runs:
            cell.value = "".join(self._runs)
        if cell.value is not None or cell.formula is not None:
            self.sheet.cells.append(cell)
        # What follows a cell outside of any cell must not be written into it.
        self._cell = self._nowhere

    def _start_text(self, _: Attributes) -> None:
        self.text.clear()

    def _end_value(self) -> None:
        self._cell.value = "".join(self.text)

    def _end_run(self) -> None:
        if not self._phonetic:
            self._runs.append("".join(self.text))

    def _end_formula(self) -> None:
        self._cell.formula = "".join(self.text)

    def _start_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _merge(self, given: Attributes) -> None:
        first, _, last = given.get("ref", "").partition(":")
        start, end = reference(first), reference(last or first)
        if start is None or end is None or len(self.sheet.merges) >= MERGE_LIMIT:
            self.sheet.strange.append(given.get("ref", ""))
            return
        (top, bottom), (left, right) = zip(start, end, strict=True)
        span = (
            min(top, bottom),
            min(left, right),
            abs(bottom - top) + 1,
            abs(right - left) + 1,
        )
        self.sheet.merges.append(span)

    def _columns(self, given: Attributes) -> None:
        low, high = given.get("min", ""), given.get("max", "")
        if given.get("hidden") in _ON and low.isdecimal() and high.isdecimal():
            self.sheet.hidden_columns.append((int(low[:8]), int(high[:8])))


def read_sheet(package: Package, part: str) -> RawSheet:
    """Read one worksheet part."""
    reader = _Reader(package.where)
    package.parse(part, Handlers(reader.start, reader.end, reader.text.append))
    return reader.sheet
