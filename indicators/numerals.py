"""中文数字: 二百零五、十二、两千三百万.

Whole numbers only, read exactly. The libraries that exist for this give floats as
soon as a 点 appears, and no float may enter here.
"""

from __future__ import annotations

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
GLYPHS = "".join((*DIGITS, *TENS, *MYRIADS))


def read_numeral(text: str) -> int | None:
    """Read a Chinese whole number; None when the glyphs make none.

    >>> read_numeral("二百零五"), read_numeral("十二"), read_numeral("两千三百万")
    (205, 12, 23000000)
    >>> read_numeral("二〇二一"), read_numeral("百万")
    (2021, 1000000)
    >>> read_numeral("十百") is None and read_numeral("提升") is None
    True
    """
    if not text or any(glyph not in GLYPHS for glyph in text):
        return None
    if all(glyph in DIGITS for glyph in text):
        return int("".join(str(DIGITS[glyph]) for glyph in text))
    for glyph, scale in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(glyph)
        if found:
            high = read_numeral(head) if head else 1
            low = _below_myriad(tail)
            return None if high is None or low is None else high * scale + low
    return _below_myriad(text)


def _below_myriad(text: str) -> int | None:
    """Read 千百十 and digits, in falling order; '' is 0."""
    total, digit, ceiling = 0, 0, 10**4
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
