"""公式与数字格式里的文字: 引号、拼接、照原文显示的格式."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from indicators.exact import Fraction

LONGEST_FORMAT = 120
"""Longer texts stay texts: a number format holds 255 signs, both sections counted."""
LONGEST_TEXT = 120
"""A text in a formula holds 255 signs; longer ones are joined (quotes count twice)."""
MOST_DIGITS = 15


@lru_cache(maxsize=4096)
def quoted(text: str) -> str:
    """写成公式里的文字.

    >>> quoted('他说"好"了')
    '"他说""好""了"'
    """
    pieces = [text[n : n + LONGEST_TEXT] for n in range(0, len(text), LONGEST_TEXT)]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces or [""])


@lru_cache(maxsize=4096)
def joined(template: str, *parts: str) -> str:
    """把一句话写成公式: each ``{}`` takes the next expression.

    >>> joined("“{}”不是数", "G5")
    '"“"&G5&"”不是数"'
    """
    texts = template.split("{}")
    pieces = [quoted(texts[0])]
    for part, text in zip(parts, texts[1:], strict=True):
        pieces += [part, quoted(text)]
    return "&".join(piece for piece in pieces if piece != '""')


def literal(number: Fraction | Decimal) -> str:
    """写成公式里的数; one without an end in decimals as a quotient in brackets.

    >>> literal(Decimal("0.950")), literal(Fraction(2, 3))
    ('0.95', '(2/3)')
    """
    value = Fraction(number)
    exact = as_decimal(value)
    if exact is None:
        return f"({value.numerator}/{value.denominator})"
    return f"({exact:f})" if exact < 0 else f"{exact:f}"


def as_decimal(value: Fraction) -> Decimal | None:
    """Give the decimal that a cell holds exactly, None where fifteen digits do not do."""
    upper, rest, places = value.numerator, value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    while rest % 2 == 0 or rest % 5 == 0:
        factor = 5 if rest % 2 == 0 else 2
        rest, upper, places = rest * factor // 10, upper * factor, places + 1
    if rest != 1 or len(str(abs(upper)).rstrip("0")) > MOST_DIGITS:
        return None
    return Decimal(f"{Decimal(f'{upper}E-{places}').normalize():f}")


def format_of(text: str, number: Decimal, typing: str) -> str | None:
    """数字格式: shows `number` as `text`, whatever else is typed by `typing`.

    None where no format can.

    >>> format_of("95%", Decimal("0.95"), "0.00%")
    '[=0.95]"95%";0.00%'
    """
    shown = literal_format(text)
    return shown and f"[={number:f}]{shown};{typing}"


def literal_format(text: str) -> str | None:
    """数字格式: shows nothing but this text; None where no format can."""
    if len(text) > LONGEST_FORMAT or not text or re.search(r"[\x00-\x1f]", text):
        return None
    return _literal(text)


def _literal(text: str) -> str:
    """Quote a text for a number format; a quotation mark stands behind a backslash."""
    return '\\"'.join(f'"{part}"' if part else "" for part in text.split('"'))


def pattern_of(text: str, number: Decimal) -> str | None:
    """数字格式, 符号与单位在引号里: ``"≥"0.0%"（含）"``; None where a number will not do.

    >>> pattern_of("≥95.5%", Decimal("0.955")), pattern_of("1,200万元", Decimal(1200))
    ('"≥"0.0%', '#,##0"万元"')
    """
    match = re.fullmatch(
        r"([^0-9%\x00-\x1f\"]*)(0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)"
        r"(?:\.([0-9]+))?(%?)([^0-9%\x00-\x1f\"]*)",
        text,
    )
    if match is None or len(text) > LONGEST_FORMAT:
        return None
    before, whole, decimals, percent, behind = match.groups()
    value = Decimal(f"{whole.replace(',', '')}.{decimals or '0'}")
    if value.scaleb(-2) != number if percent else value != number:
        return None
    digits = ("#,##0" if "," in whole else "0") + (
        f".{'0' * len(decimals)}" if decimals else ""
    )
    return f"{_literal(before)}{digits}{percent}{_literal(behind)}"
