"""二进制工作簿 (.xlsb, MS-XLSB) 的记录: 一个部件是一条条记录, 各有种类与内容."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from attrs import define, frozen

FONT, FORMAT, STYLE, STYLES, STYLES_END = 43, 44, 47, 617, 618
"""Of the part of the styles: those of cells stand between the last two."""
SHARED, SHEET, BOOK_SETTINGS, COLUMN, MERGE = 19, 156, 153, 60, 176
ROW: Final = 0
_RICH_CELL: Final = 62
_KINDS: Final = (
    *("blank", "rk", "error", "bool", "real", "text", "shared"),
    *("text", "real", "bool", "error"),
    *("blank", "rk", "error", "bool", "real", "text", "shared"),
)
"""What each of the records 1 to 18 stores; the last seven do not say their column."""
_SHORT: Final = 12
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_MORE: Final = 0x80
_LENGTH_BYTES: Final = 4
_LONGEST_INTEGER: Final = 1e15

Runs = tuple[tuple[int, int], ...]
"""From which character on a text is in which font."""


@frozen
class BinaryCell:
    """A cell: its column from 0, the number of its style, and its kind and text.

    Of the kind "s" the text is the number of a shared one; `runs` are those of a rich one.
    """

    column: int
    style: int
    kind: str
    text: str
    runs: Runs = ()


@define
class RecordReader:
    """Takes the contents of one record apart, from its beginning."""

    data: bytes
    at: int = 0

    def take(self, layout: str) -> int:
        """The next whole number, as `struct` describes it."""
        (value,) = struct.unpack_from(f"<{layout}", self.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return int(value)

    def real(self) -> float:
        """The next double."""
        (value,) = struct.unpack_from("<d", self.data, self.at)
        self.at += 8
        return float(value)

    def text(self) -> str:
        """The next text."""
        size = 2 * self.take("I")
        found = self.data[self.at : self.at + size]
        if len(found) < size:
            raise ValueError(size)
        self.at += size
        return found.decode("utf-16-le", "replace")

    def rich(self) -> tuple[str, Runs]:
        """The next rich text, with its runs."""
        is_rich, text = self.take("B") & 1, self.text()
        count = self.take("I") if is_rich else 0
        runs = [(self.take("H"), self.take("H")) for _ in range(count)]
        return text, tuple(runs)


def records(part: bytes) -> Iterator[tuple[int, RecordReader]]:
    """Every record of a part, with its kind.

    Raises:
        IndexError: the part ends within a record.

    """
    at = 0
    while at < len(part):
        kind, at = part[at], at + 1
        if kind & _MORE:
            kind, at = kind & 0x7F | (part[at] & 0x7F) << 7, at + 1
        size = 0
        for place in range(_LENGTH_BYTES):
            byte, at = part[at], at + 1
            size |= (byte & 0x7F) << 7 * place
            if not byte & _MORE:
                break
        if at + size > len(part):
            raise IndexError(size)
        yield kind, RecordReader(part[at : at + size])
        at += size


def cell_of(kind: int, record: RecordReader, column: int) -> BinaryCell | None:
    """The cell of a record, if it is one; `column` is where a short one stands."""
    if kind == _RICH_CELL:
        column, style = record.take("I"), record.take("I") & 0xFFFFFF
        text, runs = record.rich()
        return BinaryCell(column, style, "t", text, runs)
    if not 0 < kind <= len(_KINDS):
        return None
    if kind < _SHORT:
        column = record.take("I")
    style = record.take("I") & 0xFFFFFF
    return BinaryCell(column, style, *_stored(_KINDS[kind - 1], record))


def _stored(what: str, record: RecordReader) -> tuple[str, str]:
    if what == "rk":
        return "n", _number(_rk(record.take("I")))
    if what == "real":
        return "n", _number(record.real())
    if what == "error":
        return "t", _ERRORS.get(record.take("B"), "#N/A")
    if what == "bool":
        return "t", "TRUE" if record.take("B") else "FALSE"
    if what == "shared":
        return "s", str(record.take("I"))
    return "t", record.text() if what == "text" else ""


def _rk(packed: int) -> float:
    """A number in four bytes: whole or the upper half of a double, perhaps in hundredths."""
    if packed & 2:
        (value,) = struct.unpack("<i", struct.pack("<I", packed))
        number = float(value >> 2)
    else:
        (number,) = struct.unpack("<d", bytes(4) + struct.pack("<I", packed & ~3))
    return number / 100 if packed & 1 else number


def _number(value: float) -> str:
    whole = value.is_integer() and abs(value) < _LONGEST_INTEGER
    return str(int(value)) if whole else repr(value)
