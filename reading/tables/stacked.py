"""一行写了几个指标: 名称、指标值、分值各在格内分行, 行数一致才分开."""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import evolve

from reading.doubts import Doubts
from reading.grid import Cell
from reading.locating.table_map import RowCells
from reading.text import are_values, lines

_VALUES = ("target", "actual")
_POINTS = ("weight", "stated")
_SHARED = ("sign", "unit")
_NUMBERED = re.compile(r"(?<!^)(?=指标\s*\d{1,2}\s*[:：.、])")


def parted(found: RowCells, doubts: Doubts) -> list[RowCells]:
    """Part a row whose cells hold the same number of lines; else it stays one row.

    The lines of the points must be numbers; without points those of the target must be
    values. A value that cannot be parted is doubted.
    """
    if not any("\n" in cell.text for cell in found.cells.values()):
        return [found]
    scores = {what: _lines(found, what) for what in _POINTS if what in found.cells}
    count = _count(scores or {"target": _lines(found, "target")})
    columns = ("name", *_VALUES, *_SHARED, "note")
    cut = {what: _parts(found, what, count) for what in columns}
    if count > 1 and _fits(cut, count):
        place = found.cells["name"].place
        message = f"一行写了 {count} 个指标，按格内各行分开读取"
        doubts.note(place, message, found.text("name"))
        return [_part(found, cut | scores, number) for number in range(count)]
    _note_joined(found, doubts)
    return [found]


def _fits(cut: dict[str, list[str]], count: int) -> bool:
    """Say whether every cell has a line for each part, or one for all of them."""
    whole = all(len(cut[what]) == count for what in ("name", *_VALUES))
    return whole and all(len(cut[what]) in {0, 1, count} for what in _SHARED)


def _note_joined(found: RowCells, doubts: Doubts) -> None:
    """Say which cells hold several values that stay together."""
    for what in _VALUES:
        text = found.text(what)
        if text.count("；") > found.raw(what).count("；"):
            doubts.note(found.cells[what].place, "一格里有几个值，没有分开", text)


def _count(columns: dict[str, list[str]]) -> int:
    """How many values each of the cells holds; 1 where they do not agree."""
    counts = {len(texts) for texts in columns.values()}
    pairs = (pair for texts in columns.values() for pair in pairwise(texts))
    agreed = len(counts) == 1 and all(are_values(*pair) for pair in pairs)
    return counts.pop() if agreed else 1


def _lines(found: RowCells, what: str) -> list[str]:
    return (lines(found.raw(what)) or "").split("\n") if what in found.cells else []


def _parts(found: RowCells, what: str, count: int) -> list[str]:
    """The lines of a cell; names are also parted by 指标1：, 指标2：."""
    texts = _lines(found, what)
    if what == "name" and len(texts) != count and texts:
        texts = [text.strip() for text in _NUMBERED.split("\n".join(texts))]
    return texts


def _part(found: RowCells, cut: dict[str, list[str]], number: int) -> RowCells:
    """The row of one line of each cell; what is not parted stays with the first.

    One sign, one unit holds for all.
    """
    cells: dict[str, Cell] = {}
    for what, cell in found.cells.items():
        texts = cut.get(what, [])
        if len(texts) == len(cut["name"]):
            cells[what] = evolve(cell, text=texts[number])
        elif not number or what in _SHARED:
            cells[what] = cell
    return RowCells(cells, found.extra if not number else ())
