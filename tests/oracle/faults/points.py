"""得分的错: 高了、低了、达标而扣分、超出分值."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from random import Random

from tests.oracle.faults.registry import (
    REASON,
    fault,
    meet,
    miss,
    row_where,
    scaled_row,
    scored_in_one_cell,
    settled,
    stated,
)
from tests.oracle.model import Line, Sheet, Wanted, want
from tests.oracle.numbers import plain
from tests.oracle.worth import Aim, rounded

Found = list[Wanted] | None
TENTH = Fraction(1, 10)


def _moved(table: Sheet, draw: Random, by: Fraction, kinds: str = "") -> Found:
    """A row that missed, with points that differ from the formula's."""
    found = scaled_row(table, draw, kinds)
    if found is None:
        return None
    index, line = found
    points = miss(table, line, draw) + by
    if not 0 <= points < line.weight:
        return None
    line.stated = points
    return settled(table, want("P402", stated(index)))


@fault("未达标而得分偏高")
def higher(table: Sheet, draw: Random) -> Found:
    return _moved(table, draw, Fraction(draw.randint(17, 39), 100))


@fault("未达标而得分偏低")
def lower(table: Sheet, draw: Random) -> Found:
    return _moved(table, draw, -Fraction(draw.randint(17, 90), 100))


@fault("反向指标得分偏高")
def reverse_higher(table: Sheet, draw: Random) -> Found:
    return _moved(table, draw, Fraction(draw.randint(17, 39), 100), "at_most")


@fault("反向指标照线性扣减")
def linear(table: Sheet, draw: Random) -> Found:
    found = scaled_row(table, draw, "at_most")
    if found is None:
        return None
    index, line = found
    miss(table, line, draw)
    assert line.aim is not None
    over = (line.done - line.aim.value) / line.aim.value
    line.stated = rounded((1 - over) * line.weight)
    return settled(table, want("P402", stated(index)))


def _full(table: Sheet, draw: Random, kinds: str) -> Found:
    found = scaled_row(table, draw, kinds)
    if found is None:
        return None
    index, line = found
    miss(table, line, draw)
    line.stated, line.note = line.weight, None
    return settled(table, want("P409", stated(index)))


@fault("正向未达标而满分")
def full(table: Sheet, draw: Random) -> Found:
    return _full(table, draw, "at_least")


@fault("反向超标而满分")
def reverse_full(table: Sheet, draw: Random) -> Found:
    return _full(table, draw, "at_most")


@fault("没有符号的人数未达标而满分", scored_in_one_cell)
def unsigned(table: Sheet, draw: Random) -> Found:
    """38508 人到了 37442 人而满分."""
    found = row_where(table, draw, lambda x: x.level2 == "数量指标" and x.weight >= 2)
    if found is None:
        return None
    index, line = found
    line.name, line.unit = "参保登记人数", ""
    line.aim = Aim("at_least", Fraction(draw.randint(20000, 60000)))
    line.done = line.aim.value - draw.randint(900, 4000)
    line.typed["target"] = plain(line.aim.value)
    line.stated, line.note = line.weight, None
    return settled(table, want("P409", stated(index)))


@fault("等于未达标而满分")
def exact_full(table: Sheet, draw: Random) -> Found:
    return _full(table, draw, "exactly")


@fault("反向零指标未达而满分")
def zero_full(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.aim is not None and x.aim.value == 0)
    if found is None:
        return None
    index, line = found
    line.done = Fraction(draw.randint(1, 4))
    line.stated, line.note = line.weight, None
    return settled(table, want("P409", stated(index)))


def _deducted(table: Sheet, draw: Random, points: Fraction, note: str | None) -> Found:
    found = row_where(table, draw, lambda x: x.met and x.ratio and x.weight >= 3)
    if found is None:
        return None
    index, line = found
    line.stated, line.note = line.weight - points, note
    wanted = [want("P408", stated(index))]
    if note is None:
        wanted.append(want("N501", f"row{index}.note", stated(index)))
    return settled(table, *wanted)


@fault("达标而扣分")
def deducted(table: Sheet, draw: Random) -> Found:
    return _deducted(table, draw, Fraction(draw.randint(3, 25), 10), REASON)


