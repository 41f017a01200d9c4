"""列名: 一列的意思由写在它上面的格子而定, 上下几行、宽格窄格都看."""

from __future__ import annotations

from bisect import bisect_left

from attrs import evolve

from reading.grid import Cell, Layout
from reading.locating.headings.columns import UNKNOWN, TableColumn
from reading.text import single
from reading.vocabulary.headings import index, key, role
from reading.vocabulary.legend import is_letter

Row = list[Cell]
_REASONS = frozenset(("note", "kept"))


def titled(layout: Layout, top: int, bottom: int) -> list[TableColumn]:
    """Tell every column by the cells that stand over it."""
    stacks: dict[int, Row] = {}
    rows = reaching(layout, top, bottom)
    for cell in (cell for row in rows for cell in row if cell.text.strip()):
        for number in range(cell.column, cell.column + cell.columns):
            stack = stacks.setdefault(number, [])
            if cell not in stack[-1:]:
                stack.append(cell)
    return [_column(stacks[first], first, last) for first, last in _runs(stacks)]


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
    above = set(map(id, row))
    ends = sorted(
        cell.column + cell.columns - 1
        for line in below
        for cell in line
        if cell.text.strip() and id(cell) not in above
    )
    if not ends:
        return row
    edges = [*(cell.column for cell in row[1:]), ends[-1] + 1]
    return [_widened(cell, ends, edge) for cell, edge in zip(row, edges, strict=True)]


def _widened(cell: Cell, ends: list[int], edge: int) -> Cell:
    """A heading of one column reaches over the parts below it, up to the next one."""
    inside = bisect_left(ends, edge)
    last = ends[inside - 1] if inside else 0
    if last <= cell.column or cell.columns > 1 or not cell.text.strip():
        return cell
    return evolve(cell, columns=last - cell.column + 1)


def _column(stack: Row, first: int, last: int) -> TableColumn:
    lowest = stack[-1]
    own = role("columns", lowest.text)
    found = _under(stack, own) if len(stack) > 1 else own
    title = single(lowest.text)
    if not own:
        title = "".join(single(cell.text) for cell in stack[-2:])
    place, doubt = lowest.place, None if found else UNKNOWN
    return TableColumn(
        found or "extra", title, first, last, place, lowest.hidden, doubt
    )


def _under(stack: Row, own: str | None) -> str | None:
    """What a heading means below another one."""
    lowest, upper = stack[-1], stack[-2]
    over = role("columns", upper.text)
    whole = role("columns", "".join(cell.text for cell in stack))
    if is_letter(lowest.text) or upper.columns == 1:
        return own or whole or over
    part = _divided(over, lowest.text) or own or whole
    return part or ("kept" if over in _REASONS else None)


def _divided(over: str | None, text: str) -> str | None:
    """指标值 over 计划 and 实际, 实际完成值 over 上半年 and 全年: what a part means."""
    if over not in {"target", "actual"}:
        return None
    found = index("divided").get(key(text))
    return over if found == "whole" else found
