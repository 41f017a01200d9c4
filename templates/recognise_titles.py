"""列名: 一列的意思由写在它上面的格子而定, 上下几行、宽格窄格都看."""

from __future__ import annotations

from attrs import evolve

from templates.columns import UNKNOWN, Column
from templates.grid import Cell
from templates.headings import index, key, role
from templates.layout import Layout, single
from templates.recognise_legend import is_letter

Row = list[Cell]
_REASONS = frozenset(("note", "kept"))


def titled(layout: Layout, top: int, bottom: int) -> list[Column]:
    """Tell every column by the cells that stand over it."""
    rows = reaching(layout, top, bottom)
    cells = [cell for row in rows for cell in row]
    width = max((cell.column + cell.columns for cell in cells), default=1)
    columns: list[Column] = []
    last: tuple[int, ...] = ()
    for number in range(1, width):
        stack = _stack(rows, number)
        same = tuple(map(id, stack))
        if stack and same == last:
            columns[-1] = evolve(columns[-1], last=number)
        elif stack:
            columns.append(_column(stack, number))
        last = same
    return columns


def reaching(layout: Layout, top: int, bottom: int) -> list[Row]:
    """The cells of rows of headings; one that is not merged reaches over its parts.

    In a CSV a heading over several columns stands over the first of them alone, and
    nothing beside it but the parts below.
    """
    rows = [layout.seen(row) for row in range(top, bottom + 1)]
    return [_reach(row, rows[number + 1 :]) for number, row in enumerate(rows)]


def _reach(row: Row, below: list[Row]) -> Row:
    parts = [
        cell.column + cell.columns - 1
        for line in below
        for cell in line
        if cell.text.strip() and cell not in row
    ]
    found: Row = []
    for number, cell in enumerate(row):
        edge = row[number + 1].column if number + 1 < len(row) else None
        inside = [part for part in parts if edge is None or part < edge]
        last = max(inside, default=0)
        if cell.text.strip() and cell.columns == 1 and last > cell.column:
            found.append(evolve(cell, columns=last - cell.column + 1))
        else:
            found.append(cell)
    return found


def _stack(rows: list[Row], number: int) -> Row:
    stack: Row = []
    for row in rows:
        for cell in row:
            over = cell.column <= number < cell.column + cell.columns
            if over and cell.text.strip() and cell not in stack:
                stack.append(cell)
    return stack


def _column(stack: Row, number: int) -> Column:
    lowest = stack[-1]
    own = role("columns", lowest.text)
    found = _under(stack, own) if len(stack) > 1 else own
    title = "".join(single(cell.text) for cell in stack[-2:])
    if own:
        title = single(lowest.text)
    column = Column(found or "extra", title, number, number, lowest.place)
    doubt = None if found else UNKNOWN
    return evolve(column, hidden=lowest.hidden, doubt=doubt)


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
