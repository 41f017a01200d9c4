"""同一行的另一栏: ‰ 认作 % 的, 两栏往往一样认错, 没有存疑的一栏也不能作证.

What is read of ‰ is % as a rule. Points that follow from a quotient follow as well where
both signs are wrong; so beside a sign that is doubted the other one of the row is too,
silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from auditing.second_reader.doubted_cells import ROW, TEXTS, DoubtedCell
from indicators.evaluation import Evaluation

_PERCENT: Final = re.compile(r"[%％][0oOe〇]?")


def twins(table: Evaluation, cells: Sequence[DoubtedCell]) -> Iterator[DoubtedCell]:
    """The cells beside those in which ‰ may have been read as %, that are not doubted."""
    known = {cell.place for cell in cells}
    doubted = filter(_may_be_per_mille, cells)
    rows = {key[1] for cell in doubted for key in cell.keys if key[0] == ROW}
    for number, what in product(sorted(rows), TEXTS):
        row = table.indicators[number]
        place, text = row.places.get(what), getattr(row, what) or ""
        if place is not None and place not in known and _PERCENT.search(text):
            keys = frozenset({(ROW, number, what)})
            yield DoubtedCell(place, text, (_PERCENT.sub("‰", text),), keys)


def _may_be_per_mille(cell: DoubtedCell) -> bool:
    said = any("‰" in other for other in cell.others)
    return said and _PERCENT.search(cell.read) is not None
