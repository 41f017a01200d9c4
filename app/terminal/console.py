"""终端: 同一份内容, 终端上画表, 管道里是纯文本.

A pipe has no width: a cell folds at `WIDEST`, a line does not. Where COLUMNS is set,
plain text keeps to it as a drawn table does. Commands build blocks (lines and tables); only here is it decided how they look.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Literal

from app.terminal.json_text import json_text
from app.terminal.streams import (
    PROGRESS,
    asked_width,
    mute,
    terminal_width,
    to_stdout,
)
from app.text.blocks import Block, JsonDocument, TextTable, Verbatim
from app.text.visible import flat, visible
from app.text.wrapping import longest, tail, width, wrapped

WIDEST = 44
"""The widest cell of a plain table; longer text goes on below."""

NARROWEST, ROOMY = 6, 18
"""A column of text is never made narrower; nor, while there is room, than this."""

GAP = 2


Cell = list[str]


def show(blocks: Iterable[Block]) -> None:
    """输出: drawn on a terminal at its width, plain text elsewhere."""
    drawn = sys.stdout.isatty()
    columns = terminal_width() if drawn else asked_width()
    for block in blocks:
        match block:
            case Verbatim():
                to_stdout(block.text)
            case JsonDocument():
                to_stdout(json_text(block.data))
            case TextTable() if columns and drawn:
                _draw_table(block, columns)
            case TextTable():
                to_stdout("\n".join(plain_table(block, columns)))
            case _:
                to_stdout(_folded(block, columns) if columns else block)


def show_going_on(blocks: Iterable[Block], *, more: bool) -> None:
    """同上. Where the pipe is closed and there is `more` to do, that is done all the same."""
    try:
        show(blocks)
        sys.stdout.flush()
    except BrokenPipeError:
        if not more:
            raise
        mute()


def _folded(text: str, columns: int) -> str:
    """Fold each line of a text at a width."""
    lines = (wrapped(line, columns) for line in visible(text).split("\n"))
    return "\n".join("\n".join(each) for each in lines)


def _draw_table(table: TextTable, columns: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    PROGRESS.clear()
    names, rows, right = _flattened(table)
    widths, rows = _fitted(table, columns)
    drawn = RichTable(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0)
    )
    for name, wide, flush in zip(names, widths, right, strict=True):
        side: Literal["right", "left"] = "right" if flush else "left"
        head = Text("\n".join(_cut(name, wide)))
        drawn.add_column(head, justify=side, width=wide, no_wrap=True)
    for number, row in enumerate(rows):
        cells = ("\n".join(_cut(c, w)) for c, w in zip(row, widths, strict=True))
        style = "bold" if number in table.strong else None
        drawn.add_row(*map(Text, cells), style=style)
    whole = sum(widths) + GAP * len(widths)
    Console(highlight=False, width=max(columns, whole)).print(drawn)


def plain_table(table: TextTable, columns: int | None = None) -> list[str]:
    """排成等宽文本: CJK characters are two columns wide, long cells are wrapped.

    >>> plain_table(TextTable(("指标", ">分值"), (("甲", "10"),)))
    ['指标  分值', '甲      10']
    """
    names, rows, right = _flattened(table)
    most = [sys.maxsize if table.whole else WIDEST] * len(names)
    if columns is not None:
        most, rows = _fitted(table, columns)
    cells = [
        [_cut(text, wide) for text, wide in zip(row, most, strict=True)]
        for row in (names, *rows)
    ]
    widths = [
        max(width(line) for cell in column for line in cell)
        for column in zip(*cells, strict=True)
    ]
    return [line for row in cells for line in _lines(row, widths, right)]


def _fitted(table: TextTable, columns: int) -> tuple[list[int], list[list[str]]]:
    """The widths of the columns of a table on so many columns, and its rows.

    Of a table that is whole the last cells are cut to the end that fits.
    """
    names, rows, right = _flattened(table)
    last = len(right) - 1
    fixed = [
        n < last if table.whole else flush or n in table.kept
        for n, flush in enumerate(right)
    ]
    widths = allotted([names, *rows], fixed, columns)
    if table.whole:
        rows = [[*row[:-1], tail(row[-1], widths[-1])] for row in rows]
    return widths, rows


def _flattened(table: TextTable) -> tuple[list[str], list[list[str]], list[bool]]:
    """Names, rows and which columns stand to the right; every cell one line."""
    names = [flat(name.lstrip(">")) for name in table.columns]
    rows = [[flat(cell) for cell in row] for row in table.rows]
    return names, rows, [name.startswith(">") for name in table.columns]


def allotted(
    rows: Sequence[Sequence[str]], fixed: Sequence[bool], columns: int
) -> list[int]:
    """分给各列的宽度: numbers keep theirs; of the texts gives way what folds least.

    >>> allotted([["指标", "分值"], ["甲" * 30, "10"]], [False, True], 40)
    [34, 4]
    """
    across = [[width(cell) for cell in column] for column in zip(*rows, strict=True)]
    widths = [max(column) for column in across]
    over = sum(widths) + GAP * (len(widths) - 1) - columns
    longest_ = [max(map(longest, column)) for column in zip(*rows, strict=True)]
    for most in (ROOMY, NARROWEST):
        floors = [
            wide if keeps else min(wide, whole, most)
            for wide, keeps, whole in zip(widths, fixed, longest_, strict=True)
        ]
        over = _give_way(across, widths, floors, over)
    return widths


def _give_way(
    across: Sequence[Sequence[int]],
    widths: list[int],
    floors: Sequence[int],
    over: int,
) -> int:
    """Narrow one column after another; give what is still too much."""
    while over > 0:
        able = [n for n, wide in enumerate(widths) if wide > floors[n]]
        if not able:
            break
        least = min(able, key=lambda n: (_folds(across[n], widths[n]), -widths[n]))
        widths[least] -= 1
        over -= 1
    return over


def _folds(cells: Sequence[int], wide: int) -> int:
    """Count the lines that a column takes when it is narrowed by one."""
    return sum(-(-cell // max(wide - 1, 1)) for cell in cells) - len(cells)


def _lines(
    row: Sequence[Cell], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[str]:
    for line in zip_longest(*row, fillvalue=""):
        cells = []
        for text, wide, flush in zip(line, widths, right, strict=True):
            blank = " " * (wide - width(text))
            cells.append(blank + text if flush else text + blank)
        yield (" " * GAP).join(cells).rstrip()


def _cut(text: str, columns: int) -> Cell:
    """Fold a cell; the lines after the first go in a little further."""
    indent = len(text) - len(text.lstrip(" "))
    return wrapped(text, columns, indent + 2 if indent else 0)
