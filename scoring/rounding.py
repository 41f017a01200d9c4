"""舍入: 唯一的一个舍入函数, 以及一个印出来的数所代表的区间.

Modes: ``half_up`` 四舍五入, ``up`` 进位, ``down`` 截断 (of the absolute value).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from functools import lru_cache

from attrs import frozen

from indicators.exact import Fraction
from indicators.records import record

MODES = {"half_up": "四舍五入", "up": "进位", "down": "截断"}
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Adding never rounds here, and keeps the most decimals of the two."""
_NOTHING = Decimal(0)


@frozen
class Rounding:
    """舍入办法: 保留几位小数, 怎样舍入."""

    places: int
    mode: str = "half_up"

    def __str__(self) -> str:
        """Say it as a person would.

        >>> print(Rounding(2), Rounding(0, "up"))
        四舍五入保留 2 位小数 进位取整数
        """
        kept = f"保留 {self.places} 位小数" if self.places else "取整数"
        return f"{MODES[self.mode]}{kept}"


def rounded(value: Fraction | Decimal, rounding: Rounding) -> Decimal:
    """舍入到 `rounding`. Exact, and independent of the decimal context.

    >>> rounded(Fraction(5, 1000), Rounding(2)), rounded(Fraction(664, 1000), Rounding(2, "up"))
    (Decimal('0.01'), Decimal('0.67'))
    """
    upper, lower = value.as_integer_ratio()
    whole, rest = divmod(abs(upper) * 10**rounding.places, lower)
    away = 2 * rest >= lower if rounding.mode == "half_up" else rest > 0
    number = whole + (away and rounding.mode != "down")
    return decimal(number if upper >= 0 else -number, rounding.places)


def below(limit: Fraction, kept: int) -> Decimal:
    """小于 limit 的数中, 保留 `kept` 位小数的最大的一个.

    >>> below(Fraction(8), 2), below(Fraction(2664, 1000), 2)
    (Decimal('7.99'), Decimal('2.66'))
    """
    return decimal((limit * 10**kept).__ceil__() - 1, kept)


def decimal(number: int, places: int) -> Decimal:
    """Build number ÷ 10^places as a Decimal, whatever the context's precision.

    >>> decimal(9774, 2)
    Decimal('97.74')
    """
    return Decimal(f"{number}E-{places}")


@lru_cache(maxsize=1024)
def exact(number: Decimal) -> Fraction:
    """印出的数, 写成分数: the same few numbers stand in row after row.

    >>> exact(Decimal("2.50"))
    Fraction(5, 2)
    """
    return Fraction(*number.as_integer_ratio())


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """相加. Exact, with the most decimals any of them has, in any context.

    >>> exact_sum([Decimal("0.90"), Decimal("10")])
    Decimal('10.90')
    """
    with localcontext(_EXACT):
        return sum(numbers, _NOTHING)


def places(number: Decimal) -> int:
    """Count the printed decimals of a number: 2.50 has 2.

    >>> places(Decimal("2.50")), places(Decimal("9"))
    (2, 0)
    """
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@record
class Interval:
    """数的区间 [low, high]; `open_high` 时不含上端, `open_low` 时不含下端."""

    low: Fraction
    high: Fraction
    open_high: bool = False
    open_low: bool = False

    def __contains__(self, value: Fraction | Decimal) -> bool:
        """Tell whether the interval holds a number."""
        exact = value if isinstance(value, Fraction) else Fraction(value)
        below = exact < self.high if self.open_high else exact <= self.high
        above = exact > self.low if self.open_low else exact >= self.low
        return above and below

    def times(self, factor: Fraction) -> Interval:
        """Multiply both ends by a number that is not negative."""
        low, high = self.low * factor, self.high * factor
        return Interval(low, high, self.open_high, self.open_low)

    def meets(self, other: Interval) -> bool:
        """Tell whether two intervals share a number.

        >>> Interval(Fraction(99), Fraction(100), open_low=True).meets(
        ...     Interval(Fraction(99), Fraction(99)))
        False
        """
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and low in self and low in other)


def printed(number: Decimal, mode: str = "half_up") -> Interval:
    """印出来的数代表的区间: the numbers ≥ 0 that `mode` rounds to it.

    2.50 stands for [2.495, 2.505). Truncation gives [2.50, 2.51); rounding up gives
    (2.49, 2.50].

    >>> span = printed(Decimal("2.50"))
    >>> span.low, span.high, Decimal("2.495") in span, Decimal("2.505") in span
    (Fraction(499, 200), Fraction(501, 200), True, False)
    """
    value, step = Fraction(number), Fraction(1, 10 ** places(number))
    if mode == "down":
        return Interval(value, value + step, open_high=True)
    if mode == "up":
        return Interval(value - step, value, open_low=True)
    return Interval(value - step / 2, value + step / 2, open_high=True)
