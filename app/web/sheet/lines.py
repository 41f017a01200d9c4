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
    chains = {printed: list(_chain(printed, following)) for printed in rooms}
    chains = {printed: chain for printed, chain in chains.items() if chain}
    made, numbers = list(grids), {}
    for at in {printed.grid for printed in chains}:
        below = {
            rooms[printed]: chain
            for printed, chain in chains.items()
            if printed.grid == at
        }
        wanted = {r.end: RoomBelow(len(c), r.column) for r, c in below.items()}
        new = {room.end: [row.row for row in chain] for room, chain in below.items()}
        made[at] = inserted(grids[at], wanted)
        height = max(grids[at].height, *new)
        numbers[at] = [
            each for row in range(1, height + 1) for each in (row, *new.get(row, ()))
        ]
    placed = {row: added[row] for chain in chains.values() for row in chain}
    return tuple(made), Lines(numbers, placed)


def _chain(printed: RowKey, following: Mapping[RowKey, RowKey]) -> Iterator[RowKey]:
    """The added rows below a printed one, from the top down."""
    row = following.get(printed)
    while row is not None:
        yield row
        row = following.get(row)
