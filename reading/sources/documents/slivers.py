"""窄得不成列的列: 宽不过一磅, 是软件换算尺寸的零头, 人看不到.

The edges of the cells of an .rtf and of a Word 97 document are rounded row by row; one
edge that is rounded to two becomes a column of its own in what such a document is
converted to, and one of two parts of a table has a column more than the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain
from operator import attrgetter
from typing import Final

from reading.sources.documents.flow import DocumentCell, DocumentTable

TWIPS: Final = 20
"""A column of so many twentieths of a point is none; 0 stands for an unknown width."""

_COLUMNS = attrgetter("columns")


def drop_slivers(table: DocumentTable, widths: Sequence[int]) -> None:
    """Count the columns of a table without those that nobody sees.

    Nothing changes where a cell with text stands in such a column alone.
    """
    seen = [not 0 < width <= TWIPS for width in widths]
    if all(seen):
        return
    edges = [0, *accumulate(map(int, seen))]
    boxes = list(chain.from_iterable(table.rows))
    places = [_place(box, edges) for box in boxes]
    if any(
        box.text and not columns
        for box, (_, columns) in zip(boxes, places, strict=True)
    ):
        return
    for box, place in zip(boxes, places, strict=True):
        box.column, box.columns = place
    table.rows[:] = [list(filter(_COLUMNS, row)) for row in table.rows]


def _place(box: DocumentCell, edges: Sequence[int]) -> tuple[int, int]:
    """The column of a box, and how many it covers, among those that are seen."""
    first = (box.column or 1) - 1
    left, right = (_edge(place, edges) for place in (first, first + box.columns))
    return left + 1, right - left


def _edge(place: int, edges: Sequence[int]) -> int:
    """How many columns are seen left of an edge; those without a width all are."""
    last = len(edges) - 1
    return edges[place] if place <= last else edges[last] + place - last
