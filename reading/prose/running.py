"""文件里的正文: 各行文字, 与没有认出的表的各行, 依先后排成一列."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from attrs import evolve

from indicators.place import given
from reading.grid import Cell, Grid
from reading.prose.rows import row_lines

LINES: Final = frozenset(("text", "scan"))
"""Kinds of grids that hold lines of text."""
_BODY: Final = given("正文")
"""Where a line of a document with tables stands on its pages is not known."""


def running_text(grids: tuple[Grid, ...], taken: set[int]) -> Grid:
    """Give the running text of a file, and the rows of its tables that nobody read.

    `taken` are the ids of the grids that were read. The lines around the tables of a
    PDF are a grid of their own; in any other document each table knows them.
    """
    tables = [grid for grid in grids if grid.kind not in LINES]
    texts = [grid for grid in grids if grid.kind in LINES and id(grid) not in taken]
    for text in texts[:1]:
        unread = [grid for grid in tables if id(grid) not in taken]
        return _longer(text, chain.from_iterable(map(row_lines, unread)))
    return _longer(Grid("", (), height=0, width=1, kind="text"), _body(tables, taken))


def _body(tables: list[Grid], taken: set[int]) -> Iterator[str]:
    """The lines before each table, its rows unless they were read, the lines below."""
    for grid in tables:
        yield from grid.before
        yield from () if id(grid) in taken else row_lines(grid)
    yield from chain.from_iterable(grid.after for grid in tables[-1:])


def _longer(text: Grid, lines: Iterable[str]) -> Grid:
    """Put further lines below a text."""
    cells = tuple(
        Cell(line, row, 1, _BODY) for row, line in enumerate(lines, text.height + 1)
    )
    height = text.height + len(cells)
    return evolve(text, cells=(*text.cells, *cells), height=height)
