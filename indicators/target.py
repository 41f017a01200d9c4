"""年度指标值: 六种目标, 各自带着原文.

`AtLeast` 正向, `AtMost` 反向, `Exactly` 等于, `Between` 区间, `Deadline` 时限,
`Qualitative` 定性. A bare value's direction is inferred and said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial

from attrs import frozen

from indicators import units
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
    Value,
    plain,
    read_value,
)
from indicators.reasons import Inference, Sentence
from indicators.records import record


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
_BY_SIGN: dict[str, Callable[[Quantity, str], Target]] = {
    "=": Exactly,
    ">=": AtLeast,
    ">": partial(AtLeast, strict=True),
    "<=": AtMost,
    "<": partial(AtMost, strict=True),
}
Inferences = tuple[Sentence, ...]
_SINCE = r"^[^\d≥≤<>=]{1,14}?(?:之日起|日起|[之以]?后|起)的?(?=[\d≤<不一二两三四五六七八九十])"
_DURATION = "(?:个?工作)?日|个?小时|分钟|天|周|个?月|年"


@record
class ReadTarget:
    """读出的指标值, 所作的推断, 与推断之前印出的值.

    `printed` has only the unit and the sign that the cell itself shows: a bare number is
    a `Quantity` there, whatever direction and unit were inferred for the target.
    """

    target: Target | Absent
    inferences: Inferences
    printed: Value


def read_target(
    text: str | None, *, name: str = "", group: str = "", direction: str | None = None
) -> tuple[Target | Absent, Inferences]:
    """读指标值. Returns the target (or `Absent`) and the inferences made.

    `direction` (正向、反向、等于、定性) is what the file states; without it the
    direction of a bare value is inferred from `name` and `group`.

    >>> read_target("≥95%")
    (AtLeast(quantity=Quantity(value=Decimal('95'), unit='%'), raw='≥95%', strict=False), ())
    >>> print(*read_target("0%", name="系统故障率")[1])
    指标值为 0，按反向指标（不高于）理解
    """
    read = target_of(text, name, group, direction)
    return read.target, read.inferences


@lru_cache(maxsize=1024)
def target_of(
    text: str | None, name: str, group: str, direction: str | None
) -> ReadTarget:
    """读指标值, once for what recurs in a table, and from one year's table to the next."""
    raw = (text or "").strip()
    short = plain(raw)
    if direction == QUALITATIVE or short.startswith(QUALITATIVE):
        target = Qualitative(raw.removeprefix(QUALITATIVE) or raw)
        return ReadTarget(target, (), Text(raw))
    printed = Absent(NOT_APPLICABLE) if re.fullmatch(APART, short) else _value(raw)
    if isinstance(printed, Bound | Quantity):
        return ReadTarget(*_number(printed, raw, (name, group, direction)), printed)
    return ReadTarget(*_other(printed, raw, name), printed)


def _value(raw: str) -> Value:
    """Read a value that is still to be reached: 计划 and 力争 are no doubt in a target.

    >>> _value("计划于2022年12月底前完成").last
    (12, 31)
    """
    value = read_value(raw)
    if not isinstance(value, Text):
        return value
    within = _since(raw)
    if within is not None:
        return within
    meant = read_value(re.sub(r"^(?:计划|预计|拟|力争|争取|确保)(?:于|在)?", "", raw))
    return value if isinstance(meant, Text) else meant


def _since(raw: str) -> Bound | None:
    """发掘结束后3个月内: how long something may take from a certain day on.

    >>> _since("收到申请之日起10个工作日内").quantity.unit, _since("整改后95%以上")
    ('个工作日', None)
    """
    short = re.sub(_SINCE, "", plain(raw))
    value = read_value(short) if len(short) < len(plain(raw)) else None
    timed = isinstance(value, Bound) and re.fullmatch(_DURATION, value.quantity.unit)
    return value if timed and isinstance(value, Bound) else None


def _number(
    printed: Bound | Quantity, raw: str, row: tuple[str, str, str | None]
) -> tuple[Target, Inferences]:
    """Read a number, of a row with this name, group and direction."""
    name, group, direction = row
    bare = printed.quantity if isinstance(printed, Bound) else printed
    quantity, inferred = _with_unit(bare, name)
    if isinstance(printed, Bound):
        return _BY_SIGN[printed.sign](quantity, raw), inferred
    target, reasons = _bare(quantity, raw, name, group, direction)
    return target, (*reasons, *inferred)


def _other(
    printed: Range | Moment | Absent | Text, raw: str, name: str
) -> tuple[Target | Absent, Inferences]:
    """Read what is no single number: a range, a date, a mark, a text."""
    match printed:
        case Range(low=low, high=high):
            return Between(low, high, raw), ()
        case Moment() as moment:
            return Deadline(moment.as_named(name), raw), ()
        case Absent(mark="无") if re.search(REVERSE_WORDS, name):
            return AtMost(Quantity(Decimal(0)), raw), (Inference.NONE_IS_ZERO.of(),)
        case Absent() as absent:
            return absent, ()
    return Qualitative(raw), _doubt(raw)


def _with_unit(quantity: Quantity, name: str) -> tuple[Quantity, Inferences]:
    """Give a number without a unit the one that its name says: (万元), …率.

    >>> _with_unit(Quantity(Decimal(63)), "成本控制数(万元)")[0]
    Quantity(value=Decimal('63'), unit='万元')
    >>> _with_unit(Quantity(Decimal(95)), "培训合格率")[0]
    Quantity(value=Decimal('95'), unit='%')
    """
    own = quantity.unit in units.MAGNITUDES
    if quantity.unit and not own:
        return quantity, ()
    money = re.search(r"[(（](?:单位[:：]?)?([亿万千]?元)[)）]", name)
    if own:
        return _in_money(quantity, money[1]) if money else (quantity, ())
    rate = quantity.value > 1 and re.search(f"(?:{RATES})$", name.strip())
    unit = money[1] if money else "%" if rate else ""
    if not unit:
        return quantity, ()
    reason = Inference.UNIT_BY_NAME.of(quantity, unit)
    return Quantity(quantity.value, unit), (reason,)


def _in_money(quantity: Quantity, unit: str) -> tuple[Quantity, Inferences]:
    """自带量级: 九十七万 under a name with (万元) is 97 万元.

    >>> str(_in_money(Quantity(Decimal(97), "万"), "元")[0])
    '970000元'
    """
    money = Quantity(quantity.value, f"{quantity.unit}元").in_unit(unit)
    return money, (Inference.OWN_MAGNITUDE.of(quantity, money),)


def _bare(
    quantity: Quantity, raw: str, name: str, group: str, direction: str | None
) -> tuple[Target, Inferences]:
    """Give a bare value its direction: stated, or inferred with the reason."""
    reasons = _doubt(raw)
    if direction is None:
        direction, reason = infer(name, group, quantity)
        reasons = (reason, *reasons)
    kinds = {FORWARD: AtLeast, REVERSE: AtMost, EQUAL: Exactly}
    return kinds[direction](quantity, raw), reasons


def _doubt(raw: str) -> Inferences:
    """Name the value that a damaged text may have been; () when it looks whole."""
    repair = suggest(plain(raw))
    return (Inference.DAMAGED.of(raw, repair),) if repair else ()
