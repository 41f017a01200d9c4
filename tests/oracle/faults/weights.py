"""分值与表的结构的错."""

from __future__ import annotations

from copy import deepcopy
from fractions import Fraction
from random import Random

from tests.oracle.clean import level_sums
from tests.oracle.faults.registry import (
    fault,
    meet,
    row_where,
    scored_in_one_cell,
    settled,
    weighted,
)
from tests.oracle.layouts import LAYOUTS, Layout
from tests.oracle.model import Line, Sheet, Wanted, may, want
from tests.oracle.numbers import numeral
from tests.oracle.worth import Aim, method

Found = list[Wanted] | None
ONE = Fraction(1)
FOLLOWS = ("W201", "W202")
"""A weight that is wrong at one level may be told at the levels above it too."""


def levelled(layout: Layout) -> bool:
    return layout.level_weights


def set_by_policy(layout: Layout) -> bool:
    return weighted(layout) and bool(method(layout.policy).level_weights())


def met_row(table: Sheet, draw: Random, least: int = 3) -> tuple[int, Line] | None:
    return row_where(table, draw, lambda x: x.met and x.ratio and x.weight >= least)


def shift(line: Line, points: Fraction) -> None:
    """Change the weight of a met row, and its full points."""
    line.weight += points
    line.stated = line.weight


@fault("一行的分值少一分")
def less(table: Sheet, draw: Random) -> Found:
    found = met_row(table, draw)
    if found is None:
        return None
    line = found[1]
    shift(line, -ONE)
    second = f"{line.level1}/{line.level2}"
    if second in table.level_weights:
        cell = f"level2.{second}"
    elif line.level1 in table.level_weights:
        cell = f"level1.{line.level1}"
    else:
        cell = "total.weight"
    return settled(table, want("W201", cell), *may(*FOLLOWS))


@fault("分值合计多 0.02", levelled)
def hundredths(table: Sheet, draw: Random) -> Found:
    del draw
    table.level_weights = level_sums(table, second=False)
    rows = [x for x in table.lines if x.level1 == "产出指标" and x.met and x.ratio]
    if len(rows) < 3:
        return None
    for line, moved in zip(rows, ("0.33", "0.33", "-0.64"), strict=False):
        if line.weight < 2:
            return None
        shift(line, Fraction(moved))
    return settled(table, want("W201", "level1.产出指标"), *may(*FOLLOWS))


@fault("总分行的分值不是一百")
def total_weight(table: Sheet, draw: Random) -> Found:
    table.typed["total.weight"] = Fraction(draw.choice((95, 98, 101, 110, 120)))
    return [want("W201", "total.weight")]


@fault("一级指标印的分值有误", levelled)
def level_weight(table: Sheet, draw: Random) -> Found:
    table.level_weights = level_sums(table, second=False)
    level = draw.choice(list(table.level_weights))
    table.level_weights[level] += 5
    return [want("W201", f"level1.{level}"), *may(*FOLLOWS)]


@fault("二级指标印的分值有误", levelled)
def second_weight(table: Sheet, draw: Random) -> Found:
    table.level_weights = level_sums(table, second=True)
    level = draw.choice([key for key in table.level_weights if "/" in key])
    table.level_weights[level] += 3
    return [want("W201", f"level2.{level}"), *may(*FOLLOWS)]


@fault("一级指标的分值不照办法", set_by_policy)
def other_levels(table: Sheet, draw: Random) -> Found:
    rows = [
        row_where(table, draw, lambda x: x.level1 == "产出指标" and x.met and x.ratio),
        row_where(table, draw, lambda x: x.level1 == "效益指标" and x.met and x.ratio),
    ]
    first, second = rows
    if first is None or second is None or second[1].weight <= 6:
        return None
    shift(first[1], Fraction(5))
    shift(second[1], Fraction(-5))
    if table.level_weights:
        table.level_weights = level_sums(table, second=False)
    wanted = [want("W202", f"level1.{name}") for name in ("产出指标", "效益指标")]
    return settled(table, *wanted)


