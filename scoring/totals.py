"""总分: 各行相加, 得区间、得分、等级, 并与印出的总分比较."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from indicators.evaluation import Evaluation
from indicators.exact import Fraction
from scoring.result import MISSING, RowResult, Totals
from scoring.rounding import Interval, exact_sum, printed, rounded

if TYPE_CHECKING:
    from scoring.policy import Policy

CONSISTENT, INCONSISTENT, CONDITIONAL = (
    "consistent",
    "inconsistent",
    "consistent_only_if",
)
VERDICT_WORDS = {
    CONSISTENT: "一致",
    INCONSISTENT: "不一致",
    CONDITIONAL: "在人工评定的范围内",
}


def add_up(rows: Sequence[RowResult], evaluation: Evaluation, policy: Policy) -> Totals:
    """合计. Sums are exact; a total is rounded once, by the policy.

    Printed points that were not understood leave their sum open.
    """
    total = evaluation.total
    scored = [row for row in rows if row.scored]
    factor, notes = _factor(rows, policy)
    low, high, points = _sums(scored, factor, policy)
    stated = [row.stated for row in rows]
    printed = any(points is not None for points in stated)
    summable = printed and not _points_unread(evaluation)
    return Totals(
        weight=_added(row.weight for row in scored),
        stated=total.stated,
        sum_of_stated=_added(stated) if summable else None,
        low=low,
        high=high,
        points=points,
        verdict=_verdict(total.stated, low, high),
        grade=_grade(policy, points, low, high),
        complete=all(row.outcome != MISSING for row in scored),
        notes=notes,
    )


def _points_unread(evaluation: Evaluation) -> bool:
    """Tell whether a row or the fund total has printed points that were not understood."""
    line = evaluation.funds.total
    records = (line, *evaluation.indicators) if line else evaluation.indicators
    return any(row.unread and row.unknown("stated") for row in records)


def _added(numbers: Iterable[Decimal | None]) -> Decimal:
    """Add exactly what is printed; 0 where nothing is."""
    return exact_sum([number for number in numbers if number is not None])


def _sums(
    rows: Sequence[RowResult], factor: Fraction, policy: Policy
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return the totals of low, high and points; equal columns are added once."""
    low, high, points = (
        [row.low for row in rows],
        [row.high for row in rows],
        [row.points for row in rows],
    )
    least = _total(low, factor, policy)
    most = least if high == low else _total(high, factor, policy)
    return least, most, least if points == low else _total(points, factor, policy)


def _total(
    numbers: Sequence[Decimal | None], factor: Fraction, policy: Policy
) -> Decimal | None:
    """Sum what every row has; one row without a number leaves the total open."""
    known = [number for number in numbers if number is not None]
    if not policy.scored or len(known) != len(numbers) or not known:
        return None
    return rounded(Fraction(exact_sum(known)) * factor, policy.round("total"))


def _factor(
    rows: Sequence[RowResult], policy: Policy
) -> tuple[Fraction, tuple[str, ...]]:
    """Give the factor for rows that do not apply, and say what was done."""
    apart = [row for row in rows if not row.scored and row.weight is not None]
    if not apart:
        return Fraction(1), ()
    left_out = _added(row.weight for row in apart)
    kept = _added(row.weight for row in rows if row.scored)
    if policy.not_applicable.treatment == "exclude" or not kept:
        note = f"{len(apart)} 行不适用，其分值 {left_out} 不计入合计"
        return Fraction(1), (note,)
    factor = 1 + Fraction(left_out) / Fraction(kept)
    return factor, (f"{len(apart)} 行不适用，其余各行按 {kept + left_out}/{kept} 折算",)


def _verdict(
    stated: Decimal | None, low: Decimal | None, high: Decimal | None
) -> str | None:
    """Compare the printed total, as the interval it stands for, with ours."""
    if stated is None or low is None or high is None:
        return None
    if not printed(stated).meets(Interval(Fraction(low), Fraction(high))):
        return INCONSISTENT
    return CONSISTENT if low == high else CONDITIONAL


def _grade(
    policy: Policy, points: Decimal | None, low: Decimal | None, high: Decimal | None
) -> str | None:
    """Grade a settled total; an open one only where both ends share the grade."""
    if policy.grades is None:
        return None
    if points is not None:
        return policy.grades.of(points)
    if low is None or high is None:
        return None
    ends = {policy.grades.of(low), policy.grades.of(high)}
    return ends.pop() if len(ends) == 1 else None
