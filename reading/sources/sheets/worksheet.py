"""工作表的流式读取: 一遍读完单元格、合并区、隐藏行列.

Only cells that are present count: a used range of a million rows costs nothing.

Nearly every cell of a form is written the same plain way: an address, a style, a number
or the number of a shared text; and so are merges. Those are sieved out of the text at
once; the XML parser hears the rest, tag by tag. A plain cell says its own address and
nothing else counts from it, so the order of the two does not matter, and where it would
(a row without a number, one address twice, merges written in two ways) the sheet is read
again without the sieve.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter, lt
from typing import ClassVar

from indicators.errors import InputError
from reading.merged_cells import Position
from reading.sources.package import Attributes, Handlers, Package, local, unescaped
from reading.sources.sheets.raw_sheet import MERGE_LIMIT, RawCell, RawSheet
from reading.sources.sheets.shared_strings import is_strike

CELL_LIMIT = 1_000_000
TAG_LIMIT = 1000
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_ON = {"1", "true"}
# Characters of a text that are plain, or written by a number that XML knows, or named.
_CHARACTERS = (
    r"(?:[\n -%'-;=?-~]++|&(?:lt|gt|quot|apos|amp);"
    r"|&\#(?:10|1[6-9]\d|[2-9]\d\d|[1-9]\d{3}|[1-4]\d{4}|6[0-4]\d{3}|65[0-4]\d\d);)++"
)
# The cell after a plain one says its own address too, or the row ends.
_PLAIN = re.compile(
    rf"""
    <c[ ]r="([A-Z]{{1,2}}+[1-9]\d{{0,5}}+)"
    (?:[ ]s="(\d++)")?+(?:[ ]t="([bns]|inlineStr)")?+
    (?:
        />
      | >(?: <v>([-+.\dEe]++)</v> | <is><t>({_CHARACTERS})</t></is> )?+</c>
    )
    (?=<c[ ]r="|</row>)
    """,
    re.ASCII | re.VERBOSE,
)
_PARTS = 1 + _PLAIN.groups
_MERGE = re.compile(
    r'<mergeCell ref="([A-Z]{1,2}[1-9]\d{0,5}):([A-Z]{1,2}[1-9]\d{0,5})"/>',
    re.ASCII,
)
_CORNERS = 1 + _MERGE.groups
_SHOWN = r'(?: (?!hidden="(?!0"|false")|r=)[\w:.]+="[^"<&]*+")*+'
# A row that says its number, is not hidden, and holds nothing more; widths of columns.
_ROW = re.compile(
    rf'<row r="[1-9]\d{{0,5}}"{_SHOWN}(?:/>|></row>)|<cols>(?:<col{_SHOWN}/>)++</cols>',
    re.ASCII,
)

_PLACE_OF = itemgetter(0)


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


@lru_cache(maxsize=4096)
def position(address: str) -> Position:
    """行、列 of a plain address: those of a form are the same few hundred.

    >>> position("G12")
    (12, 7)
    """
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


class _Tags(dict[str, Callable[..., None] | None]):
    """Handlers by tag; a tag with a prefix is looked up without it, once."""

    def __missing__(self, name: str) -> Callable[..., None] | None:
        found = self.get(local(name)) if ":" in name else None
        if len(self) < TAG_LIMIT:
            self[name] = found
        return found


class _WorksheetReader:
    """Hears the tags of a worksheet in order; the tables of tags do the choosing."""

    def __init__(self, where: str) -> None:
        self.sheet = RawSheet()
        self._where = where
        self._seen = 0
        self._place = (0, 0)
        self._cell: Attributes | None = None
        self._value: str | None = None
        self._formula: str | None = None
        self._runs: list[str] = []
        self._unseen = False
        self.text: list[str] = []

    def sieve(self, chunk: bytes) -> bytes:
        """Take the plain cells out of a piece of the text; give what is left."""
        pieces = _PLAIN.split(chunk.decode("latin-1"))
        columns = (pieces[part::_PARTS] for part in range(1, _PARTS))
        addresses, styles, kinds, numbers, texts = columns
        values = _said(numbers, texts)
        plain: list[RawCell] = [
            (here, kind or "n", style or "", value, None)
            for here, style, kind, value in zip(
                map(position, addresses), styles, kinds, values, strict=True
            )
            if value
        ]
        self.sheet.cells += plain
        self._count(len(plain))
        rest = _ROW.sub("", "".join(pieces[::_PARTS]))
        pieces = _MERGE.split(rest)
        corners = (pieces[part::_CORNERS] for part in range(1, _CORNERS))
        for first, last in zip(*corners, strict=True):
            self._span(position(first), position(last))
        self.sheet.sieved_merges += len(pieces) // _CORNERS
        rest = "".join(pieces[::_CORNERS])
        self.sheet.sieved |= len(rest) < len(chunk)
        return rest.encode("latin-1")

    def start(self, name: str, given: Attributes) -> None:
        """Hear an opening tag."""
        if take := self._STARTS[name]:
            take(self, given)

    def end(self, name: str) -> None:
        """Hear a closing tag."""
        if take := self._ENDS[name]:
            take(self)

    def _start_row(self, given: Attributes) -> None:
        number = given.get("r", "")
        usable = number.isdecimal() and 0 < int(number[:8]) <= LAST_ROW
        self._place = (int(number) if usable else self._place[0] + 1, 0)
        self.sheet.counted |= not usable
        if given.get("hidden") in _ON:
            self.sheet.hidden_rows.add(self._place[0])

    def _count(self, more: int) -> None:
        self._seen += more
        if self._seen > CELL_LIMIT:
            raise InputError.of(
                self._where,
                f"单元格超过 {CELL_LIMIT} 个，不像一份自评表",
                remedy="请只保留自评表所在的工作表后重新保存",
            )

    def _start_cell(self, given: Attributes) -> None:
        found = reference(given["r"]) if "r" in given else None
        self._place = found or self._next_place(given.get("r"))
        self._cell, self._value, self._formula = given, None, None
        # What stands between two cells belongs to neither.
        self._runs.clear()

    def _next_place(self, address: str | None) -> tuple[int, int]:
        """Position a cell without a usable address beside the one before it."""
        if address:
            self.sheet.strange.append(address)
        self.sheet.counted = True
        row, column = self._place
        return row, column + 1

    def _end_cell(self) -> None:
        given, self._cell = self._cell, None
        value = "".join(self._runs) if self._runs else self._value
        # An empty cell is over; what follows it outside of any cell is dropped when
        # the next one starts.
        if given is None or (value is None and self._formula is None):
            return
        self._count(1)
        kind, style = given.get("t", "n"), given.get("s", "")
        self.sheet.cells.append((self._place, kind, style, value, self._formula))

    def _end_value(self) -> None:
        self._value = "".join(self.text)

    def _start_text(self, _: Attributes) -> None:
        self.text.clear()

    def _end_run(self) -> None:
        if not self._unseen:
            self._runs.append("".join(self.text))

    def _end_formula(self) -> None:
        self._formula = "".join(self.text)

    def _start_phonetic(self, _: Attributes) -> None:
        self._unseen = True

    def _strike(self, given: Attributes) -> None:
        """The run that is open is struck out."""
        if is_strike("strike", given):
            self._unseen = True
            self.sheet.struck.add(self._place)

    def _end_unseen(self) -> None:
        self._unseen = False

    def _merge(self, given: Attributes) -> None:
        first, _, last = given.get("ref", "").partition(":")
        start, end = reference(first), reference(last or first)
        if start is None or end is None or len(self.sheet.merges) >= MERGE_LIMIT:
            self.sheet.strange.append(given.get("ref", ""))
            return
        self._span(start, end)

    def _span(self, start: Position, end: Position) -> None:
        (top, left), (bottom, right) = start, end
        top, bottom = (top, bottom) if top < bottom else (bottom, top)
        left, right = (left, right) if left < right else (right, left)
        self.sheet.merges.append((top, left, bottom - top + 1, right - left + 1))

    def _columns(self, given: Attributes) -> None:
        low, high = given.get("min", ""), given.get("max", "")
        if given.get("hidden") in _ON and low.isdecimal() and high.isdecimal():
            self.sheet.hidden_columns.append((int(low[:8]), int(high[:8])))

    _STARTS: ClassVar = _Tags(
        {
            "c": _start_cell,
            "v": _start_text,
            "t": _start_text,
            "f": _start_text,
            "row": _start_row,
            "rPh": _start_phonetic,
            "strike": _strike,
            "mergeCell": _merge,
            "col": _columns,
        }
    )
    _ENDS: ClassVar = _Tags(
        {
            "c": _end_cell,
            "v": _end_value,
            "t": _end_run,
            "f": _end_formula,
            "rPh": _end_unseen,
            "r": _end_unseen,
        }
    )


def _said(numbers: list[str | None], texts: list[str | None]) -> list[str | None]:
    """What each cell holds, a number or a text; most sheets have no text of their own."""
    if not any(texts):
        return numbers
    read = unescaped("\0".join([text or "" for text in texts])).split("\0")
    return [number or text for number, text in zip(numbers, read, strict=True)]


def read_sheet(package: Package, part: str) -> RawSheet:
    """Read one worksheet part."""
    sheet = _read(package, part, sieved=True)
    return _read(package, part, sieved=False) if sheet.needs_order else sheet


def _read(package: Package, part: str, *, sieved: bool) -> RawSheet:
    reader = _WorksheetReader(package.where)
    handlers = Handlers(reader.start, reader.end, reader.text.append)
    package.parse(part, handlers, reader.sieve if sieved else None)
    sheet = reader.sheet
    places = list(map(_PLACE_OF, sheet.cells))
    if not all(map(lt, places, places[1:])):
        sheet.cells.sort(key=_PLACE_OF)
        sheet.repeated = len(set(places)) < len(places)
    return sheet
