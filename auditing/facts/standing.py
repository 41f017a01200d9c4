"""一行得分站不站得住 (财预〔2020〕10号; 评分办法的计分公式): 每行至多一个结论.

`standing` gives one `Standing` for a row, so that a row is never reported twice: each
of the checks P401-P409 and F302 reports one kind.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import cache

from indicators.records import record
from scoring.result import (
    COMPUTED,
    JUDGED,
    MISSING,
    NOT_APPLICABLE,
    RowResult,
)
from scoring.rounding import MODES, Interval, Rounding, places, rounded


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
        return self in {Standing.HOLDS, Standing.ROUNDED}


@record
class StatedPoints:
    """填报的得分与重算的一行: the conditions of the decision table, each yes or no."""

    stated: Decimal
    row: RowResult

    def out_of_range(self) -> bool:
        """低于 0, 或超出分值. A rounded weight, or a rule without cap, allows more."""
        weight, most = self.row.weight, self.row.high
        if self.stated < 0 or weight is None or self.stated <= weight:
            return self.stated < 0
        uncapped = most is not None and most > weight
        return not (uncapped or rounding_of(self.stated, Fraction(weight)))

    def given_unfilled(self) -> bool:
        """未填或不适用的一行, 得分大于 0."""
        return self.row.outcome in {MISSING, NOT_APPLICABLE} and self.stated > 0

    def open(self) -> bool:
        """无从比较: 未填、不适用、无法核对, or no weight is printed."""
        return self.row.outcome not in {COMPUTED, JUDGED} or self.row.exact is None

    def judged(self) -> bool:
        """由人评定."""
        return self.row.outcome == JUDGED

    def inside_band(self) -> bool:
        """由人评定, 得分按某种舍入落在规定的范围之内."""
        exact = self.row.exact
        return self.judged() and bool(exact and holds(self.stated, Interval(*exact)))

    def computed(self) -> bool:
        """由公式计算."""
        return self.row.outcome == COMPUTED

    def rounded(self) -> bool:
        """由公式计算, 填报的是精确得分的某种舍入."""
        exact = self.row.exact
        return self.computed() and bool(exact and rounding_of(self.stated, exact[0]))

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


def standing(row: RowResult, *, execution: bool = False) -> Standing:
    """判断填报得分: the first decision whose condition holds.

    站得住 where no points are stated, or the policy gives exactly these.
    """
    if row.stated is None or row.stated == row.low == row.high:
        return Standing.HOLDS
    points = StatedPoints(row.stated, row)
    decisions = EXECUTION if execution else INDICATOR
    return next(stands for condition, stands in decisions if condition(points))


def rounding_of(stated: Decimal, exact: Fraction) -> Rounding | None:
    """由精确值得出填报的数的那种舍入; None 为没有一种.

    >>> print(rounding_of(Decimal("0.67"), Fraction(664, 1000)))
    进位保留 2 位小数
    """
    kept = places(stated)
    step = 10**kept
    # Every rounding gives the multiple of the step below or above, or the number itself.
    upper, lower = exact.as_integer_ratio()
    number, parts = stated.as_integer_ratio()
    if not 0 <= number * step // parts - upper * step // lower <= 1:
        return None
    return next((way for way in _ways(kept) if rounded(exact, way) == stated), None)


@cache
def _ways(kept: int) -> tuple[Rounding, ...]:
    return tuple(Rounding(kept, mode) for mode in MODES)


def stands_for(row: RowResult) -> Fraction | None:
    """填报的得分所代表的数, 分: the exact points where the stated ones are their rounding.

    Points of a judged row that rounding has put beside their band stand for its nearest
    end. None without stated points.
    """
    if row.stated is None:
        return None
    points, number = StatedPoints(row.stated, row), Fraction(row.stated)
    printed = points.computed() and row.stated == row.low
    if row.exact is None or not (printed or points.rounded() or points.inside_band()):
        return number
    low, high = row.exact
    return min(max(number, low), high)


def holds(stated: Decimal, span: Interval) -> bool:
    """判断印出的数按某种舍入能否落在区间之内."""
    if stated in span:
        return True
    # All that some rounding takes to the number: half a step, or all but a step, away.
    step = Fraction(1, 10 ** places(stated))
    number = Fraction(stated)
    around = Interval(number - step, number + step, open_high=True, open_low=True)
    return around.meets(span)
