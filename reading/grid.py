"""格子: 文件里的一张表, 每格是人眼看到的原文, 带位置.

A grid says what a page shows, never what it means. Rows and columns count from 1, as
a person counts them. A cell that covers several rows or columns stands once, at its
top left corner; `Grid.at` finds it from every place that it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import groupby, product
from operator import attrgetter
from typing import Literal

from attrs import field, frozen

from indicators.errors import Problem
from indicators.place import Place
from indicators.records import record

Kind = Literal["sheet", "table", "text"]

# A span of more places is no cell of a table.
WIDEST = 50_000
# So many places of spans are kept in all, and so many larger spans beside them.
MOST_PLACES, MOST_LARGE = 200_000, 50

Position = tuple[int, int]
Span = tuple[int, int, int, int]


@record
class Cell:
    """一格: 看到的文字、行列、跨度、位置.

    `origin` is the sheet or the table that the cell comes from, and all its cells
    share it; where the grid counts its rows otherwise than the file does (a table of
    several pages, a text without its blank lines) it is the place of the cell itself.
    `number` is the exact value of a cell that stores a number (1 for a cell that
    shows 100%). `formula` is None for a cell without one, and empty for a formula
    whose text stands in another cell.
    """

    text: str
    row: int
    column: int
    origin: Place
    rows: int = 1
    columns: int = 1
    number: Decimal | None = None
    formula: str | None = None
    hidden: bool = False

    @property
    def place(self) -> Place:
        """位置: where the cell stands in its file."""
        return self.origin.cell(self.row, self.column)

    @property
    def is_number(self) -> bool:
        """存的是数而不是文字."""
        return self.number is not None


class Spans:
    """合并区: 每一处归哪个左上角.

    Geometry only: a span is (row, column, rows, columns). It is kept place by place
    while there is room for all its places; a few larger ones are searched one by one.
    What is more than that is `refused`: it is no table, and finding a place costs the
    same in every file.

    >>> spans = Spans([(1, 1, 2, 3)])
    >>> spans.at(2, 3), spans.at(3, 1), spans.add((2, 2, 1, 1))
    ((1, 1), None, (1, 1))
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.places: dict[Position, Position] = {}
        self.small: list[Span] = []
        self.large: list[Span] = []
        self.refused: list[Span] = []
        every = tuple(spans)
        if not self.fill(every):
            for span in every:
                self.add(span)

    def fill(self, spans: Sequence[Span]) -> bool:
        """Take in, all at once, spans that share no place; else take none, and say so."""
        count = sum(rows * columns for _, _, rows, columns in spans)
        if count > WIDEST or self.places or self.large:
            return False
        places = {
            (row, column): (top, left)
            for top, left, rows, columns in spans
            for row in range(top, top + rows)
            for column in range(left, left + columns)
        }
        if len(places) < count:
            return False
        self.places, self.small = places, list(spans)
        return True

    def add(self, span: Span) -> Position | None:
        """Take in one more span; of two that share a place the first holds.

        Gives the corner of that first one where it is in the way, else None.
        """
        row, column, rows, columns = span
        if rows * columns > min(WIDEST, MOST_PLACES - len(self.places)):
            return self._add_large(span)
        across = range(column, column + columns)
        places = tuple(product(range(row, row + rows), across))
        if not self.places.keys().isdisjoint(places):
            return next(self.places[place] for place in places if place in self.places)
        if self.large and (corner := _shared(span, self.large)):
            return corner
        self.places.update(dict.fromkeys(places, (row, column)))
        self.small.append(span)
        return None

    def _add_large(self, span: Span) -> Position | None:
        corner = _shared(span, (*self.large, *self.small))
        if corner is None:
            room = len(self.large) < MOST_LARGE
            (self.large if room else self.refused).append(span)
        return corner

    def at(self, row: int, column: int) -> Position | None:
        """Find the corner of the span over a place."""
        found = self.places.get((row, column))
        if found or not self.large:
            return found
        return _shared((row, column, 1, 1), self.large)


