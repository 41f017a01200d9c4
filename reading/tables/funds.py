"""资金表: 年初预算数、全年预算数、全年执行数、分值、执行率、得分, 各行."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import evolve

from indicators.evaluation import FundLine, Funds
from indicators.quantity import Quantity
from reading.grid import Cell, Layout
from reading.locating.columns import Column
from reading.locating.fund_headings import (
    AMOUNTS,
    NOTE,
    POINTS,
    MoneyHeading,
    money_heading,
    stated_unit,
    unit_in_heading,
    weight_in_heading,
)
from reading.locating.funds_turned import turned
from reading.tables.levels import Warn
from reading.text import lines, single
from reading.vocabulary.headings import bare, key, pattern, role
from reading.vocabulary.values import amount, scored

_SHORT = 80
_PRINTED = re.compile(r"预算数|执行数|执行率|(?:支出|决算|到位)金?额?[:：]?\d")


def funds_of(
    layout: Layout, first: int, last: int, warn: Warn
) -> tuple[Funds, set[int]]:
    """Read the funds between two rows; also says which rows they take."""
    unit = stated_unit(layout, first, last)
    heading = money_heading(layout, first, last)
    if heading is None:
        lines, taken = _turned(layout, first, last, warn)
        if not lines:
            lines, taken = _unheaded(layout, first, last, warn)
        if not lines:
            _tell_unknown(layout, first, last, warn)
        return Funds(lines, unit if lines else None), taken
    unit = unit_of(layout, heading) or unit
    paired = _paired(layout, heading, warn)
    if paired is not None:
        return Funds((paired,), unit), {heading.row}
    lines, taken = _lines(layout, heading, last, warn)
    if not lines:
        place = heading.columns[0].place
        warn(place, "资金表里没有读到一行", heading.columns[0].title)
    return Funds(lines, unit), taken


def _turned(
    layout: Layout, first: int, last: int, warn: Warn
) -> tuple[tuple[FundLine, ...], set[int]]:
    found, taken = turned(layout, first, last)
    return tuple(_line(label, values, warn) for label, values in found), taken


def _tell_unknown(layout: Layout, first: int, last: int, warn: Warn) -> None:
    """Funds are printed, in a manner that is not known."""
    for row in range(first, last + 1):
        for cell in layout.begun(row):
            if len(cell.text) < _SHORT and _PRINTED.search(key(cell.text)):
                warn(cell.place, "资金的排法未认出，未读取", single(cell.text))
                return


def _paired(layout: Layout, heading: MoneyHeading, warn: Warn) -> FundLine | None:
    """预算数 | 200 | 执行数 | 195.5: labels with their amounts on one row."""
    values: dict[str, Cell | None] = {}
    for column in heading.columns:
        value = layout.at(heading.row, column.last + 1)
        seen = value is not None and any(glyph.isdigit() for glyph in value.text)
        known = seen and value is not None and amount(single(value.text))[1]
        values[column.role] = value if known else None
    if sum(value is not None for value in values.values()) <= len(values) // 2:
        return None
    return _line(None, values, warn)


def _lines(
    layout: Layout, table: MoneyHeading, last: int, warn: Warn
) -> tuple[tuple[FundLine, ...], set[int]]:
    lines: list[FundLine] = []
    taken = set(range(table.row, table.bottom + 1))
    block = {cell.text for cell in layout.seen(table.row) if cell.column < table.first}
    for row in range(table.bottom + 1, last + 1):
        if row not in layout.rows:
            if lines:
                continue
            break
        label = line_label(layout, table, row, block)
        values = {c.role: _cell(layout, row, c) for c in table.columns}
        if not _is_line(label, values, first=not lines, under=table.label):
            break
        taken.add(row)
        _tell_strange(layout, table, row, warn)
        lines.append(_line(label, values, warn))
    _tell_unread(layout, table, range(table.bottom + 1, last + 1), taken, warn)
    if lines and not any(column.role == "weight" for column in table.columns):
        lines[0] = evolve(lines[0], weight=weight_in_heading(layout, table))
    return tuple(lines), taken


def _tell_unread(
    layout: Layout, table: MoneyHeading, rows: range, taken: set[int], warn: Warn
) -> None:
    """Rows of the block of funds that no line came from."""
    block = layout.seen(table.row)[0]
    for row in rows:
        if row in taken or row >= block.row + block.rows:
            continue
        for cell in layout.begun(row):
            if cell.text.strip():
                warn(cell.place, "资金表里这一格未读懂，未读取", single(cell.text))
        taken.add(row)


def line_label(
    layout: Layout, table: MoneyHeading, row: int, block: set[str]
) -> Cell | None:
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
    label: Cell | None,
    values: dict[str, Cell | None],
    *,
    first: bool,
    under: tuple[int, int] | None,
) -> bool:
    """Say whether a row is a line of the funds; `under` is where labels are headed."""
    held = [cell for what, cell in values.items() if cell and what != NOTE]
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
    if under and not held and under[0] <= label.column <= under[1]:
        return label.rows == 1
    return bool(held) and len(readable) == len(held)


def _cell(layout: Layout, row: int, column: Column) -> Cell | None:
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
    held = {what: cell for what, cell in values.items() if cell}
    if label is None and held:
        cell = next(iter(held.values()))
        warn(cell.place, "资金行没有名称，按年度资金总额读取", None)
    places = {what: cell.place for what, cell in held.items()}
    if NOTE in places:
        places["variance_note"] = places.pop(NOTE)
    return FundLine(
        text or "年度资金总额",
        amounts["initial"],
        amounts["budget"],
        amounts["spent"],
        scores["weight"],
        amounts["rate"],
        scores["stated"],
        place,
        variance_note=lines(held[NOTE].text) if NOTE in held else None,
        places=places,
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
    value, doubt = scored(cell.text)
    if doubt:
        what = "资金表里的分数" if value is not None else "资金表里"
        warn(cell.place, f"{what}{doubt}", single(cell.text))
    return value


def _tell_strange(layout: Layout, table: MoneyHeading, row: int, warn: Warn) -> None:
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
        warn(lines[0].place, "资金没有列名，按预算数读取", None)
    return tuple(lines), taken


def unit_of(layout: Layout, table: MoneyHeading) -> str | None:
    """元 or 万元, from the headings of the table."""
    return unit_in_heading(layout, table.row)
