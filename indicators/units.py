"""计量单位: 写法归一, 量级换算 (万/亿、‰、公里、小时 …).

A unit as printed is turned into ``(scale, base)``: one 万元 is 10000 元. Only exact
conversions stand here; 工作日 is no 天, 人次 is no 人.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indicators.exact import Fraction

PERCENT = ("百分比", "％", "%")
SPELLINGS = {
    "百分点": "个百分点",
    "千分比": "‰",
    "个工作日": "工作日",
    "m2": "平方米",
    "㎡": "平方米",
    "m²": "平方米",
    "平米": "平方米",
    "km2": "平方公里",
    "km²": "平方公里",
    "hm2": "公顷",
    "hm²": "公顷",
    "m3": "立方米",
    "m³": "立方米",
    "方": "立方米",
    "km": "公里",
    "KM": "公里",
    "m": "米",
    "kg": "公斤",
    "KG": "公斤",
    "千克": "公斤",
    "h": "小时",
    "个小时": "小时",
    "min": "分钟",
    "日": "天",
    "自然日": "天",
    "个自然日": "天",
    "日历天": "天",
    "个月": "月",
    "个季度": "季度",
    "人民币": "元",
    "元人民币": "元",
    "名": "人",
    "场次": "场",
    "批次": "批",
    "期次": "期",
    "平方千米": "平方公里",
    "平方": "平方米",
    "星期": "周",
    "个星期": "周",
    "L": "升",
    "t": "吨",
    "RMB": "元",
}
"""写法 → 标准写法. The forms seen in published tables."""

MULTIPLES = {
    "‰": (Fraction(1, 10), "%"),
    "公里": (Fraction(1000), "米"),
    "千米": (Fraction(1000), "米"),
    "厘米": (Fraction(1, 100), "米"),
    "毫米": (Fraction(1, 1000), "米"),
    "公斤": (Fraction(1000), "克"),
    "吨": (Fraction(1000000), "克"),
    "公顷": (Fraction(10000), "平方米"),
    "亩": (Fraction(2000, 3), "平方米"),
    "平方公里": (Fraction(1000000), "平方米"),
    "小时": (Fraction(60), "分钟"),
    "天": (Fraction(1440), "分钟"),
    "周": (Fraction(10080), "分钟"),
    "年": (Fraction(12), "月"),
    "季度": (Fraction(3), "月"),
    "TB": (Fraction(1024), "GB"),
}
"""单位 → (倍数, 基本单位). Lawful or conventional exact multiples only."""

SAME_COUNT = ({"家", "户"},)
"""Measures by which the same things are counted one by one: enterprises, shops."""

MAGNITUDES = frozenset(("万", "亿", "千万", "百万", "万万"))
"""量级, 没有写是什么的量级: 97万."""
PREFIXES = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}


_TIDY = str.maketrans({" ": "", "*": "·", "／": "/", "（": "(", "）": ")"})


def tidy(unit: str) -> str:
    """Clean a printed unit: blanks and brackets off, 百分比 as %, * as ·.

    >>> tidy("百分比"), tidy("元/人*月"), tidy("(个)"), tidy("台（套）")
    ('%', '元/人·月', '个', '台(套)')
    """
    plain = unit.translate(_TIDY)
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    plain = plain.strip("()") if plain.count("(") != plain.count(")") else plain
    return "%" if plain in PERCENT else plain


def canonical(unit: str) -> str:
    """Spell a unit in its standard form.

    >>> canonical("km"), canonical(" 个工作日"), canonical("场次"), canonical("人次")
    ('公里', '工作日', '场', '人次')
    """
    plain = tidy(unit)
    return SPELLINGS.get(plain, plain)


@lru_cache(maxsize=512)
def alike(first: str, second: str) -> bool:
    """Tell whether two base units may be the same: 台(套) is 台 or 套.

    >>> alike("台(套)", "套"), alike("台", "套"), alike("家", "户")
    (True, False, True)
    """
    names = (_names(unit) for unit in (first, second))
    return first == second or bool(set.intersection(*names))


def _names(unit: str) -> set[str]:
    """Return all that a unit may be called: its alternatives, and those counted alike."""
    parts = {*re.split(r"[()]", unit), unit} - {""}
    return parts.union(*(kind for kind in SAME_COUNT if kind & parts))


@lru_cache(maxsize=512)
def base(unit: str) -> tuple[Fraction, str]:
    """Give the exact multiple and the base unit of a unit.

    >>> base("万元")
    (Fraction(10000, 1), '元')
    >>> base("亿元/公里"), base("‰")
    ((Fraction(100000000, 1), '元/公里'), (Fraction(1, 10), '%'))
    """
    unit = canonical(unit)
    if unit in MULTIPLES:
        return MULTIPLES[unit]
    prefix = PREFIXES.get(unit[:1])
    if prefix is None:
        return Fraction(1), unit
    scale, rest = base(unit[1:])
    return prefix * scale, rest
