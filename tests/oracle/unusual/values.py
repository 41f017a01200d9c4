"""写法少见而不错的值."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from tests.oracle.clean import rate_text
from tests.oracle.faults.registry import (
    anywhere,
    one_cell,
    row_where,
    scored_in_one_cell,
)
from tests.oracle.model import Sheet, Wanted
from tests.oracle.numbers import numeral, plain
from tests.oracle.unusual.registry import settled, unusual
from tests.oracle.words import value_text
from tests.oracle.worth import Aim

Change = Callable[[Sheet, Random], list[Wanted] | None]


@unusual("零的各种写法", one_cell)
def zeros(table: Sheet, draw: Random) -> list[Wanted] | None:
    found = row_where(table, draw, lambda x: x.aim is not None and x.aim.value == 0)
    if found is None:
        return None
    line = found[1]
    line.typed["target"] = draw.choice(("0起", "≤0起", "=0起", "≤零起", "零", "0"))
    line.typed["actual"] = draw.choice(("0起", "0", "无", "零"))
    return []


@unusual("用词代替符号", one_cell)
def in_words(table: Sheet, draw: Random) -> list[Wanted] | None:
    for line in table.lines:
        if line.ratio and line.aim is not None and line.aim.value > 0:
            said = f"{plain(line.aim.value)}{line.unit}"
            words = {
                "at_least": (
                    f"不低于{said}",
                    f"不少于{said}",
                    f"{said}以上",
                    f">={said}",
                ),
                "at_most": (
                    f"不高于{said}",
                    f"不超过{said}",
                    f"{said}以内",
                    f"<={said}",
                ),
                "exactly": (f"＝{said}", f"═{said}"),
            }
            line.typed["target"] = draw.choice(words[line.aim.kind])
    return []


@unusual("全角的数字与符号", one_cell)
def wide(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    narrow = "0123456789%.≥≤"
    turn = str.maketrans(narrow, "０１２３４５６７８９％．≧≦")
    for line in table.lines:
        for role in ("target", "actual"):
            line.typed[role] = str(value_text(line, role)).translate(turn)
    return []


@unusual("像年月的数", one_cell)
def like_a_month(table: Sheet, draw: Random) -> list[Wanted] | None:
    """2020.8 亩不是 2020 年 8 月."""
    line = next(x for x in table.lines if x.level2 == "数量指标")
    number = Fraction(draw.randint(20201, 20249), 10)
    line.name, line.unit = "栽种经济林面积", "亩"
    line.aim = Aim("at_least", number)
    line.done = number + draw.randint(0, 30)
    line.stated, line.note = line.weight, None
    return settled(table)


@unusual("复合单位与中文数字", one_cell)
def odd_units(table: Sheet, draw: Random) -> list[Wanted] | None:
    rows = [x for x in table.lines if x.level2 in {"数量指标", "成本指标"}]
    cost = next(x for x in rows if x.level2 == "成本指标")
    cost.name, cost.unit = (
        "人均补助标准",
        draw.choice(("元/人、天", "元/人·月", "元/亩")),
    )
    cost.aim = Aim("at_most", Fraction(draw.randint(80, 900)))
    cost.done = cost.aim.value
    rows[0].name = "建设服务站点数量"
    number = draw.randint(11, 59)
    rows[0].typed |= {"target": f"≥{numeral(number)}个", "actual": f"{number}个"}
    for line in (cost, rows[0]):
        line.stated, line.note = line.weight, None
    rows[0].aim, rows[0].done = Aim("at_least", Fraction(1)), Fraction(1)
    return settled(table)


@unusual("万与亿混写", one_cell)
def large(table: Sheet, draw: Random) -> list[Wanted] | None:
    found = row_where(table, draw, lambda x: x.level2 == "数量指标" and x.met)
    if found is None:
        return None
    line = found[1]
    number = Fraction(draw.randint(11, 99), 10)
    line.name = "撬动社会投资额"
    line.aim, line.done = Aim("at_least", number), number
    line.typed["target"] = f"≥{plain(number)}亿元"
    line.typed["actual"] = f"{plain(number * 10000)}万元"
    line.stated, line.note = line.weight, None
    return settled(table)


@unusual("区间与千分数", one_cell)
def ranges(table: Sheet, draw: Random) -> list[Wanted] | None:
    rows = [x for x in table.lines if x.level2 == "质量指标"]
    first, second = rows[0], rows[1]
    first.name, second.name = "日均处理水量", "产品缺陷率"
    first.typed |= {"target": "20-30万吨", "actual": f"{draw.randint(20, 30)}万吨"}
    second.typed |= {"target": "≤5‰", "actual": f"{draw.randint(1, 5)}‰"}
    for line in (first, second):
        line.aim, line.done = Aim("between", Fraction(0), Fraction(9)), Fraction(1)
        line.stated, line.note = line.weight, None
    return settled(table)


@unusual("数以文字存放", anywhere)
def as_text(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    for line in table.lines:
        line.typed |= {
            "weight": plain(line.weight),
            "stated": plain(line.stated or Fraction(0)),
        }
    for money in table.funds:
        for role in ("initial", "budget", "spent"):
            money.typed[role] = plain(getattr(money, role), 2)
    return []


@unusual("金额带千分撇", anywhere)
def separators(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    for money in table.funds:
        for role in ("initial", "budget", "spent"):
            number = getattr(money, role)
            money.typed[role] = f"{float(number):,.2f}"
    return []


@unusual("得分都印两位小数", anywhere)
def two_places(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    for line in table.lines:
        line.typed["stated"] = plain(line.stated or Fraction(0), 2)
    table.typed["total.stated"] = plain(table.total or Fraction(0), 2)
    return []


@unusual("执行率一位小数或整数", anywhere)
def short_rate(table: Sheet, draw: Random) -> list[Wanted] | None:
    table.rate = rate_text(table, draw.choice((0, 1)))
    return []


@unusual("不适用的行写 /", scored_in_one_cell)
def not_applicable(table: Sheet, draw: Random) -> list[Wanted] | None:
    found = row_where(table, draw, lambda x: x.level2 == "成本指标")
    if found is None:
        return None
    row = type(found[1])(
        "效益指标", "经济效益指标", "新增产值额", None, "", None, Fraction(0)
    )
    roles = ("target", "actual", "weight", "stated", "note")
    row.typed |= dict.fromkeys(roles, "/")
    index = next(n for n, x in enumerate(table.lines) if x.level1 == "效益指标")
    if table.lines[index].level2 == "经济效益指标":
        return None
    table.lines.insert(index, row)
    return []


@unusual("执行率与百分数是带格式的数", one_cell)
def formatted(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    table.extras["rate as number"] = True
    for line in table.lines:
        if line.unit == "%" and line.done is not None:
            line.typed["actual"] = line.done / 100
            line.formats["actual"] = "0.00%"
            if line.aim is not None and line.aim.kind == "at_least":
                line.typed["target"] = line.aim.value / 100
                line.formats["target"] = '"≥"0%'
    return []
