"""分值: 逐级相加, 与评分办法相符, 没有漏填 (W201-W203)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from auditing.check import ERROR, SYSTEM, WARNING, Check
from auditing.facts.facts import Facts
from auditing.facts.levels import Level, add, middle, walk
from auditing.finding import (
    PASSED,
    Fault,
    Outcome,
    Passed,
    Skip,
    Spot,
    direction,
    points,
    skip,
)
from scoring.rounding import Interval

COST = "成本指标"


def w201_weights_add_up(facts: Facts) -> Iterator[Outcome]:
    """各级分值相加等于上一级的分值, 一级指标与执行率相加等于满分."""
    levels = facts.levels
    for level in walk(levels):
        yield _level_adds_up(facts, level)
    yield _whole_adds_up(facts, levels)


def _level_adds_up(facts: Facts, level: Level) -> Outcome:
    """Compare a group with its parts; a table cut short can only be too large."""
    if len(level.printed) > 1:
        return Skip("同一指标印有几个不同的分值")
    if level.weight is None:
        return Skip("该级没有印分值")
    total = level.sum
    if total is None:
        return Skip("下级有没印分值的")
    if not facts.ended and total.high < level.weight:
        return Skip("没有读到总分行，该级各行可能不全")
    if level.weight in total or level.split_evenly:
        return PASSED
    return _compared(level.spot, level.weight, total, "下级分值")


def _compared(spot: Spot, printed: Fraction, total: Interval, what: str) -> Outcome:
    if printed in total:
        return PASSED
    summed = middle(total)
    return Fault(
        spot,
        f"分值 {points(printed)}，{what}之和 {points(summed)}，"
        f"{what}{direction(summed, printed)}",
        points(printed),
        points(summed),
        abs(printed - summed),
    )


def _whole_adds_up(facts: Facts, levels: tuple[Level, ...]) -> Outcome:
    if not facts.policy.scored:
        return Skip("评分办法不计分")
    if not facts.ended:
        return Skip("没有读到总分行，各行可能不全")
    loose = [row for row in facts.rows if not row.indicator.path and not row.detail]
    if loose or not levels:
        return Skip("有的行不属于任何一级指标" if loose else "没有指标")
    execution = facts.execution
    spans = [level.span for level in levels]
    if facts.execution_counts and execution is not None and execution.weight:
        weight = Fraction(execution.weight)
        spans.append(Interval(weight, weight))
    total = add(spans)
    if total is None:
        return Skip("有的一级指标没有分值")
    return _compared(facts.total_spot, facts.full, total, "一级指标与执行率分值")


def w202_level_weights(facts: Facts) -> Iterator[Outcome]:
    """一级指标的分值与评分办法相同.

    A level whose weight is not printed is compared by its rows' sum, when the table
    was read to its end; before that only a sum that is already too large counts.
    """
    wanted = facts.policy.level_weights
    if wanted is None:
        yield Skip("评分办法没有规定一级指标的分值")
        return
    if "整体" in (facts.evaluation.form or ""):
        yield Skip("一级指标的分值是对项目支出规定的，本表为整体支出")
        return
    names = {level.path[0] or "" for level in facts.levels}
    weights = wanted.of(names)
    if COST in names and COST not in weights:
        yield Skip("成本指标列为一级指标，是另一种分法")
        return
    for level in facts.levels:
        expected = weights.get(level.path[0] or "")
        if expected is None:
            yield Skip("评分办法没有规定该一级指标")
            continue
        yield _against_policy(facts, level, Fraction(expected))


def _against_policy(facts: Facts, level: Level, expected: Fraction) -> Outcome:
    span, printed = level.span, level.weight is not None
    if span is None:
        return Skip("该级没有印分值")
    if expected in span:
        return PASSED
    found = middle(span)
    if not printed and not facts.ended and found < expected:
        return Skip("没有读到总分行，该级各行可能不全")
    how = "分值" if printed else "各行分值之和"
    return Fault(
        level.spot,
        f"{how} {points(found)}，评分办法规定 {points(expected)}，"
        f"{direction(found, expected)}",
        points(found),
        points(expected),
    )


def w203_weight_missing(facts: Facts) -> Iterator[Outcome]:
    """同类都印有分值时, 没有漏填、为 0 或为负的."""
    if not facts.weighed and not any(level.printed for level in walk(facts.levels)):
        yield Skip("没有一处印有分值")
        return
    rows = [row for row in facts.rows if not row.detail]
    yield skip("未列分值与得分的明细行", len(facts.rows) - len(rows))
    if facts.weighed:
        found = [(row, row.indicator.weight) for row in rows]
        without = [(row, weight) for row, weight in found if not weight or weight < 0]
        yield Passed(len(rows) - len(without))
        for row, weight in without:
            yield _weight_of_row(row.at("weight"), weight)
    yield from _levels_without(facts.levels)


def _weight_of_row(spot: Spot, weight: Decimal | None) -> Fault:
    if weight is None:
        return Fault(spot, "没有印分值，其他各行都有")
    return Fault(spot, f"分值为 {points(weight)}", points(weight), "大于 0")


def _levels_without(levels: tuple[Level, ...]) -> Iterator[Outcome]:
    """Find groups without a weight beside sisters that have one."""
    some = any(level.printed for level in levels)
    for level in levels:
        if not some:
            yield Skip("同级都没有印分值")
        elif not any(row.scored.scored for row in level.rows):
            yield Skip("该级各行不适用")
        elif level.printed:
            yield PASSED
        else:
            yield _level_without(level)
        yield from _levels_without(level.children)


def _level_without(level: Level) -> Fault:
    span = level.span
    shown = f"，下级分值之和为 {points(middle(span))}" if span else ""
    expected = points(middle(span)) if span else None
    return Fault(level.spot, f"没有印分值，同级其他指标都有{shown}", None, expected)


CHECKS = (
    Check(
        code="W201",
        title_passed="分值逐级相加无误",
        title_failed="分值之和与上级分值不一致",
        severity=ERROR,
        basis=SYSTEM + "：下级分值之和等于上级分值，合计 100",
        remedy="核对各级分值，使其逐级相加相等",
        function=w201_weights_add_up,
    ),
    Check(
        code="W202",
        title_passed="一级指标分值与评分办法相同",
        title_failed="一级指标分值与评分办法不同",
        severity=WARNING,
        basis="财预〔2020〕10号：产出 50、效益 30、满意度 10，特殊情况可以调整",
        remedy="经批准调整的，不必改；否则按评分办法调整",
        function=w202_level_weights,
    ),
    Check(
        code="W203",
        title_passed="分值都已填写",
        title_failed="分值未填、为 0 或为负",
        severity=WARNING,
        basis=SYSTEM + "：分值须大于 0",
        remedy="补填分值",
        function=w203_weight_missing,
    ),
)
