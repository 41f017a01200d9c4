"""照抄: 读出的格子, 一张表一张工作表, 行列、合并、文字都照样, 表外的文字也在."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from typing import Any

from attrs import define, evolve, field, frozen

from indicators.place import Place, Places
from reading.grid import Cell, Grid
from reading.text import single
from reading.vocabulary.titles import is_title
from templates.annotating.notes import HELD
from templates.annotating.transcript.looks import STATED, Looks, set_page
from templates.annotating.transcript.measures import LINES, SIZE, heights, widths
from templates.annotating.transcript.seats import Seats
from templates.annotating.transcript.sheet_names import sheet_name
from templates.writing.measure import height

OUTSIDE = "表外文字"
_HIDDEN_SHEET = "这张工作表在原件中是隐藏的。"
_HIDDEN_CELLS = "灰字在原件中是隐藏的。"
_LOWEST = 20.0
_RULED = 100_000
"""A larger table has no rules round what says nothing."""


@frozen
class Transcript:
    """照抄成的工作簿. `book` 还没有存; `seats` 知道原件的一处在哪一格.

    `cut` are the places whose texts are longer than a cell can hold.
    """

    book: Any
    seats: Seats
    cut: tuple[Place, ...] = ()

    def cells(self, place: Place | Places | None) -> list[Any]:
        """The cells of what the file says at a place."""
        return self.seats.of(place)

    def printed(self, place: Place | Places | None) -> str | None:
        """The place in the file, and where that is here."""
        if place is None:
            return None
        addresses = [cell.coordinate for cell in self.cells(place)]
        if not addresses or str(place).endswith(f"!{addresses[0]}"):
            return str(place)
        return f"{place}（{addresses[0]}）"


def copied(grids: Sequence[Grid], name: str) -> Transcript:
    """照抄一个文件的各个格子; `name` is that of the file."""
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    writing = _Copying(book, name)
    grids = [_with_room(grid) for grid in grids]
    for number, grid in enumerate(grids):
        following = grids[number + 1].before if number + 1 < len(grids) else ()
        writing.table(grid, following)
    writing.lines([line for grid in grids for line in grid.outside])
    return Transcript(book, writing.seats, tuple(writing.cut))


def _with_room(grid: Grid) -> Grid:
    """A grid that is as large as its cells."""
    bottoms = (cell.row + cell.rows - 1 for cell in grid.cells)
    rights = (cell.column + cell.columns - 1 for cell in grid.cells)
    height, width = max(bottoms, default=0), max(rights, default=0)
    return evolve(grid, height=max(grid.height, height), width=max(grid.width, width))


@define
class _Copying:
    """正在写的照抄件. `shown` are the lines that stand round a table already."""

    book: Any
    name: str
    seats: Seats = field(factory=Seats)
    looks: Looks = field(factory=Looks)
    taken: set[str] = field(factory=set)
    shown: set[str] = field(factory=set)
    cut: list[Place] = field(factory=list)

    def table(self, grid: Grid, following: Sequence[str]) -> None:
        """A sheet for a grid, with the lines around it.

        Those that stand above the next table are left to it. On a sheet of a workbook
        the rows keep their numbers: what is said of the copy stands below.
        """
        after = [line for line in grid.after if line not in following]
        if not (grid.cells or grid.before or after):
            return
        wide = widths(grid)
        page = _CopiedSheet(self, self._sheet(grid.name, wide), wide)
        if grid.kind != "sheet":
            page.line(_stated(grid), "stated")
        for line in grid.before:
            page.around(line)
        page.grid(grid)
        for line in after:
            page.around(line)
        if grid.kind == "sheet":
            page.row += 1
            page.line(_stated(grid), "stated")

    def lines(self, lines: Iterable[Cell]) -> None:
        """A sheet for the lines of pages without a table, unless they are shown."""
        left = [line for line in lines if single(line.text) not in self.shown]
        if not left:
            return
        wide = widths(Grid("", (), 0, 1, kind="text"))
        page = _CopiedSheet(self, self._sheet(OUTSIDE, wide), wide)
        page.line(STATED, "stated")
        for number, own in groupby(left, key=lambda line: line.origin.page):
            page.line(f"第 {number} 页", "page")
            for line in own:
                self.seats.take(line.place, page.sheet, page.row, 1)
                page.line(line.text)

    def _sheet(self, wanted: str, wide: Sequence[int]) -> Any:
        sheet = self.book.create_sheet(sheet_name(wanted, self.taken))
        set_page(sheet, wide, self.name)
        return sheet


@define
class _CopiedSheet:
    """正在写的一张工作表, 与下一个空行."""

    copying: _Copying
    sheet: Any
    wide: Sequence[int]
    row: int = 1

    def line(self, text: str, kind: str = "text", *, middle: bool = False) -> None:
        """A line over all columns."""
        looks, across = self.copying.looks, tuple(self.wide) or (SIZE,)
        looks.written(self.sheet.cell(self.row, 1), text, kind, middle=middle)
        if len(across) > 1:
            self.sheet.merge_cells(None, self.row, 1, self.row, len(across))
        size = looks.fonts[kind].sz
        tall = max(height(text, across, size), _LOWEST)
        self.sheet.row_dimensions[self.row].height = min(tall, 409)
        self.row += 1

    def around(self, text: str) -> None:
        """A line around a table; a title stands over its middle."""
        title = is_title(text)
        self.copying.shown.add(single(text))
        self.copying.seats.take_line(text, self.sheet, self.row)
        self.line(text, "title" if title else "text", middle=title)

    def grid(self, grid: Grid) -> None:
        """The cells of a grid, in their rows and columns below what is written."""
        above = self.row - 1
        if grid.kind not in LINES and grid.height * grid.width <= _RULED:
            rows = self.sheet.iter_rows(above + 1, above + grid.height, 1, grid.width)
            for here in chain.from_iterable(rows):
                self.copying.looks.ruled(here)
        for cell in grid.cells:
            self._cell(cell, self.sheet.cell(above + cell.row, cell.column), grid)
        _merge(self.sheet, grid, above)
        for row, tall in heights(grid, self.wide).items():
            self.sheet.row_dimensions[above + row].height = tall
        self.row += grid.height

    def _cell(self, cell: Cell, here: Any, grid: Grid) -> None:
        copying, middle = self.copying, None
        if grid.kind in LINES:
            middle = False
        elif cell.columns == grid.width and is_title(cell.text):
            middle = True
        kind = "hidden" if cell.hidden else "text"
        copying.looks.written(here, cell.text, kind, middle=middle)
        copying.seats.take(cell.place, self.sheet, here.row, here.column)
        if len(cell.text) > HELD:
            copying.cut.append(cell.place)


def _stated(grid: Grid) -> str:
    """What is said of a sheet: that it is a copy, and what of it was not seen."""
    hidden = _HIDDEN_SHEET if grid.hidden else ""
    pale = _HIDDEN_CELLS if any(cell.hidden for cell in grid.cells) else ""
    return f"{STATED}{hidden}{pale}"


def _merge(sheet: Any, grid: Grid, above: int) -> None:
    """Merge what is one cell; not where another text stands below it."""
    over = grid.spans.places
    hiding = {
        over[cell.row, cell.column]
        for cell in grid.cells
        if over.get((cell.row, cell.column), (cell.row, cell.column))
        != (cell.row, cell.column)
    }
    for row, column, rows, columns in grid.spans.small:
        if rows * columns > 1 and (row, column) not in hiding:
            last = above + row + rows - 1, column + columns - 1
            sheet.merge_cells(None, above + row, column, *last)
