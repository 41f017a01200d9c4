"""文档流: 段落和表格的先后, 表格的跨行跨列 (docx 和 html 共用).

A reader of documents tells a `Flow` what it meets, in order: lines and tables. The
flow turns the tables into grids that know the lines before and after them.
"""

from __future__ import annotations

from attrs import define, evolve, field

from indicators.errors import InputError
from indicators.place import Place
from reading.grid import Cell, Grid, text_grid
from reading.sources.notices import STRUCK, Notices

CELL_LIMIT = 500_000
# So many lines of the cells around a table are passed on to it.
LINE_LIMIT = 200
# HTML allows no more columns in one span; a Word table has 63.
COLUMN_LIMIT = 1000
TABLE_LIMIT = 5000
STEP_LIMIT = 5_000_000
ROW_LIMIT = 65_534


@define
class DocumentCell:
    """A cell as the document declares it; `rows` 0 means to the end of the table.

    `above` marks a cell that only continues the one above it; `rest` is the text below
    the last table that stands inside the cell; `struck` says that text in it, which is
    left out, was struck out.
    """

    text: str
    columns: int = 1
    rows: int = 1
    above: bool = False
    hidden: bool = False
    column: int | None = None
    rest: str | None = None
    struck: bool = False


@define(eq=False)
class DocumentTable:
    """A table that is being read, and the lines above and below it.

    Of a table inside another the lines are those of the cells around it.
    """

    outer: DocumentTable | None = None
    rows: list[list[DocumentCell]] = field(factory=list)
    before: list[str] = field(factory=list)
    after: list[str] = field(factory=list)
    inner: DocumentTable | None = None
    _boxes: list[DocumentCell] = field(factory=list)
    _given: int = 0

    def add(self, box: DocumentCell) -> None:
        """Put a box at the end of the last row."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(box)
        self._boxes.append(box)

    def lead(self, text: str = "") -> list[str]:
        """The lines of the cells since the last table in them; `text` is yet open."""
        texts = [
            b.text if b.rest is None else b.rest for b in self._boxes[self._given :]
        ]
        self._given = len(self._boxes)
        cleaner = Notices()
        lines = "\n".join(cleaner.clean(piece, "") for piece in (*texts, text))
        return [line for line in lines.split("\n") if line.strip()]


class _Columns:
    """The columns that cells from above still cover, row by row."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._taken: dict[int, int] = {}
        self._steps = 0

    def take(self, cell: Cell) -> None:
        """Cover the columns of a cell, down to its last row."""
        if cell.rows > 1:
            across = range(cell.column, cell.column + cell.columns)
            self._taken.update(dict.fromkeys(across, cell.row + cell.rows - 1))

    def free(self, column: int, row: int) -> int:
        """Find the first free column; the search itself is bounded."""
        while self._taken.get(column, 0) >= row:
            column += 1
            self._steps += 1
        if self._steps > STEP_LIMIT:
            raise InputError.of(
                self._where,
                "表格的合并单元格过多，不像一份自评表",
                remedy="请只保留自评表所在的部分后重新保存",
            )
        return column


