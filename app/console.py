"""终端: 同一份内容, 终端上画表, 管道里是纯文本.

Commands build blocks (lines and tables); only here is it decided how they look.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from unicodedata import east_asian_width

import click
from attrs import frozen

WIDEST = 44
"""The widest cell of a plain table; longer text goes on below."""


@frozen
class Table:
    """一张表: 列名 (以 > 开头的靠右) 与各行; `strong` 为加重的行号."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()


Block = str | Table


def show(blocks: Iterable[Block]) -> None:
    """输出: rich tables on a terminal, plain text elsewhere."""
    if sys.stdout.isatty():
        _draw(blocks)
        return
    for block in blocks:
        text = block if isinstance(block, str) else "\n".join(plain_table(block))
        click.echo(text)


def _draw(blocks: Iterable[Block]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    console = Console(highlight=False)
    for block in blocks:
        if isinstance(block, str):
            console.print(Text(block))
            continue
        table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
        for name in block.columns:
            right = name.startswith(">")
            table.add_column(
                name.lstrip(">"),
                justify="right" if right else "left",
                no_wrap=right,
                overflow="fold",
            )
        for number, row in enumerate(block.rows):
            style = "bold" if number in block.strong else None
            table.add_row(*map(Text, row), style=style)
        console.print(table)


def plain_table(table: Table) -> list[str]:
    """排成等宽文本: CJK characters are two columns wide, long cells are wrapped.

    >>> plain_table(Table(("指标", ">分值"), (("甲", "10"),)))
    ['指标  分值', '甲      10']
    """
    names = tuple(name.lstrip(">") for name in table.columns)
    right = [name.startswith(">") for name in table.columns]
    rows = [[_wrapped(cell) for cell in row] for row in (names, *table.rows)]
    widths = [
        max(width(line) for cell in column for line in cell)
        for column in zip(*rows, strict=True)
    ]
    return [line for row in rows for line in _lines(row, widths, right)]


def _lines(
    row: Sequence[list[str]], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[str]:
    for line in zip_longest(*row, fillvalue=""):
        cells = []
        for text, wide, flush in zip(line, widths, right, strict=True):
            blank = " " * (wide - width(text))
            cells.append(blank + text if flush else text + blank)
        yield "  ".join(cells).rstrip()


def _wrapped(text: str) -> list[str]:
    """Cut a long cell into lines of at most `WIDEST` columns, keeping its indent."""
    indent = text[: len(text) - len(text.lstrip())]
    lines, line = [], ""
    for glyph in text:
        if width(line + glyph) > WIDEST:
            lines.append(line)
            line = indent
        line += glyph
    return [*lines, line]


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    return sum(2 if east_asian_width(glyph) in "WF" else 1 for glyph in text)
