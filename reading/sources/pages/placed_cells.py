"""PDF 的一张表: 线框里的格, 各在第几行第几列."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from attrs import define, frozen

from indicators.place import Place
from indicators.reasons import UncertainText
from reading.grid import Cell
from reading.sources.notices import Notices
from reading.sources.pages.page import PageTable, RuledCell
from reading.sources.pages.rules import edge_index, edges
from reading.sources.pages.text import is_wrapped, seam
from reading.sources.pages.uncertain import over_break

_NUMBER = re.compile(r"[≥≤=<>]?\d(?:[\d.,/-]*\d)?[%％]?")
_FULL_STOPS = tuple("。；;！？：:")

RowTexts = tuple[tuple[int, str], ...]
"""The texts that begin in a row, each with its column."""


def is_number(text: str) -> bool:
    """Say whether a cell holds a value and nothing else.

    >>> is_number("≥95%"), is_number("2021-12-31"), is_number("约3人")
    (True, True, False)
    """
    return _NUMBER.fullmatch(text) is not None


@define
class PlacedCell:
    """A ruled cell with its row and column; `place` counts on its own page.

    Of a cell that goes on over a page break `box` is its last part.
    """

    box: RuledCell
    row: int
    column: int
    rows: int
    columns: int
    text: str
    place: Place
    clipped: bool = False
    uncertain: UncertainText | None = None

    @property
    def doubts(self) -> Iterator[str]:
        """What is doubtful about where its text stands."""
        if self.clipped:
            yield "此格的文字超出格子，印出来不全，已照全文读取"
        if self.box.crossed:
            yield "此格的文字与上下格重叠，已按画出的次序分开，须核对"

    @property
    def across(self) -> tuple[int, int]:
        """Which columns the cell covers: the first, and how many."""
        return self.column, self.columns

    @property
    def last_row(self) -> int:
        """The last row that the cell covers."""
        return self.row + self.rows - 1

    @property
    def is_number(self) -> bool:
        """Say whether the cell holds a value and nothing else."""
        return is_number(self.text)

    @property
    def in_grid(self) -> Cell:
        """The cell as the grid of the table has it."""
        return Cell(
            self.text,
            self.row,
            self.column,
            self.place,
            self.rows,
            self.columns,
            uncertain=self.uncertain,
        )


@frozen
class CutCell:
    """Two cells in the same columns that meet at a page break."""

    upper: PlacedCell
    lower: PlacedCell

    @property
    def is_cut(self) -> bool:
        """The text above fills its part of the row and its last line, and goes on."""
        upper, lower = self.upper.box, self.lower.box
        if not self._has_text or self.upper.text.endswith(_FULL_STOPS):
            return False
        fills = is_wrapped(upper.lines[-1], lower.lines[0], lower.width)
        return upper.is_full and fills

    @property
    def is_open(self) -> bool:
        """No rule stands between the two parts."""
        return self.upper.box.below and self.lower.box.above

    @property
    def are_numbers(self) -> bool:
        """Say whether both parts hold a value and nothing else."""
        return self.upper.is_number and self.lower.is_number

    def may_be_cut(self, *, sure: bool) -> bool:
        """A part that is empty or ends a sentence may go on where others surely do."""
        if not self.upper.text:
            return True
        ended = sure or self.upper.text.endswith(_FULL_STOPS)
        return self.is_cut or (ended and self.upper.box.is_full)

    def join(self) -> None:
        """Put the text below behind the text above."""
        upper, lower = self.upper, self.lower
        between = ""
        if self._has_text:
            lines = upper.box.lines[-1], lower.box.lines[0]
            between = seam(*lines, lower.box.width)
        texts = upper.text, between, lower.text
        upper.text = "".join(texts)
        upper.uncertain = over_break(upper.uncertain, lower.uncertain, texts)
        upper.box, lower.text = lower.box, ""

    def go_on(self) -> None:
        """Make one cell of two parts, of which each may print the whole text."""
        if self.lower.text == self.upper.text:
            self.lower.text = ""
        self.join()
        self.upper.rows += self.lower.rows
        self.upper.clipped = False

    @property
    def _has_text(self) -> bool:
        return bool(self.upper.text and self.upper.box.lines and self.lower.text)


LastRow = dict[tuple[int, int], PlacedCell]
"""The cells that end in a row, by the columns that they cover."""


@define
class PlacedTable:
    """The cells of a table, or of its part on one page, by rows and columns."""

    cells: list[PlacedCell]
    height: int

    @property
    def first_row(self) -> list[PlacedCell]:
        """The cells that begin in the first row, from left to right."""
        cells = [cell for cell in self.cells if cell.row == 1]
        return sorted(cells, key=lambda cell: cell.column)

    @property
    def last_row(self) -> LastRow:
        """The cells that end in the last row, by the columns that they cover."""
        return {c.across: c for c in self.cells if c.last_row == self.height}

    @property
    def texts(self) -> list[RowTexts]:
        """The texts of each row."""
        rows: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for cell in self.cells:
            if cell.text:
                rows[cell.row].append((cell.column, cell.text))
        return [tuple(sorted(rows[row])) for row in range(1, self.height + 1)]

    def is_merged(self, across: tuple[int, int]) -> bool:
        """Say whether a cell with text covers several rows in these columns."""
        cells = (cell for cell in self.cells if cell.across == across)
        return any(cell.text and cell.rows > 1 for cell in cells)

    def drop_rows(self, count: int) -> None:
        """Take the first rows away; a cell that reaches below them keeps the rest."""
        self.cells = [cell for cell in self.cells if cell.last_row > count]
        for cell in self.cells:
            last = cell.last_row - count
            cell.row = max(1, cell.row - count)
            cell.rows = last - cell.row + 1
        self.height -= count

    def append(self, other: PlacedTable) -> None:
        """Put another part of the table below this one."""
        for cell in other.cells:
            cell.row += self.height
        self.cells += other.cells
        self.height += other.height


def placed(table: PageTable, columns: list[float], notices: Notices) -> PlacedTable:
    """Give each cell of a table on one page its row and column.

    `columns` are the edges of the columns of the whole table, over all its pages.
    """
    rows = edges([y for box in table.boxes for y in (box.top, box.bottom)])
    origin = Place("table", page=table.page, table=table.number)
    cells = []
    for box in table.boxes:
        row, column = edge_index(rows, box.top) + 1, edge_index(columns, box.left) + 1
        high = max(1, edge_index(rows, box.bottom) - row + 1)
        wide = max(1, edge_index(columns, box.right) - column + 1)
        place = origin.cell(row, column)
        text = notices.clean(box.text, place)
        cells.append(
            PlacedCell(
                *(box, row, column, high, wide, text, place),
                clipped=box.clipped,
                uncertain=box.uncertain,
            )
        )
    return PlacedTable(cells, len(rows) - 1)
