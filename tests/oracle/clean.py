"""干净的表: 每个数都照评分办法算出来, 扣了分的行都写了原因."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from tests.oracle.large import drawn_aim, many_lines
from tests.oracle.layouts import LAYOUTS, Layout
from tests.oracle.model import Line, Money, Sheet
from tests.oracle.numbers import plain
from tests.oracle.words import CATALOGUE, REACHED, REASONS
from tests.oracle.worth import Aim, Method, method, rounded

STANDARD = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
WITH_COST = {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}
PLACES = ("清河县", "东湖区", "安平县", "临江区", "永和县")
WORKS = ("农村公路养护", "职业技能提升", "老旧小区改造", "食品安全抽检", "水环境治理")
GOALS = "1.完成年度建设任务；2.提升服务质量；3.群众满意。"


def split(total: Fraction, parts: int, draw: Random) -> list[Fraction]:
    """Divide points into parts of whole or half points, none below one."""
    step = Fraction(1, 2) if draw.random() < 0.3 else Fraction(1)
    free = int((total - parts) / step)
    cuts = sorted(draw.randint(0, free) for _ in range(parts - 1))
    ends = [0, *cuts, free]
    return [1 + (b - a) * step for a, b in pairwise(ends)]


def clean_table(
    layout: str, draw: Random, *, cost: bool = False, rows: int = 0
) -> Sheet:
    """Draw one table of a layout that has nothing to be said against it.

    `rows` asks for so many; otherwise there are as many as most tables have.
    """
    form = LAYOUTS[layout]
    by = method("mof-2021" if cost else form.policy)
    where, work = draw.choice(PLACES), draw.choice(WORKS)
    head = {
        "project": f"{where}{work}项目",
        "department": f"{where}财政局",
        "unit": f"{where}{work[:4]}中心",
    }
    year = draw.randint(*form.years)
    table = Sheet(layout, year, head, (GOALS, GOALS), [], [], by)
    weights = WITH_COST if cost else STANDARD
    scale = (100 - by.execution_points) / sum(weights.values())
    scaled = {name: weight * scale for name, weight in weights.items()}
    table.lines = many_lines(scaled, rows, draw) if rows else draw_lines(scaled, draw)
    for line in table.lines:
        fill(line, year, draw)
        award(line, by, draw)
    table.funds = draw_funds(form, draw)
    table.rate = rate_text(table)
    table.stated = table.points_spent
    if form.level_weights:
        print_levels(table, draw)
    table.settle()
    return table


def draw_lines(weights: dict[str, Fraction], draw: Random) -> list[Line]:
    """Draw rows for every group; weights add up level by level."""
    lines: list[Line] = []
    for level1, weight in weights.items():
        for level2 in _groups(level1, draw):
            lines += _rows_of(level1, level2, draw)
        own = [line for line in lines if line.level1 == level1]
        for line, points in zip(own, split(weight, len(own), draw), strict=True):
            line.weight = points
    return lines


def _groups(level1: str, draw: Random) -> list[str]:
    names = [key.split("/")[1] for key in CATALOGUE if key.startswith(level1)]
    if level1 == "产出指标":
        return names
    count = draw.randint(min(2, len(names)), len(names))
    return [n for n in names if n in draw.sample(names, count)] or names


def _rows_of(level1: str, level2: str, draw: Random) -> list[Line]:
    kinds = CATALOGUE[f"{level1}/{level2}"]
    count = min(len(kinds), draw.choice((1, 1, 2, 3)))
    if level2 in {"数量指标", "质量指标"}:
        count = max(2, count)
    if level1 == "满意度指标":
        count = 1
    return [
        Line(
            level1,
            level2,
            name,
            drawn_aim(kind, low, high, draw),
            unit,
            None,
            Fraction(0),
        )
        for name, kind, unit, low, high in draw.sample(kinds, count)
    ]


def fill(line: Line, year: int, draw: Random) -> None:
    """Draw what was reached: mostly the target or a little more, one in five missed."""
    assert line.aim is not None
    if line.aim.kind == "deadline":
        line.aim = Aim("deadline", date(year, draw.choice((10, 11, 12)), 30))
        line.done = line.aim.value - timedelta(days=draw.randint(0, 40))
    elif line.aim.kind == "qualitative":
        line.done = REACHED[0] if draw.random() < 0.8 else REACHED[1]
    else:
        line.done = _reached(line, draw)


def _reached(line: Line, draw: Random) -> Fraction:
    assert line.aim is not None
    aim: Fraction = line.aim.value
    turn = draw.random()
    if turn < 0.4 or aim == 0:
        return aim
    better = turn < 0.8
    if line.aim.kind == "exactly":
        return aim
    if line.aim.kind == "at_most":
        low, high = (60, 99) if better else (105, 170)
    else:
        low, high = (101, 115) if better else (65, 98)
    done = rounded(aim * Fraction(draw.randint(low, high), 100), _places(line))
    return min(done, Fraction(100)) if line.unit == "%" else done


def _places(line: Line) -> int:
    return 2 if line.unit in {"%", "公里", "万元", "小时", "元"} else 0


def award(line: Line, by: Method, draw: Random) -> None:
    """Give the points that the method gives; what is judged gets points of its band."""
    low, high = line.worth(by)
    line.stated = low
    if low != high:
        line.stated = (low + high) / 2
        line.stated = rounded(line.stated, 1 if line.weight >= 1 else 2)
        if high == line.weight and draw.random() < 0.8:
            line.stated = high
    if line.stated < line.weight:
        line.note = draw.choice(REASONS)


def draw_funds(
    form: Layout, draw: Random, share: Fraction | None = None
) -> list[Money]:
    """Draw amounts: sources that add up, nearly all of the budget spent."""
    labels = form.labels
    parts = max(1, len(labels) - 1)
    unit = 10000 if form.unit == "元" else 1
    amounts = [
        Fraction(draw.randint(1000, 99999), 100) * unit if draw.random() < 0.7 else 0
        for _ in range(parts)
    ]
    amounts[0] = Fraction(draw.randint(5000, 900000), 100) * unit
    spent = share or Fraction(draw.choice((100, 100, 99, 98, 97)), 100)
    lines = []
    for label, amount in zip(labels[-parts:], amounts, strict=True):
        budget = Fraction(amount)
        lines.append(Money(label, budget, budget, rounded(budget * spent, 2)))
    if len(labels) == 1:
        return lines
    total: dict[str, Any] = {
        role: sum((getattr(line, role) for line in lines), Fraction(0))
        for role in ("initial", "budget", "spent")
    }
    return [Money(labels[0], **total), *lines]


def rate_text(table: Sheet, places: int = 2) -> str:
    return f"{plain(rounded(table.share_spent * 100, places), places)}%"


def print_levels(table: Sheet, draw: Random) -> None:
    """Print the weights of the groups: 一级 always, 二级 sometimes."""
    second = draw.random() < 0.4
    table.level_weights = level_sums(table, second=second)


def level_sums(table: Sheet, *, second: bool) -> dict[str, Fraction]:
    sums: dict[str, Any] = {}
    for line in table.lines:
        sums[line.level1] = sums.get(line.level1, 0) + line.weight
        if second:
            key = f"{line.level1}/{line.level2}"
            sums[key] = sums.get(key, 0) + line.weight
    return sums
