"""添了行的格子: 同一个文件, 有几行下面添了空行, 好像真的插过行一样再读.

What stands below moves down, with its places. The new rows have cells of their own, empty
and as wide as those of the row above, from a column on; what stands left of it (the names
of groups) reaches down over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate

from attrs import define, evolve, field, frozen

from indicators.place import Place
from reading.grid import Cell, Grid


@frozen
class RoomBelow:
    """一行下面要添的: 几行, 自哪一列起各有各的格 (从 1 起)."""

    count: int
    column: int


def inserted(grid: Grid, rooms: Mapping[int, RoomBelow]) -> Grid:
    """在这些行下面添行. A row is known by its number in the grid as it is.

    >>> sheet = Place("sheet", sheet="表")
    >>> cells = (
    ...     Cell("数量指标", 5, 1, sheet), Cell("培训场次", 5, 2, sheet),
    ...     Cell("质量指标", 6, 1, sheet),
    ... )
    >>> made = inserted(Grid("表", cells, height=6, width=2), {5: RoomBelow(2, 2)})
    >>> made.text(7, 1), made.text(6, 2), made.text(8, 1), made.height
    ('数量指标', '', '质量指标', 8)
    """
    if not rooms:
        return grid
    moving = _Moving(grid, rooms)
    cells = [*map(moving.moved, grid.cells), *moving.new()]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    height = grid.height + sum(room.count for room in rooms.values())
    return evolve(grid, cells=tuple(cells), height=height, merged=None)


@define
class _Moving:
    """Where everything of a grid comes to stand.

    `shifts` is by how much each row moves.
    """

    grid: Grid
    rooms: Mapping[int, RoomBelow]
    shifts: list[int] = field(init=False)
    _parts: dict[Place, list[tuple[int, int]]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        rooms = self.rooms
        for row, room in rooms.items():
            place = self._place(row)
            if place is not None and place.row is not None:
                part = self._parts.setdefault(place.whole, [])
                part.append((place.row, room.count))
        every = range(self._last + 1)
        counts = (rooms[row].count if row in rooms else 0 for row in every)
        self.shifts = [0, *accumulate(counts)]

    @property
    def _last(self) -> int:
        bottoms = (cell.row + cell.rows for cell in self.grid.cells)
        return max(self.grid.height, *bottoms, 0)

    def _place(self, row: int) -> Place | None:
        begun = self.grid.layout.begun(row)
        return begun[0].place if begun else None

    def moved(self, cell: Cell) -> Cell:
        """A cell where it comes to stand, and as tall as it becomes."""
        end = cell.row + cell.rows - 1
        row, low = cell.row + self.shifts[cell.row], end + self.shifts[end]
        room = self.rooms.get(end)
        if room is not None and cell.column < room.column:
            low += room.count
        origin = self._origin(cell)
        if row == cell.row and low == end and origin is cell.origin:
            return cell
        return evolve(cell, row=row, rows=low - row + 1, origin=origin)

    def _origin(self, cell: Cell) -> Place:
        """The place of a cell: one that counts its rows itself moves in its own part."""
        own = cell.origin
        above = self._parts.get(own.whole, ()) if own.row is not None else ()
        shift = sum(count for row, count in above if row < (own.row or 0))
        return evolve(own, row=(own.row or 0) + shift) if shift else own

    def new(self) -> Iterator[Cell]:
        """The empty cells of the new rows."""
        for end, room in self.rooms.items():
            begun = self.grid.layout.begun(end)
            own = [cell for cell in begun if cell.column >= room.column]
            for step in range(1, room.count + 1):
                row = end + self.shifts[end] + step
                for cell in own:
                    yield self._empty(cell, row, step)

    def _empty(self, cell: Cell, row: int, step: int) -> Cell:
        origin = self._origin(cell)
        if origin.row is not None:
            origin = evolve(origin, row=origin.row + step)
        return Cell("", row, cell.column, origin, columns=cell.columns)
