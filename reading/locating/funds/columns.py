"""资金表的列: 各列是什么, 表头占哪几行."""

from __future__ import annotations

from attrs import define, field

from reading.grid import Cell
from reading.locating.funds.joint import JointColumn
from reading.locating.headings.columns import TableColumn
from reading.text import single

AMOUNTS = ("initial", "budget", "spent", "rate")
POINTS = ("weight", "stated")
NOTE = "note"
VALUES = frozenset((*AMOUNTS, *POINTS))


@define
class FundHeading:
    """资金表的表头. `labels` are the columns that a heading of labels stands over.

    `strange` are columns that no evaluation has a field for, `kept` those of them that
    official forms print, `joint` those that hold several values.
    """

    row: int
    bottom: int
    columns: list[TableColumn]
    strange: list[TableColumn] = field(factory=list)
    kept: list[TableColumn] = field(factory=list)
    joint: list[JointColumn] = field(factory=list)
    labels: range = range(0)

    @property
    def first(self) -> int:
        """The first column of amounts, read or not."""
        columns = (*self.columns, *self.strange)
        return min(column.first for column in columns if column.role in VALUES)

    @property
    def is_begun(self) -> bool:
        """Say whether a column or a heading over the labels has been found."""
        return bool(self.columns or self.labels)

    @property
    def roles(self) -> set[str]:
        """The roles of its columns."""
        return {column.role for column in self.columns}

    def reach_down(self, row: int) -> None:
        """Take in the rows down to one."""
        self.bottom = max(self.bottom, row)


def fund_column(cell: Cell, what: str) -> TableColumn:
    """Make the column below a heading."""
    last = cell.column + cell.columns - 1
    title = single(cell.text)
    return TableColumn(what, title, cell.column, last, cell.place, cell.hidden)
