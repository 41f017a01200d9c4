"""格子: 文件里的一张表, 每格是人眼看到的原文, 带位置.

A grid says what a page shows, never what it means. Rows and columns count from 1, as
a person counts them. A cell that covers several rows or columns stands once, at its
top left corner; `at` finds it from every position that it covers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from indicators.errors import Problem
from indicators.place import Place
from indicators.reasons import UncertainText
from indicators.records import record
from reading.merged_cells import WIDEST, Spans

Kind = Literal["sheet", "table", "text", "scan"]


@record
class Cell:
    """一格: 看到的文字、行列、跨度、位置.

    `origin` is the sheet or the table that the cell comes from, and all its cells
    share it; where the grid counts its rows otherwise than the file does (a table of
    several pages, a text without its blank lines) it is the place of the cell itself.
    `number` is the exact value of a cell that stores a number (1 for a cell that
    shows 100%). `formula` is None for a cell without one, and empty for a formula
    whose text stands in another cell. The text of a formula that nobody has computed
    is the formula itself: what the cell shows is not known. `uncertain` says why a text
    that was recognised in a picture may be another one, and which.
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
    uncertain: UncertainText | None = None

    @property
    def place(self) -> Place:
        """位置: where the cell stands in its file."""
        return self.origin.cell(self.row, self.column)

    @property
    def certain(self) -> str:
        """有把握的文字: "" where the text may be another one."""
        return "" if self.uncertain else self.text

    def is_sure(self, read: Callable[[str], object]) -> bool:
        """Say whether what is read of the text is certain: the same of all it may be.

        >>> where = Place("table", table=1)
        >>> doubt = UncertainText("产岀指标（50分）", "字迹不清", ("产出指标（50分）",))
        >>> cell = Cell(doubt.read, 1, 1, where, uncertain=doubt)
        >>> cell.is_sure(len), cell.is_sure(str)
        (True, False)
        """
        if self.uncertain is None:
            return True
        found = {read(text) for text in (self.text, *self.uncertain.others)}
        return bool(self.uncertain.others) and len(found) == 1

    @property
    def uncomputed(self) -> bool:
        """公式没有存下结果: a formula whose result is not stored in the file."""
        return self.formula is not None and self.text == f"={self.formula}"

    @property
    def is_text_in_sheet(self) -> bool:
        """按文字存: a number that reads so in a workbook is left out of its sums."""
        return self.number is None and self.origin.kind == "sheet"

    @property
    def is_number(self) -> bool:
        """存的是数而不是文字."""
        return self.number is not None


@frozen
class Grid:
    """一张表: 工作表、文档里的一个表格, 或一段纯文字 (每行一格).

    A "scan" is the text of a picture without ruled lines, as a program recognised it.

    `before` and `after` are the lines that stand above the table (below the table before
    it) and below it; `uncertain` are those of them that were recognised in a picture and
    may say something else. `outside`, of the first grid, are the lines of pages without
    a table. `caption` is the title of a web page, which is not seen on it. Cells without
    text are left out unless they span. `merged` is where cells span, if that is known.

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
    uncertain: tuple[UncertainText, ...] = ()
    outside: tuple[Cell, ...] = ()
    merged: Spans | None = field(default=None, eq=False, repr=False)

    def doubt(self, line: str) -> UncertainText | None:
        """Why a line around the table may be another one; None where it is certain."""
        found = (doubt for doubt in self.uncertain if doubt.read == line)
        return next(found, None)

    @property
    def place(self) -> Place | None:
        """The sheet or the table as a whole; None for a grid without cells."""
        return self.cells[0].origin.whole if self.cells else None

    @cached_property
    def spans(self) -> Spans:
        """Where cells cover several rows or columns."""
        return self.merged or Spans(
            (cell.row, cell.column, cell.rows, cell.columns)
            for cell in self.cells
            if cell.rows > 1 or cell.columns > 1
        )

    @cached_property
    def layout(self) -> Layout:
        """The cells by row and column."""
        return Layout(self)

    def at(self, row: int, column: int) -> Cell | None:
        """Find the cell over a position, or None where nothing is written."""
        return self.layout.at(row, column)

    def text(self, row: int, column: int) -> str:
        """Read the text over a position; empty where nothing is written."""
        return self.layout.text(row, column)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of a text grid, blank ones included."""
        return tuple(self.text(row, 1) for row in range(1, self.height + 1))


