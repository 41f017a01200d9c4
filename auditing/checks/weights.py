"""分值: 逐级相加, 没有漏填 (W201、W203)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditing.check import (
    ERROR,
    INCOME_AND_SPENDING,
    ROWS_LEFT_OUT,
    SYSTEM,
    UNREAD_WEIGHTS,
    UNSCORED,
    WARNING,
    Check,
    Exemption,
    exempt,
    given,
)
from auditing.facts import words
from auditing.facts.endings import may_lack_rows
from auditing.facts.facts import Facts
from auditing.facts.levels import Level, add, middle
from auditing.facts.row import Row
from auditing.finding import (
    PASSED,
    Fault,
    Outcome,
    Skip,
    Spot,
    Times,
    direction,
    points,
    skip,
)
from indicators.exact import Fraction
from scoring.rounding import Interval


def w201_weights_add_up(facts: Facts) -> Iterator[Outcome]:
    """分值逐级相加无误 (一体化系统: 下级分值之和等于上级分值, 合计 100).

    Passes for each group whose parts make its printed weight, a rounded equal split
    included, and for the total where the groups and 执行率 make it; else fails. Does
    not apply where a weight is missing or a part may not have been read.
    """
    for level in facts.every_level:
        yield exempt(level, LEVEL_EXEMPTIONS) or _level_adds_up(facts, level)
    whole = exempt(facts, WHOLE_EXEMPTIONS) or _whole_adds_up(facts)
    yield (isinstance(whole, Skip) and _too_much(facts)) or whole


def _some_loose(facts: Facts) -> bool:
    return any(not row.indicator.path for row in facts.main_rows)


def _level_adds_up(facts: Facts, level: Level) -> Outcome:
    """Compare a group with its parts; a table cut short can only be too large."""
    weight, parts = given(level.weight), given(level.sum)
    if parts.high < weight and may_lack_rows(facts, level):
        return skip("没有读到总分行，该级各行可能不全")
    if weight in parts or level.split_evenly:
        return PASSED
    return _unequal(level.spot, weight, parts, "下级分值")


def _too_much(facts: Facts) -> Fault | None:
    """各行与执行率的分值已超过满分: wrong whatever the groups are, or the rest of the rows."""
    if exempt(facts, NEVER_ADDED):
        return None
    execution = facts.execution if facts.execution_counts else None
    summed = facts.weights + Fraction((execution and execution.weight) or 0)
    if summed <= facts.full:
        return None
    parts = Interval(summed, summed)
    return _unequal(facts.total_spot, facts.full, parts, "各行与执行率分值")


def _may_be_cut(facts: Facts) -> bool:
    return not facts.ended


def _whole_adds_up(facts: Facts) -> Outcome:
    """Compare the total with the groups of the first level and the execution row."""
    spans = [level.span for level in facts.levels]
    if facts.execution_counts and facts.execution:
        weight = Fraction(facts.execution.weight or 0)
        spans.append(Interval(weight, weight))
    parts = add(spans)
    if parts is None:
        return skip("有的一级指标没有分值")
    if facts.full in parts:
        return PASSED
    return _unequal(facts.total_at("weight"), facts.full, parts, "一级指标与执行率分值")


def _unequal(spot: Spot, printed: Fraction, parts: Interval, what: str) -> Fault:
    summed = middle(parts)
    return Fault(
        spot,
        f"分值 {points(printed)}，{what}之和 {points(summed)}，"
        f"{what}{direction(summed, printed)}",
        points(printed),
        points(summed),
        abs(printed - summed),
    )


def w203_weight_missing(facts: Facts) -> Iterator[Outcome]:
    """分值都已填写 (一体化系统: 分值须大于 0).

    Passes for each row with a weight above 0 and each group with a weight; a row fails
    where other rows have one, a group where one beside it has. Does not apply to 明细行
    without weight and points, and to groups of rows that do not apply.
    """
    bare = [
        row for row in facts.rows if row.indicator.weight is None and not row.detail
    ]
    others = "其他各行都有" if len(bare) == 1 else "有的行印有"
    odd = _without_plain_weight(facts.rows)
    yield Times(PASSED, len(facts.rows) - len(odd))
    for row in odd:
        if row.detail:
            yield skip("未列分值与得分的明细行")
        elif facts.weighed:
            yield _row_weighs(row, others)
    yield from _levels_weigh(facts.levels)


def _without_plain_weight(rows: Iterable[Row]) -> list[Row]:
    """The rows that may not pass: without a weight above 0, or with what was not read."""
    return [
        row
        for row in rows
        if row.indicator.unread or not row.indicator.weight or row.indicator.weight < 0
    ]


def _row_weighs(row: Row, others: str) -> Outcome:
    weight = row.indicator.weight
    if row.indicator.unknown("weight"):
        return skip("分值没有读懂")
    if weight is None:
        return Fault(row.at("weight"), f"没有印分值，{others}")
    if weight > 0:
        return PASSED
    shown = points(weight)
    return Fault(row.at("weight"), f"分值为 {shown}", shown, "大于 0")


def _levels_weigh(sisters: tuple[Level, ...]) -> Iterator[Outcome]:
    """Look at the groups beside each other, and at those below each of them."""
    usual = _usually_printed(sisters)
    for level in sisters:
        yield _level_weighs(level) if usual else skip("同级多没有印分值")
        yield from _levels_weigh(level.children)


def _usually_printed(sisters: tuple[Level, ...]) -> bool:
    """Tell whether at least half of the groups beside each other print a weight.

    预算执行（10分） stands for the funds and says nothing of the groups of indicators.
    """
    groups = (x for x in sisters if not words.is_execution(x.path[-1] or ""))
    printed = [bool(level.printed) for level in groups]
    return sum(printed) * 2 >= len(printed) and any(printed)


def _level_weighs(level: Level) -> Outcome:
    if not any(row.scored.scored for row in level.rows):
        return skip("该级各行不适用")
    if level.printed:
        return PASSED
    summed = points(middle(level.span)) if level.span else None
    also = f"，下级分值之和为 {summed}" if summed else ""
    return Fault(level.spot, f"没有印分值，同级其他指标都有{also}", None, summed)


def _nothing_printed(facts: Facts) -> bool:
    """Tell whether no row and no group has a printed weight."""
    return not facts.weighed and not any(level.printed for level in facts.every_level)


LEVEL_EXEMPTIONS: tuple[Exemption[Level], ...] = (
    ("同一指标印有几个不同的分值", lambda level: len(level.printed) > 1),
    ("该级没有印分值", lambda level: level.weight is None),
    ("下级有没印分值的", lambda level: level.sum is None),
)
NEVER_ADDED: tuple[Exemption[Facts], ...] = (
    UNSCORED,
    ROWS_LEFT_OUT,
    INCOME_AND_SPENDING,
)
WHOLE_EXEMPTIONS: tuple[Exemption[Facts], ...] = (
    *NEVER_ADDED,
    ("没有读到总分行，各行可能不全", _may_be_cut),
    ("有的行不属于任何一级指标", _some_loose),
    ("没有指标", lambda facts: not facts.levels),
)


CHECKS = (
    Check(
        code="W201",
        title_passed="分值逐级相加无误",
        title_failed="分值之和与上级分值不一致",
        severity=ERROR,
        basis=SYSTEM + "：下级分值之和等于上级分值，合计 100",
        remedy="核对各级分值，使其逐级相加相等",
        function=w201_weights_add_up,
        exemptions=(UNREAD_WEIGHTS,),
    ),
    Check(
        code="W203",
        title_passed="分值都已填写",
        title_failed="分值未填、为 0 或为负",
        severity=WARNING,
        basis=SYSTEM + "：分值须大于 0",
        remedy="补填分值",
        function=w203_weight_missing,
        exemptions=(("没有一处印有分值", _nothing_printed),),
    ),
)
