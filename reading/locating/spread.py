"""一格表头盖住几列: 看下面的格子, 分出级次与名称."""

from __future__ import annotations

import re

from reading.grid import Layout
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
    totals = set(map(key, words()["total"]["total"]))
    starts: dict[int, bool] = {}
    for row in range(bottom + 1, bottom + _LOOKED_AT):
        cells = [cell for cell in layout.begun(row) if cell.text.strip()]
        if any(key(cell.text) in totals for cell in cells):
            break
        for cell in cells:
            if first <= cell.column <= last:
                serial = _SERIAL.fullmatch(cell.text.strip()) is not None
                starts[cell.column] = starts.get(cell.column, True) and serial
    kept = sorted(column for column, serial in starts.items() if not serial)
    if not 1 < len(kept) <= _MOST or len(kept) < len(starts):
        return ()
    ends = (*(column - 1 for column in kept[1:]), last)
    return tuple(zip(kept, ends, strict=True))
