"""资金表: 年初预算数、全年预算数、全年执行数、分值、执行率、得分, 各行各列在哪里."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import define, evolve, field

from indicators.errors import Problem
from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.funds.block import FundBlock, FundRow
from reading.locating.funds.headings import (
    NOTE,
    FundHeading,
    fund_heading,
    weight_in_heading,
)
from reading.locating.funds.unheaded import paired, turned, unheaded
from reading.locating.funds.units import unit_of_block, unit_stated_above
from reading.locating.headings.columns import TableColumn
from reading.locating.value_cells import ValueCell
from reading.text import single
from reading.vocabulary.funds import (
    fund_kind,
    is_fund_line,
    is_part_mark,
    names_another_block,
    unit_alone,
)
from reading.vocabulary.headings import key
from reading.vocabulary.values import amount

_SHORT = 80
_PRINTED = re.compile(r"预算数|执行数|执行率|(?:支出|决算|到位)金?额?[:：]?\d")


def find_funds(
    layout: Layout, first: int, last: int, doubts: Doubts
) -> FundBlock | None:
    """Find the funds between two rows; None where there are none.

    Funds that are printed in a manner that is not known are doubted.
    """
    unit = unit_stated_above(layout, first, last)
    heading = fund_heading(layout, first, last)
    if heading is None:
        block = turned(layout, first, last) or unheaded(layout, first, last)
        if block is None or not block.lines:
            _note_unknown(layout, first, last, doubts)
    else:
        block = paired(layout, heading) or _headed(layout, heading, last)
    if block is None:
        return None
    own = unit_of_block(layout, heading.row if heading else None, sorted(block.taken))
    return evolve(block, unit=own or unit)


def _note_unknown(layout: Layout, first: int, last: int, doubts: Doubts) -> None:
    """Funds are printed, in a manner that is not known."""
    for cell in layout.between(first, last):
        if len(cell.text) < _SHORT and _PRINTED.search(key(cell.text)):
            message = "资金的排法未认出，未读取"
            doubts.note(cell.place, message, single(cell.text))
            return


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
    weight = None
    if lines and not any(column.role == "weight" for column in columns):
        weight = weight_in_heading(layout, heading)
    return FundBlock(
        "headed",
        columns,
        (*lines, *finder.unsure(stop, last)),
        frozenset(finder.taken),
        weight=weight,
        doubts=doubts.taken(),
    )


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

    def find(self, last: int) -> int:
        """Find the lines; gives the row in which they end."""
        for row in range(self.heading.bottom + 1, last + 1):
            if row not in self.layout.rows:
                if not self.lines:
                    return row
            elif self._holds_unit_alone(row):
                self.taken.add(row)
            elif not self._take(row):
                return row
        return last + 1

    def _take(self, row: int) -> bool:
        label = self.label(row)
        cells = self._cells(row)
        held = {what: value.cell for what, value in cells.items() if value.cell}
        if not self._is_line(label, held):
            return False
        self.taken.add(row)
        line = _row(row, label, cells)
        strange = [column for column in self._strange if self._cell(row, column)]
        self.lines.append(self._with_doubts(line, strange) if strange else line)
        return True

    def _with_doubts(self, line: FundRow, strange: list[TableColumn]) -> FundRow:
        """Say once of each strange column that it holds something."""
        doubts = Doubts()
        for column in strange:
            doubts.note(column.place, "资金表里未识别的列，未读取", column.title)
            self._strange.remove(column)
        return evolve(line, doubts=doubts.taken())

    def _holds_unit_alone(self, row: int) -> bool:
        """（万元） in a row of its own is no line."""
        cells = self.layout.written(row)
        return len(cells) == 1 and unit_alone(cells[0].text) is not None

    def label(self, row: int) -> Cell | None:
        """The text just left of the amounts, which is not the label of the whole block.

        Where a heading such as 任务名称 stands over the labels, they stand below it. The
        unit in a cell of its own is no label.
        """
        for column in self._left():
            cell = self.layout.over(row, column)
            if cell is None or cell.row <= self.heading.bottom:
                continue
            if unit_alone(cell.text):
                continue
            if cell.text not in self._block or (cell.rows == 1 and column > 1):
                return self._whole(cell)
        return None

    def _left(self) -> Iterator[int]:
        """The columns left of the amounts, the nearest first.

        Those below a heading of labels come before the others.
        """
        ranges = [(1, self._first - 1)]
        if self.heading.label:
            ranges.insert(0, self.heading.label)
        for first, last in ranges:
            yield from range(last, first - 1, -1)

    def _whole(self, cell: Cell) -> Cell:
        """其中： in a cell of its own belongs to the label beside it."""
        left = self.layout.at(cell.row, cell.column - 1)
        if left is not None and left.row == cell.row and is_part_mark(left.text):
            return evolve(cell, text=f"{single(left.text)}{single(cell.text)}")
        return cell

    def _cells(self, row: int) -> dict[str, ValueCell]:
        return {
            column.role: self._value(row, column) for column in self.heading.columns
        }

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

    def _is_line(self, label: Cell | None, held: Mapping[str, Cell]) -> bool:
        """Say whether a row is a line of the funds, by its label and its amounts."""
        values = [cell for what, cell in held.items() if what != NOTE]
        amounts = bool(values) and all(amount(cell.text)[1] for cell in values)
        if label is None:
            return amounts and not self.lines
        if names_another_block(label.text):
            return False
        headed = not values and self._is_headed(label)
        return amounts or headed or is_fund_line(label.text)

    def _is_headed(self, label: Cell) -> bool:
        """Say whether a label of one row stands below a heading over the labels."""
        under = self.heading.label
        return (
            under is not None
            and label.rows == 1
            and under[0] <= label.column <= under[1]
        )

    def unread(self, stop: int, last: int) -> tuple[Problem, ...]:
        """Say which cells of the block no line came from, and take their rows."""
        doubts = Doubts()
        block = self.layout.seen(self.heading.row)[0]
        rows = range(stop, min(last, block.row + block.rows - 1) + 1)
        self.taken.update(rows)
        for cell in (cell for row in rows for cell in self.layout.written(row)):
            message = "资金表里这一格未读懂，未读取"
            doubts.note(cell.place, message, single(cell.text))
        return doubts.taken()

    def unsure(self, stop: int, last: int) -> Iterator[FundRow]:
        """Rows of a blank under a label that says nothing known."""
        for row in range(stop, last + 1):
            label = self.label(row)
            if label is None or label.row != row or names_another_block(label.text):
                return
            cells = self._cells(row)
            if any(value.cell for value in cells.values()):
                return
            yield evolve(_row(row, label, cells), sure=False)


def _row(row: int, label: Cell | None, cells: dict[str, ValueCell]) -> FundRow:
    name = single(label.text) if label else ""
    return FundRow(row, label, name, fund_kind(name), cells)
