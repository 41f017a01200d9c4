"""数与数的对照: 统一单位, 只写了界限或区间的两端各取一个数."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from indicators.moment import Moment
from indicators.quantity import Absent, Bound, Quantity, Range, Value
from indicators.target import AtLeast, AtMost, Between, Exactly
from indicators.units import alike


@frozen
class Measured:
    """可比: `kind` 为规则的类别, `values` 为代入的数, `texts` 为其原文.

    `other` holds the far end where the actual is known only as a bound or a period;
    the row is computed when both ends earn the same, else `doubt` says why not.
    """

    kind: str
    values: dict[str, Fraction]
    texts: dict[str, str]
    assumptions: tuple[str, ...] = ()
    other: dict[str, Fraction] | None = None
    doubt: str = ""


@frozen
class Unmeasured:
    """不可比: outcome 为 missing、unverifiable 或 not_applicable, 及其原因."""

    outcome: str
    reason: str


Numeric = AtLeast | AtMost | Exactly | Between


def measure(target: Numeric, actual: Value) -> Measured | Unmeasured:
    """Compare a number with a number; a bound or a range only where it decides."""
    match actual:
        case Absent():
            zero = Quantity(Decimal(0))
            return _pair(target, zero, str(zero), ("实际完成值“无”按 0 理解",))
        case Quantity():
            return _pair(target, actual, str(actual))
        case Bound(sign="=", quantity=quantity):
            return _pair(target, quantity, str(quantity))
        case Bound(sign=sign, quantity=quantity):
            word = "至少" if sign in {">=", ">"} else "至多"
            pair = _pair(target, quantity, f"{word} {quantity}")
            doubt = f"实际完成值只写了界限（{word} {quantity}），不足以判断"
            return _beyond(pair, 1 if word == "至少" else -1, doubt)
        case Range(low=low, high=high):
            pair, other = _pair(target, low, f"{low}-{high}"), _pair(target, high, "")
            if isinstance(pair, Measured) and isinstance(other, Measured):
                doubt = "实际完成值是一个区间，不足以判断"
                return evolve(pair, other=other.values, doubt=doubt)
            return pair
    kind = "日期" if isinstance(actual, Moment) else "文字"
    return Unmeasured("unverifiable", f"指标值是数，实际完成值是{kind}，无从计算")


def _beyond(
    pair: Measured | Unmeasured, side: int, doubt: str
) -> Measured | Unmeasured:
    """Put the far end well beyond every number of the row, on the open side."""
    if not isinstance(pair, Measured):
        return pair
    far = side * Fraction(2 * sum(map(abs, pair.values.values())) + 1)
    return evolve(pair, other=pair.values | {"actual": far}, doubt=doubt)


def _pair(
    target: Numeric, actual: Quantity, text: str, assumptions: tuple[str, ...] = ()
) -> Measured | Unmeasured:
    """Bring both sides to one unit, or say why they have none in common."""
    limits = {"target": target.quantity} if not isinstance(target, Between) else {}
    if isinstance(target, Between):
        limits = {"low": target.low, "high": target.high}
    values: dict[str, Fraction] = {}
    assumed: dict[str, None] = dict.fromkeys(assumptions)
    for name, limit in limits.items():
        matched = match_units(limit, actual)
        if isinstance(matched, str):
            return Unmeasured("unverifiable", matched)
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


def match_units(
    limit: Quantity, actual: Quantity
) -> tuple[Fraction, Fraction, tuple[str, ...]] | str:
    """统一单位. Returns (指标值, 完成值, 假设), or the reason why they do not compare.

    A side without unit takes the printed unit of the other; a share (0-1) beside a
    percent is not resolved, for 1 may mean 1 % or 100 %.

    >>> match_units(Quantity(Decimal(5), "个"), Quantity(Decimal(100), "%"))
    '计量单位不同（个 与 %），无从比较'
    """
    (first, unit), (second, other) = limit.base, actual.base
    if alike(unit, other) or not (first or second):
        return first, second, ()
    if unit and other:
        return f"计量单位不同（{limit.unit} 与 {actual.unit}），无从比较"
    bare, full = (actual, limit) if unit else (limit, actual)
    if full.unit == "%" and 0 < abs(bare.value) <= 1:
        return f"一边是 {full}，另一边是 {bare}，看不出是百分数还是比例"
    if bare.unit:  # 万、亿 without 元: the multiple is known, the unit is borrowed
        return first, second, (f"“{bare}”的单位按“{full.unit}”理解",)
    lent = Quantity(bare.value, full.unit).base[0]
    pair = (first, lent) if bare is actual else (lent, second)
    return *pair, (f"“{bare}”没有单位，按“{full.unit}”理解",)
