"""格子: 文件里的一张表, 每格是人眼看到的原文, 带位置.

A grid says what a page shows, never what it means. Rows and columns count from 1, as
a person counts them. A cell that covers several rows or columns stands once, at its
top left corner; `Grid.at` finds it from every place that it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from itertools import groupby, product
from operator import attrgetter
from typing import Literal

from attrs import frozen

from indicators.errors import Problem
from indicators.records import record

Kind = Literal["sheet", "table", "text"]

# A span of more places is no cell of a table.
WIDEST = 50_000
# So many places of spans are kept in all, and so many larger spans beside them.
MOST_PLACES, MOST_LARGE = 200_000, 50


@record
class Cell:
    """一格: 看到的文字、行列、跨度、位置.

    `number` is the exact value of a cell that stores a number (1 for a cell that
    shows 100%). `formula` is None for a cell without one, and empty for a formula
    whose text stands in another cell.
    """

    text: str
    row: int
    column: int
    place: str
    rows: int = 1
    columns: int = 1
    number: Decimal | None = None
    formula: str | None = None
    hidden: bool = False

    @property
    def is_number(self) -> bool:
        """存的是数而不是文字."""
        return self.number is not None

    def covered(self) -> Iterator[tuple[int, int]]:
        """Go through the places that this cell stands over."""
        rows = range(self.row, self.row + self.rows)
        return product(rows, range(self.column, self.column + self.columns))

    def meets(self, other: Cell) -> bool:
        """Say whether two cells share a place."""
        return (
            self.row < other.row + other.rows
            and other.row < self.row + self.rows
            and self.column < other.column + other.columns
            and other.column < self.column + self.columns
        )

    def covers(self, row: int, column: int) -> bool:
        """Say whether this cell stands over that place.

        >>> Cell("产出指标", row=2, column=1, place="A2", rows=3).covers(4, 1)
        True
        """
        return (
            self.row <= row < self.row + self.rows
            and self.column <= column < self.column + self.columns
        )


class Spans:
    """合并区: 每一处归哪一格.

    A span is kept place by place while there is room for all its places; a few larger
    ones are searched one by one. What is more than that is no table, and not taken in,
    so that finding a place costs the same in every file.
    """

    def __init__(self, cells: Iterable[Cell] = ()) -> None:
        self.places: dict[tuple[int, int], Cell] = {}
        self.small: list[Cell] = []
        self._large: list[Cell] = []
        for cell in cells:
            self.add(cell)

    def add(self, cell: Cell) -> bool:
        """Take in one more span; of two over a place the last holds."""
        room = min(WIDEST, MOST_PLACES - len(self.places))
        if cell.rows * cell.columns <= room:
            self.places.update(dict.fromkeys(cell.covered(), cell))
            self.small.append(cell)
        elif len(self._large) < MOST_LARGE:
            self._large.append(cell)
        else:
            return False
        return True

    def at(self, row: int, column: int) -> Cell | None:
        """Find the span over a place."""
        found = self.places.get((row, column))
        if found or not self._large:
            return found
        return next((cell for cell in self._large if cell.covers(row, column)), None)

    def clash(self, cell: Cell) -> Cell | None:
        """Find a span that shares a place with this one."""
        small = cell.rows * cell.columns <= WIDEST
        if not small or not self.places.keys().isdisjoint(cell.covered()):
            found = next(filter(cell.meets, self.small), None)
            if found:
                return found
        return next(filter(cell.meets, self._large), None)


@frozen
class Grid:
    """一张表: 工作表、文档里的一个表格, 或一段纯文字 (每行一格).

    `before` and `after` are the lines of text that stand above the table (below the
    table before it) and below it. Cells without text are left out unless they span.

    >>> title = Cell("自评表", row=1, column=1, place="A1", columns=3)
    >>> grid = Grid("Sheet1", (title, Cell("分值", 2, 3, "C2")), height=2, width=3)
    >>> grid.text(1, 3), grid.text(2, 3), grid.text(2, 1)
    ('自评表', '分值', '')
    """

    name: str
    cells: tuple[Cell, ...]
    height: int
    width: int
    kind: Kind = "sheet"
    hidden: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def _anchors(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def spans(self) -> Spans:
        """The cells that cover several rows or columns."""
        return Spans(cell for cell in self.cells if cell.rows > 1 or cell.columns > 1)

    def at(self, row: int, column: int) -> Cell | None:
        """Find the cell over a place, or None where nothing is written."""
        anchored = self._anchors.get((row, column))
        return anchored or self.spans.at(row, column)

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
) -> Grid:
    """工作表: 单元格按行列排好, 大小由单元格而定."""
    ordered = tuple(sorted(cells, key=attrgetter("row", "column")))
    return Grid(
        name,
        ordered,
        height=max((cell.row + cell.rows - 1 for cell in ordered), default=0),
        width=max((cell.column + cell.columns - 1 for cell in ordered), default=0),
        hidden=hidden,
        warnings=warnings,
    )


def text_grid(name: str, lines: Iterable[str], place: str = "第{}行") -> Grid:
    """纯文字: 每行一格.

    >>> text_grid("自评.txt", ["项目名称：甲", "", "得分 9.9"]).lines
    ('项目名称：甲', '', '得分 9.9')
    """
    numbered = list(enumerate(lines, 1))
    cells = tuple(
        Cell(line, row, 1, place.format(row)) for row, line in numbered if line
    )
    return Grid(name, cells, height=len(numbered), width=1, kind="text")
