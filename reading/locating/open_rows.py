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
    name = min(column.first for column in heading.of("name"))
    below = layout.between(heading.bottom + 1, table.end - 1)
    summed = {*table.totals, *(cell.row for cell in below if is_subtotal(cell.text))}
    groups = GroupFinder(layout, heading, Doubts())
    for row in range(heading.bottom + 1, table.end):
        if row in summed:
            continue
        groups.step(row, layout.over(row, name))
        cell = layout.at(row, name)
        if cell is None or cell.row == row:
            text = single(layout.text(row, name))
            printed = None if is_filler(text) else text
            yield OpenRow(row, groups.groups().names, printed)
