"""资金的单位: 写在表头里、写在自己的一格里, 或写在表上的一行里."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from reading.grid import Cell, Layout
from reading.locating.funds.block import FundBlock
from reading.vocabulary.funds import (
    speaks_of_money,
    unit_alone,
    unit_in_brackets,
    unit_stated,
)
from reading.vocabulary.headings import key, role

_NEAR = 4
"""How many lines above a table are looked at, and one more."""


def unit_of_block(layout: Layout, block: FundBlock) -> str | None:
    """The unit that a block of funds prints itself.

    （万元） behind one of the headings says it best, then a cell of the block that holds
    nothing but the unit.
    """
    rows = [_texts(layout.seen(row)) for row in sorted(block.taken)]
    headings = rows[0] if block.by_headings else ()
    texts = chain.from_iterable(rows)
    return _first(unit_in_brackets, headings) or _first(unit_alone, texts)


def unit_stated_above(layout: Layout, first: int, last: int) -> str | None:
    """单位：万元, in a line above the table or in a cell between two rows."""
    cells = list(layout.between(max(1, first), last))
    asked = [cell for cell in cells if role("head", cell.text) == "money"]
    answers = filter(None, map(layout.right_of, asked))
    return (
        _first(unit_stated, (*layout.grid.before, *_texts(cells)))
        or _first(_behind_words, layout.grid.before[:-_NEAR:-1])
        or _first(unit_alone, _texts(answers))
        or _first(_behind_heading, _texts(cells))
        or _first(_in_own_brackets, _texts(cells))
    )


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def _first(read: Callable[[str], str | None], texts: Iterable[str]) -> str | None:
    """The first unit that is read from one of the texts."""
    return next(filter(None, map(read, texts)), None)


def _behind_heading(text: str) -> str | None:
    """项目资金（万元）: the unit behind a heading of the funds."""
    heads = role("funds", text) in {"block", "label"}
    return unit_in_brackets(text) if heads else None


def _behind_words(text: str) -> str | None:
    """一、预算执行情况（万元）: the unit behind a line about money just above a table."""
    words, *_ = key(text).split("(")
    return unit_in_brackets(text) if speaks_of_money(words) else None


def _in_own_brackets(text: str) -> str | None:
    """（万元） in a cell of its own."""
    return unit_alone(text) if key(text).startswith(("(", "[")) else None
