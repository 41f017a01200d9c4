"""总分行: 在指标下面, 或在指标上面; 它的分值、得分、等级各在哪一格."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import takewhile

from attrs import evolve

from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.headings.columns import TableHeading
from reading.locating.table_map import TotalRow
from reading.locating.total_values import TotalValues
from reading.locating.value_cells import ValueCell, is_blank, value_at
from reading.text import single
from reading.vocabulary.headings import role
from reading.vocabulary.totals import is_total, is_total_of_form, total_among
from reading.vocabulary.values import grade, is_graded, scored

_LABEL = 20
_FULL = Decimal(100)


def find_total(
    layout: Layout, heading: TableHeading, rows: Iterable[int]
) -> TotalRow | None:
    """Find the row of the total; of several, the last one that prints points.

    One of a greater weight below it is the total, though its points be blank: 合计 90
    above 总分 100.
    """
    doubts = Doubts()
    found = [_row(layout, heading, row, doubts) for row in rows]
    if not found:
        return None
    scored = [total for total in found if _prints_points(total)]
    if not scored or _is_above(scored[-1], found[-1]):
        return _with_doubts(found[-1], doubts)
    last = scored[-1]
    if any(total.stated != last.stated for total in scored):
        values = "、".join(str(total.stated) for total in scored)
        doubts.note(last.place, "有几行合计，读取最后一行", values)
    return _with_doubts(_with_weight(last, scored), doubts)


def _prints_points(total: TotalRow) -> bool:
    """Tell whether a row says points, be they understood or not."""
    return total.stated is not None or "stated" in dict(total.unread)


def _with_weight(last: TotalRow, others: Iterable[TotalRow]) -> TotalRow:
    """总分 | 100 | 98.57 above 自评结论 | 自评得分98.57分: the weight is in the one above."""
    whole = (o for o in others if o.stated == last.stated and o.weight is not None)
    row = next(whole, last)
    if last.weight is not None or row is last:
        return last
    return evolve(last, weight=row.weight, cells={**row.cells, **last.cells})


def _with_doubts(total: TotalRow, doubts: Doubts) -> TotalRow:
    """Keep what was doubted with the total."""
    noted = doubts.taken()
    return evolve(total, doubts=noted) if noted else total


def _is_above(part: TotalRow, whole: TotalRow) -> bool:
    """Tell whether a total is a part of the other: both print weights, its own is less."""
    weights = part.weight, whole.weight
    return None not in weights and (part.weight or 0) < (whole.weight or 0)


def is_row_of_total(
    heading: TableHeading, first: Cell, cells: Mapping[int, Cell]
) -> bool:
    """Say whether a row is the total: by its first cell, or as it is worth 100.

    各项汇总 across 一级指标 … 完成值 with 100 under 分值 is one under another label.
    """
    if is_total(first.text) or first.columns <= len(heading.levels) + 1:
        return is_total(first.text)
    weights = [cells[c.first] for c in heading.of("weight") if c.first in cells]
    values = heading.of("target", "actual")
    across = all(column.is_over(first) for column in values)
    return across and _FULL in map(_points, weights)


def _points(cell: Cell) -> Decimal | None:
    """The points of a cell."""
    return scored(cell.text)[0]


def total_rows(layout: Layout, totals: Iterable[int], last: int, end: int) -> list[int]:
    """The rows of the total: met on the way, or somewhat below the last indicator.

    Those below another project's name are not of this table.
    """
    below = list(layout.between(last + 1, end))
    others = (cell.row for cell in below if role("head", cell.text) == "project")
    stop = next(others, end + 1)
    rows = (cell.row for cell in below if is_total(cell.text))
    return [*totals, *dict.fromkeys(takewhile(lambda row: row < stop, rows))]


def total_above(layout: Layout, heading: TableHeading, first: int) -> TotalRow | None:
    """项目总得分 may stand above the indicators, in a row or behind the title."""
    for cell in layout.between(first, heading.top - 1):
        said = total_among(cell.text)
        if said is not None:
            sums = said.weight, said.stated, said.grade
            place = cell.place
            if not cell.is_sure(total_among):
                unread = (("stated", single(cell.text)),)
                return TotalRow(cell.row, cell, {}, place=place, unread=unread)
            return TotalRow(cell.row, cell, {}, *sums, place=place)
        if is_total_of_form(cell.text) and not _is_of_funds(layout, cell.row):
            return find_total(layout, heading, [cell.row])
    return None


def _is_of_funds(layout: Layout, row: int) -> bool:
    """Say whether a row says what was spent: its total is one of money."""
    return any(role("funds", cell.text) == "spent" for cell in layout.begun(row))


def grade_below(layout: Layout, first: int, last: int) -> Cell | None:
    """自评等级 | 优, in a row of its own; None where several do not agree."""
    found: dict[str | None, Cell] = {}
    for label in layout.between(first, last):
        if len(label.text) <= _LABEL:
            graded, cell = _graded(layout, label)
            found.setdefault(graded, cell)
    found.pop(None, None)
    return found.popitem()[1] if len(found) == 1 else None


def _graded(layout: Layout, label: Cell) -> tuple[str | None, Cell]:
    """The grade beside a label or in it, None for none, and the cell that holds it."""
    cell = label
    if role("total", label.text) == "grade":
        cell = layout.right_of(label) or label
    elif not is_graded(label.text):
        return None, label
    return grade(cell.text), cell


def _row(layout: Layout, heading: TableHeading, row: int, doubts: Doubts) -> TotalRow:
    """Find the cells of a row of the total, and what they say."""
    cells = layout.begun(row)
    label = next((cell for cell in cells if is_total(cell.text)), cells[0])
    if not is_total(label.text):
        message = "跨各列而分值为 100，按总分行读取"
        doubts.note(label.place, message, single(label.text))
    values = TotalValues(heading, doubts)
    for cell in _from_label(cells, label):
        values.take(cell)
    values.settle()
    left = sorted(values.unread.keys() - values.numbers.keys())
    held = {
        what: ValueCell.of(cell)
        for what, cell in (values.unread | values.cells).items()
        if cell is not label
    }
    return TotalRow(
        row,
        label,
        _blank_cells(layout, heading, label) | held,
        values.numbers.get("weight"),
        values.numbers.get("stated"),
        values.grade,
        values.cells.get("stated", cells[0]).place,
        unread=tuple((what, single(values.unread[what].text)) for what in left),
    )


def _from_label(cells: list[Cell], label: Cell) -> list[Cell]:
    """The cells of a row from the label of the total on, to another field's label."""
    cells = cells[cells.index(label) :]
    others = takewhile(lambda cell: not role("head", cell.text), cells[1:])
    return [cell for cell in (label, *others) if single(cell.text)]


def _blank_cells(
    layout: Layout, heading: TableHeading, label: Cell
) -> dict[str, ValueCell]:
    """The value cells of a blank: 分值 and 得分 in their columns, the grade beside."""
    row, first, width = label.row, label.column + label.columns, layout.grid.width
    sums = heading.of("weight", "stated")
    columns = {column.role: column.first for column in sums if column.first >= first}
    if label.row < heading.top:  # 自评总分 | ____ in the head: beside its label
        columns = {}
    if first <= width:
        columns.setdefault("stated", first)
    last = columns.get("stated", columns.get("weight", width))
    over = layout.at(row, last)
    after = last + (over.columns if over else 1)
    if is_blank(layout, row, after):
        columns["grade"] = after
    return {what: value_at(layout, row, column) for what, column in columns.items()}
