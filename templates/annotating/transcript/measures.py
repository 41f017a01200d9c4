"""照抄件的尺寸: 列宽由文字的多少定, 行高放得下文字."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import ceil
from typing import Final

from reading.grid import Cell, Grid
from templates.writing.measure import CHARACTER, MARGIN, glyphs, height

LINES: Final = frozenset({"text", "scan"})
"""Kinds of grids that are lines of text."""
SIZE: Final = 10
NARROWEST, WIDEST, PAGE = 6, 40, 150
"""Widths of a column, and what all together take on a page across, in characters."""
OF_LINES, OF_TEXT = 110, 90
"""The width of lines without a table, and what a table takes below long ones."""
LOWEST, TALLEST = 18.0, 409.0
HIGHEST: Final = 500
"""A cell over more rows has room enough."""
_DEEP: Final = 4
"""So many lines of a long text stand in its cell, where there is room."""
_SHORT: Final = 14


def widths(grid: Grid) -> tuple[int, ...]:
    """各列的宽; of lines of text there is one column."""
    if grid.kind in LINES or not grid.width:
        return (OF_LINES,)
    found = _by_texts(grid)
    said = {cell.column - 1 for cell in grid.cells if cell.text}
    together = max(sum(found[number] for number in said), 1)
    share = max(min(1.0, PAGE / together), min(_around(grid), OF_TEXT) / together)
    return tuple(max(NARROWEST, int(wide * share)) for wide in found)


def _by_texts(grid: Grid) -> list[int]:
    """The widths that the texts would like."""
    found = [NARROWEST] * grid.width
    said = [cell for cell in grid.cells if cell.text]
    for cell in said:
        if cell.columns == 1:
            found[cell.column - 1] = max(found[cell.column - 1], _wanted(cell.text))
    for cell in said:
        if cell.columns > 1:
            _widen(found, cell)
    return found


def _around(grid: Grid) -> int:
    """What the longest line above or below a table takes."""
    return max(map(_units, (*grid.before, *grid.after)), default=0)


def _wanted(text: str) -> int:
    """The width that shows a short text on one line, a long one on some."""
    longest = max(map(_units, text.split("\n")))
    return min(longest, max(_SHORT, ceil(_units(text) / _DEEP)), WIDEST)


def _units(text: str) -> int:
    return ceil((glyphs(text, SIZE) + MARGIN) / CHARACTER)


def _widen(found: list[int], cell: Cell) -> None:
    """Give the columns under a text what they lack together."""
    across = range(cell.column - 1, min(cell.column - 1 + cell.columns, len(found)))
    lacking = min(_wanted(cell.text), PAGE // 2) - sum(found[n] for n in across)
    for number in across if lacking > 0 else ():
        found[number] += ceil(lacking / len(across))


def heights(grid: Grid, wide: Sequence[int]) -> dict[int, float]:
    """各行的高; rows that say nothing keep the usual one."""
    found: dict[int, float] = defaultdict(lambda: LOWEST)
    tall = [cell for cell in grid.cells if 1 < cell.rows <= HIGHEST]
    for cell in grid.cells:
        if cell.rows == 1:
            found[cell.row] = max(found[cell.row], _needed(cell, wide))
    for cell in tall:
        rows = range(cell.row, min(cell.row + cell.rows, grid.height + 1))
        lacking = _needed(cell, wide) - sum(found[row] for row in rows)
        for row in rows if lacking > 0 else ():
            found[row] += lacking / len(rows)
    return {row: min(TALLEST, round(needed, 1)) for row, needed in found.items()}


def _needed(cell: Cell, wide: Sequence[int]) -> float:
    across = tuple(wide[cell.column - 1 : cell.column - 1 + cell.columns])
    return height(cell.text, across, SIZE) if cell.text and across else LOWEST
