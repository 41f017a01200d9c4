"""印出的一行是哪一行: 印好的照文件里的行号叫, 添的行照自己的号叫, 上面添了几行都不变."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from app.web.store.row_keys import RowKey
from reading.grid import Grid
from reading.inserted import RoomBelow, inserted


@frozen(slots=False)
class Lines:
    """各格子的各行的号, 自上而下. Grids to which no row was added are left out.

    `above` is for each added row the one that it stands right below, from the top down.
    """

    numbers: Mapping[int, Sequence[int]]
    above: Mapping[RowKey, RowKey]

    def number(self, grid: int, row: int) -> int:
        """格子的一行 → 它的号."""
        known = self.numbers.get(grid)
        return known[row - 1] if known and row <= len(known) else row

    def row(self, grid: int, number: int) -> int:
        """反过来: 号 → 格子的一行; 0 for an added row that is not there."""
        if grid not in self.numbers:
            return number
        return self._rows[grid].get(number, 0)

    @cached_property
    def _rows(self) -> dict[int, dict[int, int]]:
        return {
            grid: {number: row for row, number in enumerate(numbers, 1)}
            for grid, numbers in self.numbers.items()
        }


AS_PRINTED = Lines({}, {})


@frozen
class Room:
    """一行下面可以添行的地方: 它的末一行 (格子的), 自哪一列起各有各的格."""

    end: int
    column: int


def with_rows(
    grids: Sequence[Grid],
    added: Mapping[RowKey, RowKey],
    rooms: Mapping[RowKey, Room],
) -> tuple[tuple[Grid, ...], Lines]:
    """添上各行; `added` is for each the row above it, `rooms` where rows may be added."""
    following = {above: row for row, above in added.items()}
    made, numbers = list(grids), dict[int, Sequence[int]]()
    placed = dict[RowKey, RowKey]()
    for at, grid in enumerate(grids):
        chains = {
            room: tuple(_chain(printed, following))
            for printed, room in rooms.items()
            if printed.grid == at and printed in following
        }
        if chains:
            made[at], numbers[at] = _with_chains(grid, chains)
            placed |= {row: added[row] for chain in chains.values() for row in chain}
    return tuple(made), Lines(numbers, placed)


def _with_chains(
    grid: Grid, chains: Mapping[Room, Sequence[RowKey]]
) -> tuple[Grid, list[int]]:
    """A grid with its new rows, and the numbers of all its rows from the top down."""
    below = {room.end: chain for room, chain in chains.items()}
    wanted = {r.end: RoomBelow(len(chain), r.column) for r, chain in chains.items()}
    numbers: list[int] = []
    for row in range(1, max(grid.height, *below) + 1):
        numbers += [row, *(new.row for new in below.get(row, ()))]
    return inserted(grid, wanted), numbers


def _chain(printed: RowKey, following: Mapping[RowKey, RowKey]) -> Iterator[RowKey]:
    """The added rows below a printed one, from the top down."""
    row = following.get(printed)
    while row is not None:
        yield row
        row = following.get(row)
