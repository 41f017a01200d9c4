"""分行: 每个指标填进空表的哪一行; 不够的, 在同组末行之后添行.

Rows that already print the indicator's name take it; the others take the empty rows of
their group from the top.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import define, field, frozen

from indicators.evaluation import Indicator
from reading.locating.table_map import OpenRow
from reading.vocabulary.headings import key
from templates.workbooks.references import Insertion

Added = defaultdict[tuple[int, int], int]
"""(行, 已印的级数) → 添了几行."""


@frozen
class Seat:
    """一个指标的位置: `open_row` 那一行; `extra` 大于 0 的是添在它后面的第几行.

    `depth`: how many levels of its group are printed there already.
    """

    open_row: OpenRow
    depth: int
    extra: int = 0


@define
class Plan:
    """排好的位置. `insertions` go from the bottom up, so that rows above hold."""

    seats: list[Seat]
    insertions: list[Insertion] = field(factory=list)

    def row(self, seat: Seat) -> int:
        """Where a seat is once the rows are inserted.

        Below one open_row the rows of its own group come first, new groups after them.
        """
        above = sum(
            i.count
            for i in self.insertions
            if i.after < seat.open_row.row
            or (seat.extra and i.after == seat.open_row.row and i.depth > seat.depth)
        )
        return seat.open_row.row + above + seat.extra


def allot(rows: Sequence[Indicator], open_rows: Sequence[OpenRow]) -> Plan:
    """给每个指标分一行. `open_rows` is never empty."""
    free = list(open_rows)
    seats: dict[int, Seat] = {}
    for number, row in enumerate(rows):
        open_row = _named(row, free)
        if open_row is not None:
            free.remove(open_row)
            seats[number] = Seat(open_row, len(row.path))
    added: Added = defaultdict(int)
    for number, row in enumerate(rows):
        if number not in seats:
            before = seats[number - 1] if number else None
            seats[number] = _seat(row, open_rows, free, added, before)
    insertions = [
        Insertion(after, count, depth) for (after, depth), count in added.items()
    ]
    insertions.sort(key=lambda insertion: (-insertion.after, insertion.depth))
    return Plan([seats[number] for number in range(len(rows))], insertions)


def _named(row: Indicator, free: Sequence[OpenRow]) -> OpenRow | None:
    """The row that prints this name; one of the same group first."""
    same = [
        open_row
        for open_row in free
        if open_row.name and key(open_row.name) == key(row.name)
    ]
    inside = [open_row for open_row in same if _fits(row, open_row)]
    return next(iter(inside or same), None)


def _fits(row: Indicator, open_row: OpenRow, depth: int | None = None) -> bool:
    """Say whether a row stands in the group of an indicator, to a depth."""
    wanted = [key(name or "") for name in row.path][:depth]
    printed = [key(name or "") for name in open_row.path][:depth]
    return printed == wanted


def _seat(
    row: Indicator,
    open_rows: Sequence[OpenRow],
    free: list[OpenRow],
    added: Added,
    before: Seat | None,
) -> Seat:
    """An empty row of the group, else a new one below the group's last row."""
    taken = _empty_row(row, open_rows, free)
    if taken is not None:
        free.remove(taken.open_row)
        return taken
    for depth in range(len(row.path), 0, -1):
        group = [open_row for open_row in open_rows if _fits(row, open_row, depth)]
        if group:
            return _new(group[-1], added, depth)
    last = (
        before.open_row if before and not any(before.open_row.path) else open_rows[-1]
    )
    return _new(last, added, 0)


def _empty_row(
    row: Indicator, open_rows: Sequence[OpenRow], free: Sequence[OpenRow]
) -> Seat | None:
    """An empty row of the group; where the group is nowhere, one without a group."""
    empty = [open_row for open_row in free if open_row.name is None]
    inside = next((open_row for open_row in empty if _fits(row, open_row)), None)
    if inside is not None:
        return Seat(inside, len(row.path))
    if any(_fits(row, open_row) for open_row in open_rows):
        return None
    nameless = (Seat(open_row, 0) for open_row in empty if not any(open_row.path))
    return next(nameless, None)


def _new(open_row: OpenRow, added: Added, depth: int) -> Seat:
    added[open_row.row, depth] += 1
    return Seat(open_row, depth, added[open_row.row, depth])
