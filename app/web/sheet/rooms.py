"""哪些行下面可以添行, 与添上了行的格子."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from app.web.sheet.lines import Lines
from app.web.sheet.placing import Spotted
from app.web.sheet.slots import OF_ROWS, Fillable
from app.web.store.row_keys import RowKey
from reading.grid import Grid
from reading.inserted import RoomBelow, inserted
from reading.vocabulary.fillers import is_filler


@frozen
class Room:
    """一行下面可以添行的地方: 它的末一行 (格子的), 自哪一列起各有各的格."""

    end: int
    column: int


def rooms_of(
    grids: Sequence[Grid], slots: Mapping[Spotted, Fillable], lines: Lines
) -> dict[RowKey, Room]:
    """各行, 下面可以添行的: those that were read, and those that nobody filled.

    Not below a row without a name of its own, nor one that belongs to another table.
    """
    found: dict[RowKey, Room] = {}
    columns: dict[RowKey, int] = {}
    names: dict[RowKey, Spotted] = {}
    for spot, slot in slots.items():
        if slot.role in OF_ROWS:
            first = columns.get(spot.line, spot.column)
            columns[spot.line] = min(first, spot.column)
        if slot.role == "name":
            names.setdefault(spot.line, spot)
    for line, name in names.items():
        end = _end(grids[line.grid], lines.row(*line), name, slots[name])
        if end is not None:
            found[line] = Room(end, columns[line])
    return found


def _end(grid: Grid, row: int, name: Spotted, slot: Fillable) -> int | None:
    """The last row of a name below which there may be more; None where there may not."""
    cell = grid.at(row, name.column)
    text = cell.text.strip() if cell else ""
    read = slot.row is not None
    if bool(text) != read and not (text and is_filler(text)):
        return None
    return cell.row + cell.rows - 1 if cell else row


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
