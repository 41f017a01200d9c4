"""换了字的格子: 同一个文件, 有几格写着别的文字, 好像真的改过一样再读."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import evolve

from indicators.place import Place
from reading.grid import Cell, Grid


def retyped(grids: tuple[Grid, ...], texts: Mapping[Place, str]) -> tuple[Grid, ...]:
    """换上别的文字; '' empties a cell. A cell that the file does not have is made.

    Raises `LookupError` for a place that is on none of the grids.

    >>> sheet = Place("sheet", sheet="表")
    >>> grid = Grid("表", (Cell("90%", 5, 7, sheet),), height=5, width=7)
    >>> made, = retyped((grid,), {sheet.cell(5, 7): "96%", sheet.cell(5, 6): "≥95%"})
    >>> made.text(5, 6), made.text(5, 7)
    ('≥95%', '96%')
    """
    left = dict(texts)
    made = tuple(_retyped(grid, left) if left else grid for grid in grids)
    if left:
        raise LookupError(next(iter(left)))
    return made


def _retyped(grid: Grid, left: dict[Place, str]) -> Grid:
    """One grid with the texts that belong to it, which are taken out of `left`."""
    cells = [_typed(cell, left) for cell in grid.cells]
    made = [*cells, *_added(grid, left)]
    if all(map(_same, made, grid.cells)) and len(made) == len(grid.cells):
        return grid
    return evolve(grid, cells=tuple(sorted(made, key=_where)), merged=grid.spans)


def _typed(cell: Cell, left: dict[Place, str]) -> Cell:
    """The cell with the text for its place, if there is one."""
    text = left.pop(cell.place, None)
    return cell if text is None else _with(cell, text)


def _added(grid: Grid, left: dict[Place, str]) -> Iterator[Cell]:
    """The cells that the file does not have, each in the row of another one."""
    near = {place: _row_of(grid, place) for place in left}
    for place, neighbour in near.items():
        if neighbour is not None and place.column is not None:
            text = left.pop(place)
            yield _with(evolve(neighbour, column=place.column), text)


def _row_of(grid: Grid, place: Place) -> Cell | None:
    """A cell of one row and one column in the row of a place; its twin but for the column."""
    if place.column is None:
        return None
    for cell in grid.cells:
        if cell.place.in_column(place.column) == place:
            return evolve(cell, rows=1, columns=1)
    return None


def _with(cell: Cell, text: str) -> Cell:
    """The cell with another text, as if it were typed in: a number is stored as one.

    What a person types over a text out of a picture is doubted no longer.
    """
    plain = text.replace(",", "")
    number = Decimal(plain) if _is_number(plain) else None
    return evolve(cell, text=text, number=number, formula=None, uncertain=None)


def _is_number(text: str) -> bool:
    whole, _, part = text.removeprefix("-").partition(".")
    return text.isascii() and whole.isdigit() and (not part or part.isdigit())


def _same(one: Cell, other: Cell) -> bool:
    return one is other


def _where(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column
