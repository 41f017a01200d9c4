"""资金表的表头: 列、单位、写在表头里的分值."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from attrs import define, evolve, field

from reading.grid import Cell, Layout
from reading.locating.column_titles import reaching
from reading.locating.columns import Column
from reading.locating.rivals import chosen
from reading.text import single
from reading.vocabulary.headings import key, role
from reading.vocabulary.legend import is_legend
from reading.vocabulary.values import amount

AMOUNTS = ("initial", "budget", "spent", "rate")
POINTS = ("weight", "stated")
NOTE = "note"
_PARTS = 2
MONEY = frozenset(("initial", "budget", "spent"))
_UNITS = "亿元|万元|千元|元"
_STATED_UNIT = re.compile(rf"单位:?(?:人民币)?({_UNITS})")
_BRACKETED_UNIT = re.compile(rf"\((?:单位:?)?({_UNITS})\)")


@define
class MoneyHeading:
    """资金表的表头. `label` is where a heading stands over the labels of the lines."""

    row: int
    bottom: int
    columns: list[Column]
    strange: list[Column] = field(factory=list)
    label: tuple[int, int] | None = None

    @property
    def first(self) -> int:
        """The first column of amounts."""
        return min(column.first for column in self.columns)


def money_heading(layout: Layout, first: int, last: int) -> MoneyHeading | None:
    """Find the heading: two kinds of amounts side by side, or one and the rate."""
    for row in range(first, last + 1):
        seen = layout.seen(row) if row in layout.rows else []
        roles = [role("funds", cell.text) for cell in seen]
        money = MONEY.intersection(filter(None, roles))
        if len(money) > 1 or (money and "rate" in roles):
            return _heading(layout, row, seen)
    return None


def _heading(layout: Layout, row: int, seen: list[Cell]) -> MoneyHeading:
    """The columns by their headings; sub-headings under a wide one are told apart."""
    heading = _columns(layout, row, seen)
    if _has_parts(layout, heading):
        heading = _columns(layout, row, reaching(layout, row, row + 1)[0])
        heading.bottom = max(heading.bottom, row + 1)
    for column in tuple(heading.columns):
        if not _divide(layout, heading, column):
            _split(layout, heading, column)
    while is_legend(layout.begun(heading.bottom + 1)):
        heading.bottom += 1
    return heading


def _has_parts(layout: Layout, heading: MoneyHeading) -> bool:
    """Say whether the next row parts the headings of amounts, as 总额 and 财政拨款.

    It holds no amounts, and nothing left of them.
    """
    below = [cell for cell in layout.begun(heading.row + 1) if cell.text.strip()]
    return bool(below) and all(
        cell.column >= heading.first and not amount(single(cell.text))[1]
        for cell in below
    )


def _columns(layout: Layout, row: int, seen: list[Cell]) -> MoneyHeading:
    heading = MoneyHeading(row, row, [])
    for number, cell in enumerate(seen):
        what = role("funds", cell.text)
        title, last = single(cell.text), cell.column + cell.columns - 1
        column = Column(str(what), title, cell.column, last, cell.place, cell.hidden)
        others = seen[number + 1 :] if what == "budget" and not heading.columns else []
        if _over_labels(layout, cell, others):
            # 年度预算数 stands over the labels of the lines, not over amounts.
            continue
        if what in {*AMOUNTS, *POINTS} or (what == NOTE and heading.columns):
            heading.bottom = max(heading.bottom, cell.row + cell.rows - 1)
            heading.columns.append(column)
        elif what == "label" and not heading.columns:
            heading.label = (cell.column, last)
        elif what is None and title and (heading.columns or heading.label):
            heading.strange.append(column)
    _choose(heading)
    return heading


def _over_labels(layout: Layout, cell: Cell, others: list[Cell]) -> bool:
    if not {role("funds", other.text) for other in others} & {"initial", "budget"}:
        return False
    below = single(layout.text(cell.row + cell.rows, cell.column))
    return not below or not amount(below)[1]


def _choose(heading: MoneyHeading) -> None:
    """Of several columns of one kind: 调整后 before the others, seen before hidden."""
    best = chosen(heading.columns)
    heading.strange += [c for c in heading.columns if c is not best[c.role]]
    heading.columns = [c for c in heading.columns if c is best[c.role]]


def _divide(layout: Layout, heading: MoneyHeading, column: Column) -> bool:
    """预算数 over 年初预算 and 调整后预算: each part is a column of its own."""
    below = [
        cell
        for cell in layout.begun(heading.row + 1)
        if column.first <= cell.column <= column.last and cell.text.strip()
    ]
    roles = [role("funds", cell.text) for cell in below]
    others = {c.role for c in heading.columns if c is not column}
    if len(below) < _PARTS or not set(roles) <= {*AMOUNTS} - others:
        return False
    heading.columns.remove(column)
    heading.columns += [
        Column(
            str(what),
            single(cell.text),
            cell.column,
            cell.column + cell.columns - 1,
            cell.place,
        )
        for what, cell in zip(roles, below, strict=True)
    ]
    heading.bottom = max(heading.bottom, heading.row + 1)
    return True


def _split(layout: Layout, heading: MoneyHeading, column: Column) -> None:
    """预算数 over 总额 and 财政拨款: the amount of the line stands under 总额."""
    below = {cell.column: cell for cell in layout.begun(heading.row + 1)}
    cell = below.get(column.first)
    if cell is None or cell.columns > column.last - column.first:
        return
    if not cell.text.strip() or any(glyph.isdigit() for glyph in cell.text):
        return
    last = cell.column + cell.columns - 1
    other = below.get(last + 1)
    if other is not None and other.column <= column.last:
        title = f"{column.title}{single(other.text)}"
        part = Column("strange", title, other.column, column.last, other.place)
        # 其中：财政拨款 is a part of what is read.
        if not key(other.text).startswith("其中"):
            heading.strange.append(part)
    heading.columns[heading.columns.index(column)] = evolve(column, last=last)
    heading.bottom = max(heading.bottom, cell.row)


def weight_in_heading(layout: Layout, heading: MoneyHeading) -> Decimal | None:
    """Read a weight that stands in one of the headings."""
    if not any(column.role == "stated" for column in heading.columns):
        return None
    return weight_said(cell.text for cell in layout.seen(heading.row))


def weight_said(texts: Iterable[str]) -> Decimal | None:
    """预算执行情况（20分）, 得分(20分*执行率): None where they do not agree.

    >>> weight_said(["预算执行情况（20分）", "得分（20分*执行率）"])
    Decimal('20')
    """
    matches = (re.finditer(r"\((\d+)分[)*×x]", key(text)) for text in texts)
    found = {match[1] for each in matches for match in each}
    return Decimal(found.pop()) if len(found) == 1 else None


def unit_in_heading(layout: Layout, row: int) -> str | None:
    """（万元）, in one of the headings."""
    for cell in layout.seen(row):
        match = _BRACKETED_UNIT.search(key(cell.text))
        if match:
            return match[1]
    return None


def stated_unit(layout: Layout, first: int, last: int) -> str | None:
    """单位：万元, in a cell or in a line above the table."""
    rows = range(max(1, first), last + 1)
    cells = [cell for row in rows for cell in layout.begun(row)]
    for text in (*layout.grid.before, *(cell.text for cell in cells)):
        match = _STATED_UNIT.search(key(text))
        if match:
            return match[1]
    for cell in cells:
        if role("head", cell.text) == "money" and (beside := layout.right_of(cell)):
            match = re.fullmatch(f"人民币?({_UNITS})|({_UNITS})", key(beside.text))
            if match:
                return match[1] or match[2]
    for cell in cells:
        if role("funds", cell.text) in {"block", "label"}:
            match = _BRACKETED_UNIT.search(key(cell.text))
            if match:
                return match[1]
    return None
