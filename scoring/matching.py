"""数与数的对照: 统一单位, 只写了界限或区间的两端各取一个数."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, frozen

from indicators.exact import Fraction
from indicators.moment import Moment
from indicators.quantity import Absent, Bound, Quantity, Range, Value
from indicators.reasons import Sentence
from indicators.target import AtLeast, AtMost, Between, Exactly
from indicators.units import alike
from scoring.reasons import Assumption, Unmeasurable
from scoring.result import UNVERIFIABLE

Assumptions = tuple[Sentence, ...]


@frozen
class Measured:
    """可比: `kind` 为规则的类别, `values` 为代入的数, `texts` 为其原文.

    `other` holds the far end where the actual is known only as a bound or a period;
    the row is computed when both ends earn the same, else `doubt` says why not.
    """

    kind: str
    values: dict[str, Fraction]
    texts: dict[str, str]
    assumptions: Assumptions = ()
    other: dict[str, Fraction] | None = None
    doubt: Sentence | None = None


@frozen
class Unmeasured:
    """不可比, 及其原因 (a sentence of `Unmeasurable`)."""

    reason: Sentence

    @property
    def outcome(self) -> str:
        """The outcome of the row: missing, not_applicable or unverifiable."""
        kind = self.reason.kind
        return kind.outcome if isinstance(kind, Unmeasurable) else UNVERIFIABLE


def unmeasured(kind: Unmeasurable, *values: object) -> Unmeasured:
    """Return the refusal of a row for one reason, with the values it names."""
    return Unmeasured(kind.of(*values))


Numeric = AtLeast | AtMost | Exactly | Between


def measure(target: Numeric, actual: Value) -> Measured | Unmeasured:
    """Compare a number with a number; a bound or a range only where it decides."""
    match actual:
        case Absent():
            zero = Quantity(Decimal(0))
            return _pair(target, zero, str(zero), (Assumption.NONE_IS_ZERO.of(),))
        case Quantity():
            return _pair(target, actual, str(actual))
        case Bound(sign="=", quantity=quantity):
            return _pair(target, quantity, str(quantity))
        case Bound():
            return _bounded(target, actual)
        case Range():
            return _ranged(target, actual)
        case Moment():
            return unmeasured(Unmeasurable.NUMBER_AGAINST_DATE)
    return unmeasured(Unmeasurable.NUMBER_AGAINST_TEXT)


def _bounded(target: Numeric, actual: Bound) -> Measured | Unmeasured:
    """Put the far end well beyond every number of the row, on the open side."""
    least, quantity = actual.sign in {">=", ">"}, actual.quantity
    pair = _pair(target, quantity, f"{'至少' if least else '至多'} {quantity}")
    if not isinstance(pair, Measured):
        return pair
    side, kind = (
        (1, Unmeasurable.AT_LEAST_ONLY) if least else (-1, Unmeasurable.AT_MOST_ONLY)
    )
    far = side * Fraction(2 * sum(map(abs, pair.values.values())) + 1)
    other = pair.values | {"actual": far}
    return evolve(pair, other=other, doubt=kind.of(quantity))


def _ranged(target: Numeric, actual: Range) -> Measured | Unmeasured:
    """Take the low end of the range for the actual value, the high end for the other."""
    pair = _pair(target, actual.low, f"{actual.low}-{actual.high}")
    other = _pair(target, actual.high, "")
    if isinstance(pair, Measured) and isinstance(other, Measured):
        doubt = Unmeasurable.RANGE_ONLY.of()
        return evolve(pair, other=other.values, doubt=doubt)
    return pair


def _pair(
    target: Numeric, actual: Quantity, text: str, assumptions: Assumptions = ()
) -> Measured | Unmeasured:
    """Bring both sides to one unit, or say why they have none in common."""
    if isinstance(target, Between):
        limits = {"low": target.low, "high": target.high}
    else:
        limits = {"target": target.quantity}
    values: dict[str, Fraction] = {}
    assumed: dict[Sentence, None] = dict.fromkeys(assumptions)
    for name, limit in limits.items():
        matched = match_units(limit, actual)
        if isinstance(matched, Sentence):
            return Unmeasured(matched)
        values[name], values["actual"], reasons = matched
        assumed |= dict.fromkeys(reasons)
    texts = {name: str(limit) for name, limit in limits.items()} | {"actual": text}
    return Measured(_KINDS[type(target)], values, texts, tuple(assumed))


_KINDS = {
    AtLeast: "at_least",
    AtMost: "at_most",
    Exactly: "exactly",
    Between: "between",
}
Matched = tuple[Fraction, Fraction, Assumptions] | Sentence
"""(指标值, 完成值, 假设), or the reason why the two do not compare."""


def match_units(limit: Quantity, actual: Quantity) -> Matched:
    """统一单位: a side without unit takes the printed unit of the other.

    >>> print(match_units(Quantity(Decimal(5), "个"), Quantity(Decimal(100), "%")))
    计量单位不同（个 与 %），无从比较
    """
    (first, unit), (second, other) = limit.base, actual.base
    if alike(unit, other) or not (first or second):
        return first, second, ()
    if unit and other:
        return Unmeasurable.UNITS_DIFFER.of(limit.unit, actual.unit)
    return _lend(limit, actual)


def _lend(limit: Quantity, actual: Quantity) -> Matched:
    """Lend the unit of one side to the other, which prints none.

    A share (0-1) beside a percent is not resolved, for 1 may mean 1 % or 100 %.
    """
    bare, full = (actual, limit) if limit.base[1] else (limit, actual)
    if full.unit == "%" and 0 < abs(bare.value) <= 1:
        return Unmeasurable.SHARE_OR_PERCENT.of(full, bare)
    if bare.unit:  # 万、亿 without 元: the multiple is known, the unit is borrowed
        assumed = Assumption.UNIT_OF_MULTIPLE.of(bare, full.unit)
        return limit.base[0], actual.base[0], (assumed,)
    lent, given = Quantity(bare.value, full.unit).base[0], full.base[0]
    pair = (given, lent) if bare is actual else (lent, given)
    return *pair, (Assumption.UNIT_OF_OTHER.of(bare, full.unit),)
