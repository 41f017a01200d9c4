"""合并区: 一个格子盖住几行几列, 哪一处归哪个左上角.

Everything that is known about merged cells is here: a source says which areas are
merged, and whoever looks for a cell asks for the corner of the area over a position.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

# A span over more positions is no cell of a table.
WIDEST = 50_000
# So many positions of spans are kept in all, and so many larger spans beside them.
MOST_POSITIONS, MOST_LARGE = 200_000, 50

Position = tuple[int, int]
"""行号与列号, 从 1 数起."""
Span = tuple[int, int, int, int]
"""一个合并区: its first row and column, how many rows, how many columns."""


class Spans:
    """合并区: 每一处归哪个左上角.

    Geometry only: a span is (row, column, rows, columns). It is kept place by place
    while there is room for all its places; a few larger ones are searched one by one.
    What is more than that is `refused`: it is no table, and finding a place costs the
    same in every file.

    >>> spans = Spans([(1, 1, 2, 3)])
    >>> spans.at(2, 3), spans.at(3, 1), spans.add((2, 2, 1, 1))
    ((1, 1), None, (1, 1))
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.places: dict[Position, Position] = {}
        self.small: list[Span] = []
        self.large: list[Span] = []
        self.refused: list[Span] = []
        every = tuple(spans)
        if not self.fill(every):
            for span in every:
                self.add(span)

    def fill(self, spans: Sequence[Span]) -> bool:
        """Take in, all at once, spans that share no place; else take none, and say so."""
        count = sum(rows * columns for _, _, rows, columns in spans)
        if count > WIDEST or self.places or self.large:
            return False
        places: dict[Position, Position] = {}
        for top, left, rows, columns in spans:
            over = product(range(top, top + rows), range(left, left + columns))
            places.update(dict.fromkeys(over, (top, left)))
        if len(places) < count:
            return False
        self.places, self.small = places, list(spans)
        return True

    def add(self, span: Span) -> Position | None:
        """Take in one more span; of two that share a place the first holds.

        Gives the corner of that first one where it is in the way, else None.
        """
        row, column, rows, columns = span
        if rows * columns > min(WIDEST, MOST_POSITIONS - len(self.places)):
            return self._add_large(span)
        across = range(column, column + columns)
        places = tuple(product(range(row, row + rows), across))
        if not self.places.keys().isdisjoint(places):
            return next(self.places[place] for place in places if place in self.places)
        if self.large and (corner := _shared(span, self.large)):
            return corner
        self.places.update(dict.fromkeys(places, (row, column)))
        self.small.append(span)
        return None

    def _add_large(self, span: Span) -> Position | None:
        corner = _shared(span, (*self.large, *self.small))
        if corner is None:
            room = len(self.large) < MOST_LARGE
            (self.large if room else self.refused).append(span)
        return corner

    def at(self, row: int, column: int) -> Position | None:
        """Find the corner of the span over a place."""
        found = self.places.get((row, column))
        if found or not self.large:
            return found
        return _shared((row, column, 1, 1), self.large)


def _shared(span: Span, others: Iterable[Span]) -> Position | None:
    """Find the corner of the first of the others that shares a place with a span."""
    row, column, rows, columns = span
    for top, left, high, wide in others:
        if (
            top < row + rows
            and row < top + high
            and left < column + columns
            and column < left + wide
        ):
            return top, left
    return None
