"""转置的资金表: 预算数、执行数写在行首, 各资金来源为列."""

from __future__ import annotations

from reading.grid import Cell, Layout
from reading.locating.fund_headings import AMOUNTS, MONEY, POINTS
from reading.text import single
from reading.vocabulary.headings import role

_FEWEST = 2
Turned = list[tuple[Cell | None, dict[str, Cell | None]]]


def turned(layout: Layout, first: int, last: int) -> tuple[Turned, set[int]]:
    """Find the rows, and give the label and the cells of each column of amounts."""
    heads = _heads(layout, first, last)
    if len(heads) < _FEWEST or not set(heads) & MONEY:
        return [], set()
    rows = {what: cell.row for what, cell in heads.items()}
    top = min(rows.values())
    edge = max(cell.column + cell.columns for cell in heads.values())
    starts = [cell.column for cell in layout.begun(top) if cell.column >= edge]
    lines: Turned = []
    for column in starts:
        values = {what: _begun(layout, row, column) for what, row in rows.items()}
        if any(values.values()):
            lines.append((_label(layout, top - 1, column), values))
    return lines, {*rows.values(), *({top - 1} if any(c for c, _ in lines) else ())}


def _heads(layout: Layout, first: int, last: int) -> dict[str, Cell]:
    """The labels of amounts, one below the other in one column."""
    found: dict[str, Cell] = {}
    for row in range(first, last + 1):
        for cell in layout.begun(row):
            what = role("funds", cell.text)
            if what not in {*AMOUNTS, *POINTS} or what in found:
                continue
            above = next(reversed(found.values()), None)
            follows = above and (above.column, above.row + above.rows)
            if follows == (cell.column, row) or (above is None and what in MONEY):
                found[what] = cell
            break
    return found


def _begun(layout: Layout, row: int, column: int) -> Cell | None:
    cell = layout.at(row, column)
    return cell if cell and cell.row == row and cell.text.strip() else None


def _label(layout: Layout, row: int, column: int) -> Cell | None:
    """The source above a column; a digit or a label of the head is none."""
    cell = layout.at(row, column)
    if cell is None or cell.column != column or not single(cell.text):
        return None
    known = any(role(block, cell.text) for block in ("head", "goals", "columns"))
    return None if known or any(g.isdigit() for g in cell.text) else cell