def _added(table: Sheet, draw: Random, name: str) -> Line:
    """Add a row beside another one of 产出."""
    index = draw.choice([n for n, x in enumerate(table.lines) if x.ratio])
    line = deepcopy(table.lines[index])
    line.name = name
    meet(line)
    table.lines.insert(index + 1, line)
    return line


@fault("一行的分值为 0")
def zero(table: Sheet, draw: Random) -> Found:
    line = _added(table, draw, "新增管护点位数量")
    line.aim, line.done, line.unit = Aim("at_least", ONE * 3), ONE * 3, "个"
    line.weight = line.stated = Fraction(0)
    return [want("W203", f"row{table.lines.index(line)}.weight")]


@fault("一行的分值没有填")
def blank_weight(table: Sheet, draw: Random) -> Found:
    found = met_row(table, draw)
    if found is None:
        return None
    found[1].typed["weight"] = None
    return [want("W203", f"row{found[0]}.weight"), *may("W201", "W202", "P410", "F307")]


@fault("执行率的分值印作 100")
def execution_weight(table: Sheet, draw: Random) -> Found:
    del draw
    table.funds[0].typed["weight"] = 100
    return [want("W204", "fund0.weight"), *may("W201")]


@fault("没有满意度指标", set_by_policy)
def no_satisfaction(table: Sheet, draw: Random) -> Found:
    gone = [x for x in table.lines if x.level1 == "满意度指标"]
    table.lines = [x for x in table.lines if x.level1 != "满意度指标"]
    found = row_where(table, draw, lambda x: x.level1 == "效益指标" and x.met)
    if found is None or not found[1].ratio:
        return None
    shift(found[1], sum((x.weight for x in gone), Fraction(0)))
    if table.level_weights:
        table.level_weights = level_sums(table, second=False)
    return settled(table, want("S101"), *may("W202"))


@fault("同一组里指标重名")
def same_name(table: Sheet, draw: Random) -> Found:
    index = draw.choice(
        [n for n, x in enumerate(table.lines) if x.level2 == "数量指标"]
    )
    group = [n for n, x in enumerate(table.lines) if x.level2 == "数量指标"]
    other = draw.choice([n for n in group if n != index])
    table.lines[index].name = table.lines[other].name
    return [want("S102", f"row{index}.name", f"row{other}.name")]


@fault("上级行与明细行都计了分", scored_in_one_cell)
def parent_too(table: Sheet, draw: Random) -> Found:
    """“一、……”一行印了各明细之和, 明细也各有分值与得分."""
    rows = [n for n, x in enumerate(table.lines) if x.level2 == "数量指标"]
    for number, index in enumerate(rows, 1):
        line = table.lines[index]
        line.name = f"（{numeral(number)}）{line.name}"
    first = table.lines[rows[0]]
    parent = deepcopy(first)
    parent.name = "一、基础设施建设"
    parent.weight = sum((table.lines[n].weight for n in rows), Fraction(0))
    parent.stated, parent.note = parent.weight, None
    parent.aim, parent.done, parent.unit = Aim("at_least", ONE * 2), ONE * 2, "项"
    table.lines.insert(rows[0], parent)
    del draw
    return [want("S104"), *may("S104", "W201", "W202", "P405", "P410", "F307")]


@fault("同一工作的两行相反")
def contradiction(table: Sheet, draw: Random) -> Found:
    quality = row_where(table, draw, lambda x: x.level2 == "质量指标" and x.unit == "%")
    time = row_where(
        table, draw, lambda x: bool(x.aim and x.aim.kind == "deadline" and x.met)
    )
    if quality is None or time is None or LAYOUTS[table.layout].policy == "hubei-2020":
        return None
    (one, line), (two, late) = quality, time
    line.name, late.name = "智慧政务平台终验工作完成率", "智慧政务平台终验完成时间"
    line.aim, line.done = Aim("at_least", Fraction(100)), Fraction(0)
    line.stated, line.note = Fraction(0), "尚未组织终验"
    cells = [f"row{n}.{role}" for n in (one, two) for role in ("name", "actual")]
    return settled(table, want("S106", *cells), *may("S106"))
