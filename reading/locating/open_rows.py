"""空表里可填的指标行: 各在哪一组, 已经印了什么名称."""

from __future__ import annotations

from collections.abc import Iterator

from reading.doubts import Doubts
from reading.locating.groups import GroupFinder
from reading.locating.table_map import IndicatorTable, OpenRow
from reading.text import single
from reading.vocabulary.fillers import is_filler
from reading.vocabulary.totals import is_subtotal


def open_rows(table: IndicatorTable) -> Iterator[OpenRow]:
    """Go through the rows of a blank that take an indicator each, blank ones included.

    Rows of sums take none, nor do those that a name from above reaches into.
    """
    layout, heading = table.layout, table.heading
    name = heading.column("name")
    groups = GroupFinder(layout, heading, Doubts())
    for row in range(heading.bottom + 1, table.end):
        if row in table.totals or any(is_subtotal(c.text) for c in layout.begun(row)):
            continue
        over = layout.at(row, name.first) if name else None
        groups.step(row, over if over is not None and over.text.strip() else None)
        if over is not None and over.row < row:
            continue
        text = single(over.text) if over else ""
        yield OpenRow(row, groups.groups().names, None if is_filler(text) else text)
