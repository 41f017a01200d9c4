"""资金表的表头: 各列是什么, 占哪几行."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Final

from attrs import define, evolve, field

from reading.grid import Cell, Layout
from reading.locating.funds.joint import JointColumn
from reading.locating.headings.columns import TableColumn
from reading.locating.headings.rivals import chosen
from reading.locating.headings.titles import reaching
from reading.text import has_digit, single
from reading.vocabulary.amounts import is_amount
from reading.vocabulary.funds import (
    joint_roles,
    speaks_of_money,
    starts_part,
    unit_alone,
    weight_said,
)
from reading.vocabulary.headings import role
from reading.vocabulary.legend import is_legend, is_quotient

AMOUNTS = ("initial", "budget", "spent", "rate")
POINTS = ("weight", "stated")
NOTE = "note"
MONEY = frozenset(("initial", "budget", "spent"))
_VALUES = frozenset((*AMOUNTS, *POINTS))
_SEVERAL = 2
_BUDGETS = frozenset(("initial", "budget"))
# A budget as it was before (none that came in, nor another adjusted one), and after.
_PLAIN_AND_ADJUSTED = re.compile(
    "((?!到位|下达|调整)[^｜])*(批复|核定|安排|预算)((?!到位|下达|调整)[^｜])*｜[^｜]*调整[^｜]*"
)
_TITLE = attrgetter("title")
_NEVER_FIRST = frozenset(("rate", *POINTS))
"""What amounts stand before: left of them it is a label of the whole block."""


@define
class FundHeading:
    """资金表的表头. `labels` are the columns that a heading of labels stands over.

    `strange` are columns that no evaluation has a field for, `kept` those of them that
    official forms print, `joint` those that hold several values.
    """

    row: int
    bottom: int
    columns: list[TableColumn]
    strange: list[TableColumn] = field(factory=list)
    kept: list[TableColumn] = field(factory=list)
    joint: list[JointColumn] = field(factory=list)
    labels: range = range(0)

    @property
    def first(self) -> int:
        """The first column of amounts, read or not."""
        columns = (*self.columns, *self.strange)
        return min(column.first for column in columns if column.role in _VALUES)

    @property
    def is_begun(self) -> bool:
        """Say whether a column or a heading over the labels has been found."""
        return bool(self.columns or self.labels)

    @property
    def roles(self) -> set[str]:
        """The roles of its columns."""
        return {column.role for column in self.columns}

    def reach_down(self, row: int) -> None:
        """Take in the rows down to one."""
        self.bottom = max(self.bottom, row)


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
    for column in tuple(heading.columns):
        if not _divide(layout, heading, column):
            _split(layout, heading, column)
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
        if not _is_over_labels(layout, cell, others):
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
    """B/A beside 全年预算（A） and 全年支出（B）: the spending by the budget is the rate."""
    titles = {column.role: column.title for column in heading.columns}
    spent, budget = titles.get("spent", ""), titles.get("budget", "")
    for column in tuple(heading.strange):
        if is_quotient(column.title, spent, budget):
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
    _TAKERS.get(what, _leave)(heading, cell, _column(cell, str(what)))


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


_TAKERS: Final[
    Mapping[str | None, Callable[[FundHeading, Cell, TableColumn], None]]
] = {
    **dict.fromkeys(_VALUES, _take_value),
    NOTE: _take_note,
    "label": _take_label,
    "kept": _take_kept,
    None: _take_unknown,
}
"""What is done with a heading, by its role."""


def _says_more(cell: Cell) -> bool:
    """Say whether a heading says something else than the unit of money."""
    return bool(single(cell.text)) and not unit_alone(cell.text)


def _column(cell: Cell, what: str) -> TableColumn:
    last = cell.column + cell.columns - 1
    title = single(cell.text)
    return TableColumn(what, title, cell.column, last, cell.place, cell.hidden)


def _is_over_labels(layout: Layout, cell: Cell, others: Sequence[Cell]) -> bool:
    if role("funds", cell.text) != "budget":
        return False
    if not _roles(others) & {"initial", "budget"}:
        return False
    below = single(layout.text(cell.row + cell.rows, cell.column))
    return not below or not is_amount(below)


def _divide(layout: Layout, heading: FundHeading, column: TableColumn) -> bool:
    """预算数 over 年初预算 and 调整后预算: each part is a column of its own."""
    across = range(column.first, column.last + 1)
    below = [c for c in layout.written(heading.row + 1) if c.column in across]
    if len(below) < _SEVERAL:
        return False
    roles = [role("funds", cell.text) for cell in below]
    others = heading.roles - {column.role}
    if not set(roles) <= {*AMOUNTS} - others:
        return False
    heading.columns.remove(column)
    heading.columns += [
        evolve(_column(cell, str(what)), hidden=False)
        for what, cell in zip(roles, below, strict=True)
    ]
    heading.reach_down(heading.row + 1)
    return True


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


def weight_in_heading(layout: Layout, heading: FundHeading) -> Decimal | None:
    """The weight in one of the headings: 得分（10分）; None where they do not agree.

    It is asked for where the points have a column and the weight has none. Else the
    row above the headings says it, or the line above the table: 预算执行（满分10分）.
    """
    if heading.roles.intersection(POINTS) != {"stated"}:
        return None
    own = weight_said(cell.text for cell in layout.seen(heading.row))
    above = [cell.text for cell in layout.written(heading.row - 1)]
    return own or weight_said(filter(speaks_of_money, above or layout.grid.before[-1:]))
