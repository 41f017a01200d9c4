"""任意的一行: 指标值、完成值与分值照人的写法写成文字, 并知道它应得多少分."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from tests.oracle.numbers import day, numeral, plain, written
from tests.oracle.worth import Aim, Method, Range, worth

MORE = ("≥", ">=", "≧", "不低于", "不少于", "＞＝")
LESS = ("≤", "<=", "≦", "不高于", "不超过", "＜＝")
UNITS = ("个", "人", "次", "台", "套", "公里", "平方米", "场", "万元", "元", "亩")
COUNTED = set(UNITS) - {"万元"}
SCALES = {"万": 10**4, "亿": 10**8}
REASON = "受天气影响，下年度加快进度"


@dataclass
class Row:
    """一行: the texts as typed, and what they mean."""

    name: str
    target: str
    actual: str
    weight: Fraction
    aim: Aim | None
    done: Any
    kind: str

    def points(self, by: Method) -> Range:
        return worth(self.aim, self.done, self.weight, by)


def draw_number(draw: Random) -> Fraction:
    """A quantity of any size, whole or with up to two decimals."""
    if draw.random() < 0.5:
        return Fraction(draw.choice((1, 2, 3, 4, 5, 6, 8, 12, 15, 30, 60, 120, 365)))
    places = draw.choice((0, 0, 1, 2))
    return Fraction(draw.randint(1, 10 ** draw.randint(1, 5)), 10**places)


def draw_done(aim: Fraction, draw: Random) -> Fraction:
    """What was reached of an aim: it, nothing, a share, more, or less than nothing."""
    turn = draw.random()
    if turn < 0.2:
        return aim
    if turn < 0.25:
        return Fraction(0)
    if turn < 0.29:
        return -abs(draw_number(draw))
    if turn < 0.5:
        return Fraction(int(aim * draw.randint(1, 2000)), 1000)
    return Fraction(int(aim * draw.randint(1, 250)), 100)


def draw_weight(draw: Random) -> Fraction:
    """分值: 整数, 半分, 两位或三位小数."""
    if draw.random() < 0.5:
        return Fraction(draw.randint(1, 20))
    if draw.random() < 0.5:
        return Fraction(draw.randint(1, 40), 4)
    if draw.random() < 0.1:
        return Fraction(draw.randint(50, 29999), 1000)
    return Fraction(draw.randint(5, 2500), 100)


def signed(aim: Fraction, unit: str, draw: Random) -> tuple[Aim, str]:
    """A target with a sign before it, or 以上 or 以内 behind it."""
    kind = draw.choice(("at_least", "at_most", "exactly"))
    text = f"{written(aim, draw) if unit in COUNTED else plain(aim)}{unit}"
    if kind == "exactly":
        return Aim(kind, aim), draw.choice(("=", "＝", "═")) + text
    signs = MORE if kind == "at_least" else LESS
    behind = "以上" if kind == "at_least" else "以内"
    before = draw.choice((*signs, ""))
    return Aim(kind, aim), f"{before}{text}" if before else f"{text}{behind}"


def counted(draw: Random) -> Row:
    """数量: 同一单位, 或两边都没有单位."""
    number = draw_number(draw)
    unit = draw.choice(UNITS)
    aim, text = signed(number, unit, draw)
    done = draw_done(number, draw)
    bare = draw.random() < 0.2 and not 1900 <= done < 2100
    said = f"{written(done, draw)}{'' if bare else unit}"
    return Row("新建设施数量", text, said, draw_weight(draw), aim, done, "count")


def like_a_month(draw: Random) -> Row:
    """像年月的数: 有单位的指标值答以 2020.8, 不是 2020 年 8 月."""
    number = Fraction(draw.randint(1000, 3000))
    unit = draw.choice(("亩", "场", "公里"))
    aim, text = signed(number, unit, draw)
    done = 2020 + Fraction(draw.randint(1, 12), draw.choice((10, 100)))
    weight = draw_weight(draw)
    return Row("植树造林面积", text, plain(done), weight, aim, done, "like a month")


def in_numerals(draw: Random) -> Row:
    """中文数字带万, 完成值没有单位: 与 ≥4万元 答以 4 是一回事."""
    number = draw.randint(2, 60)
    sign, kind = draw.choice((("≥", "at_least"), ("≤", "at_most")))
    aim, done = Aim(kind, Fraction(number)), Fraction(draw.randint(1, 70))
    text = f"{sign}{numeral(number)}万元"
    weight = draw_weight(draw)
    return Row("设备购置金额", text, plain(done), weight, aim, done, "numerals")


def per_cent(draw: Random) -> Row:
    """百分数与千分数."""
    sign = draw.choice(("%", "%", "%", "％", "百分比", "‰"))
    number = (
        Fraction(draw.randint(1, 1000), 10) if draw.random() < 0.5 else Fraction(95)
    )
    aim, text = signed(number, sign, draw)
    done = draw_done(number, draw)
    said = f"{plain(done)}{sign}"
    return Row("验收合格率", text, said, draw_weight(draw), aim, done, "percent")


def scaled(draw: Random) -> Row:
    """万、亿: 两边的大小单位不同."""
    unit = draw.choice(("元", "人", "株"))
    word = draw.choice(tuple(SCALES)) if unit == "元" else "万"
    number = Fraction(draw.randint(1, 5000), 100)
    aim, text = signed(number, word + unit, draw)
    done = draw_done(number, draw)
    other = draw.choice(("", word, "万"))
    units = done * SCALES[word] / SCALES.get(other, 1)
    aim = Aim(aim.kind, number * SCALES[word])
    said = f"{plain(units)}{other}{unit}"
    real = done * SCALES[word]
    return Row("补助资金规模", text, said, draw_weight(draw), aim, real, "scaled")


def between(draw: Random) -> Row:
    """区间."""
    low = Fraction(draw.randint(1, 100))
    high = low + draw.randint(1, 50)
    unit = draw.choice(("", "个", "%", "天"))
    dash = draw.choice(("-", "～", "~", "—", "至"))
    half = unit if draw.random() < 0.5 else ""
    done = Fraction(draw.randint(1, 200))
    text = f"{plain(low)}{half}{dash}{plain(high)}{unit}"
    aim = Aim("between", low, high)
    weight = draw_weight(draw)
    return Row("抽查比例", text, f"{plain(done)}{unit}", weight, aim, done, "between")


def deadline(draw: Random) -> Row:
    """时限: 按时、当天或逾期."""
    due = date(2021, 1, 1) + timedelta(days=draw.randint(0, 1100))
    moved = draw.choice((0, 0, 1, 4, 7, 8, 30, 61, 92, 93, 184, -1, -30))
    done = due + timedelta(days=moved)
    before = draw.choice(("", "", "前", "之前")) if draw.random() < 0.9 else "底前"
    text = day(due, draw)
    if before == "底前":
        due = date(due.year, 12, 31)
        text = f"{due.year}年12月底前"
    elif text.endswith("日"):
        text += before
    aim = Aim("deadline", due)
    weight = draw_weight(draw)
    return Row("项目完成时间", text, day(done, draw), weight, aim, done, "deadline")


def month(draw: Random) -> Row:
    """到月的时限: 当月或更早."""
    year, due = draw.randint(2020, 2024), draw.randint(2, 12)
    done = draw.randint(1, due)
    target = draw.choice(
        (f"{year}年{due}月", f"{year}年{due}月底前", f"{year}年{due:02}月")
    )
    actual = draw.choice(
        (f"{year}年{done}月", f"{year}年{done}月{draw.randint(1, 28)}日")
    )
    aim = Aim("deadline", date(year, due, 28))
    when = date(year, done, 28)
    weight = draw_weight(draw)
    return Row("工程完工时间", target, actual, weight, aim, when, "month")


def nothing(draw: Random) -> Row:
    """指标值为 0."""
    unit = draw.choice(("起", "次", "人次", "件"))
    sign = draw.choice(("", "≤", "=", "≥"))
    kind = {"": "at_most", "≤": "at_most", "=": "exactly", "≥": "at_least"}[sign]
    done = Fraction(draw.choice((0, 0, 1, 2, 7)))
    text = f"{sign}0{unit}"
    aim = Aim(kind, Fraction(0))
    name = "发生安全事故数" if sign != "≥" else "净增设施数量"
    weight = draw_weight(draw)
    return Row(name, text, f"{plain(done)}{unit}", weight, aim, done, "zero")


def judged(draw: Random) -> Row:
    """定性: 三档."""
    said = draw.choice(
        (
            "达成预期指标",
            "达成年度指标",
            "达成",
            "部分达成预期指标并具有一定效果",
            "部分达成",
            "未达成预期指标且效果较差",
            "未完成预期指标且效果较差",
            "未达成",
        )
    )
    target = draw.choice(("有效提升", "明显改善", "逐步完善"))
    aim = Aim("qualitative", target)
    weight = draw_weight(draw)
    return Row("公共服务能力", target, said, weight, aim, said, "qualitative")


def unfilled(draw: Random) -> Row:
    """指标值或完成值没有填."""
    row = draw.choice((counted, per_cent, deadline))(draw)
    if draw.random() < 0.5:
        row.target, row.aim = "", None
    else:
        row.actual, row.done = "", None
    row.kind = "missing"
    return row


def negative(draw: Random) -> Row:
    """负的指标值: 没有一处文本写过怎样算."""
    number = -abs(draw_number(draw))
    aim, text = signed(number, "%", draw)
    done = draw_done(number, draw)
    said = f"{plain(done)}%"
    return Row("人口增长率", text, said, draw_weight(draw), aim, done, "negative")


KINDS: tuple[tuple[Callable[[Random], Row], int], ...] = (
    (counted, 30),
    (per_cent, 20),
    (scaled, 12),
    (between, 6),
    (deadline, 10),
    (month, 4),
    (nothing, 5),
    (judged, 8),
    (unfilled, 4),
    (negative, 2),
    (like_a_month, 1),
    (in_numerals, 1),
)


def draw_row(draw: Random) -> Row:
    """Draw a row of any kind."""
    makers, shares = zip(*KINDS, strict=True)
    row: Row = draw.choices(makers, shares)[0](draw)
    return row
