"""资金表: 年初预算数、全年预算数、全年执行数、分值、执行率、得分, 各行."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import define, evolve, field

from indicators.evaluation import FundLine, Funds
from indicators.quantity import Quantity
from templates.grid import Cell
from templates.headings import bare, key, pattern, role
from templates.layout import Layout, single
from templates.recognise_levels import Warn
from templates.recognise_values import amount, points

AMOUNTS = ("initial", "budget", "spent", "rate")
POINTS = ("weight", "stated")
_MONEY = frozenset(("initial", "budget", "spent"))
_STATED_UNIT = re.compile(r"单位[:：]?(?:人民币)?(亿元|万元|千元|元)")


@define
class _Column:
    role: str
    title: str
    first: int
    last: int
    place: str


@define
class _Table:
    """The heading of a table of funds."""

    row: int
    bottom: int
    columns: list[_Column]
    strange: list[_Column] = field(factory=list)
    label: tuple[int, int] | None = None

    @property
    def first(self) -> int:
        return min(column.first for column in self.columns)


def funds_of(
    layout: Layout, first: int, last: int, warn: Warn
) -> tuple[Funds, set[int]]:
    """Read the funds between two rows; also says which rows they take."""
    unit = _stated_unit(layout, first, last)
    table = _heading(layout, first, last)
    if table is None:
        lines, taken = _unheaded(layout, first, last, warn)
        return Funds(lines, unit if lines else None), taken
    unit = _unit(layout, table) or unit
    lines, taken = _lines(layout, table, last, warn)
    return Funds(lines, unit), taken


def _heading(layout: Layout, first: int, last: int) -> _Table | None:
    for row in range(first, last + 1):
        seen = layout.seen(row) if row in layout.rows else []
        roles = [role("funds", cell.text) for cell in seen]
        money = _MONEY.intersection(filter(None, roles))
        if len(money) > 1 or (money and "rate" in roles):
            return _columns(layout, row, seen)
    return None


def _columns(layout: Layout, row: int, seen: list[Cell]) -> _Table:
    """The columns by their headings; sub-headings under a wide one are told apart."""
    columns: list[_Column] = []
    strange: list[_Column] = []
    bottom, labelled = row, None
    for cell in seen:
        what = role("funds", cell.text)
        title, last = single(cell.text), cell.column + cell.columns - 1
        later = {role("funds", other.text) for other in seen[seen.index(cell) + 1 :]}
        if what == "budget" and not columns and later & {"initial", "budget"}:
            # 年度预算数 stands over the labels of the lines, not over amounts.
            continue
        if what in {*AMOUNTS, *POINTS}:
            bottom = max(bottom, cell.row + cell.rows - 1)
            free = what not in {column.role for column in columns}
            kept = columns if free else strange
            kept.append(_Column(what, title, cell.column, last, cell.place))
        elif what == "label" and not columns:
            labelled = (cell.column, last)
        elif what is None and title and (columns or labelled):
            strange.append(_Column("strange", title, cell.column, last, cell.place))
    table = _Table(row, bottom, columns, strange, labelled)
    _split(layout, table)
    return table


def _split(layout: Layout, table: _Table) -> None:
    """预算数 over 总额 and 财政拨款: the amount of the line stands under 总额."""
    below = {cell.column: cell for cell in layout.begun(table.row + 1)}
    for column in table.columns:
        cell = below.get(column.first)
        if (
            column.last == column.first
            or cell is None
            or cell.columns > column.last - column.first
        ):
            continue
        if any(glyph.isdigit() for glyph in cell.text) or cell.text.strip() == "":
            continue
        other = below.get(cell.column + cell.columns)
        if other is not None and other.column <= column.last:
            title = f"{column.title}{single(other.text)}"
            table.strange.append(
                _Column("strange", title, other.column, column.last, other.place)
            )
        column.last = cell.column + cell.columns - 1
        table.bottom = max(table.bottom, cell.row)


def _lines(
    layout: Layout, table: _Table, last: int, warn: Warn
) -> tuple[tuple[FundLine, ...], set[int]]:
    lines: list[FundLine] = []
    taken = set(range(table.row, table.bottom + 1))
    block = {cell.text for cell in layout.seen(table.row) if cell.column < table.first}
    for row in range(table.bottom + 1, last + 1):
        if row not in layout.rows:
            if lines:
                continue
            break
        label = _label(layout, table, row, block)
        values = {c.role: _cell(layout, row, c) for c in table.columns}
        if not _is_line(label, values, first=not lines):
            break
        taken.add(row)
        _tell_strange(layout, table, row, warn)
        lines.append(_line(label, values, warn))
    if lines and not any(column.role == "weight" for column in table.columns):
        lines[0] = evolve(lines[0], weight=_weight_in_heading(layout, table))
    return tuple(lines), taken


def _weight_in_heading(layout: Layout, table: _Table) -> Decimal | None:
    """预算执行情况（20分）, 得分(20分*执行率): the weight stands in a heading."""
    if not any(column.role == "stated" for column in table.columns):
        return None
    texts = [key(cell.text) for cell in layout.seen(table.row)]
    found = {m[1] for text in texts for m in re.finditer(r"\((\d+)分[)*×x]", text)}
    return Decimal(found.pop()) if len(found) == 1 else None


def _label(layout: Layout, table: _Table, row: int, block: set[str]) -> Cell | None:
    """The text just left of the amounts, which is not the label of the whole block.

    Where a heading such as 任务名称 stands over the labels, they stand below it.
    """
    ranges = [(1, table.first - 1)]
    if table.label:
        ranges.insert(0, table.label)
    for first, last in ranges:
        for column in range(last, first - 1, -1):
            cell = layout.at(row, column)
            if cell is None or cell.row <= table.bottom or not cell.text.strip():
                continue
            if cell.text not in block or (cell.rows == 1 and column > 1):
                return _whole(layout, cell)
    return None


def _whole(layout: Layout, cell: Cell) -> Cell:
    """其中： in a cell of its own belongs to the label beside it."""
    left = layout.at(cell.row, cell.column - 1)
    if left is not None and left.row == cell.row and key(left.text) == "其中":
        return evolve(cell, text=f"{single(left.text)}{single(cell.text)}")
    return cell


def _is_line(
    label: Cell | None, values: dict[str, Cell | None], *, first: bool
) -> bool:
    held = [cell for cell in values.values() if cell is not None]
    readable = [c for c in held if amount(c.text)[1]]
    if label is None:
        return bool(readable) and len(readable) == len(held) and first
    if (
        role("goals", label.text)
        or role("columns", label.text)
        or role("head", label.text)
    ):
        return False
    if pattern("funds", "line").match(key(label.text)):
        return True
    return bool(held) and len(readable) == len(held)


def _cell(layout: Layout, row: int, column: _Column) -> Cell | None:
    """The cell of a column in a row, if it begins there and says something."""
    for number in range(column.first, column.last + 1):
        cell = layout.at(row, number)
        if cell is not None and cell.row == row and cell.text.strip():
            return cell
    return None


def _line(label: Cell | None, values: dict[str, Cell | None], warn: Warn) -> FundLine:
    amounts = {what: _amount(values.get(what), warn) for what in AMOUNTS}
    scores = {what: _points(values.get(what), warn) for what in POINTS}
    place = next(
        (
            cell.place
            for what in ("stated", "rate", "spent")
            if (cell := values.get(what))
        ),
        label.place if label else None,
    )
    text = single(label.text) if label else ""
    if label is None and any(values.values()):
        cell = next(cell for cell in values.values() if cell)
        warn(cell.place, "资金行没有名称，按年度资金总额读取", None)
    return FundLine(
        text or "年度资金总额",
        amounts["initial"],
        amounts["budget"],
        amounts["spent"],
        scores["weight"],
        amounts["rate"],
        scores["stated"],
        place,
    )


def _amount(cell: Cell | None, warn: Warn) -> Quantity | None:
    if cell is None:
        return None
    value, understood = amount(single(cell.text))
    if not understood:
        warn(cell.place, "资金表里不是数，未读取", single(cell.text))
    return value


def _points(cell: Cell | None, warn: Warn) -> Decimal | None:
    if cell is None:
        return None
    value, understood = points(cell.text)
    if not understood:
        warn(cell.place, "资金表里不是数，未读取", single(cell.text))
    return value


def _tell_strange(layout: Layout, table: _Table, row: int, warn: Warn) -> None:
    for column in list(table.strange):
        cell = _cell(layout, row, column)
        if cell is not None:
            warn(column.place, "资金表里未识别的列，未读取", column.title)
            table.strange.remove(column)


def _unheaded(
    layout: Layout, first: int, last: int, warn: Warn
) -> tuple[tuple[FundLine, ...], set[int]]:
    """申报表: labels with an amount beside each and no heading above."""
    lines: list[FundLine] = []
    taken: set[int] = set()
    for row in range(first, last + 1):
        for cell in layout.begun(row):
            short = bare(key(cell.text))
            if not pattern("funds", "line").match(short) or role("head", cell.text):
                continue
            if role("funds", cell.text) == "block" or not ("总额" in short or lines):
                continue
            value = layout.right_of(cell)
            found = amount(single(value.text))[0] if value else None
            if value is not None and found is not None:
                label = single(cell.text)
                lines.append(FundLine(label, budget=found, place=value.place))
                taken.add(row)
    if lines:
        warn(str(lines[0].place), "资金没有列名，按预算数读取", None)
    return tuple(lines), taken


def _unit(layout: Layout, table: _Table) -> str | None:
    """元 or 万元, from the headings of the table."""
    for cell in layout.seen(table.row):
        match = re.search(r"\((?:单位:?)?(亿元|万元|千元|元)\)", key(cell.text))
        if match:
            return match[1]
    return None


def _stated_unit(layout: Layout, first: int, last: int) -> str | None:
    """单位：万元, in a cell or in a line above the table."""
    texts = list(layout.grid.before)
    for row in range(max(1, first), last + 1):
        texts += [cell.text for cell in layout.begun(row)]
    for text in texts:
        match = _STATED_UNIT.search(key(text))
        if match:
            return match[1]
    for row in range(max(1, first), last + 1):
        for cell in layout.begun(row):
            if role("funds", cell.text) in {"block", "label"}:
                match = re.search(r"\((?:单位:?)?(亿元|万元|千元|元)\)", key(cell.text))
                if match:
                    return match[1]
    return None
