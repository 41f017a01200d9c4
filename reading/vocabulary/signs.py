"""指标性质、指标值、度量单位: 三格合成一个指标值, 合不上的不硬合."""

from __future__ import annotations

import re
from functools import lru_cache

from indicators.direction import EQUAL, FORWARD, QUALITATIVE, REVERSE
from indicators.moment import Moment
from indicators.quantity import (
    MARKS,
    SIGNS,
    SUFFIXES,
    Bound,
    Quantity,
    Range,
    Text,
    Value,
    read_value,
)
from indicators.units import MAGNITUDES, PREFIXES, canonical

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_EQUALS = frozenset("=＝═")
_SIGNS = frozenset("≥≧≤≦⩾⩽=═＝>＞<＜±") | {">=", "<=", "＞=", "＜="}
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
    "等于": EQUAL,
}
_SIGN_WORDS = frozenset("|".join(SIGNS.values()).split("|")) | _SIGNS
_BRACKETED = re.compile(r"^[(（](.*)[)）]$")
_SAYS_NOTHING = frozenset(("定量", "定量指标", "数值", "文本", *MARKS))
_TAIL = re.compile(
    "(.*?)(" + "|".join(map(re.escape, "|".join(SUFFIXES.values()).split("|"))) + ")"
)
_SCALED = re.compile("(?:[万亿]|[千百](?=[万元]))+(.*)")
"""万元, 千万元, 万人次: a unit with a magnitude, and what it is one of."""
Combined = tuple[str | None, str | None, str | None]
"""指标值、方向, 与合不上的地方."""


def is_sign(text: str) -> bool:
    """Say whether a text compares: ≥、＝、不低于.

    >>> is_sign("＝"), is_sign("不低于"), is_sign("产出指标")
    (True, True, False)
    """
    return text in _SIGN_WORDS or text.translate(_NARROW) in _SIGN_WORDS


def is_nature(text: str) -> bool:
    """Say whether a text is one that 指标性质 may hold: a sign, 定性, 正向, nothing."""
    return not text or is_sign(text) or text in _DIRECTIONS or text in _SAYS_NOTHING


@lru_cache(maxsize=2048)
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
    direction = _DIRECTIONS.get(sign)
    shown = sign if is_sign(sign) and not direction else ""
    if not value:
        return None, direction, None
    if value in MARKS:
        return value, direction, None
    read = read_value(value)
    measured, doubt = _measured(value, read, unit)
    if shown and not value.startswith((shown, *_SIGNS)):
        signed, unfit = _signed(shown, measured, read)
        return signed, direction, doubt or unfit
    return measured, direction, doubt


def _signed(sign: str, value: str, read: Value) -> tuple[str, str | None]:
    """Put the sign before a number; before a date only where that is a deadline."""
    if isinstance(read, Text | Moment) and sign in _EQUALS:
        return value, None
    if isinstance(read, Moment) and not isinstance(read_value(sign + value), Moment):
        return value, "符号与日期不合，未并入指标值"
    return sign + value, None


def _measured(value: str, read: Value, unit: str) -> tuple[str, str | None]:
    """Put the unit behind a number without one, before 以上 and the like."""
    own = _unit(read)
    plain = _BRACKETED.sub(r"\1", unit)
    if own is None or plain in MARKS or value.endswith(plain):
        return value, None
    scaled = _SCALED.fullmatch(plain)
    if own in MAGNITUDES and scaled:
        message = f"自带量级，没有再按“{plain}”放大"
        return _behind(value, scaled[1]), message
    if own == "" or (own in PREFIXES and value.endswith(own)):
        return _behind(value, plain), None
    same = canonical(own) == canonical(plain)
    return value, None if same else "度量单位与指标值里的单位不同，未并入"


def _behind(value: str, unit: str) -> str:
    tail = _TAIL.fullmatch(value)
    return f"{tail[1]}{unit}{tail[2]}" if tail else value + unit


def _unit(read: Value) -> str | None:
    """The unit of a number, '' for one without; None for what is no number."""
    if isinstance(read, Bound):
        return read.quantity.unit
    if isinstance(read, Range):
        return read.high.unit
    return read.unit if isinstance(read, Quantity) else None
