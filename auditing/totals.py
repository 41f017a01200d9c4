"""合计: 各行之和、重算区间, 以及两者与填报总分的关系."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from auditing.facts import Facts
from auditing.standing import rounding_of
from scoring.result import COMPUTED, RowResult
from scoring.rounding import Interval, rounded


def counted(facts: Facts) -> tuple[RowResult, ...]:
    """计入总分的各行: the execution row only where the table scores it."""
    first = (facts.execution,) if facts.execution_counts else ()
    rows = (row.scored for row in facts.rows)
    said = (row for row in (*first, *rows) if row is not None)
    return tuple(row for row in said if row.scored or row.stated is not None)


def printed_sum(facts: Facts) -> Fraction | str:
    """各行印出的得分之和, 或不能相加的原因."""
    rows = counted(facts)
    if not facts.policy.scored:
        return "评分办法不计分"
    blank = sum(row.stated is None for row in rows)
    if blank == len(rows):
        return "没有一行印有得分"
    if blank:
        return f"有 {blank} 行没有印得分"
    return sum((Fraction(row.stated or 0) for row in rows), Fraction(0))


def recomputed(facts: Facts) -> Interval | str:
    """重算的总分区间 (舍入前后都算在内), 或不能重算的原因."""
    rows = counted(facts)
    if not facts.policy.scored:
        return "评分办法不计分"
    if any(row.exact is None for row in rows) or not rows:
        return "有的行没有分值，总分无从重算"
    low, high = (
        sum((Fraction(row.exact[end]) for row in rows if row.exact), Fraction(0))
        for end in (0, 1)
    )
    totals = facts.result.totals
    if totals.low is None or totals.high is None:
        return "总分无从重算"
    if totals.notes:
        return Interval(Fraction(totals.low), Fraction(totals.high))
    if not facts.execution_counts:
        return Interval(low, high)
    return Interval(min(low, Fraction(totals.low)), max(high, Fraction(totals.high)))


def shown(facts: Facts, value: Fraction) -> Decimal:
    """写出重算的合计: rounded as the policy rounds a total."""
    return rounded(value, facts.policy.round("total"))


def rounding_explains(facts: Facts) -> bool:
    """总分与各行之和的差别, 是否因为先加后舍入.

    Rows whose points are a rounding of their exact value are added before rounding;
    all others as printed.
    """
    stated, total = facts.evaluation.total.stated, printed_sum(facts)
    if stated is None or isinstance(total, str) or rounding_of(stated, total):
        return False
    exact = sum((_unrounded(row) for row in counted(facts)), Fraction(0))
    return rounding_of(stated, exact) is not None


def _unrounded(row: RowResult) -> Fraction:
    stated = row.stated
    if stated is None:
        return Fraction(0)
    if row.outcome == COMPUTED and row.exact and rounding_of(stated, row.exact[0]):
        return row.exact[0]
    return Fraction(stated)
