"""位置与格: 一个位置在第几个格子的哪一行哪一列, 反过来也一样."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from app.web.sheet.lines import AS_PRINTED, Lines
from app.web.store.row_keys import RowKey, row_key
from indicators.place import Place
from reading.grid import Grid

_LONGEST: Final = 5


class Spotted(NamedTuple):
    """格: 第几个格子 (从 0 起), 行号, 列. An added row has a number of its own."""

    grid: int
    row: int
    column: int

    @property
    def key(self) -> str:
        """How a page calls it."""
        return f"{self.grid}-{self.row}-{self.column}"

    @property
    def line(self) -> RowKey:
        """The row that it is in."""
        return RowKey(self.grid, self.row)


class Placing:
    """几个格子里, 位置 ↔ 格; `lines` are the numbers of the rows."""

    def __init__(self, grids: Sequence[Grid], lines: Lines = AS_PRINTED) -> None:
        self._cells: dict[Place, Spotted] = {}
        self._rows: dict[Place, tuple[int, int, int]] = {}
        self._lines: dict[tuple[int, int], tuple[Place, int]] = {}
        for number, grid in enumerate(grids):
            for cell in grid.cells:
                place, row = cell.place, lines.number(number, cell.row)
                self._cells[place] = Spotted(number, row, cell.column)
                if place.column is not None:
                    shift = cell.column - place.column
                    line = place.in_column(0)
                    self._rows.setdefault(line, (number, row, shift))
                    self._lines.setdefault((number, row), (line, shift))

    def spotted(self, place: Place | None) -> Spotted | None:
        """The cell of a place, also of one in which nothing stands; None for no cell."""
        if place is None or place.column is None:
            return None
        if found := self._cells.get(place):
            return found
        line = self._rows.get(place.in_column(0))
        return line and Spotted(line[0], line[1], place.column + line[2])

    def place(self, spot: Spotted) -> Place | None:
        """The place of a cell; None where its row holds nothing."""
        line = self._lines.get((spot.grid, spot.row))
        return line and line[0].in_column(spot.column - line[1])


def spot_of(key: str) -> Spotted | None:
    """读出页面上的称呼; None where it is none.

    >>> spot_of("0-13-7"), spot_of("0-13-x"), spot_of("1-2")
    (Spotted(grid=0, row=13, column=7), None, None)
    """
    row, _, column = key.rpartition("-")
    line = row_key(row)
    plain = column.isdecimal() and column.isascii() and len(column) <= _LONGEST
    return Spotted(*line, int(column)) if line and plain else None
