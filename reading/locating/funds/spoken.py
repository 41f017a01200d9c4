"""写成话的资金: 年初预算2860万元、实际支出2802.8万元、执行率98%, 名称与金额同在一格."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from reading.grid import Cell, Layout
from reading.locating.funds.block import FundBlock, fund_row
from reading.locating.funds.headings import MONEY
from reading.locating.headings.columns import TableColumn
from reading.locating.value_cells import ValueCell
from reading.vocabulary.funds import said_amounts

_LONGEST = 100


def spoken(layout: Layout, first: int, last: int) -> FundBlock | None:
    """A row in which budget and spending stand in cells with their names and units.

    Where all amounts have one unit it is that of the block.
    """
    for row in range(first, last + 1):
        said = list(_said(layout, row))
        roles = [what for what, _, _ in said]
        if len(set(roles)) == len(roles) and len(MONEY.intersection(roles)) > 1:
            return _as_block(row, said)
    return None


def _said(layout: Layout, row: int) -> Iterator[tuple[str, str, Cell]]:
    """What the cells of a row say: a role, its amount and unit, and the cell."""
    for cell in layout.written(row):
        if len(cell.text) < _LONGEST:
            for what, amount, unit in said_amounts(cell.text):
                yield what, unit, evolve(cell, text=amount)


def _as_block(row: int, said: list[tuple[str, str, Cell]]) -> FundBlock:
    units = {unit for what, unit, _ in said if what in MONEY}
    same = units.pop() if len(units) == 1 else ""
    cells = {
        what: ValueCell.of(evolve(cell, text=f"{cell.text}{unit}".removesuffix(same)))
        for what, unit, cell in said
    }
    line = fund_row(row, None, cells)
    columns = tuple(_column(what, cell) for what, _, cell in said)
    return FundBlock("spoken", columns, (line,), frozenset((row,)), unit=same or None)


def _column(what: str, cell: Cell) -> TableColumn:
    return TableColumn(what, "", cell.column, cell.column, cell.place)
