"""没有认出的表: 一行一行当文字读 (数量指标 | 甲；乙 即 数量指标：甲；乙)."""

from __future__ import annotations

from collections.abc import Iterator

from reading.grid import Cell, Grid
from reading.text import lines, single
from reading.vocabulary.plan_words import field_of, level_of


def row_lines(grid: Grid) -> Iterator[str]:
    """Write the rows of a table as lines: a label before a colon, each text ended.

    A label that goes down over several rows is seen in each of them, a text only in
    the first.
    """
    for row in range(1, grid.height + 1):
        yield "".join(_said(cell, row) for cell in grid.layout.seen(row))


def _said(cell: Cell, row: int) -> str:
    """What a cell says in a row."""
    label = single(cell.text)
    if level_of(label) or field_of(label):
        return f"{label}："
    text = (lines(cell.text) or "").replace("\n", "；")
    return f"{text}。" if text and cell.row == row else ""