@fault("达标而扣分且无原因")
def deducted_silently(table: Sheet, draw: Random) -> Found:
    return _deducted(table, draw, Fraction(draw.randint(3, 25), 10), None)


@fault("达标而扣 0.12 分")
def deducted_little(table: Sheet, draw: Random) -> Found:
    return _deducted(table, draw, Fraction(12, 100), REASON)


@fault("达标而得 0 分")
def nothing_given(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.met and x.ratio)
    if found is None:
        return None
    index, line = found
    line.stated, line.note = Fraction(0), REASON
    return settled(table, want("P408", stated(index)))


@fault("整一分的行达标而得 0 分无原因")
def small_nothing(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.met and x.ratio and x.weight == 1)
    if found is None:
        return None
    index, line = found
    line.stated, line.note = Fraction(0), None
    note = want("N501", f"row{index}.note", stated(index))
    return settled(table, want("P408", stated(index)), note)


@fault("按时完成而扣分")
def in_time(table: Sheet, draw: Random) -> Found:
    found = row_where(
        table, draw, lambda x: bool(x.aim and x.aim.kind == "deadline" and x.weight > 1)
    )
    if found is None:
        return None
    index, line = found
    line.stated, line.note = line.weight - Fraction(1, 2), REASON
    return settled(table, want("P408", stated(index)))


@fault("达标而按百分数给分")
def by_the_percent(table: Sheet, draw: Random) -> Found:
    found = scaled_row(table, draw, "at_least")
    if found is None or found[1].unit != "%" or found[1].aim is None:
        return None
    index, line = found
    line.aim = Aim("at_least", Fraction(draw.randint(80, 93)))
    meet(line)
    line.note = REASON
    line.stated = rounded(line.weight * line.done / 100)
    return settled(table, want("P408", stated(index)))


@fault("得分高于分值")
def above(table: Sheet, draw: Random) -> Found:
    index = draw.randrange(len(table.lines))
    line = table.lines[index]
    line.stated = line.weight + draw.randint(1, 5)
    line.note = None
    return settled(table, want("P401", stated(index)))


@fault("得分高于分值 0.1")
def above_little(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.met and x.weight >= 2)
    if found is None:
        return None
    index, line = found
    other = row_where(
        table, draw, lambda x: x is not line and x.level1 == line.level1 and x.met
    )
    if other is None:
        return None
    line.weight -= TENTH
    line.stated = line.weight + TENTH
    _give(other[1], TENTH)
    table.level_weights = {}
    return settled(table, want("P401", stated(index)))


def _give(line: Line, points: Fraction) -> None:
    """Give a met row the weight that another one lost."""
    line.weight += points
    line.stated, line.note = line.weight, None


@fault("得分为负")
def below(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.weight >= 2)
    if found is None:
        return None
    index, line = found
    line.stated, line.note = Fraction(-draw.randint(1, 3)), REASON
    return settled(table, want("P401", stated(index)))


@fault("两行得分互换")
def swapped(table: Sheet, draw: Random) -> Found:
    first = row_where(table, draw, lambda x: x.met and x.ratio and x.weight >= 4)
    if first is None:
        return None
    other = row_where(
        table,
        draw,
        lambda x: x.met and x.ratio and 1 <= x.weight <= first[1].weight - 1,
    )
    if other is None:
        return None
    (high, one), (low, two) = first, other
    one.stated, two.stated = two.stated, one.stated
    one.note = REASON
    return settled(table, want("P408", stated(high)), want("P401", stated(low)))


@fault("远逾期而得分高于办法所许")
def very_late(table: Sheet, draw: Random) -> Found:
    """逾期由人评定: 多少都许, 高于分值不许."""
    found = row_where(
        table, draw, lambda x: bool(x.aim and x.aim.kind == "deadline" and x.weight > 1)
    )
    if found is None or found[1].aim is None:
        return None
    index, line = found
    line.done = found[1].aim.value + timedelta(days=20)
    line.stated, line.note = line.weight + 1, REASON
    return settled(table, want("P401", stated(index)))
