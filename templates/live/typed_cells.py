"""输入格: 表上的文字 → 存的数与显示它的数字格式.

A target stands as a number behind a format that shows its text (``"≥"0%``), an actual
as a number behind one that shows its text as long as it is that number.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from indicators import units
from indicators.exact import Fraction
from indicators.quantity import Quantity, plain
from indicators.read_row import Actual
from indicators.records import record
from templates.live.cell_text import (
    as_decimal,
    format_of,
    literal_format,
    pattern_of,
)
from templates.live.shapes import TypedCell

PERCENT = "%"
HUNDRED = Fraction(100)
PERCENT_TYPING, DATE_TYPING, BARE_TYPING = "0.00%", "yyyy-m-d", "General;-General"
PERCENT_PLACES, PLACES = 4, 6
"""Decimals of the number in a cell that the typing format shows."""
BEFORE_1900_03 = date(1899, 12, 30)
DATE_PATTERNS = (
    ("yyyy-m-d", "{0.year}-{0.month}-{0.day}"),
    ("yyyy-mm-dd", "{0:%Y-%m-%d}"),
    ("yyyy/m/d", "{0.year}/{0.month}/{0.day}"),
    ('yyyy"年"m"月"d"日"', "{0.year}年{0.month}月{0.day}日"),
)


@record
class CellUnit:
    """一行的格里 1 是多少: `worth` in the base unit of the row, and how it is typed.

    `percent`: the cells show %, 1 is 100 %. `bare`: a percent whose cells show no sign
    (95 under 合格率). `places` are the decimals that count.
    """

    worth: Fraction
    suffix: str = ""
    percent: bool = False
    bare: bool = False

    @property
    def typing(self) -> str:
        """The format of what is typed; it shows every decimal that counts."""
        if self.percent:
            return PERCENT_TYPING
        return f'General"{self.suffix}"' if self.suffix else BARE_TYPING

    @property
    def places(self) -> int:
        """How many decimals of the number in the cell count."""
        return PERCENT_PLACES if self.percent else PLACES

    def in_cell(self, amount: Fraction) -> Fraction:
        """Turn an amount in the base unit into what stands in the cell."""
        return amount / self.worth


def unit_of(quantity: Quantity, text: str, actual: Actual) -> CellUnit:
    """Find out how a row's target cell with this text counts.

    >>> from indicators.read_row import actual_of
    >>> unit_of(Quantity(Decimal(95), "%"), "≥95%", actual_of(None)).typing
    '0.00%'
    """
    unit = quantity.unit
    if not unit and isinstance(actual.value, Quantity):
        return CellUnit(units.base(actual.value.unit)[0])
    scale, base = units.base(unit)
    shown = plain(text)
    if base == PERCENT and unit == PERCENT:
        percent = re.search("%|％|百分", shown) is not None
        return CellUnit(HUNDRED if percent else scale, "", percent, not percent)
    suffix = unit if unit in units.tidy(shown) and '"' not in unit else ""
    return CellUnit(scale, suffix)


def number_cell(text: str, number: Decimal | None, typing: str) -> TypedCell:
    """写一个已填的数: as long as it stands, the cell shows the text."""
    if number is None or not text:
        return TypedCell(None, text, typing)
    pattern = pattern_of(text, number)
    if pattern == typing or _in_general(number, typing) == text:
        return TypedCell(number, text, typing)
    if number < 0:
        return _negative(text, number, typing)
    shown = format_of(text, number, typing)
    if pattern and shown:
        shown = f"[={number:f}]{pattern};{typing}"
    return TypedCell(number if shown else None, text, shown or typing)


def _in_general(number: Decimal, typing: str) -> str | None:
    """Show a number by a format without digits of its own: 5次 by ``General"次"``.

    Excel holds some two hundred formats: a number has one of its own only where it must.
    """
    first = typing.partition(";")[0]
    if not first.startswith("General"):
        return None
    shown = "0" if not number else f"{number.normalize():f}"
    return shown + first.removeprefix("General").strip('"')


def _negative(text: str, number: Decimal, typing: str) -> TypedCell:
    """Write a number below 0: programs differ about its sign behind a condition."""
    first = typing.partition(";")[0]
    pattern = pattern_of(text.removeprefix("-"), -number)
    if not text.startswith("-") or pattern is None:
        return TypedCell(None, text, typing)
    return TypedCell(number, text, f"{first};-{pattern}")


def target_cell(text: str, number: Decimal | None, typing: str) -> TypedCell:
    """写指标值: its sign and unit in the format, wherever the number allows it.

    >>> target_cell("≥-5%", Decimal("-0.05"), "0.00%").format
    '0.00%;"≥-5%"'
    """
    pattern = None if number is None else pattern_of(text, number)
    if pattern:
        return TypedCell(number, text, pattern)
    shown = literal_format(text)
    if number is not None and number < 0 and shown:
        first = typing.partition(";")[0]
        return TypedCell(number, text, f"{first};{shown}")
    return number_cell(text, number, typing)


def date_cell(text: str, day: date | None) -> TypedCell:
    """写一个日期 (serial number of the 1900 base), shown as its text.

    >>> date_cell("2021-12-31", date(2021, 12, 31))
    TypedCell(number=Decimal('44561'), text='2021-12-31', format='yyyy-m-d')
    """
    if day is None or not text:
        return TypedCell(None, text, DATE_TYPING)
    number = serial(day)
    for pattern, words in DATE_PATTERNS:
        if words.format(day) == text:
            return TypedCell(number, text, pattern)
    shown = format_of(text, number, DATE_TYPING)
    return TypedCell(number if shown else None, text, shown or DATE_TYPING)


def serial(day: date) -> Decimal:
    """Give the number of a day of the 1900 base, from 1900-03-01 on."""
    return Decimal((day - BEFORE_1900_03).days)


def as_number(amount: Fraction, unit: CellUnit) -> Decimal | None:
    """Give the number of the cell, None where a cell cannot hold it exactly."""
    return as_decimal(unit.in_cell(amount))
