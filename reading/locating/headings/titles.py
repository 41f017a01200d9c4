"""列名: 一列的意思由写在它上面的格子而定, 上下几行、宽格窄格都看."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import defaultdict
from itertools import chain

from attrs import evolve

from reading.grid import Cell, Layout
from reading.locating.headings.columns import UNKNOWN, TableColumn
from reading.text import single
from reading.vocabulary.headings import index, key, role
from reading.vocabulary.legend import is_letter

Row = list[Cell]
_HALF = 4
_BELOW = {"note": "kept", "kept": "kept"}
"""What an unknown heading means below a wide one of these roles."""


def titled(layout: Layout, top: int, bottom: int) -> list[TableColumn]:
    """Tell every column by the cells that stand over it."""
    stacks: defaultdict[int, Row] = defaultdict(list)
    for cell in chain.from_iterable(reaching(layout, top, bottom)):
        for number in range(cell.column, cell.column + cell.columns):
            if cell.text.strip() and cell not in stacks[number][-1:]:
                stacks[number].append(cell)
    return [_column(stacks[first], first, last) for first, last in _runs(stacks)]


def halves(
    columns: list[TableColumn],
) -> tuple[list[TableColumn], TableColumn | None]:
    """Part indicators that stand side by side: the left half, the first of the right one.

    None for a table whose titles are not all printed twice over.
    """
    middle, odd = divmod(len(columns), 2)
    titles = [key(column.title) for column in columns]
    if odd or middle < _HALF or titles[:middle] != titles[middle:]:
        return columns, None
    return columns[:middle], columns[middle]


def _runs(stacks: dict[int, Row]) -> list[tuple[int, int]]:
    """Neighbouring places below the same cells are one column: first and last."""
    runs: list[tuple[int, int]] = []
    before: list[int] = []
    for number in sorted(stacks):
        here = list(map(id, stacks[number]))
        if runs and runs[-1][1] == number - 1 and here == before:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
        before = here
    return runs


def reaching(layout: Layout, top: int, bottom: int) -> list[Row]:
    """The cells of rows of headings; one that is not merged reaches over its parts.

    In a CSV a heading over several columns stands over the first of them alone, and
    nothing beside it but the parts below.
    """
    rows = [layout.seen(row) for row in range(top, bottom + 1)]
    return [_reach(row, rows[number + 1 :]) for number, row in enumerate(rows)]


def _reach(row: Row, below: list[Row]) -> Row:
    """Widen the headings of a row over the parts that stand in the rows below it."""
    own = set(map(id, row))
    parts = (cell for cell in chain(*below) if id(cell) not in own)
    ends = [0, *sorted(c.column + c.columns - 1 for c in parts if c.text.strip())]
    edges = [*(cell.column for cell in row[1:]), sys.maxsize]
    return [
        _widened(cell, ends[bisect_left(ends, edge) - 1])
        for cell, edge in zip(row, edges, strict=False)
    ]


def _widened(cell: Cell, last: int) -> Cell:
    """A heading of one column reaches as far as the last part before the next one."""
    if last <= cell.column or cell.columns > 1:
        return cell
    return evolve(cell, columns=last - cell.column + 1)


def _column(stack: Row, first: int, last: int) -> TableColumn:
    """Tell a column by the cells over it; an unknown one is an extra one in doubt."""
    lowest = stack[-1]
    own = role("columns", lowest.text)
    known = own if len(stack) == 1 else _under(stack, own)
    what, doubt = (known, None) if known else ("extra", UNKNOWN)
    title = "".join(single(cell.text) for cell in stack[-1 if own else -2 :])
    place, hidden = lowest.place, lowest.hidden
    return TableColumn(what, title, first, last, place, hidden, doubt)


def _under(stack: Row, own: str | None) -> str | None:
    """What a heading means below another one: the first of its meanings that is known.

    `own` is what it means by itself, `whole` what all the headings say together.
    """
    upper, lowest = stack[-2:]
    over = role("columns", upper.text)
    whole = role("columns", "".join(cell.text for cell in stack))
    meanings = [_divided(over, lowest.text), own, whole, _BELOW.get(str(over))]
    if is_letter(lowest.text) or upper.columns == 1:
        meanings = [own, whole, over]
    return next(filter(None, meanings), None)


def _divided(over: str | None, text: str) -> str | None:
    """指标值 over 计划 and 实际, 实际完成值 over 上半年 and 全年: what a part means."""
    if over not in {"target", "actual"}:
        return None
    found = index("divided").get(key(text))
    return over if found == "whole" else found
