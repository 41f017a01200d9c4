"""不以列名排列的资金表: 名称与金额并排、转置, 或只有名称与金额."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from indicators.reasons import Doubt
from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.funds.block import FundBlock, FundRow, fund_row
from reading.locating.funds.columns import AMOUNTS, POINTS, FundHeading
from reading.locating.funds.headings import MONEY, weight_in_heading
from reading.locating.funds.joint import joint_values
from reading.locating.funds.points_beside import in_pairs
from reading.locating.head_fields import rows_of_head
from reading.locating.headings.columns import TableColumn
from reading.locating.value_cells import ValueCell, beside
from reading.text import has_digit, single
from reading.vocabulary.amounts import amount, is_figure
from reading.vocabulary.funds import (
    is_fund_line,
    is_of_several_years,
    joint_roles,
    names_another_block,
    unit_alone,
)
from reading.vocabulary.headings import bare, key, role

_FEWEST = 2
_PAIR = 2
_TOTAL = "年度资金总额"
_ROLES = frozenset((*AMOUNTS, *POINTS))
_text = attrgetter("text")


def paired(layout: Layout, heading: FundHeading) -> FundBlock | None:
    """预算数 | 200 | 执行数 | 195.5: labels with their amounts on one row."""
    texts = map(_text, layout.seen(heading.row))
    if not any(map(is_figure, texts)):
        return None
    cells = {
        column.role: _answer(layout, heading.row, column) for column in heading.columns
    }
    line = fund_row(heading.row, None, cells)
    if len(line.held) <= len(cells) // 2:
        return None
    columns = tuple(heading.columns)
    weight = weight_in_heading(layout, heading)
    taken = frozenset((heading.row,))
    return FundBlock("paired", columns, (line,), taken, weight=weight)


def _answer(layout: Layout, row: int, column: TableColumn) -> ValueCell:
    """The place right of a heading, with its cell where that holds an amount.

    A blank place is taken for a part of the heading by its column, not by its cell.
    """
    label = layout.at(row, column.first)
    right = label.column + label.columns if label else column.last + 1
    known = is_figure(layout.text(row, right))
    return ValueCell(row, right, layout.at(row, right) if known else None)


def turned(layout: Layout, first: int, last: int) -> FundBlock | None:
    """预算数、执行数 one below the other, and a column for each line of the funds."""
    heads = _heads(layout, first, last)
    if len(heads) < _FEWEST:
        return None
    joint = _joint_head(layout, heads)
    rows = tuple(_turned_rows(layout, heads, joint))
    if not rows:
        return None
    labels = (*heads.items(), *(("joint", cell) for cell in joint))
    taken = {cell.row for _, cell in labels}
    taken |= {row.row - 1 for row in rows if row.label}
    taken -= rows_of_head(layout, taken)
    columns = tuple(map(_as_column, labels))
    return FundBlock("turned", columns, rows, frozenset(taken))


def _as_column(head: tuple[str, Cell]) -> TableColumn:
    what, cell = head
    last = cell.column + cell.columns - 1
    return TableColumn(what, single(cell.text), cell.column, last, cell.place)


def _joint_head(layout: Layout, heads: Mapping[str, Cell]) -> list[Cell]:
    """分值 / 得分 right below the other labels: one label of two values."""
    above = max(heads.values(), key=_bottom)
    below = layout.begins(_bottom(above) + 1, above.column)
    return [below] if below and joint_roles(below.text) else []


def _bottom(cell: Cell) -> int:
    return cell.row + cell.rows - 1


def _turned_rows(
    layout: Layout, heads: Mapping[str, Cell], joint: Sequence[Cell]
) -> Iterator[FundRow]:
    """A line for each column right of the labels that holds an amount."""
    top = next(iter(heads.values())).row
    edge = max(cell.column + cell.columns for cell in heads.values())
    starts = [cell.column for cell in layout.begun(top) if cell.column >= edge]
    for column, end in pairwise((*starts, layout.grid.width + 1)):
        cells = {
            what: ValueCell(head.row, column, layout.begins(head.row, column))
            for what, head in heads.items()
        }
        for label in joint:
            begun = layout.written(label.row)
            below = [cell for cell in begun if cell.column in range(column, end)]
            cells |= joint_values(joint_roles(label.text), below)
        line = fund_row(top, _source_above(layout, top - 1, column), cells)
        if line.held:
            yield line


def _heads(layout: Layout, first: int, last: int) -> dict[str, Cell]:
    """The labels of amounts, one below the other in one column."""
    found: dict[str, Cell] = {}
    above: Cell | None = None
    for row in range(first, last + 1):
        heads = (cell for cell in layout.begun(row) if _is_head(cell, found))
        cell = next(heads, None)
        if cell is not None and _follows(layout, cell, above):
            found[str(role("funds", cell.text))] = above = cell
    return found


def _is_head(cell: Cell, found: Mapping[str, Cell]) -> bool:
    what = role("funds", cell.text)
    return what in _ROLES and what not in found


def _follows(layout: Layout, cell: Cell, above: Cell | None) -> bool:
    """The first label is one of amounts; the others stand right below each other.

    A row of 分值 | 10 | 得分 | 9.78, or with fewer cells, is not one of the columns.
    """
    if above is None:
        return role("funds", cell.text) in MONEY
    own, others = layout.written(cell.row), layout.written(above.row)
    if in_pairs(own) and (len(own) > _PAIR or len(own) < len(others)):
        return False
    return (above.column, above.row + above.rows) == (cell.column, cell.row)


def _source_above(layout: Layout, row: int, column: int) -> Cell | None:
    """The source above a column; a digit or a label of the head is none."""
    cell = layout.over(row, column)
    if cell is None or cell.column != column or has_digit(cell.text):
        return None
    other = names_another_block(cell.text) or unit_alone(cell.text)
    return None if other else cell


def unheaded(layout: Layout, first: int, last: int) -> FundBlock | None:
    """申报表: labels with an amount beside each and no heading above."""
    rows: list[FundRow] = []
    column: TableColumn | None = None
    above: FundRow | None = None
    for label in layout.between(first, last):
        line = _unheaded_row(layout, label, above)
        if line is not None:
            rows.append(line)
            above = line if line.sure else above
            at = line.cells["budget"].column
            column = TableColumn("budget", "", at, at, label.place)
    if column is None:
        return None
    rows = _of_the_year(rows)
    doubts = Doubts()
    sure = [line for line in rows if line.sure]
    if sure:
        place = sure[0].held["budget"].place
        doubts.note(place, Doubt.UNHEADED_FUNDS)
    taken = frozenset(line.row for line in sure)
    return FundBlock("unheaded", (column,), tuple(rows), taken, doubts=doubts.taken())


def _of_the_year(rows: list[FundRow]) -> list[FundRow]:
    """中期资金总额 | 360 | 年度资金总额 | 120: the column of several years is left out."""
    totals = [line for line in rows if line.kind == "total"]
    later = [line for line in totals if is_of_several_years(line.name)]
    if len(later) == len(totals):
        return rows
    columns = {line.cells["budget"].column for line in later}
    return [line for line in rows if line.cells["budget"].column not in columns]


def _unheaded_row(layout: Layout, label: Cell, above: FundRow | None) -> FundRow | None:
    """The line that a label names; sure where an amount stands beside it.

    The first line is the total: 年度资金总额. Below it a label of any wording is one that
    stands, with its amount, right under those of the line above.
    """
    what, short = role("funds", label.text), bare(key(label.text))
    if role("head", label.text) or what == "block":
        return None
    value = _amount_beside(layout, label)
    if value is not None and _is_line(short, label, value, above):
        return fund_row(label.row, label, {"budget": value})
    free = beside(layout, label)
    if free is None or what or not (is_fund_line(short) and is_fund_line(label.text)):
        return None
    return fund_row(label.row, label, {"budget": free}, sure=False)


def _is_line(short: str, label: Cell, value: ValueCell, above: FundRow | None) -> bool:
    """其中：区级财政 348 under 年度资金总额 1200: the same two columns, the next row."""
    if above is None or above.label is None:
        return is_fund_line(short) and "总额" in short
    over = above.label
    beneath = (label.row, label.column) == (over.row + over.rows, over.column)
    goes_on = beneath and value.column == above.cells["budget"].column
    return goes_on or is_fund_line(short)


def _amount_beside(layout: Layout, label: Cell) -> ValueCell | None:
    """The nearest amount right of a label; the unit may stand between them."""
    cell = layout.right_of(label)
    if cell is not None and unit_alone(cell.text):
        cell = layout.right_of(cell)
    if cell is None or amount(single(cell.text))[0] is None:
        return None
    return ValueCell(cell.row, cell.column, cell)
