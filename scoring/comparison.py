"""对照: 指标值与实际完成值能不能比, 比的是哪两个数.

`compare` ends in one of two: `Measured` (numbers in one unit, ready for a rule) or
`Unmeasured` (why the row cannot be computed). What it assumed travels along.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from indicators.moment import Moment
from indicators.quantity import (
    NOT_APPLICABLE,
    Absent,
    Bound,
    Quantity,
    Range,
    Text,
    Value,
    plain,
    read_value,
)
from indicators.target import (
    AtLeast,
    AtMost,
    Between,
    Deadline,
    Exactly,
    Qualitative,
    Target,
)

SAME_YEAR = 2000
ROW_NOT_APPLICABLE = frozenset((*"/\\-—–―无", "--", "——", NOT_APPLICABLE))


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
class Described:
    """定性: 实际完成值为文字. `same` 表示与指标值文字相同."""

    text: str
    same: bool


@frozen
class Unmeasured:
    """不可比: outcome 为 missing、unverifiable 或 not_applicable, 及其原因."""

    outcome: str
    reason: str


Comparable = Measured | Described | Unmeasured


def compare(
    target: Target | Absent, actual_text: str | None, year: int | None
) -> Comparable:
    """对照一行. `year` is the table's year, for dates that name none.

    >>> from indicators.target import read_target
    >>> compare(read_target("≤90万元")[0], "90", None).values["target"]
    Fraction(900000, 1)
    """
    actual = read_value(actual_text)
    if isinstance(target, Absent):
        return _no_target(target, actual)
    if isinstance(actual, Absent) and not _means_zero(target, actual):
        named = f"为“{actual.mark}”" if actual.mark else "为空"
        return Unmeasured("missing", f"实际完成值{named}")
    if isinstance(target, Qualitative):
        return _describe(target, actual, (actual_text or "").strip())
    if isinstance(target, Deadline):
        return _punctual(target, actual, year)
    return _measure(target, actual)


def _no_target(target: Absent, actual: Value) -> Unmeasured:
    marked = target.mark in ROW_NOT_APPLICABLE
    if target.mark == NOT_APPLICABLE or (marked and isinstance(actual, Absent)):
        return Unmeasured("not_applicable", f"本行标为不适用（“{target.mark}”）")
    named = f"为“{target.mark}”" if target.mark else "为空"
    return Unmeasured("missing", f"指标值{named}")


def _means_zero(target: Target, actual: Absent) -> bool:
    """Tell whether “无” answers an upper limit: no accident is zero accidents."""
    return isinstance(target, AtMost) and actual.mark == "无"


def _describe(target: Qualitative, actual: Value, text: str) -> Comparable:
    same = plain(text) == plain(target.raw)
    if isinstance(actual, Text) or same:
        return Described(text, same)
    return Unmeasured("unverifiable", f"指标值是文字，实际完成值“{text}”是数，无从比较")


def _punctual(target: Deadline, actual: Value, year: int | None) -> Comparable:
    """Compare a date with a deadline, in days; negative is early."""
    if not isinstance(actual, Moment):
        reason = "指标值是时限，实际完成值不是日期，无从判断是否按时"
        if isinstance(actual, Quantity) and actual.unit == "%":
            reason = "指标值是时限，实际完成值是完成率，无从判断是否按时"
        return Unmeasured("unverifiable", reason)
    known = year or target.moment.year or actual.year or SAME_YEAR
    limits, days = target.moment.deadlines(known), actual.days(known)
    if limits is None or days is None:  # pragma: no cover - `known` is always a year
        raise TypeError(target)
    strict, lenient = limits
    least, most = (days[0] - lenient).days, (days[1] - strict).days
    assumed = () if target.moment.year and actual.year else (f"日期按 {known} 年理解",)
    if known == SAME_YEAR and assumed:
        assumed = ("两个日期都没有年份，按同一年理解",)
    return Measured(
        "deadline",
        {"late": Fraction(most)},
        {"late": f"{days[1]} 比期限 {strict} {_span(most)}"},
        assumed,
        {"late": Fraction(least)},
        _vague(strict, lenient, days),
    )


def _span(late: int) -> str:
    return f"晚 {late} 天" if late > 0 else f"早 {-late} 天" if late else "同一天"


def _vague(strict: date, lenient: date, days: tuple[date, date]) -> str:
    limit = f"{strict}" if strict == lenient else f"{strict} 或 {lenient}"
    return f"期限为 {limit}，完成时间只知在 {days[0]} 至 {days[1]}，是否按时不能确定"


Numeric = AtLeast | AtMost | Exactly | Between


def _measure(target: Numeric, actual: Value) -> Comparable:
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


def _beyond(pair: Comparable, side: int, doubt: str) -> Comparable:
    """Put the far end well beyond every number of the row, on the open side."""
    if not isinstance(pair, Measured):
        return pair
    far = side * Fraction(2 * sum(map(abs, pair.values.values())) + 1)
    return evolve(pair, other=pair.values | {"actual": far}, doubt=doubt)


def _pair(
    target: Numeric, actual: Quantity, text: str, assumptions: tuple[str, ...] = ()
) -> Comparable:
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
    if unit == other or not (first or second):
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
