"""文件里的值: 数字精确, 种类严格; 不合格的说明原因.

Each function takes what a TOML or JSON file gave and returns the exact value, or
raises `InputError`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from indicators.errors import InputError
from indicators.exact import Fraction
from indicators.quantity import LONGEST_NUMBER, Quantity, read_value

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def decimal(value: object) -> Decimal:
    """Read a number from its text or an exact value; floats are refused."""
    if isinstance(value, float):
        raise InputError.of("", "浮点数不精确，不接受", str(value), "请写成文字")
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        value = f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = value.strip() if isinstance(value, str) else ""
    if not _NUMBER.fullmatch(text) or len(text) > LONGEST_NUMBER:
        raise InputError.of("", "不是数", str(value), "请填数字，如 0.9")
    return Decimal(text)


def share(value: object) -> Fraction:
    """Read an exact share: 0.8 or 5/6."""
    upper, slash, lower = value.partition("/") if isinstance(value, str) else ("",) * 3
    if not slash:
        return Fraction(decimal(value))
    divisor = decimal(lower)
    if not divisor:
        raise InputError.of("", "分母为 0", str(value))
    return Fraction(decimal(upper)) / Fraction(divisor)


def whole(value: object) -> int:
    """Read a whole number."""
    number = decimal(value)
    if number != number.to_integral_value():
        raise InputError.of("", "应为整数", str(value))
    return int(number)


def quantity(value: object) -> Quantity:
    """Read an amount with or without its unit: 10072.59、4753.66万元、98.63%.

    >>> str(quantity("2061.01")), str(quantity("4753.66万元"))
    ('2061.01', '4753.66万元')
    """
    bare = not isinstance(value, str) or _NUMBER.fullmatch(value.strip())
    read = Quantity(decimal(value)) if bare else read_value(str(value))
    if not isinstance(read, Quantity):
        raise InputError.of("", "不是数", str(value), "请填数字，可带单位，如 98.63%")
    return read


def text(value: object) -> str:
    """Accept text; a TOML date is text too, anything else wants quotes."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise InputError.of("", "应为文字", str(value), "请加引号")
    return value


def boolean(value: object) -> bool:
    """Read true or false, nothing that only looks like it."""
    if not isinstance(value, bool):
        raise InputError.of("", "应为 true 或 false", str(value))
    return value


def listed(value: object, count: int | None = None) -> list[object]:
    """Accept a list, of so many items; one text is no list of its letters."""
    if not isinstance(value, list | tuple):
        raise InputError.of("", "应为一列，写在方括号里", str(value))
    if count not in {None, len(value)}:
        raise InputError.of("", f"应为 {count} 项，有 {len(value)} 项")
    return list(value)
