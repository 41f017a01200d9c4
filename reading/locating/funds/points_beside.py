"""执行率的分值与得分写在资金表之外: 表下的一行标签与值, 或备注里的一句话."""

from __future__ import annotations

from operator import attrgetter

from attrs import evolve

from reading.grid import Cell, Layout
from reading.locating.funds.block import FundBlock, FundRow
from reading.locating.funds.columns import POINTS
from reading.locating.value_cells import ValueCell
from reading.vocabulary.amounts import is_figure
from reading.vocabulary.funds import points_said, speaks_of_execution
from reading.vocabulary.headings import role

_BESIDE = frozenset(("rate", *POINTS))
_MOST = 2
Values = dict[str, ValueCell]


def with_points_beside(layout: Layout, block: FundBlock, last: int) -> FundBlock:
    """Give the total of the funds the points that are printed below it or in a remark.

    执行率 | 97.8% | 分值 | 10 | 得分 | 9.78 stands right below the funds.
    """
    total = _total(block)
    if total is None or total.held.keys() >= _BESIDE:
        return block
    first = max(block.taken) + 1
    labels, below = _below(layout, range(first, min(first + _MOST, last + 1)))
    said = below or _said_in_row(layout, total)
    found = {what: value for what, value in said.items() if what not in total.held}
    if not found:
        return block
    rows = list(block.rows)
    rows[rows.index(total)] = evolve(total, cells={**total.cells, **found})
    taken = block.taken.union(map(_row, labels))
    return evolve(block, rows=tuple(rows), taken=taken, labels=tuple(labels))


def _total(block: FundBlock) -> FundRow | None:
    """The line that is so named, or the only one, or the first."""
    named = (line for line in block.lines if line.kind == "total")
    return next(named, next(iter(block.lines), None))


def _below(layout: Layout, rows: range) -> tuple[list[Cell], Values]:
    """The labels and the values in rows that hold nothing but those of the execution."""
    labels: list[Cell] = []
    said: Values = {}
    for row in rows:
        cells = layout.written(row)
        found = in_pairs(cells)
        if not found:
            break
        labels += filter(_is_label, cells)
        said |= found
    return labels, said


def in_pairs(cells: list[Cell]) -> Values:
    """Each value by what its label says it is; {} where one of them is another thing.

    A label that nothing stands beside has a blank of its own.
    """
    found: Values = {}
    open_for: str | None = None
    for cell in cells:
        what = role("funds", cell.text)
        if what in _BESIDE - found.keys():
            open_for = str(what)
            found[open_for] = ValueCell(cell.row, cell.column + cell.columns)
        elif open_for and is_figure(cell.text):
            found[open_for] = ValueCell.of(cell)
            open_for = None
        else:
            return {}
    about = speaks_of_execution("；".join(map(_text, cells)))
    return found if about and any(map(_held, found.values())) else {}


_row, _text, _held = map(attrgetter, ("row", "text", "cell"))


def _is_label(cell: Cell) -> bool:
    return role("funds", cell.text) in _BESIDE


def _said_in_row(layout: Layout, line: FundRow) -> Values:
    """分值10分，得分9.66分, in a cell of the row that holds no amount."""
    cells = {cell: points_said(cell.text) for cell in layout.written(line.row)}
    return {
        what: ValueCell.of(evolve(cell, text=text))
        for cell, said in cells.items()
        for what, text in said.items()
    }
