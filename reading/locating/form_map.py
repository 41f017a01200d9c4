"""表图: 一张自评表里, 每样东西在哪里 — 标签格与值格.

A `FormMap` says where everything of a form stands, never what it is worth. Reading a
filled form takes the texts of its value cells; filling a blank one writes into them.
The value cell of a blank is where its label says, so both see the same places. Rows and
columns count from 1, as in the grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field

from indicators.errors import Problem
from indicators.place import Place
from indicators.records import record
from reading.grid import Cell, Layout
from reading.locating.funds.block import FundBlock, FundRow
from reading.locating.funds.columns import NOTE
from reading.locating.head_fields import HeadField, TitleSpot, YearBlank, YearSpot
from reading.locating.table_map import IndicatorTable, TotalRow
from reading.locating.value_cells import ValueCell
from reading.text import single


@record
class GoalField:
    """目标的一栏: its label, the cells of its text, and where a blank is filled.

    `inline` is a text that stands in the cell of its label.
    """

    label: Cell
    value: ValueCell | None
    pieces: tuple[Cell, ...] = ()
    inline: str | None = None


@record
class RemarkField:
    """表下的一栏说明: its label and its text."""

    label: str
    text: str
    cells: tuple[Cell, ...] = field(default=(), eq=False, repr=False)


@record
class FormMap:
    """表图: where everything of one form stands.

    `head` is by field (project, department, unit, year), `goals` by what they say
    (expected, actual). `year_open` is the table above which a line leaves the year open
    (（    年度）). `grade` is the cell of a grade below the total. `first` and
    `last` are the rows of the grid that the form takes, `layout` is that grid.
    """

    first: int
    last: int
    titles: tuple[TitleSpot, ...] = ()
    years: tuple[YearSpot, ...] = ()
    year_blank: YearBlank | None = None
    year_open: Place | None = None
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
    layout: Layout = field(repr=False, eq=False, kw_only=True)

    @property
    def said_in_head(self) -> set[str]:
        """What the labels of the head say."""
        labels = (label for each in self.head.values() for label in each.labels)
        return {single(label.text) for label in labels if label.text}

    @property
    def room_for_reasons(self) -> Mapping[str, Place]:
        """Where there are cells for reasons, each with the first cell of its column.

        Those beside the funds, those beside the rows.
        """
        heads = (table.heading.column("note") for table in self.tables)
        rows = [head.place for head in heads if head]
        lines = self.funds.lines if self.funds else ()
        return {
            where: places[0]
            for where, places in {"rows": rows, "funds": _notes(lines)}.items()
            if places
        }


def _notes(lines: Iterable[FundRow]) -> list[Place]:
    """The cells for reasons beside the lines of the funds."""
    return [
        near.place.in_column(line.cells[NOTE].column)
        for line in lines
        if NOTE in line.cells and (near := line.label or next(iter(line.held.values())))
    ]
