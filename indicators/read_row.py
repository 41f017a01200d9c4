"""一行的值, 只读一次: 指标值、实际完成值, 此后随行携带.

Scoring and auditing take the values from here; none of them reads the texts of a row
again.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from attrs import evolve, field

from indicators.evaluation import Indicator
from indicators.moment import Moment
from indicators.notation.remarks import with_unit_behind
from indicators.quantity import Absent, Quantity, Value, plain, read_actual
from indicators.reasons import Inference
from indicators.records import record
from indicators.target import (
    AtLeast,
    AtMost,
    Between,
    Deadline,
    Exactly,
    Inferences,
    Target,
    target_of,
)

Numeric = (AtLeast, AtMost, Exactly, Between)


@record
class Actual:
    """实际完成值: 原文 (空白为 '') 与读出的值. Equal where the texts are equal."""

    text: str
    value: Value = field(eq=False)


@lru_cache(maxsize=1024)
def actual_of(text: str | None) -> Actual:
    """读一个实际完成值.

    >>> actual_of("达到98%").value
    Quantity(value=Decimal('98'), unit='%')
    """
    return Actual(text or "", read_actual(text))


@record
class ReadRow:
    """一行指标与读出的值.

    `target` and `inferences` are what `read_target` gives; `printed` is the target's
    value before a unit or a direction was inferred. `actual` is what the cell says;
    `measured` has the unit of a column of its own (度量单位) too, where it belongs.
    """

    indicator: Indicator
    target: Target | Absent
    inferences: Inferences
    printed: Value
    actual: Actual
    measured: Actual


def read_row(indicator: Indicator) -> ReadRow:
    """读一行的指标值与实际完成值. A value that was not understood is none.

    >>> row = read_row(Indicator((), "合格率", "≥95", "96", unit="%"))
    >>> row.actual.text, row.measured.text
    ('96', '96%')
    """
    known = _without_unread(indicator) if indicator.unread else indicator
    read = target_of(known.target, known.name, known.group, known.direction)
    actual = actual_of(known.actual)
    if isinstance(actual.value, Moment) and isinstance(read.target, Numeric):
        actual = as_number(actual)
    measured = actual
    if indicator.unit is not None:
        measured = with_unit(actual, indicator.unit, read.target)
    said = _said_by(indicator) + read.inferences
    return ReadRow(indicator, read.target, said, read.printed, actual, measured)


def as_number(actual: Actual) -> Actual:
    """2020.8 beside ≥ or 亩 is a number and no month; what says 年 or 月 is a date.

    >>> as_number(actual_of("2020.8")).value, as_number(actual_of("2020年8月")).value.first
    (Quantity(value=Decimal('2020.8'), unit=''), (8, 1))
    """
    text = plain(actual.text)
    if not re.fullmatch(r"\d{4}(?:\.\d+)?", text):
        return actual
    return Actual(actual.text, Quantity(Decimal(text)))


def _said_by(indicator: Indicator) -> Inferences:
    """Give what the reader of the table took for granted about a row."""
    if indicator.target_from is None and indicator.actual_stored is None:
        return ()
    said = []
    if indicator.target_from is not None:
        said.append(Inference.INITIAL_TARGET.of(indicator.target_from))
    if indicator.actual_stored is not None:
        shown = Inference.SHOWN_ROUNDED.of(indicator.actual, indicator.actual_stored)
        said.append(shown)
    return tuple(said)


def _without_unread(indicator: Indicator) -> Indicator:
    """Return the row without the values whose cell was not understood."""
    known = indicator
    if indicator.unknown("target"):
        known = evolve(known, target=None, direction=None)
    return evolve(known, actual=None) if indicator.unknown("actual") else known


def with_unit(actual: Actual, unit: str, target: Target | Absent) -> Actual:
    """完成值, 连同单位一栏所写的单位: 96 beside % is 96%, 12 beside 月 is 12月.

    A bare 0.97 beside % may be a share: it is left as it is unless it meets the target
    as a percent.

    >>> from indicators.target import read_target
    >>> limit, _ = read_target("≥95%")
    >>> with_unit(actual_of("96"), "%", limit).text
    '96%'
    >>> with_unit(actual_of("0.97"), "%", limit).text
    '0.97'
    """
    value = actual.value
    if not isinstance(value, Quantity) or value.unit:
        return actual
    joined = actual_of(with_unit_behind(actual.text, unit))
    if isinstance(target, Deadline):
        return joined if isinstance(joined.value, Moment) else actual
    return joined if _may_join(joined.value, value, target) else actual


def _may_join(joined: Value, bare: Quantity, target: Target | Absent) -> bool:
    """Tell whether the number and the unit beside it make one quantity."""
    if not isinstance(joined, Quantity):
        return False
    share = joined.unit == "%" and 0 < abs(bare.value) <= 1
    return not share or _is_reached(target, joined)


def _is_reached(target: Target | Absent, actual: Quantity) -> bool:
    """Tell whether a percent meets a target in percent."""
    if not isinstance(target, AtLeast | AtMost) or target.quantity.unit != "%":
        return False
    limit = target.quantity.value
    less = isinstance(target, AtMost)
    return actual.value <= limit if less else actual.value >= limit
