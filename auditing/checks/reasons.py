"""说明: 没有得满分的行、远超指标值的行, 写有原因 (N501-N502)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditing.check import (
    SILENT,
    SYSTEM,
    UNREAD_POINTS,
    WARNING,
    WEIGHTLESS,
    Check,
    given,
)
from auditing.facts import words
from auditing.facts.excuses import excuse
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.finding import (
    PASSED,
    Fault,
    Outcome,
    Times,
    direction,
    points,
    skip,
)
from indicators.exact import Fraction
from indicators.quantity import Quantity
from indicators.reasons import Sentence
from indicators.target import AtLeast
from scoring.matching import match_units

WHOLE = 100


def n501_no_reason(facts: Facts) -> Iterator[Outcome]:
    """扣分的行都有原因 (一体化系统: 得分低于分值须填偏差原因).

    Passes for each row with full points, rounding granted, and for each that says why
    it has less; else fails. Does not apply to rows without weight or points.
    """
    for row in facts.rows:
        weight, stated = row.indicator.weight, row.indicator.stated
        if weight is None or stated is None:
            unread = row.indicator.unknown("weight", "stated")
            yield UNREAD_POINTS if unread else SILENT
        elif not row.scored.scored:
            yield skip("该行不适用")
        elif words.is_execution(row.indicator.name):
            yield skip("预算执行率低的原因另行核对，见 F306")
        elif stated >= weight or _explained(facts, row):
            yield PASSED
        else:
            yield _unexplained(row, stated, weight)


def _unexplained(row: Row, stated: Decimal, weight: Decimal) -> Outcome:
    """Tell of points below the weight, unless they are its rounding."""
    if excuse(stated, Fraction(weight)).accepted:
        return PASSED
    return Fault(
        row.at("variance_note", "stated"),
        f"分值 {points(weight)}，填报 {points(stated)}，"
        f"{direction(stated, weight)} 分，没有说明原因",
        points(stated),
        points(weight),
    )


def _explained(facts: Facts, row: Row) -> bool:
    deduction = facts.evaluation.printed_deduction(row.indicator)
    return bool(row.note) or bool(deduction and deduction.reason)


def _noted_below(facts: Facts) -> bool:
    """Tell whether the reasons stand below the table, and beside no row."""
    return bool(facts.reasons_below) and not any(row.note for row in facts.rows)


def n502_beyond(facts: Facts) -> Iterator[Outcome]:
    """超额完成的行都有说明 (评分办法的超额界限: 广西达到 1.3 倍须说明).

    Passes for each row below the limit, and from there on for each that says why; else
    fails. Does not apply to rows without a 正向 target above 0 in the same unit.
    """
    limit = given(facts.policy.over_completion)
    beyond = [row for row in facts.rows if not _within(row)]
    yield Times(PASSED, len(facts.rows) - len(beyond))
    for row in beyond:
        yield _against_limit(row, limit.share)


def _against_limit(row: Row, limit: Fraction) -> Outcome:
    """Compare a row with a multiple of its target."""
    pair = _pair(row)
    if pair is None or pair[0] <= 0:
        return skip("该行不是可比的正向指标")
    target, actual = pair
    if row.note or actual <= target or actual < target * limit:
        return PASSED
    ratio = Fraction(int(actual / target * WHOLE))
    return Fault(
        row.at("actual"),
        f"实际完成值 {row.indicator.actual} 为指标值 {row.indicator.target} 的 "
        f"{points(ratio)}%，达到 {points(limit * WHOLE)}%，没有说明",
        row.indicator.actual,
        row.indicator.target,
    )


def _within(row: Row) -> bool:
    """Tell at once what most rows are: in one unit, above 0, and not beyond."""
    target, actual = row.target, row.actual
    if not isinstance(target, AtLeast) or not isinstance(actual, Quantity):
        return False
    limit = target.quantity
    return limit.unit == actual.unit and limit.value > 0 and actual.value <= limit.value


def _pair(row: Row) -> tuple[Fraction, Fraction] | None:
    """Give target and actual in one unit, None where they do not compare."""
    if not isinstance(row.target, AtLeast) or not isinstance(row.actual, Quantity):
        return None
    matched = match_units(row.target.quantity, row.actual)
    return None if isinstance(matched, Sentence) else matched[:2]


CHECKS = (
    Check(
        code="N501",
        title_passed="扣分的行都有原因",
        title_failed="扣分而没有说明原因",
        severity=WARNING,
        basis=SYSTEM + "：得分低于分值须填偏差原因",
        remedy="填写偏差原因及改进措施",
        function=n501_no_reason,
        exemptions=(
            *WEIGHTLESS,
            ("原因写在表下一栏，不逐行填写", _noted_below),
        ),
    ),
    Check(
        code="N502",
        title_passed="超额完成的行都有说明",
        title_failed="超额很多而没有说明",
        severity=WARNING,
        basis="评分办法的超额界限（广西：达到指标值 1.3 倍须说明）",
        remedy="说明超额原因；指标值定得过低的，今后调整",
        function=n502_beyond,
        exemptions=(
            (
                "评分办法没有超额界限",
                lambda facts: facts.policy.over_completion is None,
            ),
        ),
    ),
)