class Layout:
    """按行列取格, 合并区处处可见. `rows`: row → column → the cell that begins there."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows: dict[int, dict[int, Cell]] = {}
        # A row is asked for many times: its cells are put in order once.
        self._begun: dict[int, list[Cell]] = {}
        self._written: dict[int, list[Cell]] = {}
        self._seen: dict[int, list[Cell]] = {}
        self._told: dict[int, list[Cell]] = {}
        self._tall: dict[int, list[Cell]] = {}
        rows = self.rows
        number, row = 0, {}
        for cell in grid.cells:
            if cell.row != number:
                number = cell.row
                row = rows.setdefault(number, {})
            row[cell.column] = cell
        # Of a span that is too large for a cell of a table only the corner is seen.
        self._corners = grid.spans.places
        for top, left, tall, _ in grid.spans.small:
            for number in range(top + 1, top + tall):
                self._tall.setdefault(number, []).append(rows[top][left])
        self.height = min(grid.height, max(rows, default=0) + WIDEST)

    def at(self, row: int, column: int) -> Cell | None:
        """Find the cell over a position; None where nothing is written."""
        found = self.rows.get(row)
        cell = found.get(column) if found else None
        if cell is None and (corner := self._corners.get((row, column))):
            return self.rows[corner[0]][corner[1]]
        return cell

    def text(self, row: int, column: int) -> str:
        """Read the text over a position; empty where nothing is written."""
        cell = self.at(row, column)
        return cell.text if cell else ""

    def begun(self, row: int) -> list[Cell]:
        """The cells that begin in a row, from left to right; not to be changed."""
        begun = self._begun.get(row)
        if begun is None:
            found = self.rows.get(row)
            begun = sorted(found.values(), key=_column) if found else []
            self._begun[row] = begun
        return begun

    def written(self, row: int) -> list[Cell]:
        """The cells that begin in a row and say something, from left to right."""
        written = self._written.get(row)
        if written is None:
            written = [cell for cell in self.begun(row) if cell.text.strip()]
            self._written[row] = written
        return written

    def between(self, first: int, last: int) -> Iterator[Cell]:
        """The cells that begin in the rows from one to another, row by row."""
        for row in range(first, last + 1):
            yield from self.begun(row)

    def over(self, row: int, column: int) -> Cell | None:
        """The cell with text over a position; None where nothing is said."""
        cell = self.at(row, column)
        return cell if cell is not None and cell.text.strip() else None

    def begins(self, row: int, column: int) -> Cell | None:
        """The cell with text over a position, if it begins in that row."""
        cell = self.at(row, column)
        if cell is None or cell.row != row or not cell.text.strip():
            return None
        return cell

    def seen(self, row: int) -> list[Cell]:
        """The cells that a person sees across a row, spans from above included."""
        seen = self._seen.get(row)
        if seen is None:
            above = self._tall.get(row)
            begun = self.begun(row)
            seen = sorted((*begun, *above), key=_column) if above else begun
            self._seen[row] = seen
        return seen

    def right_of(self, cell: Cell) -> Cell | None:
        """The nearest cell with text to the right, in the row of this one."""
        said = self._said(cell.row)
        first = bisect_left(said, cell.column + cell.columns, key=_column)
        return said[first] if first < len(said) else None

    def _said(self, row: int) -> list[Cell]:
        """The cells that a person sees across a row and that say something."""
        if row not in self._tall:
            return self.written(row)
        said = self._told.get(row)
        if said is None:
            said = [cell for cell in self.seen(row) if cell.text.strip()]
            self._told[row] = said
        return said


def _column(cell: Cell) -> int:
    """The column that a cell begins in."""
    return cell.column


def sheet_grid(
    name: str,
    cells: Iterable[Cell],
    *,
    hidden: bool = False,
    warnings: tuple[Problem, ...] = (),
    merged: Spans | None = None,
) -> Grid:
    """工作表: 单元格按行列排好, 大小由单元格而定."""
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    bottoms = [cell.row + cell.rows - 1 for cell in ordered]
    rights = [cell.column + cell.columns - 1 for cell in ordered]
    return Grid(
        name,
        ordered,
        height=max(bottoms, default=0),
        width=max(rights, default=0),
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
