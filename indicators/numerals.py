"""中文数字: 二百零五、十二、两千三百万; 数字与量级混写: 97万6200、1亿3000万.

Read exactly, or not at all: 三五 (three to five) and 一万二 (12,000 to most readers,
10,002 to some) are no numbers here. The libraries that exist for this give floats as
soon as a 点 appears, and no float may enter here.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
SCALES = TENS | MYRIADS
GLYPHS = "".join((*DIGITS, *TENS, *MYRIADS))
_DIGIT_GLYPHS = "".join(DIGITS)
_SPELLED = 4
"""So many digits in a row are spelled out (二〇二一); two are a span (三五家)."""
_PART = re.compile(r"(零?)(\d+(?:\.\d+)?)([亿万千百]?)", re.ASCII)


def read_numeral(text: str) -> int | None:
    """Read a Chinese whole number; None when the glyphs make none.

    >>> read_numeral("二百零五"), read_numeral("十二"), read_numeral("两千三百万")
    (205, 12, 23000000)
    >>> read_numeral("二〇二一"), read_numeral("百万")
    (2021, 1000000)
    >>> read_numeral("一亿三千万"), read_numeral("一万零二")
    (130000000, 10002)
    >>> [read_numeral(text) for text in ("十百", "提升", "三五", "一万二", "二百五")]
    [None, None, None, None, None]
    """
    if not text or text.strip(GLYPHS):
        return None
    if not text.strip(_DIGIT_GLYPHS):
        return _spelled(text)
    for glyph, scale in reversed(MYRIADS.items()):
        head, found, tail = text.rpartition(glyph)
        if found:
            high = read_numeral(head) if head else 1
            low = _below(tail, scale)
            return None if high is None or low is None else high * scale + low
    return _below_myriad(text)


def _spelled(text: str) -> int | None:
    """Read digits that stand in a row, as a year does; None for a span (三五)."""
    if 1 < len(text) < _SPELLED and not set(text) & {"零", "〇"}:
        return None
    return int("".join(str(DIGITS[glyph]) for glyph in text))


def _below(text: str, scale: int) -> int | None:
    """Read what follows 万 or 亿; a digit by itself needs a 零 before it."""
    if not text:
        return 0
    if DIGITS.get(text):
        return None
    low = read_numeral(text)
    return low if low is not None and low < scale else None


def _below_myriad(text: str) -> int | None:
    """Read 千百十 and digits, in falling order; a last digit follows 十 or 零."""
    total, digit, ceiling = 0, 0, 10**4
    if len(text) > 1 and text[-1] in DIGITS and text[-2] in {"百", "千"}:
        return None
    for glyph in text:
        if glyph in DIGITS:
            if digit:
                return None
            digit = DIGITS[glyph]
            continue
        unit = TENS.get(glyph, ceiling)
        if unit >= ceiling:
            return None
        total, digit, ceiling = total + (digit or 1) * unit, 0, unit
    return total + digit


def read_decimal(whole: str, digits: str | None) -> Decimal | None:
    """Read a Chinese number with the digits behind its 点, if it has any.

    >>> read_decimal("九十五", "五"), read_decimal("三", "十"), read_decimal("七十", None)
    (Decimal('95.5'), None, Decimal('70'))
    """
    value = read_numeral(whole)
    if value is None or not digits:
        return None if value is None else Decimal(value)
    if digits.strip(_DIGIT_GLYPHS):
        return None
    return Decimal(f"{value}." + "".join(str(DIGITS[glyph]) for glyph in digits))


def read_mixed(text: str) -> Decimal | None:
    """数字与量级混写: figures with 亿, 万, 千 or 百 behind them, the larger ones first.

    One part alone (97.62万) is a number with a unit and not read here.

    >>> read_mixed("97万6200"), read_mixed("1亿3000万"), read_mixed("3万零5")
    (Decimal('976200'), Decimal('130000000'), Decimal('30005'))
    >>> [read_mixed(text) for text in ("3万5", "3千2万", "97.62万", "2万元")]
    [None, None, None, None]
    """
    parts = _PART.findall(text)
    if len(parts) < 2 or "".join(map("".join, parts)) != text:  # noqa: PLR2004
        return None
    total, ceiling = Decimal(0), None
    for zero, figures, glyph in parts:
        value = Decimal(figures) * SCALES.get(glyph, 1)
        alone = not glyph and not zero and len(figures) == 1
        if ceiling is not None and (value >= ceiling or alone):
            return None
        total, ceiling = total + value, SCALES.get(glyph, 1)
    return total
