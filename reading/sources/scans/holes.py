"""没有框全的格: 表里有字而不在任何一格里的地方, 照旁边的格补一格, 拿不准."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from reading.sources.pages.drawing import Corners

_SAME: Final = 3.0
"""Points: edges so near to each other are one rule."""


def holes(cells: Sequence[Corners], lines: Iterable[Corners]) -> list[Corners]:
    """The places of a table with text in them that no cell holds, where cells would be.

    Under a stamp a rule may be lost, and its cells with it. The rules round them are
    drawn on as far as the table goes. All in points.

    >>> row = [(0.0, 0.0, 50.0, 20.0), (50.0, 0.0, 90.0, 20.0), (0.0, 20.0, 50.0, 40.0)]
    >>> holes(row, [(60.0, 25.0, 70.0, 35.0), (60.0, 50.0, 70.0, 60.0)])
    [(50.0, 20.0, 90.0, 40.0)]
    """
    across = _edges(x for cell in cells for x in (cell[0], cell[2]))
    down = _edges(y for cell in cells for y in (cell[1], cell[3]))
    found: dict[Corners, None] = {}
    for x, y in map(_middle, lines):
        column, row = _around(across, x), _around(down, y)
        if column and row and not any(_holds(cell, x, y) for cell in cells):
            found[column[0], row[0], column[1], row[1]] = None
    return list(found)


def _edges(places: Iterable[float]) -> list[float]:
    """The rules of a table in one direction, each once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME:
            found.append(place)
    return found


def _middle(line: Corners) -> tuple[float, float]:
    return (line[0] + line[2]) / 2, (line[1] + line[3]) / 2


def _around(edges: Sequence[float], place: float) -> tuple[float, float] | None:
    """The edges on both sides of a place; None for one that is off the table."""
    pairs = pairwise(edges)
    return next((pair for pair in pairs if pair[0] <= place < pair[1]), None)


def _holds(area: Corners, x: float, y: float) -> bool:
    left, top, right, bottom = area
    return left <= x < right and top <= y < bottom
