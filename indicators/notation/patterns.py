"""一个值的各种写法: 带符号的数、区间、中文数字、数字与量级混写."""

from __future__ import annotations

import re
from functools import cache

from indicators.notation.measures import DOING, MEASURES
from indicators.notation.signs import BEFORE, BEHIND, one_of
from indicators.numerals import GLYPHS


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Compile on first use: (signed number, range, Chinese numeral, mixed amount, [20,30],
    two limits).
    """
    number = r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    unit = r"([^\d<>=≥≤±~,，;；。:：、?？!！“”\"'\[\]\x00-\x1f]{0,10}?(?:(?<=m)[23])?)"
    sign, suffix = f"({one_of(BEFORE)})?", f"({one_of(BEHIND)})?"
    between = r"(?:[-~—–]|至|到|和|与)"
    return (
        re.compile(rf"(?:{DOING})?{sign}{number}{unit}{suffix}", re.ASCII),
        re.compile(
            rf"(?:介于|在)?{number}{unit}{between}{number}{unit}(?:之间)?", re.ASCII
        ),
        re.compile(
            rf"(?:{DOING})?{sign}(百分之)?([{GLYPHS}]+)(?:点([{GLYPHS}]+))?"
            rf"((?:{MEASURES})?){suffix}"
        ),
        re.compile(rf"{sign}([零\d.亿万千百]+)((?:{MEASURES})?)", re.ASCII),
        re.compile(
            rf"\[(-?\d+(?:\.\d+)?){unit}[,~-](-?\d+(?:\.\d+)?){unit}\]{unit}",
            re.ASCII,
        ),
        re.compile(r"(.+?)(?:,?(?:并且|同时|且|并)|[,;])(.+)"),
    )
