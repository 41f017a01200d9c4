"""一格表头盖住几列: 看下面的格子, 分出级次与名称."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, takewhile

from attrs import evolve

from reading.grid import Cell, Layout
from reading.locating.headings.columns import LEVELS, TableColumn, TableHeading
from reading.vocabulary.totals import is_total

_SERIAL = re.compile(r"(指标)?\d{1,3}[.、:：]?")
_LOOKED_AT = 40
_MOST = 4


def spread_levels(layout: Layout, heading: TableHeading) -> None:
    """绩效指标 over the columns of groups and names, none of which has its own title."""
    untitled = () if heading.has(*LEVELS) else heading.of("block", "name")
    for column in untitled:
        starts = _starts(layout, heading.bottom, column)
        if starts:
            heading.replace(column, *_parts(column, starts, heading.column("name")))
            return


def _parts(
    wide: TableColumn, starts: list[int], name: TableColumn | None
) -> list[TableColumn]:
    """The levels below a wide heading; the last is the name, unless `name` is another."""
    *levels, deepest = LEVELS[: len(starts)]
    roles = (*levels, "name" if name in {None, wide} else deepest)
    nexts = (*starts[1:], wide.last + 1)
    return [
        evolve(wide, role=role, first=first, last=beyond - 1)
        for role, first, beyond in zip(roles, starts, nexts, strict=True)
    ]


def _starts(layout: Layout, bottom: int, wide: TableColumn) -> list[int]:
    """The columns in which cells begin below a wide heading, where there are several.

    None where serial numbers stand beside names.
    """
    cells = [
        c
        for c in chain.from_iterable(rows_below(layout, bottom))
        if wide.first <= c.column <= wide.last
    ]
    named = {c.column for c in cells if not _SERIAL.fullmatch(c.text.strip())}
    several = 1 < len(named) <= _MOST and named == {c.column for c in cells}
    return sorted(named) if several else []


def rows_below(layout: Layout, bottom: int) -> Iterator[list[Cell]]:
    """The rows below a heading, down to that of the total."""
    rows = map(layout.written, range(bottom + 1, bottom + _LOOKED_AT))
    return takewhile(_is_no_total, rows)


def _is_no_total(cells: Iterable[Cell]) -> bool:
    return not any(is_total(cell.text) for cell in cells)
