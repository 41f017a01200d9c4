"""合计: 各行之和、重算区间, 以及两者与填报总分的关系."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from auditing.facts.facts import Facts
from auditing.facts.standing import holds, rounding_of, stands_for
from auditing.facts.sums import Number, total
from auditing.finding import direction, points
from scoring.result import RowResult
from scoring.rounding import MODES, Interval, Rounding, places, rounded

HALF_UP = "half_up"
NOTHING = Fraction(0)
Sums = tuple[Fraction, Fraction]
Told = tuple[str, str, str, Fraction]
"""一处发现的说法: message, stated, expected, points."""


def adds_up(facts: Facts, stated: Decimal, summed: Fraction) -> bool:
    """填报总分是不是各行之和: as printed, rounded, or added before the rounding.

    Where points are printed before a deduction, their plain sum will do as well; where
    the total row is about the indicators alone, the sum with the execution.
    """
    plain = total(row.indicator.stated for row in facts.rows)
    execution = facts.execution.stated if facts.execution else None
    sums = [summed, plain + Fraction(execution or 0)]
    return any(rounding_of(stated, each) for each in sums) or rounding_explains(facts)


def recomputed(facts: Facts) -> Interval | str:
    """重算的总分区间 (舍入前后都算在内), 或不能重算的原因."""
    rows = [row for row in facts.counted if row.scored]
    if not facts.policy.scored:
        return "评分办法不计分"
    if not rows or any(row.exact is None for row in rows):
        return "有的行没有分值，总分无从重算"
    exact = _summed([row.exact for row in rows if row.exact is not None])
    kept = _summed([(row.low, row.high) for row in rows])
    span = Interval(min(exact[0], kept[0]), max(exact[1], kept[1]))
    span = _with_splits(facts, span)
    times = factor(facts, facts.counted)
    return Interval(span.low * times, span.high * times)


def _summed(pairs: Sequence[tuple[Number | None, Number | None]]) -> Sums:
    """Add the low and the high ends; a computed row's are one object, added once."""
    low = total(pair[0] for pair in pairs)
    wide = [pair for pair in pairs if pair[0] is not pair[1]]
    if not wide:
        return low, low
    return low, low + total(pair[1] for pair in wide) - total(pair[0] for pair in wide)


def factor(facts: Facts, rows: Sequence[RowResult]) -> Fraction:
    """折算的倍数: where the policy spreads the weight of rows that do not apply."""
    if facts.policy.not_applicable.treatment == "exclude":
        return Fraction(1)
    apart = total(row.weight for row in facts.result.all_rows if not row.scored)
    kept = apart and total(row.weight for row in rows if row.scored)
    return 1 + apart / kept if kept else Fraction(1)


def granted(facts: Facts) -> Interval:
    """认可评定之后的合计: a judged row inside its range keeps its stated points."""
    spans = [entry.granted for entry in facts.entries if entry.row.scored]
    times = factor(facts, facts.counted)
    low, high = total(s.low for s in spans), total(s.high for s in spans)
    span = _with_splits(facts, Interval(low, high))
    return Interval(span.low * times, span.high * times)


def shown(facts: Facts, value: Fraction) -> Decimal:
    """写出重算的合计: rounded as the policy rounds a total."""
    return rounded(value, facts.policy.round("total"))


def rounding_explains(facts: Facts) -> bool:
    """总分与各行之和的差别, 是否因为先加后舍入.

    Rows whose points are a rounding of their exact value are added before rounding;
    all others as printed. Weights that are a rounded split (3.33 of 10) count as the
    whole that is printed above them.
    """
    stated, summed = facts.evaluation.total.stated, facts.stated_sum
    if stated is None or isinstance(summed, str) or rounding_of(stated, summed):
        return False
    exact = total(stands_for(row) for row in facts.counted)
    if rounding_of(stated, exact) is not None:
        return True
    span = _with_splits(facts, Interval(exact, exact))
    return span.low != span.high and holds(stated, span)


def _with_splits(facts: Facts, span: Interval) -> Interval:
    """Widen a sum by what the printed weights of groups have more than their full rows."""
    gap = facts.lost_in_splitting
    if not gap:
        return span
    return Interval(span.low + min(gap, NOTHING), span.high + max(gap, NOTHING))


def rounded_total(facts: Facts) -> Told | None:
    """说出总分与各行之和的差别由哪种舍入而来; None 为没有差别, 或四舍五入."""
    stated, summed = facts.evaluation.total.stated, facts.stated_sum
    if stated is None or isinstance(summed, str) or Fraction(stated) == summed:
        return None
    way = _way(stated, summed)
    if way.mode == HALF_UP if way else not rounding_explains(facts):
        return None
    how = f"{way}可得此数" if way else "各行舍入之前相加可得此数"
    message = (
        f"填报总分 {points(stated)}，各行得分之和 {points(summed)}，"
        f"{direction(stated, summed)} 分；{how}"
    )
    gap = abs(Fraction(stated) - summed)
    return message, points(stated), points(summed), gap


def _way(stated: Decimal, summed: Fraction) -> Rounding | None:
    """Return the rounding that makes the printed number of a sum; None without one."""
    ways = (Rounding(places(stated), mode) for mode in MODES)
    return next((way for way in ways if rounded(summed, way) == stated), None)
