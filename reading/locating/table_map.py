"""指标表: 它的表头、各行、总分行, 与每行的各格和所在的组."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from attrs import field

from indicators.errors import Problem
from indicators.evaluation import Unread
from indicators.place import Place
from indicators.records import record
from reading.grid import Cell, Layout
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.locating.value_cells import ValueCell
from reading.text import single

RowKind = Literal["indicator", "filler", "band", "continuation", "group", "subtotal"]


@record
class RowGroups:
    """一行在哪一组: the names of its groups, their printed weights, and their cells."""

    names: tuple[str | None, ...]
    weights: tuple[Decimal | None, ...]
    cells: Mapping[str, Cell]


NO_GROUPS = RowGroups((), (), {})


@record
class RowCells:
    """一行的各格: the cell of each role, those of extra columns, and joined texts."""

    cells: dict[str, Cell]
    extra: tuple[tuple[TableColumn, Cell], ...] = ()
    joined: Mapping[str, str] | None = None

    def raw(self, what: str) -> str:
        """The text of a role as it stands in the cell."""
        cell = self.cells.get(what)
        if cell is None:
            return ""
        return self.joined.get(what, cell.text) if self.joined else cell.text

    def text(self, what: str) -> str:
        """The text of a role in one line."""
        cell = self.cells.get(what)
        if cell is None:
            return ""
        return single(self.joined.get(what, cell.text) if self.joined else cell.text)

    @property
    def place(self) -> Place:
        """得分、完成值 or 名称 of the row itself: where findings about it point."""
        cells = self.cells
        for what in ("stated", "actual", "name"):
            if what in cells:
                return cells[what].place
        return next(iter(cells.values())).place


@record
class TableRow:
    """指标表的一行: what kind of row it is, its cells and its group.

    `place` is where findings about the row point. `borrowed` is the cell that names a
    row without a name of its own.
    """

    number: int
    kind: RowKind
    found: RowCells
    place: Place | None
    groups: RowGroups = NO_GROUPS
    borrowed: Cell | None = None
    doubts: tuple[Problem, ...] = ()

    @property
    def cells(self) -> Mapping[str, Cell]:
        """The cells of the row by the roles of their columns."""
        return self.found.cells


@record
class OpenRow:
    """空表里可填的一行: its groups, and the name that it prints (None for none)."""

    row: int
    path: tuple[str | None, ...]
    name: str | None


@record
class TotalRow:
    """总分行: its label, and the value cells of weight, stated and grade.

    `weight`, `stated` and `grade` are what is printed; a label may hold them itself.
    `unread` is what stands in their place and was not understood.
    """

    row: int
    label: Cell | None
    cells: Mapping[str, ValueCell]
    weight: Decimal | None = None
    stated: Decimal | None = None
    grade: str | None = None
    place: Place | None = None
    doubts: tuple[Problem, ...] = ()
    unread: Unread = ()

    @property
    def held(self) -> dict[str, Cell | None]:
        """The cells of its values; None for one that the file does not have."""
        return {what: value.cell for what, value in self.cells.items()}


def placed(cells: Mapping[str, Cell | None]) -> dict[str, Place]:
    """Return the places of the cells that have one."""
    return {what: cell.place for what, cell in cells.items() if cell and cell.place}


@record
class IndicatorTable:
    """一张指标表: its heading, its rows, and the row where it ends.

    `end` is the first row that is no longer part of it. `totals` are the rows of totals
    in it and right below it.
    """

    heading: TableHeading
    rows: tuple[TableRow, ...]
    end: int
    last: int
    totals: tuple[int, ...] = ()
    total: TotalRow | None = None
    layout: Layout = field(repr=False, eq=False, kw_only=True)

    def column(self, role: str) -> TableColumn | None:
        """The column of a role; None where the table has none."""
        return self.heading.column(role)

    def value(self, row: int, role: str) -> ValueCell | None:
        """The value cell of a row in the column of a role."""
        column = self.heading.column(role)
        if column is None:
            return None
        return ValueCell(row, column.first, self.layout.at(row, column.first))
