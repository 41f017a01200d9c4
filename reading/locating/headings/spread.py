"""一格表头盖住几列: 看下面的格子, 分出级次与名称."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reading.grid import Cell, Layout
from reading.vocabulary.headings import key, words

_SERIAL = re.compile(r"(指标)?\d{1,3}[.、:：]?")
_LOOKED_AT = 40
_MOST = 4


def spread(
    layout: Layout, bottom: int, first: int, last: int
) -> tuple[tuple[int, int], ...]:
    """The columns of cells below one wide heading: (first, last) of each.

    Empty where one column of names stands below it, or serial numbers beside names.
    """
    named: set[int] = set()
    serial: set[int] = set()
    for cell in _below(layout, bottom):
        if first <= cell.column <= last:
            is_serial = _SERIAL.fullmatch(cell.text.strip()) is not None
            (serial if is_serial else named).add(cell.column)
    starts = sorted(named)
    if not 1 < len(starts) <= _MOST or serial - named:
        return ()
    ends = (*(column - 1 for column in starts[1:]), last)
    return tuple(zip(starts, ends, strict=True))


def _below(layout: Layout, bottom: int) -> Iterator[Cell]:
    """The cells below a heading, down to the row of the total."""
    totals = set(map(key, words()["total"]["total"]))
    for row in range(bottom + 1, bottom + _LOOKED_AT):
        cells = layout.written(row)
        if any(key(cell.text) in totals for cell in cells):
            return
        yield from cells
