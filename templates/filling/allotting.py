"""分行: 每个指标填进空表的哪一行; 不够的, 在同组末行之后添行.

Rows that already print the indicator's name take it; the others take the empty rows of
their group from the top.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import takewhile
from operator import eq

from attrs import define, field, frozen

from indicators.evaluation import Indicator
from reading.locating.table_map import OpenRow
from reading.vocabulary.headings import key
from reading.vocabulary.values import pointed
from templates.forms.first_levels import plain
from templates.workbooks.references import Insertion

Group = tuple[str, ...]
"""组的路径, 归一的写法."""


@frozen
class Seat:
    """一个指标的位置: `open_row` 那一行; `extra` 大于 0 的是添在它后面的第几行.

    `depth`: how many levels of its group are printed there already.
    """

    open_row: OpenRow
    depth: int
    extra: int = 0

    @property
    def is_named(self) -> bool:
        """Say whether the blank prints the name of the indicator there."""
        return self.open_row.name is not None and not self.extra

    def group(self, depth: int) -> str | None:
        """Return the name of the group that is printed there at a level from 0."""
        return self.open_row.path[depth] if depth < self.depth else None


@define
class Plan:
    """排好的位置. `insertions` go from the bottom up, so that rows above hold."""

    seats: list[Seat]
    insertions: list[Insertion] = field(factory=list)

    def moved(self, row: int) -> int:
        """Return the sheet row of a row of the blank after the insertions."""
        return row + sum(i.count for i in self.insertions if i.after < row)

    def added(self, row: int, depth: int) -> int:
        """Count the rows added below one of the blank that share so many levels."""
        below = (i for i in self.insertions if i.after == row)
        return sum(i.count for i in below if i.depth >= depth)

    def row(self, seat: Seat) -> int:
        """Return the sheet row of a seat after the insertions.

        Below one row of the blank those of its own group come first.
        """
        row = self.moved(seat.open_row.row)
        if not seat.extra:
            return row
        return row + self.added(seat.open_row.row, seat.depth + 1) + seat.extra


@define
class _Blank:
    """空表的行: all of them, those still free, and how many were added below which.

    `named` are free rows by the name that they print, `empty` those without a name by
    their group; a group whose rows are all taken has an empty list.
    """

    rows: Sequence[OpenRow]
    named: defaultdict[str, list[OpenRow]] = field(factory=lambda: defaultdict(list))
    empty: dict[Group, list[OpenRow]] = field(factory=dict)
    added: Counter[tuple[int, int]] = field(factory=Counter)

    def __attrs_post_init__(self) -> None:
        for row in self.rows:
            group = self.empty.setdefault(_group(row.path), [])
            free = group if row.name is None else self.named[_named(row.name)]
            free.append(row)

    def printed(self, row: Indicator) -> Seat | None:
        """Take the row that prints this name; one of the same group first."""
        same = self.named[_named(row.name)]
        if not same:
            return None
        wanted = _group(row.path)
        best = max(same, key=lambda each: _group(each.path) == wanted)
        same.remove(best)
        return _seat(best, row)

    def unnamed(self, row: Indicator) -> Seat | None:
        """Take an empty row of the group; where that is nowhere, one without a group."""
        groupless = self.empty.get(_group([None] * len(self.rows[0].path)), [])
        free = self.empty.get(_group(row.path), groupless)
        return _seat(free.pop(0), row) if free else None

    def new(self, row: Indicator, before: OpenRow) -> Seat:
        """Add a row below the last one that shares most of the group.

        A new group comes below the row `before` it where the blank prints no groups.
        """
        below = max(reversed(self.rows), key=lambda each: _shared(row, each))
        depth = _shared(row, below)
        if not depth:
            below = self.rows[-1] if any(before.path) else before
        self.added[below.row, depth] += 1
        return Seat(below, depth, self.added[below.row, depth])

    @property
    def insertions(self) -> list[Insertion]:
        """The rows to add, from the bottom up, the shallower groups first."""
        every = [Insertion(row, count, d) for (row, d), count in self.added.items()]
        return sorted(every, key=lambda each: (-each.after, each.depth))


def allot(rows: Sequence[Indicator], open_rows: Sequence[OpenRow]) -> Plan:
    """给每个指标分一行. `open_rows` is never empty."""
    blank = _Blank(open_rows)
    printed = [blank.printed(row) for row in rows]
    seats: list[Seat] = []
    for row, seat in zip(rows, printed, strict=True):
        before = seats[-1].open_row if seats else open_rows[-1]
        seats.append(seat or blank.unnamed(row) or blank.new(row, before))
    return Plan(seats, blank.insertions)


def _named(name: str) -> str:
    """The name as it is compared: without the points that may stand behind it."""
    return key(pointed(name)[0])


def _seat(open_row: OpenRow, row: Indicator) -> Seat:
    """Give a row of the blank to an indicator: all levels are printed there, or none."""
    return Seat(open_row, len(row.path) if any(open_row.path) else 0)


def _group(path: Sequence[str | None]) -> Group:
    """Return the names of a path as they are compared; "" where none is printed."""
    return tuple(map(plain, path))


def _shared(row: Indicator, open_row: OpenRow) -> int:
    """Count the levels of groups, from the first, that both have in common."""
    pairs = map(eq, _group(row.path), _group(open_row.path))
    return sum(takewhile(bool, pairs))
