"""文字里的表靠得住吗: 没有表格线, 行列只凭文字; 对得上的才算读懂.

Text that was copied or exported from a PDF often has its rows shifted or its cells one
below the other. Such rows look like rows, and accuse people of what they never wrote:
so a table is taken only where every row is whole and the printed total proves that
none is missing.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import compress

from attrs import evolve

from indicators.errors import Problem
from indicators.evaluation import Evaluation, FundLine, Indicator
from reading.grid import Grid
from reading.lines.recognise import recognise_text
from reading.lines.row_ends import is_value
from reading.lines.uncertain import with_lines_unread
from reading.vocabulary.headings import role

SCATTERED = "只有文字，没有表格线，各行各列对不上，无法准确读取"
SCATTERED_REMEDY = "请提供 Excel、Word 原件或带表格线的 PDF，不要用从中复制、导出的文字"
_ANOTHER = "文字里另有一张自评表，各行各列对不上，未读取"
_FEW = 10
_HEADINGS = 3
_LEVELS = 2


def sound_tables(grid: Grid) -> tuple[Evaluation, ...]:
    """Find the 自评表 in lines of text whose rows are whole; says so of the others."""
    found = recognise_text(grid)
    whole = list(map(is_sound, found))
    first, *others = compress(found, whole) if any(whole) else (None,)
    if first is None:
        return ()
    left_out = () if all(whole) else (Problem.of(grid.name, _ANOTHER),)
    sound = evolve(first, warnings=(*first.warnings, *left_out)), *others
    return tuple(with_lines_unread(table, grid) for table in sound)


def is_sound(table: Evaluation) -> bool:
    """Say whether every row is whole, and the printed total proves that none is missing."""
    rows = table.indicators
    doubted = sum(1 for doubt in table.warnings if doubt.where in _places(rows))
    return (
        bool(rows)
        and doubted * _FEW <= len(rows)
        and all(map(_is_whole, rows))
        and _adds_up(table)
    )


def _places(rows: tuple[Indicator, ...]) -> set[object]:
    return {row.place for row in rows}


def _is_whole(row: Indicator) -> bool:
    """Say whether a row has its groups, a name that is none of its values, and these."""
    values = bool(row.target and row.actual) or not row.stated
    return all(row.path[:_LEVELS]) and not is_value(row.name) and values


def _adds_up(table: Evaluation) -> bool:
    """Say whether points or weights add up to those of the total."""
    total, fund = table.total, table.funds.total or FundLine("")
    stated = sum((row.stated or Decimal() for row in table.indicators), Decimal())
    weight = sum((row.weight or Decimal() for row in table.indicators), Decimal())
    by_points = stated + (fund.stated or 0) == total.stated
    return by_points or weight + (fund.weight or 0) == total.weight


def speaks_of_a_table(grid: Grid) -> bool:
    """Say whether lines of text hold several headings of an indicator table."""
    words = {word for line in grid.lines for word in line.split()}
    headings = {role("columns", word) for word in words} - {None}
    return len(headings) >= _HEADINGS
