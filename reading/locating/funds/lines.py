"""资金表: 年初预算数、全年预算数、全年执行数、分值、执行率、得分, 各行各列在哪里."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from attrs import define, evolve, field

from indicators.errors import Problem
from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.funds.block import FundBlock, FundRow, SaidWeight, fund_row
from reading.locating.funds.columns import NOTE, POINTS, FundHeading
from reading.locating.funds.headings import fund_heading, weight_in_heading
from reading.locating.funds.joint import joint_values
from reading.locating.funds.points_beside import with_points_beside
from reading.locating.funds.spoken import spoken
from reading.locating.funds.unheaded import paired, turned, unheaded
from reading.locating.funds.units import unit_of_block, unit_stated_above
from reading.locating.funds.unknown import note_unknown
from reading.locating.headings.columns import TableColumn
from reading.locating.value_cells import ValueCell
from reading.text import single
from reading.vocabulary.amounts import is_amount, is_figure
from reading.vocabulary.funds import (
    is_arrival,
    is_fund_line,
    is_part_mark,
    is_remainder,
    names_another_block,
    unit_alone,
)
from reading.vocabulary.headings import role

_NO_LINE = frozenset(("rate", *POINTS))
"""What labels name that stand beside a value of the whole block: 执行率分值."""
_NEEDED = frozenset(("budget", "spent"))
"""What no line is audited without."""


def find_funds(
    layout: Layout, first: int, last: int, doubts: Doubts
) -> FundBlock | None:
    """Find the funds between two rows; None where there are none.

    Funds that are printed in a manner that is not known are doubted.
    """
    block = _block(layout, first, last)
    if block is None or not (block.lines or block.by_headings):
        note_unknown(layout, first, last, doubts)
    if block is None:
        return None
    block = with_points_beside(layout, block, last)
    own = block.unit or unit_of_block(layout, block)
    return evolve(block, unit=own or unit_stated_above(layout, first, last))


def _block(layout: Layout, first: int, last: int) -> FundBlock | None:
    heading = fund_heading(layout, first, last)
    if heading is None:
        return (
            turned(layout, first, last)
            or spoken(layout, first, last)
            or unheaded(layout, first, last)
        )
    return paired(layout, heading) or _headed(layout, heading, last)


def _headed(layout: Layout, heading: FundHeading, last: int) -> FundBlock:
    """Find the lines below a heading."""
    finder = _LineFinder(layout, heading)
    stop = finder.find(last)
    columns = tuple(heading.columns)
    doubts = Doubts()
    doubts.add(finder.unread(stop, last))
    lines = finder.lines
    if not lines:
        place, title = columns[0].place, columns[0].title
        doubts.note(place, "资金表里没有读到一行", title)
    return FundBlock(
        "headed",
        columns,
        (*lines, *finder.unsure(stop, last)),
        frozenset(finder.taken),
        weight=weight_in_heading(layout, heading) if lines else SaidWeight(),
        doubts=doubts.taken(),
        left=finder.left,
    )


def _is_number(cell: Cell) -> bool:
    return is_figure(cell.text)


def _names_no_line(text: str) -> bool:
    return names_another_block(text) or role("funds", text) in _NO_LINE


@define
class _LineFinder:
    """Goes through the rows below a heading. `taken` are the rows of the block."""

    layout: Layout
    heading: FundHeading
    lines: list[FundRow] = field(factory=list)
    taken: set[int] = field(factory=set)
    _block: set[str] = field(factory=set)
    _strange: list[TableColumn] = field(factory=list)
    _first: int = 1

    def __attrs_post_init__(self) -> None:
        heading = self.heading
        self.taken.update(range(heading.row, heading.bottom + 1))
        seen = self.layout.seen(heading.row)
        self._block = {cell.text for cell in seen if cell.column < heading.first}
        self._strange = list(heading.strange)
        self._first = heading.first

    @property
    def left(self) -> tuple[TableColumn, ...]:
        """Columns that official forms print, and strange ones that were told."""
        told = (c for c in self.heading.strange if c not in self._strange)
        return (*self.heading.kept, *told)

    def find(self, last: int) -> int:
        """Find the lines; gives the row in which they end."""
        for row in range(self.heading.bottom + 1, last + 1):
            if not self._take(row):
                return row
        return last + 1

    def _take(self, row: int) -> bool:
        """Take in a row of the block; gives whether it is one.

        A row without cells ends the block only where no line has come.
        """
        if row not in self.layout.rows:
            return bool(self.lines)
        if not self._holds_no_line(row):
            line = self._named(self._line(row))
            if not self._is_line(line):
                return False
            self.lines.append(self._with_doubts(line))
        self.taken.add(row)
        return True

    def _named(self, line: FundRow) -> FundRow:
        """A line below 其中： in a row of its own is the first of the parts."""
        above = self._alone(line.row - 1)
        if not is_part_mark(above):
            return line
        return evolve(line, name=f"{single(above)}{line.name}")

    def _alone(self, row: int) -> str:
        """The text of a row that holds nothing else; '' where there is none."""
        cells = self.layout.written(row)
        return cells[0].text if len(cells) == 1 else ""

    def _with_doubts(self, line: FundRow) -> FundRow:
        """Say once of each strange column that it holds something."""
        if not self.heading.strange:
            return line
        doubts = Doubts()
        for column in [c for c in self._strange if self._cell(line.row, c)]:
            doubts.note(column.place, "资金表里未识别的列，未读取", column.title)
            self._strange.remove(column)
        return evolve(line, doubts=doubts.taken(), instead=self._instead(line.row))

    def _instead(self, row: int) -> dict[str, Cell]:
        """The first amount in a strange column, for each column that is not known.

        Beside a strange one, 到位数 may not be the budget.
        """
        known = {c.role for c in self.heading.columns if not is_arrival(c.title)}
        strange = (c for c in self.heading.strange if not is_remainder(c.title))
        cells = filter(None, (self._cell(row, column) for column in strange))
        first = next(filter(_is_number, cells), None)
        return dict.fromkeys(sorted(_NEEDED - known), first) if first else {}

    def _holds_no_line(self, row: int) -> bool:
        """（万元）, 其中： in a row of its own is no line."""
        text = self._alone(row)
        return unit_alone(text) is not None or is_part_mark(text)

    def label(self, row: int) -> Cell | None:
        """The text just left of the amounts, which is not the label of the whole block.

        Where a heading such as 任务名称 stands over the labels, they stand below it. The
        unit in a cell of its own is no label.
        """
        columns = (*self.heading.labels[::-1], *range(self._first - 1, 0, -1))
        for column in columns:
            if any(
                strange.first <= column <= strange.last
                for strange in self.heading.strange
            ):
                continue
            cell = self.layout.over(row, column)
            if cell is None or cell.row <= self.heading.bottom:
                continue
            own = cell.text not in self._block or (cell.rows == 1 and column > 1)
            if own and not unit_alone(cell.text):
                return self._whole(cell)
        return None

    def _whole(self, cell: Cell) -> Cell:
        """其中： in a cell of its own belongs to the label beside it."""
        left = self.layout.at(cell.row, cell.column - 1)
        if left is not None and left.row == cell.row and is_part_mark(left.text):
            return evolve(cell, text=f"{single(left.text)}{single(cell.text)}")
        return cell

    def _line(self, row: int) -> FundRow:
        """The line that a row would be."""
        columns = self.heading.columns
        cells = {column.role: self._value(row, column) for column in columns}
        for joint in self.heading.joint:
            cells |= joint_values(joint.roles, joint.cells(self.layout.written(row)))
        return fund_row(row, self.label(row), cells)

    def _value(self, row: int, column: TableColumn) -> ValueCell:
        cell = self._cell(row, column)
        return ValueCell(row, cell.column if cell else column.first, cell)

    def _cell(self, row: int, column: TableColumn) -> Cell | None:
        """The cell of a column in a row, if it begins there and says something."""
        for number in range(column.first, column.last + 1):
            cell = self.layout.begins(row, number)
            if cell is not None:
                return cell
        return None

    def _is_line(self, line: FundRow) -> bool:
        """Say whether a row is a line of the funds, by its label and its amounts.

        Without amounts it is one by its name, or below a heading over the labels.
        """
        texts = [cell.text for what, cell in line.held.items() if what != NOTE]
        amounts = set(map(is_amount, texts)) == {True}
        label = line.label
        if label is None:
            return amounts and not self.lines
        if _names_no_line(label.text):
            return False
        under = not texts and label.rows == 1 and label.column in self.heading.labels
        return amounts or under or is_fund_line(label.text)

    def unread(self, stop: int, last: int) -> tuple[Problem, ...]:
        """Say which cells of the block no line came from, and take their rows."""
        doubts = Doubts()
        block = self.layout.seen(self.heading.row)[0]
        rows = range(stop, min(last, block.row + block.rows - 1) + 1)
        self.taken.update(rows)
        for cell in chain.from_iterable(map(self.layout.written, rows)):
            message = "资金表里这一格未读懂，未读取"
            doubts.note(cell.place, message, single(cell.text))
        return doubts.taken()

    def unsure(self, stop: int, last: int) -> Iterator[FundRow]:
        """Rows of a blank under a label that says nothing known."""
        for row in range(stop, last + 1):
            label = self.label(row)
            if label is None or label.row != row or names_another_block(label.text):
                return
            line = self._line(row)
            if line.held:
                return
            yield evolve(line, sure=False)
