"""资金表的表头: 各列是什么, 占哪几行."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import filterfalse
from operator import attrgetter
from typing import Final

from attrs import evolve

from reading.grid import Cell, Layout
from reading.locating.funds.block import SaidWeight
from reading.locating.funds.columns import (
    AMOUNTS,
    NOTE,
    POINTS,
    VALUES,
    FundHeading,
    fund_column,
)
from reading.locating.funds.joint import JointColumn
from reading.locating.funds.parts import settle_parts
from reading.locating.headings.columns import TableColumn
from reading.locating.headings.rivals import chosen
from reading.locating.headings.titles import reaching
from reading.text import has_digit, single
from reading.vocabulary.amounts import is_amount
from reading.vocabulary.funds import (
    is_completion,
    joint_roles,
    speaks_of_execution,
    speaks_of_money,
    unit_alone,
    weight_said,
)
from reading.vocabulary.headings import role
from reading.vocabulary.legend import is_legend, is_quotient

MONEY = frozenset(("initial", "budget", "spent"))
_SEVERAL = 2
_BUDGETS = frozenset(("initial", "budget"))
# A budget as it was before (none that came in, nor another adjusted one), and after.
_PLAIN_AND_ADJUSTED = re.compile(
    "((?!到位|下达|调整)[^｜])*(批复|核定|安排|预算)((?!到位|下达|调整)[^｜])*｜[^｜]*调整[^｜]*"
)
_TITLE = attrgetter("title")
_NEVER_FIRST = frozenset(("rate", *POINTS))
"""What amounts stand before: left of them it is a label of the whole block."""


def fund_heading(layout: Layout, first: int, last: int) -> FundHeading | None:
    """Find the heading: two kinds of amounts, or one and the rate, side by side."""
    for row in filter(layout.rows.__contains__, range(first, last + 1)):
        seen = layout.seen(row)
        if len(_roles(seen).intersection(AMOUNTS)) >= _SEVERAL:
            return _heading(layout, row, seen)
    return None


def _heading(layout: Layout, row: int, seen: list[Cell]) -> FundHeading:
    """The columns by their headings; sub-headings under a wide one are told apart."""
    heading = _columns(layout, row, seen)
    if _has_parts(layout, heading):
        heading = _columns(layout, row, reaching(layout, row, row + 1)[0])
        heading.reach_down(row + 1)
    settle_parts(layout, heading)
    while is_legend(layout.begun(heading.bottom + 1)):
        heading.bottom += 1
    return heading


def _roles(cells: Iterable[Cell]) -> set[str | None]:
    return {role("funds", cell.text) for cell in cells}


def _has_parts(layout: Layout, heading: FundHeading) -> bool:
    """Say whether the next row parts the headings of amounts, as 总额 and 财政拨款.

    It holds no amounts, and nothing left of them but the unit.
    """
    below = list(filter(_says_more, layout.begun(heading.row + 1)))
    if not below or below[0].column < heading.first:
        return False
    return not any(is_amount(single(cell.text)) for cell in below)


def _columns(layout: Layout, row: int, seen: Sequence[Cell]) -> FundHeading:
    """Tell the columns of a row of headings."""
    heading = FundHeading(row, row, [])
    seen = seen[_is_beside(layout, seen) :]
    for number, cell in enumerate(seen):
        # 年度预算数 may stand over the labels of the lines, not over amounts.
        others = () if heading.columns else seen[number + 1 :]
        if _names_lines(layout, heading, cell):
            _take_label(heading, cell, fund_column(cell, "label"))
        elif not _is_over_labels(layout, cell, others):
            _take(heading, cell)
    _name_rate(heading)
    _name_initial(heading)
    best = chosen(heading.columns)
    heading.strange += [c for c in heading.columns if c is not best[c.role]]
    heading.columns = [c for c in heading.columns if c is best[c.role]]
    return heading


def _is_beside(layout: Layout, seen: Sequence[Cell]) -> bool:
    """预算执行率（10分） left of headings with a 执行率 of their own: the block's label."""
    first, *others = seen
    what = role("funds", first.text)
    alike = [cell for cell in others if role("funds", cell.text) == what]
    if what not in _NEVER_FIRST or not alike:
        return False
    below = layout.text(first.row + first.rows, first.column)
    return first.rows > alike[0].rows or not has_digit(below)


def _name_rate(heading: FundHeading) -> None:
    """B/A beside 全年预算（A） and 全年支出（B）: the spending by the budget is the rate.

    So is 完成率 beside a budget and a spending, where nothing else is.
    """
    titles = {column.role: column.title for column in heading.columns}
    spent, budget = titles.get("spent", ""), titles.get("budget", "")
    for column in tuple(heading.strange):
        quotient = is_quotient(column.title, spent, budget)
        if quotient or (spent and budget and is_completion(column.title)):
            heading.strange.remove(column)
            heading.columns.append(evolve(column, role="rate"))


