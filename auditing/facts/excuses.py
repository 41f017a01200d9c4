"""舍入的分寸: 印出的数与应为的数相差多少, 还可以由舍入来解释, 是哪一种舍入.

The one place that decides it, for points, rates and sums alike. A printed number stands
for what is at most half a unit of its own last place away. It never passes a limit: the
weight, 0, the end of a band, the line of a grade. What differs by more is no rounding,
except that a cut or a rounding up explains less than 0.1 point.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from indicators.exact import Fraction
from indicators.records import record
from scoring.rounding import MODES, Interval, Rounding, places, rounded

SLIGHT = Fraction(1, 10)
"""小到不论: 进位、截断可以解释的差别, 须在此数以内, 分."""
NOTHING = Fraction(0)
HALF_UP = "half_up"


@record
class Limits:
    """印出的数不越过的界: 下限、上限, 与其间的线 (线归上面的一边)."""

    least: Fraction | None = None
    most: Fraction | None = None
    lines: tuple[Fraction, ...] = ()

    def passed(self, number: Fraction, due: Interval) -> bool:
        """判断这个数是不是在界外, 或与应为的数分在一条线的两边."""
        if self.least is not None and number < self.least:
            return True
        if self.most is not None and number > self.most:
            return True
        return any(
            due.high < line <= number or number < line <= due.low for line in self.lines
        )


UNLIMITED = Limits()


@record
class Excuse:
    """舍入解释不解释得了: `accepted` 为解释得了, `way` 为得出此数的那种舍入.

    A way without acceptance is to be named beside the finding. The way is None too where
    the number lies in an interval, or at most half a unit from it.
    """

    accepted: bool
    way: Rounding | None = None

    @property
    def directed(self) -> bool:
        """Only a cut or a rounding up gives the number."""
        return self.way is not None and self.way.mode != HALF_UP

    @property
    def named(self) -> str:
        """The rounding that would give the number, to be put behind a message."""
        return f"；{self.way}时也得此数" if self.way else ""


REFUSED = Excuse(accepted=False)


def excuse(
    stated: Decimal,
    due: Interval,
    limits: Limits = UNLIMITED,
    mode: str = HALF_UP,
    slight: Fraction = SLIGHT,
) -> Excuse:
    """判断印出的数与应为的数 (一个区间) 之差能否由舍入解释.

    `mode` is how the policy rounds: directed rounding of any size where it has it.

    >>> nine = Interval(Fraction(98, 10), Fraction(98, 10))
    >>> excuse(Decimal(10), nine).accepted, excuse(Decimal(9), nine).accepted
    (True, False)
    >>> print(excuse(Decimal(9), nine).way)
    截断取整数
    """
    number, unit = Fraction(stated), Fraction(1, 10 ** places(stated))
    gap = max(due.low - number, number - due.high, NOTHING)
    if gap >= unit:
        return REFUSED
    way = rounding_of(stated, due.low) if due.low == due.high else None
    # Nothing is no rounding of something, unless it is next to nothing.
    near = (number or due.low <= 0) and (
        2 * gap <= unit or _by_policy(stated, due, mode)
    )
    accepted = gap < slight or bool(near)
    return Excuse(accepted and not limits.passed(number, due), way)


def _by_policy(stated: Decimal, due: Interval, mode: str) -> bool:
    """Tell whether the mode of the policy, to the printed decimals, gives the number."""
    way = Rounding(places(stated), mode)
    return stated in {rounded(due.low, way), rounded(due.high, way)}


def point(number: Fraction | Decimal) -> Interval:
    """一个数也是区间: both ends are the number."""
    exact = Fraction(number)
    return Interval(exact, exact)


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
