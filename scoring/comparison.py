"""对照: 指标值与实际完成值能不能比, 比的是哪两个数.

`compare` ends in one of two: `Measured` (numbers in one unit, ready for a rule) or
`Unmeasured` (why the row cannot be computed). What it assumed travels along.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import frozen

from indicators.moment import Moment
from indicators.quantity import (
    NOT_APPLICABLE,
    Absent,
    Quantity,
    Text,
    Value,
    plain,
    read_actual,
)
from indicators.target import AtMost, Deadline, Qualitative, Target
from scoring.matching import Measured, Unmeasured, measure

SAME_YEAR = 2000
NONE = "无"
ROW_NOT_APPLICABLE = frozenset((*"/\\-—–―无", "--", "——", NOT_APPLICABLE))


@frozen
class Described:
    """定性: 实际完成值为文字. `same` 表示与指标值文字相同."""

    text: str
    same: bool


Comparable = Measured | Described | Unmeasured


def compare(
    target: Target | Absent, actual_text: str | None, year: int | None
) -> Comparable:
    """对照一行. `year` is the table's year, for dates that name none.

    >>> from indicators.target import read_target
    >>> compare(read_target("≤90万元")[0], "90", None).values["target"]
    Fraction(900000, 1)
    """
    actual = read_actual(actual_text)
    if isinstance(target, Absent):
        return _no_target(target, actual)
    if isinstance(actual, Absent) and not _means_zero(target, actual):
        named = f"为“{actual.mark}”" if actual.mark else "为空"
        return Unmeasured("missing", f"实际完成值{named}")
    if isinstance(target, Qualitative):
        return _describe(target, actual, (actual_text or "").strip())
    if isinstance(target, Deadline):
        return _punctual(target, actual, year)
    return measure(target, actual)


def _no_target(target: Absent, actual: Value) -> Unmeasured:
    if target.mark == NONE and actual not in {Absent(""), Absent("/")}:
        reason = "指标值为“无”：可以是 0，也可以是不适用，由人认定"
        return Unmeasured("unverifiable", reason)
    marked = target.mark in ROW_NOT_APPLICABLE
    if target.mark == NOT_APPLICABLE or (marked and isinstance(actual, Absent)):
        return Unmeasured("not_applicable", f"本行标为不适用（“{target.mark}”）")
    named = f"为“{target.mark}”" if target.mark else "为空"
    return Unmeasured("missing", f"指标值{named}")


def _means_zero(target: Target, actual: Absent) -> bool:
    """Tell whether “无” answers an upper limit: no accident is zero accidents."""
    return isinstance(target, AtMost) and actual.mark == NONE


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