def _shared(span: Span, others: Iterable[Span]) -> Position | None:
    """Find the corner of the first of the others that shares a place with a span."""
    row, column, rows, columns = span
    for top, left, high, wide in others:
        if (
            top < row + rows
            and row < top + high
            and left < column + columns
            and column < left + wide
        ):
            return top, left
    return None


@frozen
class Grid:
    """一张表: 工作表、文档里的一个表格, 或一段纯文字 (每行一格).

    `before` and `after` are the lines of text that stand above the table (below the
    table before it) and below it; `caption` is the title of a web page, which is not
    seen on it. Cells without text are left out unless they span. `merged` is where
    cells span, when the source has found that out already.

    >>> sheet = Place("sheet", sheet="Sheet1")
    >>> title = Cell("自评表", row=1, column=1, origin=sheet, columns=3)
    >>> grid = Grid("Sheet1", (title, Cell("分值", 2, 3, sheet)), height=2, width=3)
    >>> grid.text(1, 3), grid.text(2, 3), grid.text(2, 1), str(title.place)
    ('自评表', '分值', '', 'Sheet1!A1')
    """

    name: str
    cells: tuple[Cell, ...]
    height: int
    width: int
    kind: Kind = "sheet"
    hidden: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    caption: str = ""
    warnings: tuple[Problem, ...] = ()
    merged: Spans | None = field(default=None, eq=False, repr=False)

    @property
    def place(self) -> Place | None:
        """The sheet or the table as a whole; None for a grid without cells."""
        return self.cells[0].origin.whole if self.cells else None

    @cached_property
    def _anchors(self) -> dict[Position, Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def spans(self) -> Spans:
        """Where cells cover several rows or columns."""
        return self.merged or Spans(
            (cell.row, cell.column, cell.rows, cell.columns)
            for cell in self.cells
            if cell.rows > 1 or cell.columns > 1
        )

    def at(self, row: int, column: int) -> Cell | None:
        """Find the cell over a place, or None where nothing is written."""
        anchored = self._anchors.get((row, column))
        corner = None if anchored else self.spans.at(row, column)
        return self._anchors[corner] if corner else anchored

    def text(self, row: int, column: int) -> str:
        """Read the text over a place; empty where nothing is written."""
        cell = self.at(row, column)
        return cell.text if cell else ""

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Go through the rows that hold cells: those that begin there, in order."""
        ordered = sorted(self.cells, key=attrgetter("row", "column"))
        for _, cells in groupby(ordered, key=attrgetter("row")):
            yield tuple(cells)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of a text grid, blank ones included."""
        return tuple(self.text(row, 1) for row in range(1, self.height + 1))


def sheet_grid(
    name: str,
    cells: Iterable[Cell],
    *,
    hidden: bool = False,
    warnings: tuple[Problem, ...] = (),
    merged: Spans | None = None,
) -> Grid:
    """工作表: 单元格按行列排好, 大小由单元格而定."""
    ordered = tuple(sorted(cells, key=attrgetter("row", "column")))
    return Grid(
        name,
        ordered,
        height=max([cell.row + cell.rows - 1 for cell in ordered], default=0),
        width=max([cell.column + cell.columns - 1 for cell in ordered], default=0),
        hidden=hidden,
        warnings=warnings,
        merged=merged,
    )


def text_grid(name: str, lines: Iterable[str]) -> Grid:
    """纯文字: 每行一格.

    >>> text_grid("自评.txt", ["项目名称：甲", "", "得分 9.9"]).lines
    ('项目名称：甲', '', '得分 9.9')
    """
    numbered = list(enumerate(lines, 1))
    origin = Place("line")
    cells = tuple(Cell(line, row, 1, origin) for row, line in numbered if line)
    return Grid(name, cells, height=len(numbered), width=1, kind="text")
