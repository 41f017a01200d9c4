"""资金表: 它的各列、各行, 与每行各列的值格."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from attrs import field

from indicators.errors import Problem
from indicators.records import record
from reading.grid import Cell
from reading.locating.headings.columns import TableColumn
from reading.locating.value_cells import ValueCell
from reading.text import single
from reading.vocabulary.funds import FundKind, fund_kind

Shape = Literal["headed", "paired", "turned", "unheaded", "spoken"]


@record
class FundRow:
    """资金行: its label and the value cell of each column.

    A row that is not `sure` has a label of an unknown wording and no amounts: reading
    leaves it, filling may use it. `instead` are amounts under unknown headings, by what
    they may be where no column is known for it.
    """

    row: int
    label: Cell | None
    name: str
    cells: Mapping[str, ValueCell]
    sure: bool = True
    doubts: tuple[Problem, ...] = ()
    instead: Mapping[str, Cell] = field(factory=dict)

    @property
    def kind(self) -> FundKind:
        """Total (年度资金总额), part (其中：…) or source; without a label the total."""
        return fund_kind(self.name) if self.label else "total"

    @property
    def held(self) -> dict[str, Cell]:
        """The cells that say something, by the roles of their columns."""
        return {what: value.cell for what, value in self.cells.items() if value.cell}


def fund_row(
    row: int, label: Cell | None, cells: Mapping[str, ValueCell], *, sure: bool = True
) -> FundRow:
    """Make the fund row that a label names."""
    name = single(label.text) if label else ""
    return FundRow(row, label, name, cells, sure)


@record
class SaidWeight:
    """表头里写明的分值: 得分（10分）. `doubted` is a heading of which it is uncertain."""

    points: Decimal | None = None
    doubted: str = ""


@record
class FundBlock:
    """资金表. `shape` says how it is laid out.

    headed: columns of amounts under headings; paired: each label beside its amount on
    one row; turned: a column for each line; unheaded: names with an amount beside each; spoken:
    names and amounts in one cell.
    `unit` is the unit of money, `weight` the points in a heading, `taken` the rows.
    `left` are columns of which it is known that nothing is read, `labels` those of
    values that stand below the lines.
    """

    shape: Shape
    columns: tuple[TableColumn, ...]
    rows: tuple[FundRow, ...]
    taken: frozenset[int]
    unit: str | None = None
    weight: SaidWeight = SaidWeight()
    doubts: tuple[Problem, ...] = ()
    left: tuple[TableColumn, ...] = ()
    labels: tuple[Cell, ...] = ()

    @property
    def by_headings(self) -> bool:
        """Say whether its first row holds headings of amounts."""
        return self.shape in {"headed", "paired"}

    @property
    def lines(self) -> tuple[FundRow, ...]:
        """The rows that are lines of the funds for certain."""
        return tuple(row for row in self.rows if row.sure)

    def has(self, role: str) -> bool:
        """Say whether the block has a column of a role."""
        return any(column.role == role for column in self.columns)
