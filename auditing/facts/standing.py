"""一行得分站不站得住: 每行至多一个结论.

`standing` gives the one standing of a row's points, so that a row is never reported
twice; each of the checks P401-P409 and F302 reports one of them.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import cache

from scoring.result import (
    COMPUTED,
    JUDGED,
    MISSING,
    NOT_APPLICABLE,
    UNVERIFIABLE,
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
        """The points hold, or rounding explains them."""
        return self in {Standing.HOLDS, Standing.ROUNDED}


def standing(row: RowResult, *, execution: bool = False) -> Standing:
    """判断填报得分.

    未达标而得满分 comes before 舍入可以解释: a missed target with full marks is reported
    as such even where whole-point rounding would explain it. For the execution row
    rounding comes first (9.97 → 10).
    """
    stated, weight = row.stated, row.weight
    if stated is None or (row.low is not None and stated == row.low == row.high):
        return Standing.HOLDS
    if stated < 0 or (weight is not None and stated > weight and _beyond(row)):
        return Standing.OUT_OF_RANGE
    if row.outcome in {MISSING, NOT_APPLICABLE}:
        return Standing.UNFILLED if stated > 0 else Standing.HOLDS
    if row.outcome == UNVERIFIABLE or row.exact is None:
        return Standing.HOLDS
    if row.outcome == JUDGED:
        return (
            Standing.HOLDS
            if holds(stated, Interval(*row.exact))
            else Standing.OUTSIDE_BAND
        )
    if execution:
        return (
            Standing.ROUNDED
            if rounding_of(stated, row.exact[0])
            else Standing.EXECUTION_DIFFERS
        )
    return _computed(row, stated, row.exact[0])


def _beyond(row: RowResult) -> bool:
    """Above the weight, and neither a rounded weight nor a rule without cap says so."""
    weight, stated = row.weight or Decimal(0), row.stated or Decimal(0)
    uncapped = row.high is not None and row.high > weight
    return not uncapped and rounding_of(stated, Fraction(weight)) is None


def _computed(row: RowResult, stated: Decimal, exact: Fraction) -> Standing:
    full = row.weight is not None and stated >= row.weight
    if full and not row.met:
        return Standing.MISSED_YET_FULL
    if rounding_of(stated, exact):
        return Standing.ROUNDED
    return Standing.DEDUCTED if row.met else Standing.DIFFERS


def rounding_of(stated: Decimal, exact: Fraction) -> Rounding | None:
    """哪一种舍入由精确值得出填报的数; None 为都不能.

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
    """填报的得分所代表的数: the exact points where it is their rounding.

    None without stated points; a judged row's points are drawn into their band when
    rounding puts them beside it.
    """
    stated = row.stated
    if stated is None or row.exact is None or row.outcome not in {COMPUTED, JUDGED}:
        return None if stated is None else Fraction(stated)
    low, high = row.exact
    number = Fraction(stated)
    if low <= number <= high:
        return number
    if row.outcome == COMPUTED:
        near = stated == row.low or rounding_of(stated, low) is not None
    else:
        near = holds(stated, Interval(low, high))
    return min(max(number, low), high) if near else number


def holds(stated: Decimal, span: Interval) -> bool:
    """印出的数, 按任何一种舍入, 能否落在区间之内."""
    if stated in span:
        return True
    # All that some rounding takes to the number: half a step, or all but a step, away.
    step = Fraction(1, 10 ** places(stated))
    number = Fraction(stated)
    around = Interval(number - step, number + step, open_high=True, open_low=True)
    return around.meets(span)
