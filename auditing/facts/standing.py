"""一行得分站不站得住 (财预〔2020〕10号; 评分办法的计分公式): 每行至多一个结论.

`standing` gives one `Standing` for a row, so that a row is never reported twice: each
of the checks P401-P409 and F302 reports one kind.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum, auto

from auditing.facts.excuses import NOTHING, SLIGHT, Limits, excuse, nears
from indicators.exact import Fraction
from indicators.records import record
from scoring.result import (
    COMPUTED,
    JUDGED,
    MISSING,
    NOT_APPLICABLE,
    RowResult,
)
from scoring.rounding import Interval, Rounding, rounded

UNEARNED = frozenset((MISSING, NOT_APPLICABLE))
COMPARABLE = frozenset((COMPUTED, JUDGED))


class Standing(Enum):
    """填报得分站不站得住, 站不住的是哪一种."""

    HOLDS = auto()
    """站得住, 或无从比较."""
    OUT_OF_RANGE = auto()
    """超出分值或低于 0."""
    DIFFERS = auto()
    """未达标, 与公式所得不同."""
    ROUNDED = auto()
    """与公式所得只差舍入."""
    OUTSIDE_BAND = auto()
    """由人评定, 在规定的范围之外."""
    UNFILLED = auto()
    """指标值或实际完成值未填而有得分."""
    DEDUCTED = auto()
    """已达标而有扣分."""
    MISSED_YET_FULL = auto()
    """未达标而得满分."""
    EXECUTION_DIFFERS = auto()
    """执行率得分与金额所得不同."""

    @property
    def acceptable(self) -> bool:
        """站得住, 或差别由舍入解释."""
        return self is Standing.HOLDS or self is Standing.ROUNDED


ANYTHING = Interval(NOTHING, NOTHING)


@record
class StatedPoints:
    """填报的得分与重算的一行: the conditions of the decision table, each yes or no."""

    stated: Decimal
    row: RowResult
    rounding: Rounding

    @property
    def most(self) -> Fraction | None:
        """至多多少分: the weight as the policy rounds it; None without, or without cap."""
        weight, high = self.row.weight, self.row.high
        if weight is None or (high is not None and high > weight):
            return None
        return Fraction(max(weight, rounded(weight, self.rounding)))

    @property
    def limits(self) -> Limits:
        """得分不低于 0, 不超出分值."""
        return Limits(NOTHING, self.most)

    def follows(self, due: Interval) -> bool:
        """填报的得分由舍入说得通, 应得在 `due` 之内.

        From an interval a whole number is no further away than one with a decimal; where
        values that are printed rounded widen one number, this has to be near as well.
        """
        if due.low == due.high:
            return excuse(self.stated, due.low, self.limits).accepted
        return self._slight() and nears(self.stated, due, self.limits, SLIGHT / 2)

    def _slight(self) -> bool:
        """与一个应得的数相差不到 0.1 分; an interval of points has no such number."""
        low, high = self.row.exact or (NOTHING, SLIGHT)
        return low != high or abs(Fraction(self.stated) - low) < SLIGHT

    def out_of_range(self) -> bool:
        """低于 0, 或超出分值. A rule without cap allows more."""
        weight = self.row.weight
        if weight is not None and 0 <= self.stated <= weight:
            return False
        return self.limits.passed(Fraction(self.stated), ANYTHING)

    def given_unfilled(self) -> bool:
        """未填或不适用的一行, 得分大于 0."""
        return self.row.outcome in UNEARNED and self.stated > 0

    def open(self) -> bool:
        """无从比较: 未填、不适用、无法核对, or no weight is printed."""
        return self.row.outcome not in COMPARABLE or self.row.exact is None

    def judged(self) -> bool:
        """由人评定."""
        return self.row.outcome == JUDGED

    def inside_band(self) -> bool:
        """由人评定, 得分落在规定的范围之内: of a band, without its upper end."""
        row = self.row
        if not self.judged() or row.exact is None:
            return False
        if row.band is None:
            return self.follows(Interval(*row.exact))
        return Fraction(self.stated) in row.band or row.low == self.stated

    def computed(self) -> bool:
        """由公式计算."""
        return self.row.outcome == COMPUTED

    def rounded(self) -> bool:
        """由公式计算, 填报的与精确得分只差舍入."""
        exact = self.row.exact
        return self.computed() and bool(exact and self.follows(Interval(*exact)))

    def full_though_missed(self) -> bool:
        """得满分, 而没有达到指标值."""
        weight = self.row.weight
        return not self.row.met and weight is not None and self.stated >= weight

    def met(self) -> bool:
        """达到指标值."""
        return bool(self.row.met)


Decision = tuple[Callable[[StatedPoints], bool], Standing]
"""判断的一条: 条件, 与条件成立时的结论."""

_ANY_ROW: tuple[Decision, ...] = (
    (StatedPoints.out_of_range, Standing.OUT_OF_RANGE),
    (StatedPoints.given_unfilled, Standing.UNFILLED),
    (StatedPoints.open, Standing.HOLDS),
    (StatedPoints.inside_band, Standing.HOLDS),
    (StatedPoints.judged, Standing.OUTSIDE_BAND),
)
INDICATOR: tuple[Decision, ...] = (
    *_ANY_ROW,
    (StatedPoints.full_though_missed, Standing.MISSED_YET_FULL),
    (StatedPoints.rounded, Standing.ROUNDED),
    (StatedPoints.met, Standing.DEDUCTED),
    (StatedPoints.computed, Standing.DIFFERS),
)
"""一行指标. A missed target with full marks is reported as such even where whole-point
rounding would explain the points."""
EXECUTION: tuple[Decision, ...] = (
    *_ANY_ROW,
    (StatedPoints.rounded, Standing.ROUNDED),
    (StatedPoints.computed, Standing.EXECUTION_DIFFERS),
)
"""预算执行率一行. Rounding explains full points too: 9.97 → 10."""


def standing(
    row: RowResult, rounding: Rounding, *, execution: bool = False
) -> Standing:
    """判断填报得分: the first decision whose condition holds.

    站得住 where no points are stated, or the policy gives exactly these. `rounding` is
    what the policy has for such a row.
    """
    if row.stated is None or row.stated == row.low == row.high:
        return Standing.HOLDS
    points = StatedPoints(row.stated, row, rounding)
    decisions = EXECUTION if execution else INDICATOR
    return next(stands for condition, stands in decisions if condition(points))


def stands_for(row: RowResult, rounding: Rounding) -> Fraction | None:
    """填报的得分所代表的数, 分: the exact points where the stated ones are their rounding.

    None without stated points.
    """
    if row.stated is None:
        return None
    points, number = StatedPoints(row.stated, row, rounding), Fraction(row.stated)
    printed = points.computed() and row.stated == row.low
    if row.exact is None or not (printed or points.rounded() or points.inside_band()):
        return number
    low, high = row.exact
    return min(max(number, low), high)
