"""合计: 各行之和、重算区间, 以及两者与填报总分的关系."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from auditing.facts import Facts
from auditing.standing import rounding_of, stands_for
from auditing.sums import total
from scoring.rounding import Interval, rounded


def printed_sum(facts: Facts) -> Fraction | str:
    """各行印出的得分之和, 或不能相加的原因."""
    rows = facts.counted
    if not facts.policy.scored:
        return "评分办法不计分"
    blank = sum(row.stated is None for row in rows)
    if blank == len(rows):
        return "没有一行印有得分"
    if blank:
        return f"有 {blank} 行没有印得分"
    return total(row.stated for row in rows)


def recomputed(facts: Facts) -> Interval | str:
    """重算的总分区间 (舍入前后都算在内), 或不能重算的原因."""
    rows = facts.counted
    if not facts.policy.scored:
        return "评分办法不计分"
    if not rows or any(row.exact is None for row in rows):
        return "有的行没有分值，总分无从重算"
    spans = [row.exact for row in rows if row.exact is not None]
    low = total(span[0] for span in spans)
    # The two ends of a computed row are one object: it is added once.
    wide = [span for span in spans if span[0] is not span[1]]
    high = low + total(span[1] for span in wide) - total(span[0] for span in wide)
    totals = facts.result.totals
    if totals.low is None or totals.high is None:
        return "总分无从重算"
    if totals.notes:
        return Interval(Fraction(totals.low), Fraction(totals.high))
    if not facts.execution_counts or facts.excused:
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
    stated, summed = facts.evaluation.total.stated, printed_sum(facts)
    if stated is None or isinstance(summed, str) or rounding_of(stated, summed):
        return False
    exact = total(stands_for(row) for row in facts.counted)
    return rounding_of(stated, exact) is not None
