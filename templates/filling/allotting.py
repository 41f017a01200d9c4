"""分行: 每个指标填进空表的哪一行; 不够的, 在同组末行之后添行.

Rows that already print the indicator's name take it; the others take the empty rows of
their group from the top.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import define, field, frozen

from indicators.evaluation import Indicator
from reading.locating.slots import Slot
from reading.vocabulary.headings import key
from templates.workbooks.references import Insertion

Added = defaultdict[tuple[int, int], int]
"""(行, 已印的级数) → 添了几行."""


@frozen
class Seat:
    """一个指标的位置: `slot` 那一行; `extra` 大于 0 的是添在它后面的第几行.

    `depth`: how many levels of its group are printed there already.
    """

    slot: Slot
    depth: int
    extra: int = 0


@define
class Plan:
    """排好的位置. `insertions` go from the bottom up, so that rows above hold."""

    seats: list[Seat]
    insertions: list[Insertion] = field(factory=list)

    def row(self, seat: Seat) -> int:
        """Where a seat is once the rows are inserted.

        Below one slot the rows of its own group come first, new groups after them.
        """
        above = sum(
            i.count
            for i in self.insertions
            if i.after < seat.slot.row
            or (seat.extra and i.after == seat.slot.row and i.depth > seat.depth)
        )
        return seat.slot.row + above + seat.extra


def allot(rows: Sequence[Indicator], slots: Sequence[Slot]) -> Plan:
    """给每个指标分一行. `slots` is never empty."""
    free = list(slots)
    seats: dict[int, Seat] = {}
    for number, row in enumerate(rows):
        slot = _named(row, free)
        if slot is not None:
            free.remove(slot)
            seats[number] = Seat(slot, len(row.path))
    added: Added = defaultdict(int)
    for number, row in enumerate(rows):
        if number not in seats:
            before = seats[number - 1] if number else None
            seats[number] = _seat(row, slots, free, added, before)
    insertions = [
        Insertion(after, count, depth) for (after, depth), count in added.items()
    ]
    insertions.sort(key=lambda insertion: (-insertion.after, insertion.depth))
    return Plan([seats[number] for number in range(len(rows))], insertions)


def _named(row: Indicator, free: Sequence[Slot]) -> Slot | None:
    """The row that prints this name; one of the same group first."""
    same = [slot for slot in free if slot.name and key(slot.name) == key(row.name)]
    inside = [slot for slot in same if _fits(row, slot)]
    return next(iter(inside or same), None)


def _fits(row: Indicator, slot: Slot, depth: int | None = None) -> bool:
    """Say whether a row stands in the group of an indicator, to a depth."""
    wanted = [key(name or "") for name in row.path][:depth]
    printed = [key(name or "") for name in slot.path][:depth]
    return printed == wanted


def _seat(
    row: Indicator,
    slots: Sequence[Slot],
    free: list[Slot],
    added: Added,
    before: Seat | None,
) -> Seat:
    """An empty row of the group, else a new one below the group's last row."""
    empty = [slot for slot in free if slot.name is None]
    for slot in empty:
        if _fits(row, slot):
            free.remove(slot)
            return Seat(slot, len(row.path))
    nameless = [slot for slot in empty if not any(slot.path)]
    if nameless and not any(_fits(row, slot) for slot in slots):
        free.remove(nameless[0])
        return Seat(nameless[0], 0)
    for depth in range(len(row.path), 0, -1):
        group = [slot for slot in slots if _fits(row, slot, depth)]
        if group:
            return _new(group[-1], added, depth)
    last = before.slot if before and not any(before.slot.path) else slots[-1]
    return _new(last, added, 0)


def _new(slot: Slot, added: Added, depth: int) -> Seat:
    added[slot.row, depth] += 1
    return Seat(slot, depth, added[slot.row, depth])
