"""表图: 一张自评表里, 每样东西在哪里 — 标签格与值格.

A `FormMap` says where everything of a form stands, never what it is worth. Reading a
filled form takes the texts of its value cells; filling a blank one writes into them.
The value cell of a blank is where its label says, so both see the same places. Rows and
columns count from 1, as in the grid.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from indicators.errors import Problem
from indicators.place import Place
from indicators.records import record
from reading.grid import Cell, Layout
from reading.locating.columns import TableColumn, TableHeading
from reading.text import single
from reading.vocabulary.funds import FundKind

Position = tuple[int, int]
"""行号、列号."""
Shape = Literal["headed", "paired", "turned", "unheaded"]
RowKind = Literal["indicator", "filler", "band", "continuation", "group", "subtotal"]


@frozen
class ValueCell:
    """值格: where a value stands or is to be written; `cell` is None in a blank."""

    row: int
    column: int
    cell: Cell | None = None

    @property
    def position(self) -> Position:
        """The row and the column."""
        return self.row, self.column

    @property
    def text(self) -> str:
        """The text that stands there; empty in a blank."""
        return self.cell.text if self.cell else ""


@frozen
class HeadLabel:
    """表头栏的一个标签: 项目名称、主管部门、实施单位、年度.

    `rank` is 0 for the wording that says best what the field is. `text` is the value as
    printed, empty in a blank. `label` is None for a label in a line above the table,
    and `value` is None where label and value share one cell, or no cell is left.
    """

    what: str
    wording: str
    rank: int
    label: Cell | None
    value: ValueCell | None
    text: str
    place: Place | None


@frozen
class HeadField:
    """表头的一栏: every label of it, in the order in which they stand."""

    labels: tuple[HeadLabel, ...]

    @property
    def best(self) -> HeadLabel:
        """The label that says best what the field is, value cells before none."""
        return min(self.labels, key=lambda label: (label.value is None, label.rank))

    @property
    def label(self) -> Cell | None:
        """The cell of the best label."""
        return self.best.label

    @property
    def value(self) -> ValueCell | None:
        """The value cell of the best label; None where it has none of its own."""
        return self.best.value


@frozen
class TitleSpot:
    """表名: its text and place. `wide` titles hold against narrow ones."""

    text: str
    place: Place | None
    wide: bool


@frozen
class YearSpot:
    """年度的一处: a text that may say the year, and how much that is the table's.

    `trust` is highest for the line below the title, and 0 for a mere mention.
    """

    text: str
    place: Place | None
    trust: int


@frozen
class YearBlank:
    """写年度的空: from `start` to `end` of the text of a cell.

    `printed` is the year that stands there, None in a blank.
    """

    row: int
    column: int
    text: str
    start: int
    end: int
    place: Place | None
    printed: str | None

    def filled(self, year: int) -> str:
        """The text of the cell with the year in its blank."""
        return f"{self.text[: self.start]}{year}{self.text[self.end :]}"


@frozen
class FundRow:
    """资金行: its label and the value cell of each column.

    `kind` is total (年度资金总额), part (其中：…) or source. A row that is not `sure` has
    a label of an unknown wording and no amounts: reading leaves it, filling may use it.
    """

    row: int
    label: Cell | None
    name: str
    kind: FundKind
    cells: Mapping[str, ValueCell]
    sure: bool = True
    doubts: tuple[Problem, ...] = ()


@frozen
class FundBlock:
    """资金表. `shape` says how it is laid out.

    headed: columns of amounts under headings; paired: each label beside its amount on
    one row; turned: a column for each line; unheaded: names with an amount beside each.
    `unit` is the unit of money, `weight` the points in a heading, `taken` the rows.
    """

    shape: Shape
    columns: tuple[TableColumn, ...]
    rows: tuple[FundRow, ...]
    taken: frozenset[int]
    unit: str | None = None
    weight: Decimal | None = None
    doubts: tuple[Problem, ...] = ()

    @property
    def lines(self) -> tuple[FundRow, ...]:
        """The rows that are lines of the funds for certain."""
        return tuple(row for row in self.rows if row.sure)

    def has(self, role: str) -> bool:
        """Say whether the block has a column of a role."""
        return any(column.role == role for column in self.columns)


@frozen
class GoalField:
    """目标的一栏: its label, the cells of its text, and where a blank is filled.

    `inline` is a text that stands in the cell of its label.
    """

    label: Cell
    value: ValueCell | None
    pieces: tuple[Cell, ...] = ()
    inline: str | None = None


@frozen
class Groups:
    """一行在哪一组: the names of its groups, their printed weights, where these stand."""

    names: tuple[str | None, ...]
    weights: tuple[Decimal | None, ...]
    places: Mapping[str, Place]


NO_GROUPS = Groups((), (), {})


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
        return single(self.raw(what)) if what in self.cells else ""

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
    groups: Groups = NO_GROUPS
    borrowed: Cell | None = None
    doubts: tuple[Problem, ...] = ()

    @property
    def cells(self) -> Mapping[str, Cell]:
        """The cells of the row by the roles of their columns."""
        return self.found.cells


@frozen
class OpenRow:
    """空表里可填的一行: its groups, and the name that it prints (None for none)."""

    row: int
    path: tuple[str | None, ...]
    name: str | None


@frozen
class TotalRow:
    """总分行: its label, and the value cells of weight, stated and grade.

    `weight`, `stated` and `grade` are what is printed; a label may hold them itself.
    """

    row: int
    label: Cell | None
    cells: Mapping[str, ValueCell]
    weight: Decimal | None = None
    stated: Decimal | None = None
    grade: str | None = None
    place: Place | None = None
    doubts: tuple[Problem, ...] = ()


@frozen
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


@frozen
class RemarkField:
    """表下的一栏说明: its label and its text."""

    label: str
    text: str


@frozen
class FormMap:
    """表图: where everything of one form stands.

    `head` is by field (project, department, unit, year), `goals` by what they say
    (expected, actual). `grade` is the cell of a grade below the total. `first` and
    `last` are the rows of the grid that the form takes.
    """

    first: int
    last: int
    titles: tuple[TitleSpot, ...] = ()
    years: tuple[YearSpot, ...] = ()
    year_blank: YearBlank | None = None
    number: str | None = None
    head: Mapping[str, HeadField] = field(factory=dict)
    funds: FundBlock | None = None
    goals: Mapping[str, GoalField] = field(factory=dict)
    tables: tuple[IndicatorTable, ...] = ()
    total: TotalRow | None = None
    grade: Cell | None = None
    remarks: tuple[RemarkField, ...] = ()
    funds_doubts: tuple[Problem, ...] = ()
    goals_doubts: tuple[Problem, ...] = ()
