"""格里看到的字: 一个数、一段文字, 按数字格式显示出来."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from reading.sources.sheets.number_dates import date_text
from reading.sources.sheets.number_digits import digits_text
from reading.sources.sheets.number_format import SHOWN_DIGITS, compiled, general

_MONEY_AND_DASHES = " \xa0¥￥-–—－"


@lru_cache(maxsize=1024)
def number_text(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """数在格里看到的字: the text that a cell shows for a number in a format.

    >>> number_text(Decimal("0.98625"), "0.00%"), number_text(Decimal("44377"), "yyyy/m/d")
    ('98.63%', '2021/6/30')
    """
    if code == "General" or not code:
        return general(value)
    section, minus = compiled(code).choose(value)
    cut = SHOWN_DIGITS.plus(value)
    if section.has("date", "noon", "elapsed"):
        return date_text(value, section.tokens, from_1904=from_1904)
    try:
        body = digits_text(abs(cut), section)
    except InvalidOperation:
        return general(value)
    return ("-" + body if minus else body).strip(" ")


def dashed(value: Decimal | None, text: str) -> bool:
    """会计格式的零: a stored 0 that its format shows as a dash (-, ¥ -).

    Such a cell reads 0, for a dash that is typed says that there is nothing.

    >>> dashed(Decimal(0), "¥ -"), dashed(Decimal(0), "0.00"), dashed(None, "-")
    (True, False, False)
    """
    return value == 0 and bool(text) and not text.strip(_MONEY_AND_DASHES)


def formatted(text: str, code: str) -> str:
    """字在格里看到的样子: a text in a format, where ``@`` stands for it.

    >>> formatted("100", '"≥"@"%"')
    '≥100%'
    """
    section = None if code in {"General", "@", ""} else compiled(code).text
    if section is None:
        return text
    parts = (
        {"text": text, "literal": token.text}.get(token.kind, "")
        for token in section.tokens
    )
    return "".join(parts).strip(" ") if section.tokens else ""
