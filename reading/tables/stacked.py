"""一行写了几个指标: 名称、指标值、分值各在格内分行, 行数一致才分开."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise, starmap
from operator import attrgetter

from attrs import evolve

from reading.doubts import Doubts
from reading.grid import Cell
from reading.locating.table_map import RowCells
from reading.text import are_values, lines, single
from reading.vocabulary.values import scored

_VALUES = ("target", "actual")
_POINTS = ("weight", "stated")
_SHARED = ("sign", "unit")
_COLUMNS = ("name", *_VALUES, *_SHARED, "note", *_POINTS)
_text = attrgetter("text")
_Texts = dict[str, list[str]]
"""列 → the lines of its cell."""
_NUMBER = re.compile(r"(?:指标)?\s*[(（]?(\d{1,2})[)）:：.、．]\s*(?!\d)", re.ASCII)
_NUMBERED = re.compile(r"(?<!^)(?=指标\s*\d{1,2}\s*[:：.、])")


def parted(found: RowCells, doubts: Doubts) -> list[RowCells]:
    """Part a row whose cells hold the same number of lines; else it stays one row.

    The lines of the points must be numbers; without points those of the target must be
    values. A value that cannot be parted is doubted.
    """
    if "\n" not in "".join(map(_text, found.cells.values())):
        return [found]
    scores = [_lines(found, what) for what in _POINTS if what in found.cells]
    count = _count(scores or [_lines(found, "target")])
    texts = _cut(found, count)
    if count > 1 and _fits(texts, count):
        place = found.cells["name"].place
        message = f"一行写了 {count} 个指标，按格内各行分开读取"
        doubts.note(place, message, found.text("name"))
        parts = [_part(found, texts, number) for number in range(count)]
        return _with_note(parts, texts["note"], doubts)
    _note_joined(found, doubts)
    return [found]


def _cut(found: RowCells, count: int) -> _Texts:
    """The lines of each cell; names are also parted where 指标1：, 指标2： begin."""
    texts = {what: _lines(found, what) for what in _COLUMNS}
    if len(texts["name"]) != count:
        names = _NUMBERED.split("\n".join(texts["name"]))
        texts["name"] = list(map(str.strip, names))
    return texts


def _lines(found: RowCells, what: str) -> list[str]:
    return (lines(found.raw(what)) or "").split("\n")


def _count(columns: Sequence[Sequence[str]]) -> int:
    """How many values each of the cells holds; 1 where they do not agree."""
    pairs = chain.from_iterable(map(pairwise, columns))
    agreed = len(set(map(len, columns))) == 1 and all(starmap(are_values, pairs))
    return len(columns[0]) if agreed else 1


def _fits(texts: _Texts, count: int) -> bool:
    """Say whether every cell has a line for each part, or one for all of them."""
    whole = {len(texts[what]) for what in ("name", *_VALUES)}
    shared = {len(texts[what]) for what in _SHARED}
    return whole == {count} and shared <= {1, count}


def _note_joined(found: RowCells, doubts: Doubts) -> None:
    """Say which cells hold several values that stay together."""
    for what in _VALUES:
        text = found.text(what)
        if text.count("；") > found.raw(what).count("；"):
            doubts.note(found.cells[what].place, "一格里有几个值，没有分开", text)


def _with_note(
    parts: list[RowCells], said: list[str], doubts: Doubts
) -> list[RowCells]:
    """偏差原因 that is not parted: it is given to the indicators that it is about.

    Each of its lines may bear the number of an indicator; else it belongs to those that
    lost points, or to all of them where none did.
    """
    note = parts[0].cells.get("note")
    if note is None or len(said) == len(parts):
        return parts
    given = _by_number(said, len(parts))
    if not given:
        lost = [at for at, part in enumerate(parts) if _lost_points(part)]
        given = dict.fromkeys(lost or range(len(parts)), note.text)
        message = "几个指标合用一格原因，算作其中扣了分的指标的"
        doubts.note(note.place, message, single(note.text))
    del parts[0].cells["note"]
    for at, text in given.items():
        parts[at].cells["note"] = evolve(note, text=text)
    return parts


def _by_number(said: list[str], count: int) -> dict[int, str]:
    """2.流动人口多: the lines of a reason by the indicators whose numbers they bear."""
    numbers = (int(match[1]) - 1 for match in map(_NUMBER.match, said) if match)
    found = dict(zip(numbers, said, strict=False))
    return found if len(found.keys() & set(range(count))) == len(said) else {}


def _lost_points(part: RowCells) -> bool:
    weight, stated = (scored(part.text(what))[0] for what in _POINTS)
    return (weight or 0) > (stated or 0)


def _part(found: RowCells, texts: _Texts, number: int) -> RowCells:
    """The row of one line of each cell; what is not parted stays with the first.

    One sign, one unit holds for all.
    """
    count = len(texts["name"])
    cells: dict[str, Cell] = {}
    for what, cell in found.cells.items():
        if len(texts.get(what, ())) == count:
            cells[what] = evolve(cell, text=texts[what][number])
        elif number == 0 or what in _SHARED:
            cells[what] = cell
    return RowCells(cells, () if number else found.extra)