class Flow:
    """What a document says, in order."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.caption = ""
        self.notices = Notices()
        self._lines: list[str] = []
        self.tables: list[DocumentTable] = []
        self._last: DocumentTable | None = None
        self._boxes = 0

    def above(self, table: DocumentTable, text: str) -> None:
        """Take in a text of a table that stands in no cell: it is seen above the table."""
        lines = self.notices.clean(text, self.where).split("\n")
        said = [line for line in lines if line.strip()]
        table.before = [*table.before, *said][-LINE_LIMIT:]

    def line(self, text: str) -> None:
        """Take in text outside tables; each line feed begins a line."""
        clean = self.notices.clean(text, self.where)
        lines = [line for line in clean.split("\n") if line.strip()]
        self._lines += lines
        if self._last:
            self._last.after += lines

    def strike(self, text: str) -> None:
        """Take note of text outside tables that is struck out."""
        if text.strip():
            self.notices.once(self.where, STRUCK)

    def note_text_box(self) -> None:
        """Take note of a text box: what it says has no place among the cells."""
        message = "文档里有文本框，框内文字未读取"
        remedy = "如自评内容在文本框里，请移到表格中"
        self.notices.once(self.where, message, remedy)

    def table(
        self, outer: DocumentTable | None = None, lead: str = ""
    ) -> DocumentTable:
        """Begin a table, maybe inside a cell of another, below a text in that cell."""
        if len(self.tables) >= TABLE_LIMIT:
            raise InputError.of(
                self.where,
                f"表格超过 {TABLE_LIMIT} 个，不像一份自评表",
                remedy="请只保留自评表所在的部分后重新保存",
            )
        table = DocumentTable(outer)
        if outer is None:
            table.before, self._lines, self._last = self._lines, [], table
        else:
            lines = outer.lead(lead)
            above = [] if outer.inner else outer.before
            table.before = [*above, *lines][-LINE_LIMIT:]
            if outer.inner:
                outer.inner.after = lines[:LINE_LIMIT]
            outer.inner = table
        self.tables.append(table)
        return table

    def count(self, columns: int) -> None:
        """Bound the work: a table of a million columns is no table."""
        self._boxes += columns
        if self._boxes > CELL_LIMIT:
            raise InputError.of(
                self.where,
                f"表格超过 {CELL_LIMIT} 格，不像一份自评表",
                remedy="请只保留自评表所在的部分后重新保存",
            )

    def grids(self) -> tuple[Grid, ...]:
        """Turn the tables into grids; without tables, the lines into one."""
        for table in self.tables:
            if table.inner:
                table.inner.after = [*table.lead(), *table.after][:LINE_LIMIT]
        grids = [
            evolve(
                _grid(table, number, self),
                before=tuple(table.before),
                after=tuple(table.after),
                caption=self.caption,
            )
            for number, table in enumerate(self.tables, 1)
        ]
        if not grids:
            grids.append(text_grid(self.where, self._lines))
        grids[0] = evolve(grids[0], warnings=self.notices.problems())
        return tuple(grids)


def _grid(table: DocumentTable, number: int, flow: Flow) -> Grid:
    """Lay the boxes out: each takes the first column that no box above covers."""
    layout = _TableLayout(flow, Place("table", table=number), len(table.rows))
    for row, boxes in enumerate(table.rows, 1):
        column = 1
        for box in boxes:
            column = layout.put(box, row, box.column or column)
    return layout.grid()


class _TableLayout:
    """The cells of a table as they are laid out, row by row."""

    def __init__(self, flow: Flow, origin: Place, height: int) -> None:
        self._flow = flow
        self._origin = origin
        self._height = height
        self._covered = _Columns(flow.where)
        self._above: dict[int, Cell] = {}
        self._cells: dict[tuple[int, int], Cell] = {}

    def put(self, box: DocumentCell, row: int, column: int) -> int:
        """Put a box at the first free column from one on; give the column behind it."""
        column = self._covered.free(column, row)
        over = self._above.get(column)
        if box.above and over and over.columns == box.columns:
            cell = evolve(over, rows=row - over.row + 1)
            if box.text.strip() not in {"", over.text.strip()}:
                place = self._origin.cell(row, column)
                self._flow.notices.covered(place, box.text)
        else:
            cell = self._cell(box, row, column)
            self._covered.take(cell)
        self._cells[cell.row, column] = self._above[column] = cell
        return column + box.columns

    def _cell(self, box: DocumentCell, row: int, column: int) -> Cell:
        rows = min(box.rows or self._height, self._height - row + 1)
        place, notices = self._origin.cell(row, column), self._flow.notices
        text = notices.clean(box.text, place)
        if box.struck:
            notices.add(place, STRUCK)
        return Cell(
            text, row, column, self._origin, rows, box.columns, hidden=box.hidden
        )

    def grid(self) -> Grid:
        """The cells that say something or span."""
        cells = self._cells.values()
        kept = (c for c in cells if c.text or c.rows > 1 or c.columns > 1)
        width = max((cell.column + cell.columns - 1 for cell in cells), default=0)
        return Grid(str(self._origin), tuple(kept), self._height, width, kind="table")
