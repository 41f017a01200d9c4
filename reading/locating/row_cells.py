"""一行里的格子各属哪一列: 宽格、拆开的格、列外的格."""

from __future__ import annotations

import re

from attrs import define, field

from reading.doubts import Doubts
from reading.grid import Cell
from reading.locating.headings.columns import LEVELS, TableColumn, TableHeading
from reading.locating.table_map import RowCells
from reading.text import single
from reading.vocabulary.fillers import is_serial
from reading.vocabulary.headings import role

_LEVELS = frozenset(LEVELS)
_POINTS = frozenset(("weight", "stated", "deduction"))


@define
class Sorter:
    """Gives each cell that begins in a row to its column.

    `columns` is the column of each column number of the grid.
    """

    heading: TableHeading
    doubts: Doubts
    columns: dict[int, TableColumn] = field(init=False)
    _every: list[TableColumn] = field(init=False)
    _hidden_noted: bool = False

    def __attrs_post_init__(self) -> None:
        every = (*self.heading.columns, *self.heading.levels)
        self._every = sorted(every, key=lambda column: column.first)
        self.columns = {
            number: column
            for column in every
            for number in range(column.first, column.last + 1)
        }

    def sort(self, cells: dict[int, Cell]) -> RowCells:
        """Give the cells of a row to their columns; those of levels are left out."""
        held: dict[str, Cell] = {}
        extra: list[tuple[TableColumn, Cell]] = []
        joined: dict[str, str] = {}
        columns = self.columns
        for number, cell in cells.items():
            if not cell.text.strip():
                continue
            column = columns.get(number)
            if column is None or number + cell.columns > column.last + 1:
                column = self._column_of_wide(cell)
            if column is None:
                continue
            what = column.role
            if what == "extra":
                extra.append((column, cell))
            elif what in held:
                self._join(held, joined, what, cell)
            elif what not in _LEVELS:
                held[what] = cell
            if cell.hidden:
                self._note_hidden(cell)
        return RowCells(held, tuple(extra), joined)

    def _column_of_wide(self, cell: Cell) -> TableColumn | None:
        """The column of a wide cell: of several columns that of the name, or the first.

        None for a cell under no heading.
        """
        over = [column for column in self._every if column.is_over(cell)]
        if not over:
            self._note_stray(cell)
            return None
        chosen = min(over, key=lambda column: column.role != "name")
        values = [c for c in over if c is not chosen and c.role not in _LEVELS]
        if values and over != self._every:
            titles = "、".join(column.title for column in over)
            message = f"一格跨了几列（{titles}），按{chosen.title}读取"
            self.doubts.note(cell.place, message, single(cell.text))
        return chosen

    def _note_stray(self, cell: Cell) -> None:
        """A cell under no heading; block labels say nothing, nor do serial numbers.

        A number left of the table or beside the names is one; the weights of levels
        have columns of their own.
        """
        inner = {column.first for column in self.heading.level_weights.values()}
        beside = self.heading.of("name")[0].first - 1
        left = (cell.column < self._every[0].first) | (cell.column == beside)
        serial = re.fullmatch(r"\d{1,3}", cell.text) is not None
        block = role("columns", cell.text) == "block"
        if not (block | (left & serial) | (cell.column in inner)):
            message = "这一格不在任何列名之下，未读取"
            self.doubts.note(cell.place, message, single(cell.text))

    def _note_hidden(self, cell: Cell) -> None:
        """That rows or columns are hidden is said once."""
        if not self._hidden_noted:
            self._hidden_noted = True
            self.doubts.note(cell.place, "有隐藏的行或列，已照读")

    def _join(
        self, held: dict[str, Cell], joined: dict[str, str], what: str, more: Cell
    ) -> None:
        """Two cells under one heading are one text; two numbers are not."""
        seen = joined.get(what, held[what].text)
        if what == "name" and is_serial(seen):
            held[what] = more
        elif what in _POINTS:
            self.doubts.note(more.place, "同一列名下有两格，只读左边一格", more.text)
        elif more.text != seen:
            joined[what] = seen + more.text
