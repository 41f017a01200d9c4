"""小计与合计: 一级、二级指标各自的和, 总分, 等级."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from attrs import evolve

from indicators.records import record
from indicators.tree import Group, grow
from scoring.policy import Policy
from scoring.rounding import exact_sum
from templates.live.shapes import Addend, CellFormula, Statuses, SumShape
from templates.live.sheets.cells import STATUSES, Cells, in_any_row, in_row, span
from templates.live.sheets.fund_cells import LiveExecution
from templates.live.sheets.indicator_cells import OWNER, LiveIndicator
from templates.live.sheets.reasons import said_of
from templates.live.sum_formula import FULL, grade_shape, level_shape, total_shape


@record
class LiveGroup:
    """一组: 第几级 (从 0 数), 名称, 印出的分值, 第一行是第几行指标, 小计."""

    depth: int
    name: str
    weight: Decimal | None
    first: int
    shape: SumShape


@record
class LiveTotal:
    """总分行: 分值之和, 合计, 等级 (没有等级的办法或版式为 None), 应有的分值.

    `weight` adds up every row that prints a weight; a row that does not apply is no part
    of the points in `shape`.
    """

    weight: CellFormula
    shape: SumShape
    grade: CellFormula | None
    full: Decimal


def live_groups(
    rows: Sequence[LiveIndicator], cells: Cells, policy: Policy
) -> tuple[LiveGroup, ...]:
    """逐组写出小计, 外层在先."""
    indicators = [each.row for each in rows]
    return tuple(
        LiveGroup(
            depth,
            group.name or "",
            group.weight,
            first,
            _level(rows, range(first, first + count), cells, policy),
        )
        for depth, group, first, count in _walk(grow(indicators), 0, 0)
    )


def _level(
    rows: Sequence[LiveIndicator], numbers: range, cells: Cells, policy: Policy
) -> SumShape:
    """Sum a group: the weights of all its rows, the points of those that apply."""
    counted, apart = _parts(rows, numbers, cells)
    shape = level_shape(counted, policy)
    if not apart:
        return shape
    weight = level_shape([*counted, *apart], policy).weight_formula
    return evolve(shape, weight_formula=weight)


def _walk(
    nodes: Sequence[object], depth: int, first: int
) -> Iterator[tuple[int, Group, int, int]]:
    """Go through the groups: depth, group, its first row, how many rows it has."""
    for node in nodes:
        if not isinstance(node, Group):
            first += 1
            continue
        count = sum(1 for _ in node.indicators())
        yield depth, node, first, count
        yield from _walk(node.children, depth + 1, first)
        first += count


def live_total(
    rows: Sequence[LiveIndicator],
    execution: LiveExecution | None,
    cells: Cells,
    policy: Policy,
    full: Decimal | None,
) -> LiveTotal:
    """写出总分: the execution and every row that applies.

    Points that somebody typed and that do not fit leave it open, as their status says.
    """
    counted, apart = _parts(rows, range(len(rows)), cells, headed=True)
    if execution is not None:
        counted.insert(0, execution.addend(cells))
    asking = bool(in_any_row(cells, OWNER, "note"))
    told = [said_of(each, asking=asking) for each in rows]
    if execution is not None:
        told.insert(0, str(execution.shape.status_formula.value))
    said = Statuses(STATUSES, tuple(told))
    whole = FULL if full is None else full
    left_out = exact_sum(w for part in apart for w, _ in part.rows if w is not None)
    shape = total_shape(
        counted, policy, full=whole - left_out, apart=apart, statuses=said
    )
    weight = level_shape([*counted, *apart], policy).weight_formula
    blank = f'=IF(ISERROR({weight.text[1:]}),"",{weight.text[1:]})'
    weight = evolve(weight, text=blank)
    place = cells.at("total", "stated")
    grade = grade_shape(place, shape, policy) if place else None
    return LiveTotal(weight, shape, grade, whole)


def _parts(
    rows: Sequence[LiveIndicator],
    numbers: range,
    cells: Cells,
    *,
    headed: bool = False,
) -> tuple[list[Addend], list[Addend]]:
    """Part rows into runs of those that count and of those that do not apply.

    A run of the whole table begins at its heading, so that a row put in above the first
    one is counted too.
    """
    counted: list[Addend] = []
    apart: list[Addend] = []
    for applies, run in groupby(numbers, key=lambda number: rows[number].applies):
        members = list(run)
        part = _addend(rows, members, cells, headed=headed and members[0] == 0)
        (counted if applies else apart).append(part)
    return counted, apart


def _addend(
    rows: Sequence[LiveIndicator], members: list[int], cells: Cells, *, headed: bool
) -> Addend:
    """One run of neighbouring rows, as ranges of weights and of points."""
    first, last = rows[members[0]].at, rows[members[-1]].at
    weights, points = (
        span(in_row(column, first - headed), in_row(column, last))
        for column in (in_any_row(cells, OWNER, r) for r in ("weight", "stated"))
    )
    blank = ((None, None),) if headed else ()
    held = tuple((rows[number].weight, rows[number].points) for number in members)
    return Addend(weights, points, (*blank, *held))
