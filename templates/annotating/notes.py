"""批注的内容与位置: 朴素的文字, 由审核一方写成, 由写工作簿的一方放好."""

from __future__ import annotations

import re
from typing import Any

from attrs import frozen

from indicators.errors import Problem
from indicators.place import Place, Places
from templates.workbooks.merges import corner
from templates.writing.workbook import LONGEST

FILLS = {
    "error": "FFF4B6B0",
    "inconsistency": "FFF9D5C4",
    "warning": "FFFFEEB8",
    "info": "FFDCE8F3",
}
"""Severity → the fill of a cell, worst first."""
DOUBTED = "FFE7DDF3"
"""The fill of a cell of which it is doubted what it says."""

HELD = LONGEST // 2
"""So much of a text is written into a cell, in characters."""

_LAST_COLUMN, _LAST_ROW = 16384, 1048576
_PICTURES = 0x2400
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_UNWRITABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


@frozen
class Note:
    """一条批注: 位置、编号、轻重、两个数、说法与办法."""

    place: Place | Places | None
    code: str
    severity: str
    word: str
    name: str
    message: str
    remedy: str
    basis: str
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None


@frozen
class Reviewed:
    """一行的重算: 填报与重算并列. `number` 是序号, `due` 是一个数或一个范围."""

    number: str
    place: Place | Places | None
    name: str
    weight: str | None
    stated: str | None
    due: str
    difference: str | None
    outcome: str
    explanation: str


@frozen
class Review:
    """一张表的复核: 名称、说明 (名目与文字, 结论在先)、批注、各行的重算.

    `about` 说明文件与软件, 同一工作簿的各张表都一样; `doubts` 是读表时的存疑之处.
    """

    title: str
    head: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    rows: tuple[Reviewed, ...]
    about: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Problem, ...] = ()


def cell_at(book: Any, place: Place | Places | None) -> Any | None:
    """找到位置所指的单元格; 合并区取左上角. None when the place is no cell."""
    if not isinstance(place, Place) or not place.row or not place.column:
        return None
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    sheet = sheets.get(place.sheet)
    if sheet is None or place.row > _LAST_ROW or place.column > _LAST_COLUMN:
        return None
    return corner(sheet, place.row, place.column)


def cells_at(book: Any, place: Place | Places | None) -> list[Any]:
    """找到位置所指的各个单元格, 一处或几处."""
    places = place.places if isinstance(place, Places) else (place,)
    return [cell for each in places if (cell := cell_at(book, each)) is not None]


def plain(text: str) -> str:
    r"""写得进工作簿的文字: control characters become visible, length is bounded.

    >>> plain("甲\x00乙")
    '甲␀乙'
    """
    shown = _CONTROL.sub(lambda match: chr(_PICTURES + ord(match[0])), text)
    shown = _UNWRITABLE.sub("\ufffd", shown)
    return shown if len(shown) <= HELD else shown[:HELD] + "…"
