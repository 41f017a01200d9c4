"""预算执行率一行: 在合计里怎么算, 填报得分站不站得住."""

from __future__ import annotations

from attrs import evolve

from auditing.facts.amounts import Pair
from auditing.facts.readings import any_points
from auditing.facts.standing import Standing, StatedPoints, standing, stands_for
from auditing.facts.sums import all_known, total
from indicators.evaluation import Evaluation
from indicators.exact import Fraction
from indicators.records import record
from scoring.result import JUDGED, UNVERIFIABLE, Result, RowResult
from scoring.rounding import Interval, Rounding, exact

FULL = 100
NOTHING = Fraction(0)
OPEN = (JUDGED, UNVERIFIABLE)


@record
class Entry:
    """计入总分的一行: 合计时取的结果, 填报得分站不站得住."""

    row: RowResult
    stands: Standing
    rounding: Rounding

    @property
    def stands_for(self) -> Fraction | None:
        """填报的得分所代表的数: the exact points where the stated ones round them."""
        return stands_for(self.row, self.rounding)

    @property
    def granted(self) -> tuple[Fraction, Fraction]:
        """认可的得分, 至少与至多, 分: the stated points of a judged row inside its range.

        Points that rounding explains are granted together with the exact ones; of
        points that do not hold, only what the policy gives.
        """
        row = self.row
        low, high = span = row.exact or (NOTHING, NOTHING)
        if row.stated is None or not self.stands.acceptable:
            return span
        stated = exact(row.stated)
        if low is high and stated == low:
            return span
        if row.outcome in OPEN and low <= stated <= high:
            return stated, stated
        return min(low, stated), max(high, stated)


def execution_entry(result: Result, pair: Pair | None) -> Entry | None:
    """取预算执行率一行; None 为该办法或该表不计分.

    Any points may be right where no funds were read. A printed amount with decimals
    stands for every amount that rounds to it.
    """
    row = result.execution
    if row is None:
        return None
    rounding = result.policy.round("execution")
    if result.evaluation.funds.total is None:
        return Entry(any_points(row, UNVERIFIABLE), Standing.HOLDS, rounding)
    stands = standing(row, rounding, execution=True)
    if stands is Standing.EXECUTION_DIFFERS and row.stated is not None:
        span = _points_by_amounts(row, pair)
        stated = StatedPoints(row.stated, row, rounding)
        if span and stated.follows(span):
            wider = evolve(row, exact=(span.low, span.high))
            return Entry(wider, Standing.ROUNDED, rounding)
    return Entry(row, stands, rounding)


def _points_by_amounts(row: RowResult, pair: Pair | None) -> Interval | None:
    """印出的金额所代表的数能得的分; at most the weight, where the row is so capped.

    None without both amounts, or without a printed weight.
    """
    span = pair.span if pair else None
    if span is None or row.weight is None:
        return None
    whole = Fraction(row.weight)
    capped = row.exact is not None and row.exact[1] <= whole
    low, high = span.low * whole, span.high * whole
    return Interval(low, min(high, whole) if capped else high)


def is_of_rows_alone(evaluation: Evaluation, execution: RowResult | None) -> bool:
    """总分行的分值只是各行之和 (90), 总分却含执行率 (100)."""
    weight, stated = evaluation.total.weight, evaluation.total.stated
    if weight is None or stated is None or execution is None:
        return False
    if execution.weight is None or weight + execution.weight != FULL:
        return False
    printed = [execution.stated, *(row.stated for row in evaluation.indicators)]
    return stated > weight or (all_known(printed) and stated == total(printed))
