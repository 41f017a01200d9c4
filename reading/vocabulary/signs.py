"""指标性质、指标值、度量单位: 三格合成一个指标值, 合不上的不硬合."""

from __future__ import annotations

import re
from functools import lru_cache

from indicators.direction import EQUAL, FORWARD, QUALITATIVE, REVERSE
from indicators.moment import Moment
from indicators.notation.remarks import with_unit_behind
from indicators.notation.signs import BEFORE, BEHIND, one_of
from indicators.quantity import (
    MARKS,
    Bound,
    Quantity,
    Range,
    Text,
    Value,
    plain,
    read_value,
)
from indicators.units import MAGNITUDES, PREFIXES, base

_GLYPHS = tuple("≥≤=><±")
_DIRECTIONS = {
    "定性": QUALITATIVE,
    "定性指标": QUALITATIVE,
    "正向": FORWARD,
    "正向指标": FORWARD,
    "反向": REVERSE,
    "反向指标": REVERSE,
    "逆向": REVERSE,
    "逆向指标": REVERSE,
    "负向": REVERSE,
    "正指标": FORWARD,
    "逆指标": REVERSE,
    "反指标": REVERSE,
    "越高越好": FORWARD,
    "越大越好": FORWARD,
    "越多越好": FORWARD,
    "越低越好": REVERSE,
    "越小越好": REVERSE,
    "越少越好": REVERSE,
    "等于": EQUAL,
    "等于指标": EQUAL,
}
_TWICE = re.compile(r"([^()]+)\(([^()]+)\)")
_BRACKETED = re.compile(r"^[(（](.*)[)）]$")
_SAYS_NOTHING = frozenset(("定量", "定量指标", "数值", "文本", *MARKS))
_TAIL = re.compile(rf"(.*?)({one_of(BEHIND)})")
_SCALED = re.compile("(?:[万亿]|[千百](?=[万元]))+(.*)")
"""万元, 千万元, 万人次: a unit with a magnitude, and what it is one of."""
Combined = tuple[str | None, str | None, str | None]
"""指标值、方向, 与合不上的地方."""


def is_sign(text: str) -> bool:
    """Say whether a text compares: ≥、＝、不低于.

    >>> is_sign("＝"), is_sign("不低于"), is_sign("产出指标")
    (True, True, False)
    """
    return plain(text) in BEFORE


def is_nature(text: str) -> bool:
    """Say whether a text is one that 指标性质 may hold: a sign, 定性, 正向, nothing.

    >>> is_nature("≥（大于等于）"), is_nature("正向指标（≥）"), is_nature("数量指标")
    (True, True, False)
    """
    return text in _SAYS_NOTHING or nature(text) != (None, None)


@lru_cache(maxsize=512)
def nature(text: str) -> tuple[str | None, str | None]:
    """读指标性质 → (符号, 方向), of which one may be missing.

    Two words for one thing, the second in brackets, are that thing: 大于等于（≥）.

    >>> nature("⩾"), nature("不低于"), nature("反向"), nature("等于")
    (('⩾', None), ('不低于', None), (None, '反向'), (None, '等于'))
    >>> nature("正向指标（≥）"), nature("≥（大于等于）"), nature("定量（≤）"), nature("≥（≤）")
    (('≥', '正向'), ('≥', None), ('≤', None), (None, None))
    """
    short = plain(text)
    if short in _DIRECTIONS:
        return None, _DIRECTIONS[short]
    if short in BEFORE:
        return text, None
    both = _TWICE.fullmatch(short)
    return _agreed(both[1], both[2]) if both else (None, None)


def _agreed(first: str, second: str) -> tuple[str | None, str | None]:
    """Read two words for one thing; (None, None) where they are none, or disagree."""
    (sign, direction), (other, way) = nature(first), nature(second)
    known = first in _SAYS_NOTHING or nature(first) != (None, None)
    signs = {BEFORE[plain(each)] for each in (sign, other) if each}
    if not known or nature(second) == (None, None) or len(signs) > 1:
        return None, None
    return sign or other, direction or way


@lru_cache(maxsize=1024)
def combined(sign: str, value: str, unit: str) -> Combined:
    """指标性质 + 指标值 + 度量单位 → (指标值, 方向, 合不上的地方).

    A unit is joined to a number that has none; a date or a text needs no unit.

    >>> combined("≥", "735", "人次"), combined("定性", "有效", "")
    (('≥735人次', None, None), ('有效', '定性', None))
    >>> combined("≥", "≥95%", "%"), combined("反向", "5", "次"), combined("", "", "个")
    (('≥95%', None, None), ('5次', '反向', None), (None, None, None))
    >>> combined("≥", "12月底前", "月")[0], combined("=", "2023年12月31日", "日")[0]
    ('12月底前', '2023年12月31日')
    >>> combined("≤", "3小时", "天")
    ('≤3小时', None, '度量单位与指标值里的单位不同，未并入')
    """
    shown, direction = nature(sign)
    if not value:
        return None, direction, None
    if value in MARKS:
        return value, direction, None
    read = read_value(value)
    measured, doubt = _measured(value, read, unit)
    if shown and not plain(value).startswith((plain(shown), *_GLYPHS)):
        signed, unfit = _signed(shown, measured, read)
        return signed, direction, doubt or unfit
    return measured, direction, doubt


def _signed(sign: str, value: str, read: Value) -> tuple[str, str | None]:
    """Put the sign before a number; before a date only where that is a deadline."""
    if isinstance(read, Text | Moment) and BEFORE[plain(sign)] == "=":
        return value, None
    if isinstance(read, Moment) and not isinstance(read_value(sign + value), Moment):
        return value, "符号与日期不合，未并入指标值"
    return sign + value, None


def _measured(value: str, read: Value, unit: str) -> tuple[str, str | None]:
    """Put the unit behind a number without one, before 以上 and the like."""
    own = _unit(read)
    unit_alone = _BRACKETED.sub(r"\1", unit)
    if own is None or unit_alone in MARKS or value.endswith(unit_alone):
        return value, None
    scaled = _SCALED.fullmatch(unit_alone)
    if own in MAGNITUDES and scaled:
        message = f"自带量级，没有再按“{unit_alone}”放大"
        return _behind(value, scaled[1]), message
    if own == "" or (own in PREFIXES and value.endswith(own)):
        return _behind(value, unit_alone), None
    same = base(own) == base(unit_alone)
    return value, None if same else "度量单位与指标值里的单位不同，未并入"


def _behind(value: str, unit: str) -> str:
    tail = _TAIL.fullmatch(value)
    return f"{tail[1]}{unit}{tail[2]}" if tail else with_unit_behind(value, unit)


def _unit(read: Value) -> str | None:
    """The unit of a number, '' for one without; None for what is no number."""
    if isinstance(read, Bound):
        return read.quantity.unit
    if isinstance(read, Range):
        return read.high.unit
    return read.unit if isinstance(read, Quantity) else None
