"""对照: 指标值与实际完成值能不能比, 比的是哪两个数.

`compare` returns `Measured` (numbers in one unit, ready for a rule), `Described` (texts)
or `Unmeasured` (why the row cannot be computed), with what was assumed.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from indicators.exact import Fraction
from indicators.moment import Moment
from indicators.quantity import (
    NOT_APPLICABLE,
    Absent,
    Quantity,
    Text,
    Value,
    plain,
)
from indicators.read_row import Actual
from indicators.reasons import Sentence
from indicators.target import AtMost, Deadline, Exactly, Qualitative, Target
from scoring.matching import Assumptions, Measured, Unmeasured, measure, unmeasured
from scoring.reasons import Assumption, Unmeasurable

SAME_YEAR = 2000
NONE = "无"
ROW_NOT_APPLICABLE = frozenset((*"/\\-—–―无", "--", "——", NOT_APPLICABLE))


@frozen
class Described:
    """定性: 实际完成值为文字. `same` 表示与指标值文字相同."""

    text: str
    same: bool


Comparable = Measured | Described | Unmeasured


def compare(target: Target | Absent, actual: Actual, year: int | None) -> Comparable:
    """对照一行. `year` is the table's year, for dates that name none.

    >>> from indicators.read_row import actual_of
    >>> from indicators.target import read_target
    >>> compare(read_target("≤90万元")[0], actual_of("90"), None).values["target"]
    Fraction(900000, 1)
    """
    value = actual.value
    if isinstance(target, Absent):
        return _no_target(target, value)
    if isinstance(value, Absent) and not _means_zero(target, value):
        if value.mark:
            return unmeasured(Unmeasurable.MARKED_ACTUAL, value.mark)
        return unmeasured(Unmeasurable.BLANK_ACTUAL)
    if isinstance(target, Qualitative):
        return _describe(target, actual)
    if isinstance(target, Deadline):
        return _punctual(target, value, year)
    return measure(target, value)


def _no_target(target: Absent, actual: Value) -> Unmeasured:
    """Say why a row without a target has no points to compute."""
    mark = target.mark
    if mark == NONE and actual not in {Absent(""), Absent("/")}:
        return unmeasured(Unmeasurable.NONE_AS_TARGET)
    marked = mark in ROW_NOT_APPLICABLE
    if mark == NOT_APPLICABLE or (marked and isinstance(actual, Absent)):
        return unmeasured(Unmeasurable.NOT_APPLICABLE, mark)
    if mark:
        return unmeasured(Unmeasurable.MARKED_TARGET, mark)
    return unmeasured(Unmeasurable.BLANK_TARGET)


def _means_zero(target: Target, actual: Absent) -> bool:
    """Tell whether “无” answers an upper limit: no accident is zero accidents."""
    if actual.mark != NONE:
        return False
    none = isinstance(target, Exactly) and not target.quantity.value
    return none or isinstance(target, AtMost)


def _describe(target: Qualitative, actual: Actual) -> Comparable:
    """Compare two texts; a number says nothing about a text, a date is for a person."""
    text = actual.text.strip()
    same = plain(text) == plain(target.raw)
    if isinstance(actual.value, Text | Moment) or same:
        return Described(text, same)
    return unmeasured(Unmeasurable.TEXT_AGAINST_NUMBER, text)


def _punctual(target: Deadline, actual: Value, year: int | None) -> Comparable:
    """Compare a date with a deadline, in days; negative is early."""
    if not isinstance(actual, Moment):
        percent = isinstance(actual, Quantity) and actual.unit == "%"
        return unmeasured(
            Unmeasurable.DATE_AGAINST_PERCENT
            if percent
            else Unmeasurable.DATE_AGAINST_OTHER
        )
    if _other_stage(target.moment, actual):
        return unmeasured(Unmeasurable.BEGUN_OR_FINISHED)
    known, assumed = _year(target.moment, actual, year)
    limits, days = target.moment.deadlines(known), actual.days(known)
    if limits is None or days is None:  # pragma: no cover - `known` is always a year
        raise TypeError(target)
    strict, lenient = limits
    least, most = (days[0] - lenient).days, (days[1] - strict).days
    return Measured(
        "deadline",
        {"late": Fraction(most)},
        {"late": f"{days[1]} 比期限 {strict} {_span(most)}"},
        assumed,
        {"late": Fraction(least)},
        _vague(strict, lenient, days),
    )


def _other_stage(limit: Moment, actual: Moment) -> bool:
    """Tell whether one date is that of a beginning, and the other that of an end.

    A date that tells nothing answers the limit, but a beginning answers only to one.
    """
    stages = limit.stage, actual.stage
    return limit.stage != actual.stage and "begun" in stages and bool(actual.stage)


def _year(limit: Moment, actual: Moment, table: int | None) -> tuple[int, Assumptions]:
    """Return the year of a date that names none, and what was assumed to get it."""
    known = table or limit.year or actual.year or SAME_YEAR
    if limit.year and actual.year:
        return known, ()
    if known == SAME_YEAR:
        return known, (Assumption.ONE_YEAR.of(),)
    return known, (Assumption.YEAR_OF_TABLE.of(known),)


def _span(late: int) -> str:
    return f"晚 {late} 天" if late > 0 else f"早 {-late} 天" if late else "同一天"


def _vague(strict: date, lenient: date, days: tuple[date, date]) -> Sentence:
    limit = f"{strict}" if strict == lenient else f"{strict} 或 {lenient}"
    return Unmeasurable.VAGUE_DATE.of(limit, *days)
