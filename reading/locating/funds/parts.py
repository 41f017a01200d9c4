"""资金表头的下一层: 预算数之下的年初、调整, 总额、财政拨款, 也有盖住各行名称的."""

from __future__ import annotations

from itertools import filterfalse
from operator import attrgetter

from attrs import evolve

from reading.grid import Cell, Layout
from reading.locating.funds.columns import AMOUNTS, FundHeading, fund_column
from reading.locating.headings.columns import TableColumn
from reading.text import has_digit, single
from reading.vocabulary.amounts import is_amount
from reading.vocabulary.funds import says_how_much, starts_part
from reading.vocabulary.headings import role

_SEVERAL = 2
_ROLE = attrgetter("role")


def settle_parts(layout: Layout, heading: FundHeading) -> None:
    """Part the wide headings by what stands below them."""
    _clear_labels(layout, heading)
    for column in tuple(heading.columns):
        if not _divide(layout, heading, column):
            _split(layout, heading, column)


def _clear_labels(layout: Layout, heading: FundHeading) -> None:
    """预算安排情况 over 财政资金 | 2015.00: its left part is the names of the lines."""
    column = min(heading.columns, key=attrgetter("first"))
    row = layout.written(heading.row + 1)
    inside = [cell for cell in row if column.first <= cell.column <= column.last]
    starts = list(map(attrgetter("column"), inside))
    kinds = list(map(_is_amount, inside))
    if kinds == [False, True] and starts[0] == column.first:
        heading.labels = range(column.first, starts[1])
        number = heading.columns.index(column)
        heading.columns[number] = evolve(column, first=starts[1])


def _divide(layout: Layout, heading: FundHeading, column: TableColumn) -> bool:
    """预算数 over 年初预算 and 调整后预算: each part is a column of its own."""
    across = range(column.first, column.last + 1)
    below = [c for c in layout.written(heading.row + 1) if c.column in across]
    parts = [fund_column(cell, _part(column, cell)) for cell in below]
    known = list(filter(_is_known, parts))
    roles = set(map(_ROLE, known)) - (heading.roles - {column.role})
    if len(roles) < max(_SEVERAL, len(known)):
        return False
    heading.columns.remove(column)
    heading.columns += [evolve(part, hidden=False) for part in known]
    heading.strange += filterfalse(_is_known, parts)
    heading.reach_down(heading.row + 1)
    return True


def _is_known(part: TableColumn) -> bool:
    return part.role in AMOUNTS


def _is_amount(cell: Cell) -> bool:
    return is_amount(single(cell.text))


def _part(column: TableColumn, cell: Cell) -> str:
    """What a part of a heading means: 金额 what the heading itself does."""
    return column.role if says_how_much(cell.text) else str(role("funds", cell.text))


def _split(layout: Layout, heading: FundHeading, column: TableColumn) -> None:
    """预算数 over 总额 and 财政拨款: the amount of the line stands under 总额."""
    below = layout.rows.get(heading.row + 1, {})
    cell = below.get(column.first)
    if cell is None or cell.columns > column.last - column.first:
        return
    if not cell.text.strip() or has_digit(cell.text):
        return
    last = cell.column + cell.columns - 1
    other = below.get(last + 1)
    if other and other.column <= column.last:
        title = f"{column.title}{single(other.text)}"
        part = TableColumn("part", title, other.column, column.last, other.place)
        # 其中：财政拨款 is a part of what is read.
        known = starts_part(other.text)
        (heading.kept if known else heading.strange).append(part)
    heading.columns[heading.columns.index(column)] = evolve(column, last=last)
    heading.reach_down(cell.row)
