"""没有填完的表: 得分、完成值、总分、表头、目标、资金空着."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracle.faults.registry import (
    anywhere,
    fault,
    row_where,
    settled,
    stated,
    weighted,
)
from tests.oracle.layouts import Layout
from tests.oracle.model import Sheet, Wanted, may, want

Found = list[Wanted] | None


def with_goals(layout: Layout) -> bool:
    return layout.goals is not None


def _cells(role: str, indices: list[int]) -> tuple[str, ...]:
    """One finding for a kind: at any of the cells it lists."""
    return tuple(f"row{n}.{role}" for n in indices)


@fault("得分都没有填", anywhere)
def no_points(table: Sheet, draw: Random) -> Found:
    del draw
    for line in table.lines:
        line.typed["stated"] = None
    cells = _cells("stated", list(range(len(table.lines))))
    return [want("C801", *cells), *may("N501")]


@fault("一行的得分没有填")
def no_point(table: Sheet, draw: Random) -> Found:
    index = draw.randrange(len(table.lines))
    table.lines[index].typed["stated"] = None
    return [want("C801", stated(index))]


@fault("得分与总分都没有填", anywhere)
def nothing_given(table: Sheet, draw: Random) -> Found:
    found = no_points(table, draw)
    table.funds[0].typed["stated"] = None
    table.total = table.grade = None
    return [*(found or []), want("C803", "total.stated"), *may("C801")]


@fault("完成值没有填而有得分")
def unproved(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.met and x.ratio)
    if found is None:
        return None
    index, line = found
    line.done = None
    return settled(
        table, want("P407", stated(index)), want("C802", f"row{index}.actual")
    )


@fault("指标值没有填而有得分")
def aimless(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.met and x.ratio)
    if found is None:
        return None
    index, line = found
    line.typed["actual"] = f"{line.done}{line.unit}"
    line.aim = None
    return settled(
        table, want("P407", stated(index)), want("C807", f"row{index}.target")
    )


@fault("两行的完成值没有填, 得 0 分")
def undone(table: Sheet, draw: Random) -> Found:
    rows = draw.sample(range(len(table.lines)), 2)
    for index in rows:
        line = table.lines[index]
        line.done, line.stated, line.note = None, Fraction(0), "尚未统计"
    return settled(table, want("C802", *_cells("actual", rows)))


@fault("总分没有填", anywhere)
def no_total(table: Sheet, draw: Random) -> Found:
    del draw
    table.total = table.grade = None
    return [want("C803", "total.stated")]


def _headless(table: Sheet, key: str) -> Found:
    table.head[key] = ""
    return [want("C804", f"head.{key}")]


@fault("项目名称没有填", anywhere)
def no_project(table: Sheet, draw: Random) -> Found:
    del draw
    return _headless(table, "project")


@fault("主管部门没有填", anywhere)
def no_department(table: Sheet, draw: Random) -> Found:
    del draw
    return _headless(table, "department")


@fault("实施单位没有填", anywhere)
def no_unit(table: Sheet, draw: Random) -> Found:
    del draw
    return _headless(table, "unit")


@fault("年度没有填", lambda layout: layout.policy != "legacy-2016")
def no_year(table: Sheet, draw: Random) -> Found:
    del draw
    table.typed["year"] = "（    年度）"
    return [want("C804")]


@fault("预期目标没有填", with_goals)
def no_goals(table: Sheet, draw: Random) -> Found:
    del draw
    table.goals = ("", table.goals[1])
    return [want("C805", "goals.expected")]


@fault("目标完成情况没有填", with_goals)
def goals_unanswered(table: Sheet, draw: Random) -> Found:
    del draw
    table.goals = (table.goals[0], "")
    return [want("C805", "goals.actual"), *may("S107")]


@fault("资金没有填", weighted)
def no_funds(table: Sheet, draw: Random) -> Found:
    del draw
    for money in table.funds:
        money.initial = money.budget = money.spent = None
    table.rate = None
    return [want("C806"), *may("F305", "F302", "P410", "P407")]
