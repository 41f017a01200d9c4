"""格里写什么: 数据里的值 → 印出的文字, 以及 (是数的) 数与数字格式.

A number is stored as a number with the format that shows the printed decimals. One
that a spreadsheet cannot hold exactly is written as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from indicators.direction import QUALITATIVE
from indicators.evaluation import Evaluation, FundLine, Indicator
from indicators.quantity import Bound, Quantity, read_value
from indicators.records import record
from indicators.units import canonical

MOST_DIGITS = 15
DASH = "—"


@record
class Content:
    """一格的内容: 看到的文字; 存的数与格式 (文字格没有); 公式, 前两样是它的结果."""

    text: str = ""
    number: Decimal | None = None
    format: str = ""
    formula: str = ""


def words(text: str | None) -> Content:
    """Write a text as it is."""
    return Content(text or "")


def number(value: Decimal | None, empty: str = "") -> Content:
    """Write a number with its printed decimals.

    >>> number(Decimal("9.90"))
    Content(text='9.90', number=Decimal('9.90'), format='0.00', formula='')
    """
    if value is None:
        return Content(empty)
    return _stored(f"{value:f}", value, "")


def quantity(value: Quantity | None, empty: str = "") -> Content:
    """Write an amount or a rate; one with a unit of its own is text.

    >>> quantity(Quantity(Decimal("98.63"), "%"))
    Content(text='98.63%', number=Decimal('0.9863'), format='0.00%', formula='')
    """
    if value is None:
        return Content(empty)
    if value.unit == "%":
        return _stored(str(value), value.value.scaleb(-2), "%")
    if value.unit:
        return Content(str(value))
    return number(value.value)


def _stored(text: str, value: Decimal, mark: str) -> Content:
    if len(text) > MOST_DIGITS or text.startswith("-0"):
        digits = re.sub("[^0-9]", "", text).strip("0")
        if len(digits) > MOST_DIGITS or text.startswith("-0"):
            return Content(text)
    places = len(text.removesuffix("%").partition(".")[2])
    return Content(text, value, f"0.{'0' * places}{mark}" if places else f"0{mark}")


def level(name: str | None, weight: Decimal | None) -> Content:
    r"""Write a group: its name, and its weight below it.

    >>> level("产出指标", Decimal(50)).text
    '产出指标\n（50分）'
    """
    if not name:
        return Content()
    return Content(name if weight is None else f"{name}\n（{weight:f}分）")


_SIGNS = "≥|≧|≤|≦|>=|<=|＞|＜|>|<|=|＝|═|±"


def split(target: str | None, direction: str | None = None) -> tuple[str, str, str]:
    """把指标值拆进三格: 符号、数值、单位. Joined again they are the target, exactly.

    What is not a sign, a number and a unit stays whole in the middle; the sign of a
    target that the table calls 定性 says so.

    >>> split("≥95%"), split("≤5 次"), split("基本建立", "定性")
    (('≥', '95', '%'), ('≤', '5 次', ''), ('定性', '基本建立', ''))
    """
    text = target or ""
    if direction == QUALITATIVE:
        return QUALITATIVE, text, ""
    match = re.fullmatch(rf"({_SIGNS})?([0-9][0-9,.]*)([^0-9]*)", text, re.DOTALL)
    value = read_value(text) if match else None
    amount = value.quantity if isinstance(value, Bound) else value
    if match and isinstance(amount, Quantity) and canonical(match[3]) == amount.unit:
        spaced = match[3] != match[3].strip()
        halves = (match[2] + match[3], "") if spaced else (match[2], match[3])
        return match[1] or "", *halves
    return "", text, ""


def completion(row: Indicator) -> str | None:
    """完成率 = 实际完成值 ÷ 指标值, two decimals; None where they do not compare.

    >>> completion(Indicator((), "甲", "≥50个", "45个"))
    '90.00%'
    """
    target, actual = read_value(row.target), read_value(row.actual)
    amount = target.quantity if isinstance(target, Bound) else target
    if not isinstance(amount, Quantity) or not isinstance(actual, Quantity):
        return None
    (wanted, unit), (done, other) = amount.base, actual.base
    if wanted <= 0 or unit != other:
        return None
    hundredths = (done / wanted * 20000 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


_FIELDS: dict[str, Callable[[Evaluation], Content]] = {
    "project": lambda e: words(e.project),
    "department": lambda e: words(e.department),
    "unit": lambda e: words(e.unit),
    "goals.expected": lambda e: words(e.goals.expected),
    "goals.actual": lambda e: words(e.goals.actual),
    "total.weight": lambda e: number(e.total.weight),
    "total.stated": lambda e: number(e.total.stated),
    "total.grade": lambda e: words(e.total.grade),
}

_FUNDS: dict[str, Callable[[FundLine, str], Content]] = {
    "label": lambda line, _: words(line.label),
    "initial": lambda line, _: quantity(line.initial),
    "budget": lambda line, _: quantity(line.budget),
    "spent": lambda line, _: quantity(line.spent),
    "weight": lambda line, empty: number(line.weight, empty),
    "rate": lambda line, _: quantity(line.rate),
    "stated": lambda line, empty: number(line.stated, empty),
    "note": lambda line, _: words(line.variance_note),
}

_INDICATORS: dict[str, Callable[[Indicator], Content]] = {
    "name": lambda row: words(row.name),
    "target": lambda row: words(row.target),
    "sign": lambda row: words(split(row.target, row.direction)[0]),
    "value": lambda row: words(split(row.target, row.direction)[1]),
    "unit": lambda row: words(split(row.target, row.direction)[2]),
    "actual": lambda row: words(row.actual),
    "completion": lambda row: words(completion(row)),
    "deduction": lambda row: number(row.deduction.points if row.deduction else None),
    "weight": lambda row: number(row.weight),
    "stated": lambda row: number(row.stated),
    "note": lambda row: words(row.variance_note),
}


_FIXED = _INDICATORS.keys() - {"completion"}
"""Columns with a field of their own; 完成率 is worked out unless the table says it."""


def single(evaluation: Evaluation, name: str) -> Content:
    """一格一值: 项目名称、总分 …."""
    return _FIELDS[name](evaluation)


def of_funds(line: FundLine, role: str, *, component: bool) -> Content:
    """资金行的一格; a component row carries no points: a dash says so."""
    write = _FUNDS.get(role)
    return write(line, DASH if component else "") if write else Content()


def of_indicator(row: Indicator, role: str, heading: str = "") -> Content:
    """指标行的一格; a column without a field takes the extra cell of its name."""
    if row.extra and role not in _FIXED and heading in dict(row.extra):
        return words(dict(row.extra)[heading])
    write = _INDICATORS.get(role)
    return write(row) if write else Content()
