"""舍入的分寸: 印出的数与应为的数相差多少, 还可以由舍入来解释, 是哪一种舍入.

The one place that decides it, for points, rates and sums alike. A number follows from a
known one (`excuse`) where any rounding to its own places gives it and less than 0.1 point
is between them; from an interval (`nears`) where it lies in it, or half a unit of its
last place away. It never passes a limit: the weight, 0, the end of a band, the line of a
grade.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from indicators.exact import Fraction
from indicators.records import record
from scoring.rounding import MODES, Interval, Rounding, exact, places, rounded

SLIGHT = Fraction(1, 10)
"""舍入可以解释的差别须在此数以内, 分."""
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

    A way without acceptance is to be named beside the finding.
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


def excuse(
    stated: Decimal,
    due: Fraction,
    limits: Limits = UNLIMITED,
    slight: Fraction = SLIGHT,
) -> Excuse:
    """判断印出的数与应为的数之差能否由舍入解释, 并说出是哪一种舍入.

    `slight` is what a rounding explains at most.

    >>> found = excuse(Decimal(9), Fraction(98, 10))
    >>> print(found.way, found.accepted)
    截断取整数 False
    """
    number = exact(stated)
    if number == due:
        return Excuse(accepted=True)
    way = rounding_of(stated, due)
    few = way is not None and abs(number - due) < slight
    return Excuse(few and not limits.passed(number, point(due)), way)


def nears(
    stated: Decimal,
    due: Interval,
    limits: Limits = UNLIMITED,
    most: Fraction | None = SLIGHT,
) -> bool:
    """判断印出的数在区间之内, 或由其中一个数四舍五入得来, 至多相差 `most`.

    >>> nears(Decimal("6.6"), Interval(Fraction(665, 100), Fraction(7)))
    True
    """
    number = exact(stated)
    if due.low <= number <= due.high:
        return True
    unit = Fraction(1, 10 ** places(stated))
    gap = max(due.low - number, number - due.high)
    few = 2 * gap <= unit and (most is None or gap <= most)
    return few and not limits.passed(number, due)


def point(number: Fraction | Decimal) -> Interval:
    """一个数也是区间: both ends are the number."""
    both = Fraction(number)
    return Interval(both, both)


def rounding_of(stated: Decimal, due: Fraction) -> Rounding | None:
    """由精确值得出填报的数的那种舍入; None 为没有一种.

    >>> print(rounding_of(Decimal("0.67"), Fraction(664, 1000)))
    进位保留 2 位小数
    """
    kept = places(stated)
    step = 10**kept
    # Every rounding gives the multiple of the step below or above, or the number itself.
    upper, lower = due.as_integer_ratio()
    number, parts = stated.as_integer_ratio()
    if not 0 <= number * step // parts - upper * step // lower <= 1:
        return None
    return next((way for way in _ways(kept) if rounded(due, way) == stated), None)


@cache
def _ways(kept: int) -> tuple[Rounding, ...]:
    return tuple(Rounding(kept, mode) for mode in MODES)
