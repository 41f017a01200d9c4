"""对照批复与上年的错: 指标值改了, 少了一行, 与上年全同."""

from __future__ import annotations

from copy import deepcopy
from fractions import Fraction
from random import Random

from tests.oracle.faults.registry import fault, row_where, scaled_row, weighted
from tests.oracle.layouts import Layout
from tests.oracle.model import Sheet, Wanted, want
from tests.oracle.worth import Aim

Found = list[Wanted] | None


def dated(layout: Layout) -> bool:
    return weighted(layout) and layout.years[0] < layout.years[1]


def approved(table: Sheet) -> Sheet:
    """The table as it was approved: the same rows and targets."""
    table.others["approved"] = deepcopy(table)
    return table.others["approved"]


@fault("指标值低于批复的")
def lowered(table: Sheet, draw: Random) -> Found:
    found = scaled_row(table, draw)
    if found is None or found[1].aim is None:
        return None
    index, line = found
    other = approved(table).lines[index]
    more = Fraction(6, 5) if found[1].aim.kind == "at_least" else Fraction(4, 5)
    other.aim = Aim(found[1].aim.kind, Fraction(round(found[1].aim.value * more)))
    if other.aim == line.aim or (line.unit == "%" and other.aim.value > 100):
        return None
    return [want("X701", f"row{index}.target", f"row{index}.value")]


@fault("批复的一行不见了")
def dropped(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.level2 == "数量指标")
    if found is None:
        return None
    other = deepcopy(found[1])
    other.name = "编制年度工作简报期数"
    approved(table).lines.insert(found[0] + 1, other)
    return [want("X701")]


@fault("比批复多了一行")
def added(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.level2 == "数量指标")
    if found is None:
        return None
    del approved(table).lines[found[0]]
    cells = [f"row{found[0]}.{role}" for role in ("name", "target", "value")]
    return [want("X701", *cells)]


@fault("指标值与上年完全相同", dated)
def as_last_year(table: Sheet, draw: Random) -> Found:
    del draw
    if any(x.aim and x.aim.kind == "deadline" for x in table.lines):
        return None
    table.others["last_year"] = deepcopy(table)
    table.others["last_year"].year -= 1
    return [want("X702")]
