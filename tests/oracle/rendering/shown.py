"""一个值在格子里的样子."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.numbers import plain


def shown(value: Any, number_format: str = "") -> str:
    """The text that a person sees.

    >>> shown(Fraction(983, 1000), "0.00%"), shown(Fraction(9, 2)), shown(None)
    ('98.30%', '4.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if not isinstance(value, Fraction):
        return str(value)
    if not number_format.endswith("%"):
        return plain(value)
    lead, _, pattern = number_format.rpartition('"')
    places = len(pattern.partition(".")[2].rstrip("%"))
    return f"{lead.strip(chr(34))}{plain(value * 100, places)}%"
