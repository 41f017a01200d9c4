"""列与表头: 指标表的一列是什么, 表头占哪几行."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve, field

from indicators.place import Place
from indicators.records import record
from reading.grid import Cell
from reading.vocabulary.headings import year_of

LEVELS = ("level1", "level2", "level3", "level4")
VALUES = ("target", "actual", "weight", "stated")
UNKNOWN = "未识别的列，原样保留在附加列中"


@record
class TableColumn:
    """一列: its role, its title, and the columns of the grid from `first` to `last`.

    `doubt` is what is doubtful about a column that holds something; None for a column
    that is understood. `may_be` is the role that a column of an unknown title may have.
    """

    role: str
    title: str
    first: int
    last: int
    place: Place
    hidden: bool = False
    doubt: str | None = None
    may_be: str | None = None

    @property
    def year(self) -> int | None:
        """The year that the title begins with; None for a title without one."""
        return year_of(self.title)

    def is_over(self, cell: Cell) -> bool:
        """Say whether a cell stands in the column, if only in part of it."""
        return cell.column <= self.last and self.first < cell.column + cell.columns


@define
class TableHeading:
    """表头: its rows and columns. `levels` are those left of the name, in order.

    `initial` is the column of initial targets (年初指标值) beside one of adjusted ones,
    `half` the first column of the other half, of indicators side by side.
    """

    top: int
    bottom: int
    columns: list[TableColumn]
    levels: list[TableColumn] = field(factory=list)
    level_weights: dict[int, TableColumn] = field(factory=dict)
    block: Cell | None = None
    initial: TableColumn | None = None
    half: TableColumn | None = None

    @property
    def is_whole(self) -> bool:
        """Say whether there is a column of names and one of values beside it."""
        return self.has("name") and self.has(*VALUES)

    def column(self, role: str) -> TableColumn | None:
        """The first column of a role; None where the table has none."""
        return next(iter(self.of(role)), None)

    def has(self, *roles: str) -> bool:
        """Say whether the table has a column of one of these roles."""
        return bool(self.of(*roles))

    def of(self, *roles: str) -> list[TableColumn]:
        """The columns of some roles, from left to right."""
        return [column for column in self.columns if column.role in roles]

    def left_of(self, column: TableColumn) -> list[TableColumn]:
        """The columns left of one, the nearest first."""
        return self.columns[: self.columns.index(column)][::-1]

    def right_of(self, column: TableColumn, *, without: str) -> Iterator[TableColumn]:
        """The columns right of one, the nearest first, without those of one role."""
        right = self.columns[self.columns.index(column) + 1 :]
        return (other for other in right if other.role != without)

    def name(self, column: TableColumn, role: str) -> None:
        """Give a column the role that it turned out to have."""
        self.replace(column, evolve(column, role=role, doubt=None))

    def replace(self, column: TableColumn, *others: TableColumn) -> None:
        """Put other columns, or none, in the place of one."""
        number = self.columns.index(column)
        self.columns[number : number + 1] = others

    def keep_extra(
        self, column: TableColumn, doubt: str | None = UNKNOWN
    ) -> TableColumn:
        """Make a column one of those that an evaluation has no field for; return it."""
        extra = evolve(column, role="extra", doubt=doubt)
        self.replace(column, extra)
        return extra
