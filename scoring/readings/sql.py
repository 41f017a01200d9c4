"""SQL: 公式 → 一段 ANSI SQL, 整数运算, DuckDB 与 Spark 原样可用.

Every column is a whole number (BIGINT): the value times 10^scale. The result is the
points times 10^places. A leaf is one exact division of whole numbers p ÷ q, written
``FLOOR((p - p % q) / q + 0.5)``: the remainder is taken off first, so the division is
exact and the text means the same where ``/`` gives a DOUBLE (DuckDB, Spark).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd, lcm

from attrs import frozen

from indicators.exact import Fraction
from scoring.formula import (
    Branch,
    Constant,
    Formula,
    Operation,
    Relation,
    Variable,
)
from scoring.rounding import Rounding

LARGEST = 2**62
"""Every whole number in the text stays below this, so no BIGINT overflows."""


@frozen
class SqlColumn:
    """一列: SQL 名、小数位数 (值 × 10^scale 为整数)、绝对值上限 (整数)."""

    name: str
    scale: int
    limit: int


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


def to_sql(
    formula: Formula, columns: Mapping[str, SqlColumn], rounding: Rounding
) -> str:
    """写成 SQL. `formula` is a points formula (`weighted`), `columns` its variables.

    Raises `OverflowError` when the columns' limits could overflow a BIGINT: the
    caller narrows the limits and leaves the rows beyond them to the exact reading.
    """
    match formula:
        case Branch(condition=condition, then=then, otherwise=otherwise):
            yes = to_sql(then, columns, rounding)
            no = to_sql(otherwise, columns, rounding)
            return (
                f"CASE WHEN {_condition(condition, columns)} THEN {yes} ELSE {no} END"
            )
        case Operation(sign="min" | "max" as sign, left=left, right=right):
            name = "LEAST" if sign == "min" else "GREATEST"
            first = to_sql(left, columns, rounding)
            return f"{name}({first}, {to_sql(right, columns, rounding)})"
    return _rounded(_ratio(formula, columns), rounding)


def within_limits(columns: Mapping[str, SqlColumn]) -> str:
    """写出适用条件: the rows for which the text is exact."""
    return " AND ".join(
        f"{c.name} BETWEEN {-c.limit} AND {c.limit}" for c in columns.values()
    )


def _rounded(ratio: Ratio, rounding: Rounding) -> str:
    """Round p ÷ q to a whole number by taking the remainder off first."""
    upper, lower = ratio.parts(10**rounding.places)
    if lower.text == "1":
        return _checked(upper).text
    if rounding.mode == "half_up":
        upper, lower = _sum(upper.scaled(2), lower, "+"), lower.scaled(2)
    elif rounding.mode == "up":
        upper = _sum(_sum(upper, lower, "+"), ONE, "-")
    p, q = _checked(upper).text, _checked(lower).text
    return f"CAST(FLOOR((({p}) - ({p}) % ({q})) / ({q}) + 0.5) AS BIGINT)"


def _checked(whole: Whole) -> Whole:
    if whole.size >= LARGEST:
        message = f"整数可能溢出：{whole.text}"
        raise OverflowError(message)
    return whole


def _sum(left: Whole, right: Whole, sign: str) -> Whole:
    return Whole(f"({left.text} {sign} {right.text})", left.size + right.size)


def _condition(condition: Relation, columns: Mapping[str, SqlColumn]) -> str:
    """Compare two ratios by their cross products (denominators are positive)."""
    left, right = _ratio(condition.left, columns), _ratio(condition.right, columns)
    first = left.factor.numerator * right.factor.denominator
    second = right.factor.numerator * left.factor.denominator
    shared = gcd(first, second)
    smaller = left.upper.times(right.lower).scaled(first // shared)
    larger = right.upper.times(left.lower).scaled(second // shared)
    return f"{_checked(smaller).text} {condition.sign} {_checked(larger).text}"


def _ratio(formula: Formula, columns: Mapping[str, SqlColumn]) -> Ratio:
    """Read a formula without choices as one exact ratio."""
    match formula:
        case Constant(value=value):
            return Ratio(value)
        case Variable(name=name):
            column = columns[name]
            upper = Whole(column.name, column.limit)
            return Ratio(Fraction(1, 10**column.scale), upper)
        case Operation(sign=sign, left=left, right=right):
            return _combine(sign, _ratio(left, columns), _ratio(right, columns))
    raise TypeError(formula)


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
