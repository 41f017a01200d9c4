"""SQL 的叶: 一个精确的比 p ÷ q, 怎样写, 怎样舍入, 何时可证精确.

p and q are whole numbers (BIGINT), q above 0, p not below 0. The fast text is one
division in DOUBLE: ``FLOOR(p / q + 0.5e0)``, ``CEIL(p / q)``, ``FLOOR(p / q)``. It is
exact while p + q ≤ 2^51 (`EXACT`). Proof, with x = p ÷ q and u = 2^-53, the most that
one operation is off, as a share of its result:

- Half up, k = ⌊x + ½⌋. From below: k - ½ and k are DOUBLEs and rounding is monotone, so
  from x ≥ k - ½ follows a quotient ≥ k - ½ and a sum ≥ k. From above: x < k + ½ are
  fractions with the denominator 2q, so x ≤ k + ½ - 1/(2q). The quotient is at most u·x
  too large; the sum reaches k + 1 only where it is at most u·(k + 1) away from it. With
  k + 1 ≤ x + 1½ that would need 1/(2q) ≤ u·(2x + 1½), or 1 ≤ u·(4p + 3q) < 4u·(p + q)
  ≤ 4·2^-53·2^51 = 1.
- Up and down, likewise: the nearest whole number is 1/q away, and x is off by u·x.

Where the columns' limits do not show p + q ≤ 2^51, the remainder is taken off first in
BIGINT, and the division gives a whole number: exact below 2^62, at twice the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd, lcm

from attrs import frozen

from indicators.exact import Fraction
from scoring.formula import Constant, Formula, Operation, Relation, Variable
from scoring.readings.narrowing import Extent
from scoring.rounding import Rounding

EXACT = 2**51
"""Up to here p + q may grow in one division of DOUBLEs."""
LARGEST = 2**62
"""Every whole number in the text stays below this, so no BIGINT overflows."""
_IN_DOUBLE = {
    "half_up": "CAST(FLOOR({p} / {q} + 0.5e0) AS BIGINT)",
    "up": "CAST(CEIL({p} / {q}) AS BIGINT)",
    "down": "CAST(FLOOR({p} / {q}) AS BIGINT)",
}


@frozen
class SqlColumn:
    """一列: SQL 名、小数位数 (值 × 10^scale 为整数)、绝对值上限 (整数).

    `least` is the smallest whole number, where it is above -limit; `filled` tells that
    no row is without a value.
    """

    name: str
    scale: int
    limit: int
    least: int | None = None
    filled: bool = False

    @property
    def smallest(self) -> int:
        """The smallest whole number."""
        return -self.limit if self.least is None else self.least

    @property
    def extent(self) -> Extent:
        """The range of its values."""
        unit = 10**self.scale
        return Extent(Fraction(self.smallest, unit), Fraction(self.limit, unit))


@frozen
class Whole:
    """整数表达式: its text and the largest absolute value that it can take."""

    text: str
    size: int

    def times(self, other: Whole) -> Whole:
        """Multiply; a factor 1 is left out."""
        if self.text == "1":
            return other
        if other.text == "1":
            return self
        return Whole(f"{self.text} * {other.text}", self.size * other.size)

    def scaled(self, factor: int) -> Whole:
        """Multiply by a known whole number."""
        if not factor:
            return Whole("0", 0)
        return Whole(str(factor), abs(factor)).times(self)

    @property
    def bracketed(self) -> str:
        """The text, safe beside a division."""
        return f"({self.text})" if " " in self.text else self.text


ONE = Whole("1", 1)


@frozen
class Ratio:
    """精确的比: factor × upper ÷ lower."""

    factor: Fraction
    upper: Whole = ONE
    lower: Whole = ONE

    def parts(self, scale: int = 1) -> tuple[Whole, Whole]:
        """Give whole numerator and denominator of the ratio times `scale`."""
        factor = self.factor * scale
        return (
            self.upper.scaled(factor.numerator),
            self.lower.scaled(factor.denominator),
        )


def rounded_ratio(ratio: Ratio, rounding: Rounding) -> str:
    """写出舍入: p ÷ q times 10^places as a whole number."""
    upper, lower = ratio.parts(10**rounding.places)
    if lower.text == "1":
        return _checked(upper).text
    if upper.size + lower.size > EXACT:
        return _by_remainder(upper, lower, rounding.mode)
    return _IN_DOUBLE[rounding.mode].format(p=upper.bracketed, q=lower.bracketed)


def _by_remainder(upper: Whole, lower: Whole, mode: str) -> str:
    """Take the remainder off first: whole numbers divide without rest."""
    if mode == "half_up":
        upper, lower = _sum(upper.scaled(2), lower, "+"), lower.scaled(2)
    elif mode == "up":
        upper = _sum(_sum(upper, lower, "+"), ONE, "-")
    p, q = _checked(upper).text, _checked(lower).text
    return f"CAST(FLOOR((({p}) - ({p}) % ({q})) / ({q}) + 0.5e0) AS BIGINT)"


def compared(relation: Relation, columns: Mapping[str, SqlColumn]) -> str:
    """写出比较: two ratios by their cross products (denominators are positive)."""
    left, right = as_ratio(relation.left, columns), as_ratio(relation.right, columns)
    first = left.factor.numerator * right.factor.denominator
    second = right.factor.numerator * left.factor.denominator
    shared = gcd(first, second)
    smaller = left.upper.times(right.lower).scaled(first // shared)
    larger = right.upper.times(left.lower).scaled(second // shared)
    return f"{_checked(smaller).text} {relation.sign} {_checked(larger).text}"


def as_ratio(formula: Formula, columns: Mapping[str, SqlColumn]) -> Ratio:
    """读成比: a formula without choices as one exact ratio."""
    match formula:
        case Constant(value=value):
            return Ratio(value)
        case Variable(name=name):
            column = columns[name]
            upper = Whole(column.name, column.limit)
            return Ratio(Fraction(1, 10**column.scale), upper)
        case Operation(sign=sign, left=left, right=right):
            return _combine(sign, as_ratio(left, columns), as_ratio(right, columns))
    raise TypeError(formula)


def _checked(whole: Whole) -> Whole:
    if whole.size >= LARGEST:
        message = f"整数可能溢出：{whole.text}"
        raise OverflowError(message)
    return whole


def _sum(left: Whole, right: Whole, sign: str) -> Whole:
    return Whole(f"({left.text} {sign} {right.text})", left.size + right.size)


def _combine(sign: str, left: Ratio, right: Ratio) -> Ratio:
    if sign == "*":
        return Ratio(
            left.factor * right.factor,
            left.upper.times(right.upper),
            left.lower.times(right.lower),
        )
    if sign == "/":
        return Ratio(
            left.factor / right.factor,
            left.upper.times(right.lower),
            left.lower.times(right.upper),
        )
    common = lcm(left.factor.denominator, right.factor.denominator)
    first = left.upper.times(right.lower).scaled(int(left.factor * common))
    second = right.upper.times(left.lower).scaled(int(right.factor * common))
    lower = left.lower.times(right.lower)
    return Ratio(Fraction(1, common), _sum(first, second, sign), lower)
