"""可比: 界限、单位、百分数, 指标值与实际完成值能不能比 (V602、V603、V608、V612)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditing.check import FORM, INFO, WARNING, Check
from auditing.facts import words
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.finding import PASSED, Fault, Outcome, Times, skip
from indicators.damage import suggest
from indicators.quantity import Absent, Bound, Quantity, plain
from indicators.target import AtLeast, AtMost, Exactly
from indicators.units import alike
from scoring.reasons import Unmeasurable
from scoring.result import UNVERIFIABLE

Figure = AtLeast | AtMost | Exactly
FIGURES = (AtLeast, AtMost, Exactly)
WHOLE = 100


def v602_bound(facts: Facts) -> Iterator[Outcome]:
    """实际完成值是结果 (界限不是完成的结果, 看不出超额或不足).

    Passes for each row; fails where the actual value is a bound, like ≥266米.
    """
    bounds = [
        row
        for row in facts.rows
        if isinstance(row.actual, Bound) and row.actual.sign != "="
    ]
    yield Times(PASSED, len(facts.rows) - len(bounds))
    for row in bounds:
        text = row.indicator.actual
        message = f"实际完成值“{text}”是界限，不是完成的结果"
        yield Fault(row.at("actual"), message, text, "实际达到的数")


def v603_units(facts: Facts) -> Iterator[Outcome]:
    """单位一致 (表下注: 指标值与完成值用同一计量单位).

    Passes for each row with two numbers in one unit, or in none; a unit on one side
    only fails where it changes the number (万) or is % or 元. Does not apply to rows
    without two numbers.
    """
    not_two_numbers = skip("该行不是两个数相比")
    for row in facts.rows:
        target, actual = row.target, row.actual
        if not isinstance(target, FIGURES) or not isinstance(actual, Quantity):
            yield not_two_numbers
        # A share beside a percent is for V608 to tell.
        elif _units_agree(row, limit := _limit(row, target), actual) or _is_share(row):
            yield PASSED
        else:
            yield _unit_fault(row, limit, actual)


def _limit(row: Row, target: Figure) -> Quantity:
    """The number of the target; 95 is no percent only because its name is of a rate."""
    own = row.read.printed
    printed = own.quantity if isinstance(own, Bound) else own
    bare = isinstance(printed, Quantity) and not printed.unit
    by_name = bare and target.quantity.unit == "%" and not row.indicator.unit
    return Quantity(target.quantity.value) if by_name else target.quantity


def _unit_fault(row: Row, limit: Quantity, actual: Quantity) -> Fault:
    first, second = (q.unit or "没有单位" for q in (limit, actual))
    return Fault(
        row.at("actual"),
        f"指标值“{row.indicator.target}”与实际完成值“{row.indicator.actual}”"
        f"单位不一致（{first}；{second}）",
        row.indicator.actual,
        limit.unit or None,
    )


def _units_agree(row: Row, limit: Quantity, actual: Quantity) -> bool:
    """Zero needs no unit; one that a column or the name says holds for both."""
    if limit.unit == actual.unit or not actual.value:
        return True
    if not actual.unit and _said_elsewhere(row, limit):
        return True
    if limit.unit and actual.unit:
        (_, first), (_, second) = limit.base, actual.base
        # 万 beside 万元: the multiple is there, 元 goes without saying.
        return not (first and second) or alike(first, second)
    return not _matters(Quantity(limit.value, limit.unit or actual.unit))


def _matters(quantity: Quantity) -> bool:
    """Tell whether a number without this unit would say something else."""
    scale, base = quantity.base
    return base in {"%", "元"} or scale != quantity.value


def _said_elsewhere(row: Row, limit: Quantity) -> bool:
    """The unit stands in a column of its own, or only in the name."""
    own = row.read.printed
    printed = own.quantity if isinstance(own, Bound) else own
    bare = isinstance(printed, Quantity) and not printed.unit and bool(limit.unit)
    return bool(row.indicator.unit) or bare


def _is_share(row: Row) -> bool:
    return row.scored.lacks_formula(Unmeasurable.SHARE_OR_PERCENT)


def v608_percent(facts: Facts) -> Iterator[Outcome]:
    """百分数合理 (完成率、合格率、满意度一类不超过 100%).

    Passes for each number as a target; fails above 100% where the name says that it
    cannot be, and for a percent beside a ratio of 0-1. Does not apply to a percent
    that may be higher or looks damaged, nor to other targets.
    """
    not_a_number = skip("指标值不是一个数")
    for row in facts.rows:
        if not isinstance(row.target, FIGURES):
            yield not_a_number
        elif _is_share(row):
            own, reason = row.indicator, row.scored.explanation.substitution
            yield Fault(row.at("actual"), reason, own.actual, own.target)
        else:
            yield _within_whole(row, row.target)


def _within_whole(row: Row, target: Figure) -> Outcome:
    if target.quantity.unit != "%" or target.quantity.value <= WHOLE:
        return PASSED
    whole = re.search(words.AT_MOST_WHOLE, row.indicator.name)
    if suggest(plain(target.raw)) or not whole:
        return skip("该行的百分数可以超过 100%，或疑有损坏")
    message = f"指标值 {target.raw} 超过 100%"
    return Fault(row.at("target"), message, target.raw, "不超过 100%")


def v612_unverifiable(facts: Facts) -> Iterator[Outcome]:
    """指标值与完成值可以比较 (种类不同的值没有公式可用).

    Passes for each row that the policy has a formula for; fails for a date beside a
    rate, a number beside a text.
    """
    open_ = [row for row in facts.rows if row.scored.outcome == UNVERIFIABLE]
    yield Times(PASSED, len(facts.rows) - len(open_))
    for row in open_:
        if _excused(facts, row):
            yield PASSED
        else:
            own, reason = row.indicator, row.scored.explanation.substitution
            yield Fault(row.at("actual"), reason, own.actual, own.target)


def _excused(facts: Facts, row: Row) -> bool:
    """V608 reports a share, a doubt what was not read; 无 beside 无 may be worth nothing."""
    worthless = isinstance(row.target, Absent) and not facts.weighed
    unread = row.scored.lacks_formula(Unmeasurable.UNREAD)
    return worthless or unread or _is_share(row)


CHECKS = (
    Check(
        code="V602",
        title_passed="实际完成值是结果",
        title_failed="实际完成值照抄了界限",
        severity=WARNING,
        basis="界限不是完成的结果，看不出超额或不足",
        remedy="填写实际达到的数",
        function=v602_bound,
    ),
    Check(
        code="V603",
        title_passed="单位一致",
        title_failed="单位不一致或不全",
        severity=WARNING,
        basis=FORM + "：指标值与完成值用同一计量单位",
        remedy="两边写上同一单位",
        function=v603_units,
    ),
    Check(
        code="V608",
        title_passed="百分数合理",
        title_failed="百分数超过 100% 或与比例混用",
        severity=WARNING,
        basis="完成率、合格率、满意度一类不超过 100%",
        remedy="核对数值与单位",
        function=v608_percent,
    ),
    Check(
        code="V612",
        title_passed="指标值与完成值可以比较",
        title_failed="指标值与完成值不能比较，无法核对",
        severity=INFO,
        basis="种类不同的值（日期与完成率、数与文字）没有公式可用",
        remedy="把完成值改写成与指标值同类的值",
        function=v612_unverifiable,
    ),
)
