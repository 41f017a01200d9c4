"""定位: 一个格子 → 其中每一张自评表的表图. 按表头的意思认, 不按位置."""

from __future__ import annotations

from attrs import define, evolve

from reading.doubts import Doubts
from reading.grid import Cell, Grid, Layout
from reading.locating.form_map import FormMap
from reading.locating.funds.lines import find_funds
from reading.locating.goals import find_goals
from reading.locating.head import find_head
from reading.locating.headings.columns import TableHeading
from reading.locating.headings.find import headings
from reading.locating.remarks import find_remarks
from reading.locating.rows import Block, RowFinder
from reading.locating.table_map import IndicatorTable, TotalRow
from reading.locating.total import find_total, grade_below, total_above, total_rows
from reading.text import single
from reading.vocabulary.headings import key, role
from reading.vocabulary.titles import is_line, is_title
from reading.vocabulary.values import grouped

LINES_BELOW = 3


@define
class _Form:
    """One 自评表 on a grid: its rows and the headings of its indicator tables."""

    first: int
    headings: list[TableHeading]
    last: int = 0


def locate(grid: Grid) -> tuple[FormMap, ...]:
    """定位: the map of every form on a grid, from top to bottom; () for none.

    A form is found by the heading of its indicator table.
    """
    layout = Layout(grid)
    return tuple(_map(layout, form) for form in _forms(layout))


def locate_above(grid: Grid) -> FormMap:
    """The map of a table without indicators: its head, its funds and its goals."""
    layout = Layout(grid)
    return _above(layout, 1, layout.height, layout.height)


def _forms(layout: Layout) -> list[_Form]:
    """Group the headings: those of one form, and forms one below the other."""
    forms: list[_Form] = []
    for heading in headings(layout):
        start = forms[-1].headings[-1].bottom + 1 if forms else 1
        begins = _begins(layout, start, heading.top - 1) if forms else 1
        if begins is not None:
            if forms:
                forms[-1].last = begins - 1
            forms.append(_Form(begins, []))
        forms[-1].headings.append(heading)
    if forms:
        forms[-1].last = layout.height
    return forms


def _begins(layout: Layout, first: int, last: int) -> int | None:
    """The row between two tables in which another form begins."""
    for row in range(first, last + 1):
        if any(map(_opens_form, layout.begun(row))):
            above = [cell.text for cell in layout.written(row - 1)]
            return row - 1 if row > first and above and is_line(above) else row
    return None


def _opens_form(cell: Cell) -> bool:
    text = single(cell.text)
    if is_title(cell.text) or role("head", cell.text) == "project":
        return True
    return text.startswith(("项目名称：", "项目名称:"))


def _map(layout: Layout, form: _Form) -> FormMap:
    """Find everything of one form."""
    top = form.headings[0].top
    above = _above(layout, form.first, top - 1, form.last)
    tables = tuple(_tables(layout, form))
    lowest = tables[-1].last
    after = layout.grid.after[:LINES_BELOW] if form.last == layout.height else ()
    return evolve(
        above,
        tables=tables,
        total=_total(layout, form, tables),
        grade=grade_below(layout, lowest + 1, form.last),
        remarks=find_remarks(layout, lowest + 1, form.last, after),
    )


def _above(layout: Layout, first: int, last: int, bottom: int) -> FormMap:
    """Find what stands above the indicators; the form reaches down to `bottom`."""
    doubts = Doubts()
    funds = find_funds(layout, first, last, doubts)
    taken = funds.taken if funds else frozenset()
    head = find_head(layout, first, last, taken)
    goal_doubts = Doubts()
    goals = find_goals(layout, first, last, taken, goal_doubts)
    return FormMap(
        first,
        bottom,
        titles=tuple(head.titles),
        years=tuple(head.years),
        year_blank=head.year_blank,
        number=head.number,
        head=head.fields,
        funds=funds,
        goals=goals,
        funds_doubts=doubts.taken(),
        goals_doubts=goal_doubts.taken(),
        layout=layout,
    )


def _tables(layout: Layout, form: _Form) -> list[IndicatorTable]:
    """Find the rows below each heading, down to the next one."""
    ends = [*(heading.top - 1 for heading in form.headings[1:]), form.last]
    blocks = _blocks(layout, form)
    found = []
    for heading, end, block in zip(form.headings, ends, blocks, strict=True):
        table = RowFinder(layout, heading, end, block).find()
        rows = total_rows(layout, table.totals, table.last, end)
        found.append(evolve(table, total=find_total(layout, heading, rows)))
    return found


def _total(
    layout: Layout, form: _Form, tables: tuple[IndicatorTable, ...]
) -> TotalRow | None:
    """The total of the last table that has one; else one above the indicators."""
    totals = [table.total for table in tables if table.total]
    total = totals[-1] if totals else None
    if total is not None and (total.stated is not None or total.grade is not None):
        return total
    return total_above(layout, form.headings[0], form.first) or total


def _blocks(layout: Layout, form: _Form) -> list[Block | None]:
    """年度绩效目标1（40分）: the goal block of each heading of a form that has several.

    Headings that a page break repeats stand in one block; a form of one block has none.
    """
    count = len(form.headings)
    labels = [_label_above(layout, form, number) for number in range(count)]
    for cells in (labels, [heading.block for heading in form.headings]):
        found: list[Block | None] = []
        for cell in cells:
            before = found[-1] if found else None
            found.append(grouped(cell.text) if cell is not None else before)
        if len({block[0] for block in found if block}) > 1:
            return found
    return [None] * count


def _label_above(layout: Layout, form: _Form, number: int) -> Cell | None:
    """The label of a goal block between one heading and the one before it."""
    start = form.headings[number - 1].bottom + 1 if number else form.first
    for row in range(form.headings[number].top, start - 1, -1):
        for cell in layout.seen(row):
            name = key(grouped(cell.text)[0]).rstrip("0123456789一二三四五六")
            if role("goals", name) == "block":
                return cell
    return None
