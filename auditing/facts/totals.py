"""合计: 各行之和、重算区间, 以及两者与填报总分的关系."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from auditing.facts.facts import Facts
from auditing.facts.standing import holds, rounding_of, stands_for
from auditing.facts.sums import Number, total
from auditing.finding import Fault, direction, points
from scoring.result import RowResult
from scoring.rounding import Interval, rounded

HALF_UP = "half_up"
NOTHING = Fraction(0)
Sums = tuple[Fraction, Fraction]


def adds_up(facts: Facts, stated: Decimal, summed: Fraction) -> bool:
    """判断填报总分是不是各行之和: of the counted rows, or of all the points as printed.

    `summed` is the sum of the counted rows. The sum of all printed points differs from
    it where they are printed before a deduction, or where the total leaves out the
    execution row. A rounding of either sum, or one before the rows were added, will do.
    """
    execution = facts.execution.stated if facts.execution else None
    plain = total([execution, *(row.indicator.stated for row in facts.rows)])
    explained = rounding_of(stated, summed) or rounding_of(stated, plain)
    return explained is not None or rounding_explains(facts)


def recomputed(facts: Facts) -> Interval | str:
    """重算的总分区间, 分, 舍入前后都算在内; 或不能重算的原因."""
    if not facts.policy.scored:
        return "评分办法不计分"
    rows = [row for row in facts.counted_rows if row.scored]
    exact = [row.exact for row in rows if row.exact is not None]
    if not exact or len(exact) < len(rows):
        return "有的行没有分值，总分无从重算"
    low, high = _summed(exact)
    least, most = _summed([(row.low, row.high) for row in rows])
    return _as_total(facts, Interval(min(low, least), max(high, most)))


def _summed(pairs: Sequence[tuple[Number | None, Number | None]]) -> Sums:
    """Add the low ends and the high ends; both ends of a computed row are one object."""
    low = total(pair[0] for pair in pairs)
    wide = [pair for pair in pairs if pair[0] is not pair[1]]
    if not wide:
        return low, low
    return low, low + total(pair[1] for pair in wide) - total(pair[0] for pair in wide)


def factor(facts: Facts, rows: Sequence[RowResult]) -> Fraction:
    """不适用的分值折算到其余各行的倍数; 1 where the policy leaves these weights out."""
    if facts.policy.not_applicable.treatment == "exclude":
        return Fraction(1)
    apart = total(row.weight for row in facts.result.all_rows if not row.scored)
    kept = apart and total(row.weight for row in rows if row.scored)
    return 1 + apart / kept if kept else Fraction(1)


def granted(facts: Facts) -> Interval:
    """认可评定之后的合计区间, 分: judged rows inside their range keep their points."""
    spans = [entry.granted for entry in facts.entries if entry.row.scored]
    low, high = total(s.low for s in spans), total(s.high for s in spans)
    return _as_total(facts, Interval(low, high))


def _as_total(facts: Facts, span: Interval) -> Interval:
    """Turn a sum of the rows into a total: widened by rounded splits, then rescaled."""
    widened, times = _with_splits(facts, span), factor(facts, facts.counted_rows)
    return Interval(widened.low * times, widened.high * times)


def rounded_as_total(facts: Facts, value: Fraction) -> Decimal:
    """重算的合计, 按评分办法对总分的舍入."""
    return rounded(value, facts.policy.round("total"))


def rounding_explains(facts: Facts) -> bool:
    """判断总分与各行之和的差别是否因为先加后舍入; False where they do not differ.

    Rows whose points are a rounding of their exact value are added before rounding;
    all others as printed. Weights that are a rounded split (3.33 of 10) count as the
    whole that is printed above them.
    """
    stated, summed = facts.evaluation.total.stated, facts.stated_sum
    if stated is None or isinstance(summed, str) or rounding_of(stated, summed):
        return False
    exact = total(stands_for(row) for row in facts.counted_rows)
    if rounding_of(stated, exact) is not None:
        return True
    span = _with_splits(facts, Interval(exact, exact))
    return span.low != span.high and holds(stated, span)


def _with_splits(facts: Facts, span: Interval) -> Interval:
    """Widen a sum by the points that rounded splits of full rows have lost."""
    gap = facts.lost_in_splitting
    if not gap:
        return span
    return Interval(span.low + min(gap, NOTHING), span.high + max(gap, NOTHING))


def rounded_total(facts: Facts) -> Fault | None:
    """总分与各行之和只差舍入; None 为没有差别, 或舍入不能解释, 或就是四舍五入."""
    stated, summed = facts.evaluation.total.stated, facts.stated_sum
    if stated is None or isinstance(summed, str) or Fraction(stated) == summed:
        return None
    way = rounding_of(stated, summed)
    if way.mode == HALF_UP if way else not rounding_explains(facts):
        return None
    how = f"{way}可得此数" if way else "各行舍入之前相加可得此数"
    message = (
        f"填报总分 {points(stated)}，各行得分之和 {points(summed)}，"
        f"{direction(stated, summed)} 分；{how}"
    )
    gap = abs(Fraction(stated) - summed)
    return Fault(facts.total_spot, message, points(stated), points(summed), gap)
