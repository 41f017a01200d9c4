"""可比: 界限、单位、百分数, 指标值与实际完成值能不能比 (V602、V603、V608、V612)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditing.check import FORM, INFO, WARNING, Check
from auditing.facts import words
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.finding import Fault, Outcome, Passed, skip
from indicators.damage import suggest
from indicators.quantity import Absent, Bound, Quantity, plain
from indicators.target import AtLeast, AtMost, Exactly
from indicators.units import alike
from scoring.reasons import Unmeasurable
from scoring.result import UNVERIFIABLE

Figure = AtLeast | AtMost | Exactly
WHOLE = 100


def v602_bound(facts: Facts) -> Iterator[Outcome]:
    """实际完成值是一个数, 不是照抄的界限."""
    rows = facts.rows
    bounds = [r for r in rows if isinstance(r.actual, Bound) and r.actual.sign != "="]
    yield Passed(len(rows) - len(bounds))
    for row in bounds:
        yield Fault(
            row.at("actual"),
            f"实际完成值“{row.indicator.actual}”是界限，不是完成的结果",
            row.indicator.actual,
            "实际达到的数",
        )


def v603_units(facts: Facts) -> Iterator[Outcome]:
    """指标值与实际完成值的单位相同; 差一个单位就差很多的 (万元、%) 都写全."""
    apart = agreed = 0
    for row in facts.rows:
        if not isinstance(row.target, Figure) or not isinstance(row.actual, Quantity):
            apart += 1
            continue
        limit, actual = row.target.quantity, row.actual
        # A share beside a percent is for V608 to tell.
        if _units_agree(row, limit, actual) or _is_share(row):
            agreed += 1
            continue
        words_ = [q.unit or "没有单位" for q in (limit, actual)]
        yield Fault(
            row.at("actual"),
            f"指标值“{row.target.raw}”与实际完成值“{row.indicator.actual}”"
            f"单位不一致（{words_[0]}；{words_[1]}）",
            row.indicator.actual,
            limit.unit or None,
        )
    yield skip("该行不是两个数相比", apart)
    yield Passed(agreed)


def _units_agree(row: Row, limit: Quantity, actual: Quantity) -> bool:
    """Zero needs no unit; one that a column or the name says holds for both."""
    if not actual.value or (not actual.unit and _said_elsewhere(row, limit)):
        return True
    (_, first), (_, second) = limit.base, actual.base
    if limit.unit and actual.unit and not (first and second):
        return True  # 万 beside 万元: the multiple is there, 元 goes without saying
    if bool(limit.unit) == bool(actual.unit):
        return alike(first, second)
    scale, base = Quantity(limit.value, limit.unit or actual.unit).base
    matters = base in {"%", "元"} or scale != limit.value
    return not matters


def _said_elsewhere(row: Row, limit: Quantity) -> bool:
    """The unit stands in a column of its own, or only in the name."""
    own = row.read.printed
    printed = own.quantity if isinstance(own, Bound) else own
    bare = isinstance(printed, Quantity) and not printed.unit and bool(limit.unit)
    return bool(row.indicator.unit) or bare


def _is_share(row: Row) -> bool:
    return row.scored.lacks_formula(Unmeasurable.SHARE_OR_PERCENT)


def v608_percent(facts: Facts) -> Iterator[Outcome]:
    """百分数的指标值不超过 100%, 不与 0-1 的比例混用."""
    texts = passed = 0
    for row in facts.rows:
        target, name = row.target, row.indicator.name
        if not isinstance(target, Figure):
            texts += 1
        elif _is_share(row):
            yield Fault(
                row.at("actual"),
                row.scored.explanation.substitution,
                row.indicator.actual,
                row.indicator.target,
            )
        elif target.quantity.unit != "%" or target.quantity.value <= WHOLE:
            passed += 1
        elif suggest(plain(target.raw)) or not re.search(words.AT_MOST_WHOLE, name):
            yield skip("该行的百分数可以超过 100%，或疑有损坏")
        else:
            message = f"指标值 {target.raw} 超过 100%"
            yield Fault(row.at("target"), message, target.raw, "不超过 100%")
    yield skip("指标值不是一个数", texts)
    yield Passed(passed)


def v612_unverifiable(facts: Facts) -> Iterator[Outcome]:
    """指标值与实际完成值可以比较."""
    weighed = facts.weighed
    rows = [
        row
        for row in facts.rows
        if row.scored.outcome == UNVERIFIABLE and not _is_share(row)
        # 无 beside 无 wants a person only where it is worth points.
        if weighed or not isinstance(row.target, Absent)
    ]
    yield Passed(len(facts.rows) - len(rows))
    for row in rows:
        reason = row.scored.explanation.substitution
        own = row.indicator
        yield Fault(row.at("actual"), reason, own.actual, own.target)


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