def _name_initial(heading: FundHeading) -> None:
    """批复预算 left of 调整后预算: a budget beside the adjusted one is that before it."""
    budgets = [column for column in heading.columns if column.role in _BUDGETS]
    if _PLAIN_AND_ADJUSTED.fullmatch("｜".join(map(_TITLE, budgets))):
        number = heading.columns.index(budgets[0])
        heading.columns[number] = evolve(budgets[0], role="initial")


def _take(heading: FundHeading, cell: Cell) -> None:
    """Take in a cell of the headings."""
    what = role("funds", cell.text)
    _TAKERS.get(what, _leave)(heading, cell, fund_column(cell, str(what)))


def _leave(*_: object) -> None:
    """What stands beside the headings and is none of them."""


def _take_value(heading: FundHeading, cell: Cell, column: TableColumn) -> None:
    heading.reach_down(cell.row + cell.rows - 1)
    heading.columns.append(column)


def _take_note(heading: FundHeading, cell: Cell, column: TableColumn) -> None:
    """Take in a column of reasons, right of amounts."""
    if heading.columns:
        _take_value(heading, cell, column)


def _take_label(heading: FundHeading, _: Cell, column: TableColumn) -> None:
    """Take in a heading over the labels, left of amounts."""
    if not heading.columns:
        heading.labels = range(column.first, column.last + 1)


def _take_kept(heading: FundHeading, _: Cell, column: TableColumn) -> None:
    heading.kept.append(column)


def _take_unknown(heading: FundHeading, cell: Cell, column: TableColumn) -> None:
    """Take in a column of several values, or one that no evaluation has a field for."""
    roles = joint_roles(cell.text)
    if roles:
        heading.joint.append(JointColumn(column, roles))
    elif heading.is_begun and _says_more(cell):
        heading.strange.append(column)


def _take_block(heading: FundHeading, cell: Cell, column: TableColumn) -> None:
    """资金执行情况 right of a budget is no label of the block, but what was spent."""
    if heading.roles & _BUDGETS and speaks_of_execution(cell.text):
        _take_value(heading, cell, evolve(column, role="spent"))


_TAKERS: Final[
    Mapping[str | None, Callable[[FundHeading, Cell, TableColumn], None]]
] = {
    **dict.fromkeys(VALUES, _take_value),
    NOTE: _take_note,
    "label": _take_label,
    "kept": _take_kept,
    "block": _take_block,
    None: _take_unknown,
}
"""What is done with a heading, by its role."""


def _says_more(cell: Cell) -> bool:
    """Say whether a heading says something else than the unit of money."""
    return bool(single(cell.text)) and not unit_alone(cell.text)


def _names_lines(layout: Layout, heading: FundHeading, cell: Cell) -> bool:
    """级次 over 省级 and 市级: an unknown heading between the block's label and amounts."""
    known = heading.columns or role("funds", cell.text) or not _says_more(cell)
    bottom = cell.row + cell.rows
    beside = layout.at(bottom, cell.column - 1)
    below = single(layout.text(bottom, cell.column))
    merged = beside is not None and beside.row < bottom
    return merged and not known and below != "" and not is_amount(below)


def _is_over_labels(layout: Layout, cell: Cell, others: Sequence[Cell]) -> bool:
    if role("funds", cell.text) != "budget":
        return False
    if not _roles(others) & {"initial", "budget"}:
        return False
    below = single(layout.text(cell.row + cell.rows, cell.column))
    return not below or not is_amount(below)


def weight_in_heading(layout: Layout, heading: FundHeading) -> SaidWeight:
    """The weight in one of the headings: 得分（10分）; none where they do not agree.

    It is asked for where the points have a column and the weight has none. Else the
    row above the headings says it, or the line above the table: 预算执行（满分10分）.
    """
    if heading.roles.intersection(POINTS) != {"stated"}:
        return SaidWeight()
    own, above = layout.seen(heading.row), layout.written(heading.row - 1)
    lines = filterfalse(layout.grid.doubt, layout.grid.before[-1:])
    certain = attrgetter("certain")
    money = list(map(certain, above)) or lines
    said = weight_said(map(certain, own))
    said = said or weight_said(filter(speaks_of_money, money))
    doubted = (each.text for each in (*own, *above) if each.uncertain)
    unread = "" if said else next((t for t in doubted if weight_said([t])), "")
    return SaidWeight(said, unread)
