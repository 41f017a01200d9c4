"""一行各值的位置: 值 → 单元格, 问到时才算出."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indicators.place import Place
from reading.grid import Cell

_COLUMNS = {"variance_note": "note", "note": ""}
_NAMES = {"note": "variance_note"}
"""A column whose value has another name in the evaluation; its own name is none there."""


class RowPlaces(Mapping[str, Place]):
    """值 → 单元格: where each value of a row stands, its groups included.

    A place is made when it is asked for: most rows are right, and nobody asks.
    """

    __slots__ = ("_cells", "_groups")

    def __init__(
        self, cells: Mapping[str, Cell], groups: Mapping[str, Cell] | None = None
    ) -> None:
        self._cells = cells
        self._groups = groups or {}

    def __getitem__(self, value: str) -> Place:
        cell = self._cells.get(_COLUMNS.get(value, value))
        if cell is None:
            return self._groups[value].place
        return cell.place.as_typed if cell.is_text_in_sheet else cell.place

    def __contains__(self, value: object) -> bool:
        return _COLUMNS.get(str(value), value) in self._cells or value in self._groups

    def __iter__(self) -> Iterator[str]:
        named = (_NAMES.get(what, what) for what in self._cells)
        return iter(dict.fromkeys((*self._groups, *named)))

    def __len__(self) -> int:
        return len(self._groups.keys() | self._cells.keys())
