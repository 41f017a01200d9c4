"""照印好的摆: 格子的各行各格, 跨行跨列, 哪些格是什么、可不可以填."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from app.web.sheet.placing import Placing, Spotted
from app.web.sheet.slots import Fillable, slots_of
from indicators.evaluation import Evaluation
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
    """摆出的一行. `spot` 的列为 0."""

    spot: Spotted
    cells: tuple[SheetCell, ...]

    @property
    def filled(self) -> bool:
        """有没有可填的值."""
        return any(each.slot for each in self.cells)

    @property
    def indicator(self) -> bool:
        """是不是指标的一行."""
        return any(each.slot and each.slot.row is not None for each in self.cells)


@frozen
class SheetTable:
    """一张表照印好的样子. `cut` 为没有摆出的行数."""

    rows: tuple[SheetLine, ...]
    width: int
    cut: int


@frozen
class FoundTable:
    """文件里的一张表: 读出的, 它所在的格子, 各格的位置, 可以填的格."""

    table: Evaluation
    grids: tuple[Grid, ...]
    numbers: tuple[int, ...]
    placing: Placing
    form: FormMap | None
    slots: Mapping[Spotted, Fillable]

    def printed(self) -> tuple[SheetTable, ...]:
        """照印好的摆出来, 一个格子一张."""
        slots = self.slots
        alone = len(self.numbers) == 1
        return tuple(
            _printed(self.grids[number], number, slots, self.form if alone else None)
            for number in self.numbers
        )


def found_table(grids: tuple[Grid, ...], number: int) -> FoundTable | None:
    """找出第几张表, 从 0 起; None where the grids hold fewer."""
    found = found_on(grids)
    if number >= len(found):
        return None
    grid, table = found[number]
    places = {id(each): at for at, each in enumerate(grids)}
    starts = [places[id(each)] for each, _ in found]
    first = starts[number]
    after = next((at for at in starts[number + 1 :] if at != first), len(grids))
    last = first + 1 if grid.kind == "sheet" else after
    before = sum(at == first for at in starts[:number])
    forms = locate(grid)
    form = forms[before] if before < len(forms) else None
    placing = Placing(grids)
    slots = slots_of(table, form, placing, first)
    return FoundTable(table, grids, tuple(range(first, last)), placing, form, slots)


def _printed(
    grid: Grid, number: int, slots: Mapping[Spotted, Fillable], form: FormMap | None
) -> SheetTable:
    first, last = (form.first, form.last) if form else (1, grid.layout.height)
    shown = min(last, first + MOST_ROWS - 1)
    width = _width(grid, slots, number)
    rows = (
        _row(grid, Spotted(number, at, 0), width, slots) for at in _range(first, shown)
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
    grid: Grid, at: Spotted, width: int, slots: Mapping[Spotted, Fillable]
) -> SheetLine:
    return SheetLine(at, tuple(_cells(grid, at, width, slots)))


def _cells(
    grid: Grid, at: Spotted, width: int, slots: Mapping[Spotted, Fillable]
) -> Iterator[SheetCell]:
    """The cells that begin in a row; a place that one from above covers has none."""
    for column in range(1, width + 1):
        spot = at._replace(column=column)
        cell = grid.layout.at(at.row, column)
        if cell is None:
            yield SheetCell(spot, "", 1, 1, slots.get(spot))
        elif (cell.row, cell.column) == (at.row, column):
            yield _cell(cell, spot, width, slots)


def _cell(
    cell: Cell, spot: Spotted, width: int, slots: Mapping[Spotted, Fillable]
) -> SheetCell:
    columns = min(cell.columns, width - cell.column + 1)
    return SheetCell(spot, cell.text, cell.rows, columns, slots.get(spot))
