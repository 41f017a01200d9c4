"""列与表头: 指标表的一列是什么, 表头占哪几行."""

from __future__ import annotations

from attrs import define, field

from indicators.place import Place
from indicators.records import record
from reading.grid import Cell

LEVELS = ("level1", "level2", "level3", "level4")
VALUES = ("target", "actual", "weight", "stated")
UNKNOWN = "未识别的列，原样保留在附加列中"


@record
class TableColumn:
    """一列: its role, its title, and the columns of the grid from `first` to `last`.

    `doubt` is what is doubtful about a column that holds something; None for a column
    that is understood.
    """

    role: str
    title: str
    first: int
    last: int
    place: Place
    hidden: bool = False
    doubt: str | None = None


@define
class TableHeading:
    """表头: its rows and columns. `levels` are those left of the name, in order."""

    top: int
    bottom: int
    columns: list[TableColumn]
    levels: list[TableColumn] = field(factory=list)
    level_weights: dict[int, TableColumn] = field(factory=dict)
    block: Cell | None = None

    def column(self, role: str) -> TableColumn | None:
        """The column of a role; None where the table has none."""
        return next((c for c in self.columns if c.role == role), None)

    def has(self, *roles: str) -> bool:
        """Say whether the table has a column of one of these roles."""
        return any(column.role in roles for column in self.columns)

    def of(self, *roles: str) -> list[TableColumn]:
        """The columns of some roles, from left to right."""
        return [column for column in self.columns if column.role in roles]
