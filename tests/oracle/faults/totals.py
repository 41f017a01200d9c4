"""总分与等级的错."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracle.faults.registry import (
    anywhere,
    fault,
    miss,
    of_total,
    scaled_row,
)
from tests.oracle.model import Sheet, Wanted, may, want
from tests.oracle.numbers import plain
from tests.oracle.worth import rounded

Found = list[Wanted] | None
RATE = want("F301", "fund0.rate")
EXECUTION = want("F302", "fund0.stated")
REASON = "部分项目跨年支付"
HALF = Fraction(1, 2)
TENTH = Fraction(1, 10)


@fault("总分多一分", anywhere)
def total_more(table: Sheet, draw: Random) -> Found:
    return _total(table, Fraction(draw.randint(1, 3)))


@fault("总分少十分", anywhere)
def total_less(table: Sheet, draw: Random) -> Found:
    del draw
    return _total(table, Fraction(-10))


@fault("总分差 0.3 分", anywhere)
def total_off(table: Sheet, draw: Random) -> Found:
    return _total(table, Fraction(draw.choice((-3, 3)), 10))


def _total(table: Sheet, by: Fraction) -> Found:
    assert table.total is not None
    table.total += by
    if table.total > 100:
        return None
    table.grade = table.by.grade(table.total)
    return [want("P405", "total.stated"), *of_total(table)]


@fault("总分进到整数", anywhere)
def total_up(table: Sheet, draw: Random) -> Found:
    del draw
    assert table.total is not None
    up = rounded(table.total, 0, "up") - table.total
    return _total(table, up) if up > HALF else None


@fault("总分四舍五入到整数", anywhere)
def total_near(table: Sheet, draw: Random) -> Found:
    """差 0.1 分以上: P405, 并说出哪种舍入; P410 两种读法都有理."""
    del draw
    assert table.total is not None
    off = rounded(table.total, 0) - table.total
    found = _total(table, off) if abs(off) > TENTH else None
    return found and [found[0], *may("P410")]


@fault("九十几分印作一百分", anywhere)
def total_hundred(table: Sheet, draw: Random) -> Found:
    del draw
    assert table.total is not None
    short = 100 - table.total
    return _total(table, short) if HALF < short < 2 else None


@fault("文字存放的得分没有加进总分", anywhere)
def left_out(table: Sheet, draw: Random) -> Found:
    """SUM 不加文字: 总分少了这一行."""
    line = draw.choice([x for x in table.lines if (x.stated or 0) > 1])
    line.typed["stated"] = plain(line.stated or Fraction(0))
    return _total(table, -(line.stated or Fraction(0)))


@fault("等级高于总分", lambda layout: layout.graded)
def grade_high(table: Sheet, draw: Random) -> Found:
    return _grade(table, "良" if draw.random() < 0.5 else "中")


@fault("等级是差", lambda layout: layout.graded)
def grade_low(table: Sheet, draw: Random) -> Found:
    del draw
    return _grade(table, "差")


def _grade(table: Sheet, grade: str) -> Found:
    if grade == table.grade:
        return None
    table.grade = grade
    return [want("P406", "total.grade")]


@fault("八十九分多印为优", lambda layout: layout.graded)
def grade_rounded(table: Sheet, draw: Random) -> Found:
    """89.5 至 90 分之间, 四舍五入到整数才是优."""
    for _ in range(3):
        found = scaled_row(table, draw)
        if found is not None:
            miss(table, found[1], draw)
    table.settle()
    assert table.total is not None
    if not Fraction(895, 10) <= table.total < 90:
        return None
    table.grade = "优"
    return [want("P406", "total.grade")]
