"""年度指标值: 六种目标, 各自带着原文.

`AtLeast` 正向, `AtMost` 反向, `Exactly` 等于, `Between` 区间, `Deadline` 时限,
`Qualitative` 定性. A bare value's direction is inferred and said so.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from indicators.damage import suggest
from indicators.direction import (
    EQUAL,
    FORWARD,
    QUALITATIVE,
    REVERSE,
    REVERSE_WORDS,
    infer,
)
from indicators.moment import Moment
from indicators.quantity import (
    APART,
    NOT_APPLICABLE,
    Absent,
    Bound,
    Quantity,
    Range,
    Text,
    plain,
    read_value,
)


@frozen(cache_hash=True)
class AtLeast:
    """正向: 不低于 quantity (`strict`: 大于)."""

    quantity: Quantity
    raw: str
    strict: bool = False


@frozen(cache_hash=True)
class AtMost:
    """反向: 不高于 quantity (`strict`: 小于)."""

    quantity: Quantity
    raw: str
    strict: bool = False


@frozen(cache_hash=True)
class Exactly:
    """等于 quantity."""

    quantity: Quantity
    raw: str


@frozen(cache_hash=True)
class Between:
    """区间: low 到 high, 两端都含."""

    low: Quantity
    high: Quantity
    raw: str


@frozen(cache_hash=True)
class Deadline:
    """时限: 不晚于 moment 的末日."""

    moment: Moment
    raw: str


@frozen(cache_hash=True)
class Qualitative:
    """定性: 文字描述, 由人按档评定."""

    raw: str


Target = AtLeast | AtMost | Exactly | Between | Deadline | Qualitative
"""年度指标值. None stands for a blank target."""

RATES = "率|满意度|占比|比例|比重"
"""Ends of names whose numbers above 1 are percents."""
_BY_SIGN = {">=": (AtLeast, False), ">": (AtLeast, True)} | {
    "<=": (AtMost, False),
    "<": (AtMost, True),
}


def read_target(
    text: str | None, *, name: str = "", group: str = "", direction: str | None = None
) -> tuple[Target | Absent, tuple[str, ...]]:
    """读指标值. Returns the target (or `Absent`) and the assumptions made.

    `direction` (正向、反向、等于、定性) is what the file states; without it the
    direction of a bare value is inferred from `name` and `group`.

    >>> read_target("≥95%")
    (AtLeast(quantity=Quantity(value=Decimal('95'), unit='%'), raw='≥95%', strict=False), ())
    >>> read_target("0%", name="系统故障率")[1]
    ('指标值为 0，按反向指标（不高于）理解',)
    """
    return _read(text, name, group, direction)


@lru_cache(maxsize=8192)
def _read(
    text: str | None, name: str, group: str, direction: str | None
) -> tuple[Target | Absent, tuple[str, ...]]:
    """Read once what recurs: in a table, and from one year's table to the next."""
    raw = (text or "").strip()
    if direction == QUALITATIVE or plain(raw).startswith(QUALITATIVE):
        return Qualitative(raw.removeprefix(QUALITATIVE) or raw), ()
    if re.fullmatch(APART, plain(raw)):
        return Absent(NOT_APPLICABLE), ()
    match read_value(raw):
        case Bound(sign="=", quantity=quantity):
            quantity, assumed = _with_unit(quantity, name)
            return Exactly(quantity, raw), assumed
        case Bound(sign=sign, quantity=quantity):
            quantity, assumed = _with_unit(quantity, name)
            kind, strict = _BY_SIGN[sign]
            return kind(quantity, raw, strict), assumed
        case Quantity() as quantity:
            quantity, assumed = _with_unit(quantity, name)
            target, reasons = _bare(quantity, raw, name, group, direction)
            return target, (*reasons, *assumed)
        case Range(low=low, high=high):
            return Between(low, high, raw), ()
        case Moment() as moment:
            return Deadline(moment, raw), ()
        case Absent(mark="无") if re.search(REVERSE_WORDS, name):
            return AtMost(Quantity(Decimal(0)), raw), ("“无”按 0 理解（不高于 0）",)
        case Absent() as absent:
            return absent, ()
        case Text():
            return Qualitative(raw), _doubt(raw)


def _with_unit(quantity: Quantity, name: str) -> tuple[Quantity, tuple[str, ...]]:
    """Give a number without a unit the one that its name says: (万元), …率.

    >>> _with_unit(Quantity(Decimal(63)), "成本控制数(万元)")[0]
    Quantity(value=Decimal('63'), unit='万元')
    >>> _with_unit(Quantity(Decimal(95)), "培训合格率")[0]
    Quantity(value=Decimal('95'), unit='%')
    """
    if quantity.unit:
        return quantity, ()
    money = re.search(r"[(（](?:单位[:：]?)?([亿万千]?元)[)）]", name)
    rate = quantity.value > 1 and re.search(f"(?:{RATES})$", name.strip())
    unit = money[1] if money else "%" if rate else ""
    if not unit:
        return quantity, ()
    reason = f"“{quantity}”没有单位，由名称按“{unit}”理解"
    return Quantity(quantity.value, unit), (reason,)


def _bare(
    quantity: Quantity, raw: str, name: str, group: str, direction: str | None
) -> tuple[Target, tuple[str, ...]]:
    """Give a bare value its direction: stated, or inferred with the reason."""
    reasons = _doubt(raw)
    if direction is None:
        direction, reason = infer(name, group, quantity)
        reasons = (reason, *reasons)
    kinds = {FORWARD: AtLeast, REVERSE: AtMost, EQUAL: Exactly}
    return kinds[direction](quantity, raw), reasons


def _doubt(raw: str) -> tuple[str, ...]:
    repair = suggest(plain(raw))
    return (f"“{raw}”疑为“{repair}”之误，未改动，按原文处理",) if repair else ()
