"""数与日期怎样写成文字."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
DIGITS = "零一二三四五六七八九"


def plain(number: Fraction, places: int | None = None) -> str:
    """A fraction that ends, as decimal digits.

    >>> plain(Fraction(5, 2)), plain(Fraction(5), 2)
    ('2.5', '5.00')
    """
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    if places is not None:
        return f"{exact:.{places}f}"
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def numeral(number: int) -> str:
    """A number below a hundred in Chinese digits.

    >>> numeral(0), numeral(11), numeral(60), numeral(95)
    ('零', '十一', '六十', '九十五')
    """
    tens, units = divmod(number, 10)
    if not tens:
        return DIGITS[units]
    before = DIGITS[tens] if tens > 1 else ""
    return f"{before}十{DIGITS[units] if units else ''}"


def written(number: Fraction, draw: Random) -> str:
    """A number as people write it: with separators, in wide or in Chinese digits."""
    turn, text = draw.random(), plain(number)
    if turn < 0.08 and number >= 1000:
        whole, point, rest = text.partition(".")
        return f"{int(whole):,}{point}{rest}"
    if turn < 0.12 and 0 <= number < 100 and number.denominator == 1:
        return numeral(int(number))
    return text.translate(WIDE) if turn > 0.95 else text


def day(when: date, draw: Random) -> str:
    """A date as people type it."""
    return draw.choice(
        (
            f"{when.year}年{when.month}月{when.day}日",
            f"{when:%Y-%m-%d}",
            f"{when.year}.{when.month}.{when.day}",
            f"{when.year}/{when.month}/{when.day}",
        )
    )
