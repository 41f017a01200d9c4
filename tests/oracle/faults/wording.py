"""说明与填写的错: 没有原因、单位不同、时限不在本年、符号相反 ……"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from tests.oracle.faults.registry import (
    fault,
    meet,
    miss,
    row_where,
    scaled_row,
    scored_in_one_cell,
    settled,
    stated,
)
from tests.oracle.layouts import Layout
from tests.oracle.model import Line, Sheet, Wanted, may, want
from tests.oracle.numbers import plain
from tests.oracle.worth import Aim, method

Found = list[Wanted] | None


def watches_excess(layout: Layout) -> bool:
    return (
        layout.has("weight")
        and method(layout.policy).share("over_completion") is not None
    )


def _unexplained(table: Sheet, draw: Random, note: Any) -> Found:
    found = scaled_row(table, draw)
    if found is None:
        return None
    index, line = found
    miss(table, line, draw)
    line.note = note
    return settled(table, want("N501", f"row{index}.note", stated(index)))


@fault("扣分而没有原因")
def silent(table: Sheet, draw: Random) -> Found:
    return _unexplained(table, draw, None)


@fault("扣分而原因写“无”")
def nothing(table: Sheet, draw: Random) -> Found:
    return _unexplained(table, draw, "无")


@fault("扣分而原因写“/”")
def stroke(table: Sheet, draw: Random) -> Found:
    return _unexplained(table, draw, "/")


@fault("扣分而原因写“0”")
def nought(table: Sheet, draw: Random) -> Found:
    return _unexplained(table, draw, 0)


@fault("超额五成而没有说明", watches_excess)
def excess(table: Sheet, draw: Random) -> Found:
    found = row_where(
        table,
        draw,
        lambda x: bool(x.aim and x.aim.kind == "at_least" and x.unit != "%"),
    )
    if found is None:
        return None
    index, line = found
    meet(line)
    line.done = line.aim.value * Fraction(3, 2) if line.aim else None
    return settled(table, want("N502", f"row{index}.note", f"row{index}.actual"))


def _met(
    table: Sheet, draw: Random, *, percent: bool = False
) -> tuple[int, Line] | None:
    return row_where(
        table,
        draw,
        lambda x: (
            x.met
            and x.aim is not None
            and x.aim.kind == "at_least"
            and (x.unit == "%") == percent
            and x.note is None
        ),
    )


def _typed(found: tuple[int, Line] | None, role: str, text: Any) -> str:
    """Type a cell otherwise; what it means is not known any more."""
    assert found is not None
    index, line = found
    line.typed[role] = text
    line.aim = Aim("between", Fraction(0), Fraction(0))
    line.done = Fraction(1)
    return f"row{index}.{role}"


@fault("完成值照抄界限", scored_in_one_cell)
def bound(table: Sheet, draw: Random) -> Found:
    found = _met(table, draw)
    if found is None or found[1].aim is None:
        return None
    line = found[1]
    text = f"≥{plain(found[1].aim.value)}{line.unit}"
    line.typed["target"] = text
    return [want("V602", _typed(found, "actual", text)), *may("V612")]


@fault("单位不同: 数与百分数", scored_in_one_cell)
def other_unit(table: Sheet, draw: Random) -> Found:
    found = _met(table, draw)
    if found is None or found[1].aim is None:
        return None
    index, line = found
    line.typed["target"] = f"≥{plain(line.aim.value)}{line.unit}" if line.aim else ""
    _typed(found, "actual", "100%")
    cells = (f"row{index}.actual", f"row{index}.target")
    return [want("V603", *cells), *may("V612")]


@fault("指标值没有百分号而完成值有", scored_in_one_cell)
def bare_target(table: Sheet, draw: Random) -> Found:
    return _half_percent(table, draw, "target")


@fault("指标值有百分号而完成值没有", scored_in_one_cell)
def bare_actual(table: Sheet, draw: Random) -> Found:
    return _half_percent(table, draw, "actual")


def _half_percent(table: Sheet, draw: Random, role: str) -> Found:
    found = _met(table, draw, percent=True)
    if found is None or found[1].aim is None:
        return None
    index, line = found
    target, actual = f"≥{plain(found[1].aim.value)}%", f"{plain(line.done)}%"
    line.typed |= {"target": target, "actual": actual}
    _typed(found, role, line.typed[role].rstrip("%"))
    cells = (f"row{index}.actual", f"row{index}.target")
    return [want("V603", *cells), *may("V612")]


@fault("指标值藏在名称里", scored_in_one_cell)
def hidden(table: Sheet, draw: Random) -> Found:
    found = _met(table, draw)
    if found is None:
        return None
    index, line = found
    line.name = draw.choice(("新建村道32.1公里", "培训学员500人", "设备完好率达95%"))
    line.typed["target"] = "完成"
    _typed(found, "actual", "达成预期指标")
    return [want("V604", f"row{index}.name")]


@fault("时限不在本年")
def other_year(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: bool(x.aim and x.aim.kind == "deadline"))
    if found is None:
        return None
    index, line = found
    line.aim = Aim("deadline", date(table.year - 1, 11, 30))
    line.done = date(table.year - 1, 11, 20)
    return [want("V606", f"row{index}.target")]


@fault("反向的名称用正向的符号")
def wrong_sign(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: x.level2 == "质量指标" and x.unit == "%")
    if found is None:
        return None
    index, line = found
    line.name = draw.choice(("设备故障率", "信息系统故障率", "群众投诉率"))
    line.aim = Aim("at_least", Fraction(draw.randint(2, 6)))
    meet(line)
    cells = [f"row{index}.{role}" for role in ("target", "sign", "name")]
    return settled(table, want("V607", *cells))


@fault("百分数指标值过百")
def over_hundred(table: Sheet, draw: Random) -> Found:
    found = _met(table, draw, percent=True)
    if found is None or not found[1].name.endswith(("合格率", "满意度", "完成率")):
        return None
    index, line = found
    line.aim = Aim("at_least", Fraction(120))
    meet(line)
    return settled(table, want("V608", f"row{index}.target"), *may("V608"))


@fault("百分数与比例混用", scored_in_one_cell)
def fraction(table: Sheet, draw: Random) -> Found:
    found = _met(table, draw, percent=True)
    if found is None or found[1].aim is None:
        return None
    index, line = found
    line.typed["target"] = f"≥{plain(line.aim.value)}%" if line.aim else ""
    _typed(found, "actual", 0.99)
    cells = (f"row{index}.actual", f"row{index}.target")
    return [want("V608", *cells), *may("V603", "V612")]


@fault("扫描错字: ≥ 成了 2", scored_in_one_cell)
def damaged(table: Sheet, draw: Random) -> Found:
    return _damaged(table, draw, "2")


@fault("扫描错字: = 成了二", scored_in_one_cell)
def damaged_equal(table: Sheet, draw: Random) -> Found:
    return _damaged(table, draw, "二")


def _damaged(table: Sheet, draw: Random, mark: str) -> Found:
    found = _met(table, draw, percent=True)
    if found is None or found[1].aim is None:
        return None
    number = found[1].aim.value
    found[1].typed["actual"] = f"{plain(number)}%"
    cell = _typed(found, "target", f"{mark}{plain(number)}%")
    follows = may("P409", "P410", "N501", "V612", "V608")
    return [want("V610", cell), *follows]


@fault("时限用百分数作答", scored_in_one_cell)
def answered(table: Sheet, draw: Random) -> Found:
    found = row_where(table, draw, lambda x: bool(x.aim and x.aim.kind == "deadline"))
    if found is None or found[1].aim is None:
        return None
    index, line = found
    due = found[1].aim.value
    line.typed["target"] = f"{due.year}年{due.month}月底前"
    cell = _typed(found, "actual", "100%")
    return [want("V612", cell, f"row{index}.target", stated(index)), *may("V603")]


@fault("定性完成情况不属于任何一档")
def other_words(table: Sheet, draw: Random) -> Found:
    found = row_where(
        table, draw, lambda x: bool(x.aim and x.aim.kind == "qualitative")
    )
    if found is None:
        return None
    found[1].typed["actual"] = draw.choice(("效果较为良好", "群众反映普遍较好"))
    return [want("V601", f"row{found[0]}.actual")]


@fault("留有样行")
def placeholder(table: Sheet, draw: Random) -> Found:
    index = draw.choice(
        [n for n, x in enumerate(table.lines) if x.level2 == "数量指标"]
    )
    like = table.lines[index]
    row = Line(
        like.level1,
        like.level2,
        draw.choice(("指标2：", "……")),
        None,
        "",
        None,
        Fraction(0),
    )
    row.typed |= dict.fromkeys(("weight", "stated", "sign", "unit", "value"))
    table.lines.insert(index + 1, row)
    return [want("V611", f"row{index + 1}.name")]
