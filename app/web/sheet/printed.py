"""照印好的摆: 格子的各行各格, 跨行跨列, 哪些格是什么、可不可以填."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from app.web.sheet.lines import AS_PRINTED, Lines
from app.web.sheet.placing import Placing, Spotted
from app.web.sheet.rooms import Room, rooms_of, with_rows
from app.web.sheet.slots import Fillable, slots_of
from app.web.store.row_keys import RowKey
from indicators.evaluation import Evaluation
from indicators.place import Place
from reading.grid import Cell, Grid
from reading.locating.form_map import FormMap
from reading.locating.locate import locate
from reading.reader import found_on

MOST_ROWS: Final = 2000
MOST_COLUMNS: Final = 60


@frozen
class SheetCell:
    """摆出的一格. `slot` 为 None 的是印好的字."""

    spot: Spotted
    text: str
    rows: int
    columns: int
    slot: Fillable | None


@frozen
class SheetLine:
    """摆出的一行."""

    line: RowKey
    cells: tuple[SheetCell, ...]

    @property
    def filled(self) -> bool:
        """有没有可填的值."""
        return any(each.slot for each in self.cells)

    @property
    def indicator(self) -> bool:
        """是不是指标的一行."""
        rows = (each.slot and each.slot.row is not None for each in self.cells)
        return self.line.added or any(rows)

    @property
    def name(self) -> str:
        """这一行的指标名称."""
        cells = (c.text for c in self.cells if c.slot and c.slot.role == "name")
        return " ".join(next(cells, "").split())


@frozen
class SheetTable:
    """一张表照印好的样子. `cut` 为没有摆出的行数."""

    rows: tuple[SheetLine, ...]
    width: int
    cut: int


@frozen
class FoundTable:
    """文件里的一张表: 读出的, 它所在的格子, 各格的位置, 可以填的格.

    `lines` are the numbers of its rows, `rooms` below which of them one may be added,
    `widths` the last columns of the grids; `file` are the places as the file has them, in
    which no row was added.
    """

    table: Evaluation
    grids: tuple[Grid, ...]
    numbers: tuple[int, ...]
    placing: Placing
    form: FormMap | None
    slots: Mapping[Spotted, Fillable]
    lines: Lines
    rooms: Mapping[RowKey, Room]
    widths: Mapping[int, int]
    file: Placing | None = None

    def line(self, line: RowKey) -> SheetLine:
        """摆出一行."""
        grid, row = self.grids[line.grid], self.lines.row(*line)
        return _row(grid, row, line, self.widths[line.grid], self.slots)

    def cell(self, spot: Spotted) -> SheetCell:
        """摆出一格, which begins in its row."""
        return next(c for c in self.line(spot.line).cells if c.spot == spot)

    def filed(self, place: Place) -> str:
        """一个位置在文件里写作什么: it stays the same when rows are added above."""
        spot = self.placing.spotted(place) if self.file else None
        if spot is None or self.file is None:
            return str(place)
        return f"添行 {spot.key}" if spot.line.added else str(self.file.place(spot))

    def printed(self) -> tuple[SheetTable, ...]:
        """照印好的摆出来, 一个格子一张."""
        slots = self.slots
        alone = len(self.numbers) == 1
        return tuple(
            _printed(
                self.grids[number],
                number,
                slots,
                self.form if alone else None,
                self.lines,
                self.widths[number],
            )
            for number in self.numbers
        )


def with_added(
    printed: FoundTable, number: int, added: Mapping[RowKey, RowKey]
) -> FoundTable | None:
    """添上各行的第几张表; None where it is no table then."""
    if not added:
        return printed
    grids, lines = with_rows(printed.grids, added, printed.rooms)
    made = found_table(grids, number, lines)
    return made and evolve(made, file=printed.placing)


def found_table(
    grids: tuple[Grid, ...], number: int, lines: Lines = AS_PRINTED
) -> FoundTable | None:
    """找出第几张表, 从 0 起; None where the grids hold fewer."""
    found = found_on(grids)
    if number >= len(found):
        return None
    table = found[number][1]
    starts = _starts(grids, [grid for grid, _ in found])
    first = starts[number]
    after = next((at for at in starts[number + 1 :] if at != first), len(grids))
    last = first + 1 if grids[first].kind == "sheet" else after
    before = sum(at == first for at in starts[:number])
    forms = locate(grids[first])
    form = forms[before] if before < len(forms) else None
    placing = Placing(grids, lines)
    slots = slots_of(table, form, placing, first, lines)
    own = tuple(range(first, last))
    rooms = rooms_of(grids, slots, lines)
    widths = {at: _width(grid, slots, at) for at, grid in enumerate(grids)}
    return FoundTable(table, grids, own, placing, form, slots, lines, rooms, widths)


def _starts(grids: Sequence[Grid], found: Sequence[Grid]) -> list[int]:
    """On which grid each table begins.

    Where one goes on in the next grid it was read on the two as one: a grid of its own,
    that begins where the first of them does.
    """
    places = {each.cells[0].place: at for at, each in enumerate(grids) if each.cells}
    return [places[each.cells[0].place] for each in found]


def _printed(
    grid: Grid,
    number: int,
    slots: Mapping[Spotted, Fillable],
    form: FormMap | None,
    lines: Lines,
    width: int,
) -> SheetTable:
    first, last = (form.first, form.last) if form else (1, grid.layout.height)
    shown = min(last, first + MOST_ROWS - 1)
    rows = (
        _row(grid, row, RowKey(number, lines.number(number, row)), width, slots)
        for row in _range(first, shown)
    )
    return SheetTable(tuple(rows), width, last - shown)


def _range(first: int, last: int) -> Sequence[int]:
    return range(first, last + 1)


def _width(grid: Grid, slots: Mapping[Spotted, Fillable], number: int) -> int:
    """The last column in which something stands, or is to be filled."""
    said = (c.column + c.columns - 1 for c in grid.cells if c.text.strip())
    asked = (spot.column for spot in slots if spot.grid == number)
    return min(max((*said, *asked), default=1), MOST_COLUMNS)


def _row(
    grid: Grid,
    row: int,
    line: RowKey,
    width: int,
    slots: Mapping[Spotted, Fillable],
) -> SheetLine:
    return SheetLine(line, tuple(_cells(grid, row, line, width, slots)))


def _cells(
    grid: Grid,
    row: int,
    line: RowKey,
    width: int,
    slots: Mapping[Spotted, Fillable],
) -> Iterator[SheetCell]:
    """The cells that begin in a row; a place that one from above covers has none."""
    for column in range(1, width + 1):
        spot = Spotted(*line, column)
        cell = grid.layout.at(row, column)
        if cell is None:
            yield SheetCell(spot, "", 1, 1, slots.get(spot))
        elif (cell.row, cell.column) == (row, column):
            yield _cell(cell, spot, width, slots)


def _cell(
    cell: Cell, spot: Spotted, width: int, slots: Mapping[Spotted, Fillable]
) -> SheetCell:
    columns = min(cell.columns, width - cell.column + 1)
    return SheetCell(spot, cell.text, cell.rows, columns, slots.get(spot))
