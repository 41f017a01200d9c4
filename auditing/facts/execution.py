"""预算执行率一行: 在合计里怎么算, 填报得分站不站得住."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from auditing.facts.amounts import Pair
from auditing.facts.readings import opened
from auditing.facts.standing import Standing, holds, standing
from indicators.records import record
from scoring.result import MISSING, UNVERIFIABLE, Result, RowResult
from scoring.rounding import Interval


@record
class Entry:
    """计入总分的一行: 合计时取的结果, 与填报得分不合的核对编号 (None 即站得住)."""

    row: RowResult
    stands: Standing

    @property
    def granted(self) -> Interval:
        """这一行认可多少分: a judged row inside its range keeps its stated points.

        Points that rounding explains stand for themselves and for the exact ones.
        """
        low, high = self.row.exact or (Fraction(0), Fraction(0))
        if self.row.stated is None or not self.stands.acceptable:
            return Interval(low, high)
        stated = Fraction(self.row.stated)
        if self.row.outcome in OPEN and low <= stated <= high:
            return Interval(stated, stated)
        return Interval(min(low, stated), max(high, stated))


OPEN = ("judged", UNVERIFIABLE)


def execution_entry(result: Result, pair: Pair | None) -> Entry | None:
    """取预算执行率一行; None 为该办法或该表不计分.

    Where no funds were read the points are open; printed amounts with decimals stand
    for what rounds to them.
    """
    row = result.execution
    if row is None:
        return None
    if result.evaluation.funds.total is None:
        return Entry(opened(row, UNVERIFIABLE), Standing.HOLDS)
    stands = standing(row, execution=True)
    if stands is not Standing.EXECUTION_DIFFERS or row.outcome == MISSING:
        return Entry(row, stands)
    wider = _by_amounts(row, pair)
    if wider is None or row.stated is None or not holds(row.stated, wider):
        return Entry(row, stands)
    return Entry(evolve(row, exact=(wider.low, wider.high)), Standing.ROUNDED)


def _by_amounts(row: RowResult, pair: Pair | None) -> Interval | None:
    """The points that the printed amounts may stand for; capped as the row is."""
    span = pair.span if pair else None
    if span is None or row.weight is None:
        return None
    whole = Fraction(row.weight)
    capped = row.exact is not None and row.exact[1] <= whole
    low, high = span.low * whole, span.high * whole
    return Interval(low, min(high, whole) if capped else high)
