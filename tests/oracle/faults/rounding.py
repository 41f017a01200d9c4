"""舍入的错: 差 0.1 分以上的是错, 以内的只是提示."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracle.faults.registry import (
    REASON,
    fault,
    miss,
    row_where,
    scaled_row,
    settled,
    stated,
)
from tests.oracle.model import Line, Sheet, Wanted, want
from tests.oracle.worth import Aim, rounded

Found = list[Wanted] | None
TENTH = Fraction(1, 10)


def _rounded_far(table: Sheet, draw: Random, mode: str) -> Found:
    """得分进到或舍到整数, 差 0.1 分以上."""
    found = scaled_row(table, draw)
    if found is None:
        return None
    index, line = found
    points = miss(table, line, draw)
    line.stated = rounded(points, 0, mode)
    if abs(line.stated - points) < TENTH or line.stated >= line.weight:
        return None
    return settled(table, want("P402", stated(index)))


@fault("得分进位到整数")
def whole_up(table: Sheet, draw: Random) -> Found:
    return _rounded_far(table, draw, "up")


@fault("得分舍到整数")
def whole_down(table: Sheet, draw: Random) -> Found:
    return _rounded_far(table, draw, "down")


@fault("得分四舍五入到整数")
def whole_near(table: Sheet, draw: Random) -> Found:
    return _rounded_far(table, draw, "half_up")


def _rounded_near(table: Sheet, draw: Random, places: int, mode: str) -> Found:
    """得分多舍一点, 差 0.1 分以内: 只是提示."""
    found = scaled_row(table, draw)
    if found is None:
        return None
    index, line = found
    points = miss(table, line, draw)
    low = line.aim and line.worth(table.by)[0]
    exact = _exact(line)
    line.stated = rounded(exact, places, mode)
    if line.stated in (points, low) or line.stated >= line.weight:
        return None
    return settled_note(table, index)


def settled_note(table: Sheet, index: int) -> Found:
    table.settle()
    return [want("P403", stated(index))]


def _exact(line: Line) -> Fraction:
    assert line.aim is not None
    aim, done = Fraction(line.aim.value), Fraction(line.done)
    share = aim / done if line.aim.kind == "at_most" else done / aim
    return share * line.weight


@fault("小百分数的行差 0.2 分以上")
def small_percent(table: Sheet, draw: Random) -> Found:
    """4% 到了 5%: 印出的 5% 或是 4.6%, 也只能解释 0.1 分以内."""
    found = row_where(table, draw, lambda x: x.level2 == "质量指标" and x.weight >= 5)
    if found is None:
        return None
    index, line = found
    line.name, line.unit = "抽样数据差错率", "%"
    line.aim = Aim("at_most", Fraction(draw.randint(3, 5)))
    line.done = line.aim.value + 1
    line.note = REASON
    points = line.worth(table.by)[0]
    line.stated = points + Fraction(draw.choice((-1, 1)) * draw.randint(20, 35), 100)
    return settled(table, want("P402", stated(index)))


@fault("得分截断到两位")
def cut(table: Sheet, draw: Random) -> Found:
    return _rounded_near(table, draw, 2, "down")


@fault("得分进位到两位")
def up(table: Sheet, draw: Random) -> Found:
    return _rounded_near(table, draw, 2, "up")


@fault("得分保留一位")
def one_place(table: Sheet, draw: Random) -> Found:
    return _rounded_near(table, draw, 1, "half_up")


@fault("得分数字颠倒")
def turned(table: Sheet, draw: Random) -> Found:
    found = scaled_row(table, draw)
    if found is None:
        return None
    index, line = found
    points = miss(table, line, draw)
    units, tenths = int(points), int(points * 10) % 10
    line.stated = Fraction(tenths * 10 + units, 10)
    if units > 9 or not abs(line.stated - points) > TENTH * 3:
        return None
    if line.stated >= line.weight:
        return None
    return settled(table, want("P402", stated(index)))
