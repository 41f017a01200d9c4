"""定位: 一个格子 → 其中每一张自评表的表图. 按表头的意思认, 不按位置."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from attrs import evolve

from reading.doubts import Doubts
from reading.grid import Cell, Grid, Layout
from reading.locating.form_map import FormMap
from reading.locating.funds.lines import find_funds
from reading.locating.goals import find_goals
from reading.locating.head import find_head
from reading.locating.headings.columns import TableHeading
from reading.locating.headings.forms import FormRows, forms, goes_on_at, is_goal_block
from reading.locating.remarks import find_remarks
from reading.locating.rows import Block, RowFinder
from reading.locating.table_map import IndicatorTable, TotalRow
from reading.locating.total import grade_below, total_above
from reading.vocabulary.values import grouped

LINES_BELOW = 3


def locate(grid: Grid) -> tuple[FormMap, ...]:
    """定位: the map of every form on a grid, from top to bottom; () for none.

    A form is found by the heading of its indicator table.
    """
    layout = Layout(grid)
    return tuple(_map(layout, form) for form in forms(layout))


def locate_above(grid: Grid) -> FormMap:
    """The map of a table without indicators: its head, funds and goals, its total."""
    layout = Layout(grid)
    below = layout.height + 1
    total = total_above(layout, TableHeading(below, below, []), 1)
    return _above(layout, (1, layout.height, layout.height), total=total)


def _map(layout: Layout, form: FormRows) -> FormMap:
    """Find everything of one form."""
    tables = tuple(_tables(layout, form))
    lowest = tables[-1].last
    after = layout.grid.after[:LINES_BELOW] if form.last == layout.height else ()
    return _above(
        layout,
        (form.first, form.headings[0].top - 1, form.last),
        tables=tables,
        total=_total(layout, form, tables),
        grade=grade_below(layout, lowest + 1, form.last),
        remarks=find_remarks(layout, lowest + 1, form.last, after),
    )


def _above(layout: Layout, rows: tuple[int, int, int], **below: Any) -> FormMap:
    """Find what stands above the indicators, and put what stands `below` to it.

    `rows` are the first one, the last one above the indicators, and the last of all.
    """
    first, last, bottom = rows
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
        year_open=head.year_open,
        number=head.number,
        head=head.fields,
        funds=funds,
        goals=goals,
        funds_doubts=doubts.taken(),
        goals_doubts=goal_doubts.taken(),
        layout=layout,
        **below,
    )


def _tables(layout: Layout, form: FormRows) -> list[IndicatorTable]:
    """Find the rows below each heading, down to the next one."""
    tops = [goes_on_at(layout, *pair) for pair in pairwise(form.headings)]
    ends = [*(top - 1 for top in tops), form.last]
    blocks = _blocks(layout, form) if len(form.headings) > 1 else [None]
    found: list[IndicatorTable] = []
    above: RowFinder | None = None
    for heading, end, block in zip(form.headings, ends, blocks, strict=True):
        finder = RowFinder(layout, heading, end, block)
        finder.go_on(above)
        above = finder
        found.append(finder.find())
    return found


def _total(
    layout: Layout, form: FormRows, tables: tuple[IndicatorTable, ...]
) -> TotalRow | None:
    """The total of the last table that has one; else one above the indicators."""
    totals = [table.total for table in tables if table.total]
    total = totals[-1] if totals else None
    if total is not None and (total.stated is not None or total.grade is not None):
        return total
    return _joined(total_above(layout, form.headings[0], form.first), total)


def _joined(above: TotalRow | None, below: TotalRow | None) -> TotalRow | None:
    """项目总得分：____ above the indicators, with the weight of 合计 | 100 below them."""
    if above is None or below is None or below.weight is None:
        return above or below
    return evolve(above, weight=below.weight, cells={**below.cells, **above.cells})


def _blocks(layout: Layout, form: FormRows) -> list[Block | None]:
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


def _label_above(layout: Layout, form: FormRows, number: int) -> Cell | None:
    """The label of a goal block between one heading and the one before it."""
    start = form.headings[number - 1].bottom + 1 if number else form.first
    for row in range(form.headings[number].top, start - 1, -1):
        for cell in layout.seen(row):
            if is_goal_block(cell.text):
                return cell
    return None
