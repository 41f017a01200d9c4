"""值的读法: 一个解析器, 读懂表里的每一种写法.

Everything typed into a value cell goes through `read_value`, the one door for
numbers. It never raises and never guesses: what it does not understand is `Text`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from indicators import units
from indicators.damage import suggest
from indicators.exact import Fraction
from indicators.moment import Moment, read_moment
from indicators.notation.loose_point import without_loose_point
from indicators.notation.measures import NO_UNIT
from indicators.notation.note_marks import parted
from indicators.notation.patterns import patterns
from indicators.notation.remarks import remark_behind
from indicators.notation.signs import BEFORE, BEHIND, GLYPHS_OF_SIGNS
from indicators.numerals import MYRIADS, read_decimal, read_mixed


@frozen
class Quantity:
    """数值与单位, 照原样: 95 %、90 万元、735 人次.

    >>> str(Quantity(Decimal("98.63"), "%"))
    '98.63%'
    """

    value: Decimal
    unit: str = ""

    def __str__(self) -> str:
        """Print the number as it was typed, without exponent."""
        return f"{self.value:f}{self.unit}"

    @property
    def base(self) -> tuple[Fraction, str]:
        """The exact amount in the base unit, and that unit.

        >>> Quantity(Decimal("1.2"), "万元").base
        (Fraction(12000, 1), '元')
        """
        return _base(self.value, self.unit)

    def in_unit(self, unit: str) -> Quantity:
        """The same amount in another multiple of its unit.

        >>> str(Quantity(Decimal(1200), "万元").in_unit("元"))
        '12000000元'
        """
        exact = self.base[0] / units.base(unit)[0]
        value = Decimal(exact.numerator) / Decimal(exact.denominator)
        return Quantity(Decimal(f"{value.normalize():f}"), unit)


@lru_cache(maxsize=1024)
def _base(value: Decimal, unit: str) -> tuple[Fraction, str]:
    scale, base = units.base(unit)
    return Fraction(value) * scale, base


@frozen
class Bound:
    """带符号的值: sign 为 >=、>、<=、< 或 =."""

    sign: str
    quantity: Quantity


@frozen
class Range:
    """区间, 两端都含: 20-30、90%~95%、±10%."""

    low: Quantity
    high: Quantity


@frozen
class Text:
    """读不成数的文字, 原样保留."""

    text: str


@frozen
class Absent:
    """空白或表示“没有”的记号: ""、/、—、无、未填报.

    `mark` is the mark itself, '' for an empty cell.
    """

    mark: str


Value = Quantity | Bound | Range | Moment | Text | Absent

_DASHES = ("-", "--", "—", "——", "–", "―", "－")
MARKS = frozenset(("", "/", "\\", *_DASHES, "无", "未填报", "暂不确定", "…"))
NOT_APPLICABLE = "本指标不适用此项目"
APART = "(?:本|该)?(?:项目|指标|行)?不适用(?:于?(?:此|本|该)(?:项目|指标))?|[不未]涉及"
"""How a row is marked that does not apply (DESIGN: 本指标不适用); 不涉及 is usage."""
LONGEST_NUMBER = 30
_REACHED = r"^(?:实际|已经?)*(?:达到|达|完成|实现)(?=[\d零一二两三四五六七八九十百])"


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    r"""归一: full-width signs to ASCII, blanks dropped unless between digits.

    >>> plain("≤ ３ 个\n工作日"), plain("2021 12")
    ('≤3个工作日', '2021 12')
    """
    narrow = text.translate(GLYPHS_OF_SIGNS).strip()
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", narrow)


@lru_cache(maxsize=1024)
def read_value(text: str | None) -> Value:
    """读一个值. Never raises; what is not understood comes back as `Text`.

    >>> read_value("≥95％")
    Bound(sign='>=', quantity=Quantity(value=Decimal('95'), unit='%'))
    >>> read_value("3个工作日"), read_value("提升")
    (Quantity(value=Decimal('3'), unit='个工作日'), Text(text='提升'))
    >>> read_value("/"), read_value("零")
    (Absent(mark='/'), Quantity(value=Decimal('0'), unit=''))
    """
    short, _ = parted(without_loose_point(plain(text or "")))
    if short in MARKS:
        return _absent(short, text or "")
    value = _read(short) if remark_behind(short) is None else _read_remarked(short)
    return Text((text or "").strip()) if value is None else value


def _read(short: str) -> Value | None:
    """Try every way to read a value; None when it is none."""
    ways = (
        read_moment,
        _read_number,
        _read_range,
        _read_mixed,
        _read_chinese,
        _read_interval,
        _read_limits,
    )
    found = (read(short) for read in ways)
    return next((value for value in found if value is not None), None)


def _read_remarked(short: str) -> Value | None:
    """Read a value with a remark behind it, unless the remark is a value too."""
    value, remark = remark_behind(short) or (short, "")
    found = _read(value)
    if not isinstance(found, Quantity | Bound | Range) or (remark and _read(remark)):
        return _read(short)
    return found


def _absent(mark: str, text: str) -> Value:
    """A mark of absence; behind ￥, as in the 会计专用 format, it is zero."""
    money = mark and ("¥" in text or "￥" in text)
    return Quantity(Decimal(0)) if money else Absent(mark)


@lru_cache(maxsize=1024)
def read_actual(text: str | None) -> Value:
    """读实际完成值: what was reached is a result, and no bound.

    >>> read_actual("达到98%"), read_actual("已完成5个")
    (Quantity(value=Decimal('98'), unit='%'), Quantity(value=Decimal('5'), unit='个'))
    >>> read_actual("≤5次").sign
    '<='
    """
    short = plain(text or "")
    reached = re.sub(_REACHED, "", short)
    value = read_value(reached) if reached != short else None
    return read_value(text) if value is None or isinstance(value, Text) else value


def _read_number(text: str) -> Value | None:
    """Read sign, number, unit, suffix: ≥90%, 不超过5次, 90%以上, ±10%."""
    if "、" in text:  # 元/人、天 is 元/人·天
        text = re.sub(r"(/[^\W\d]{1,3})、(?=[^\W\d]{1,3}$)", r"\1·", text)
    match = patterns()[0].fullmatch(text)
    if match is None:
        return None
    return _bounded(match[1], _quantity(match[2], match[3]), match[4])


def _bounded(
    before: str | None, quantity: Quantity | None, behind: str | None
) -> Value | None:
    """Give a number the sign before it or behind it; None where they disagree."""
    sign, suffix = BEFORE.get(before or ""), BEHIND.get(behind or "")
    if quantity is None or (sign and suffix and sign[0] != suffix[0]):
        return None
    if sign == "±":
        return Range(Quantity(-quantity.value, quantity.unit), quantity)
    sign = sign or suffix
    return Bound(sign, quantity) if sign else quantity


def _quantity(number: str, unit: str) -> Quantity | None:
    """Build a quantity; None when the unit is a phrase and not a unit."""
    if len(number) > LONGEST_NUMBER:
        return None
    if unit.startswith(("%", "百分比", "‰")):
        mark = "‰" if unit[0] == "‰" else "%"
        rest = unit.removeprefix("百分比").removeprefix(mark)
        unit = unit if rest.startswith("/") else mark
        if re.search("左右|上下|余|多|-", rest):
            return None
    calendar = unit[:1] == "年" and re.fullmatch(r"(19|20)\d\d", number)
    if calendar or re.search(NO_UNIT, unit) or suggest(unit):
        return None
    return Quantity(Decimal(number.replace(",", "")), units.tidy(unit))


def _read_range(text: str) -> Range | None:
    match = patterns()[1].fullmatch(text)
    if match is None or match[4] in {"月", "日", "号"}:
        return None
    return _between(
        _quantity(match[1], match[2] or match[4]), _quantity(match[3], match[4])
    )


def _read_mixed(text: str) -> Value | None:
    """Read 97万6200元 and ≤1亿3000万元: figures with several magnitudes, then a unit."""
    match = patterns()[3].fullmatch(text)
    value = read_mixed(match[2]) if match else None
    if match is None or value is None:
        return None
    return _bounded(match[1], _with_magnitude(value, match[3], text), None)


def _read_chinese(text: str) -> Value | None:
    """Read 零、十二个、≥三期、百分之九十五; 一般 and 三级 stay text."""
    if re.fullmatch(
        "零(?:事故|投诉|伤亡|差错|失误|违规|上访|延误|死亡|故障|发生)", text
    ):
        return Quantity(Decimal(0))
    match = patterns()[2].fullmatch(text)
    value = read_decimal(match[3], match[4]) if match else None
    if match is None or value is None:
        return None
    unit = "%" if match[2] else (match[5] or "")
    quantity = _quantity(f"{value:f}", unit) and _with_magnitude(value, unit, match[3])
    return _bounded(match[1], quantity, match[6])


def _read_interval(text: str) -> Range | None:
    """Read [20,30]: two ends, both of them inside."""
    match = patterns()[4].fullmatch(text)
    if match is None:
        return None
    low, unit, high, other, behind = match.groups()
    last = other or behind
    return _between(_quantity(low, unit or last), _quantity(high, last))


def _read_limits(text: str) -> Range | None:
    """Read ≥20且≤30: two ends, both of them inside."""
    match = patterns()[5].fullmatch(text)
    ends = map(_read_number, match.groups()) if match else ()
    bounds = {end.sign: end.quantity for end in ends if isinstance(end, Bound)}
    if bounds.keys() != {">=", "<="}:
        return None
    low, high = bounds[">="], bounds["<="]
    unit = low.unit or high.unit
    return _between(*(Quantity(end.value, end.unit or unit) for end in (low, high)))


def _between(low: Quantity | None, high: Quantity | None) -> Range | None:
    """Make a range of two ends of one unit, the lower one first."""
    if low is None or high is None or low.base[1] != high.base[1]:
        return None
    return Range(low, high) if low.base[0] < high.base[0] else None


def _with_magnitude(value: Decimal, unit: str, text: str) -> Quantity:
    """自带量级: 九十七万 alone is 97 万, 四万元 is 4 万元, as in figures.

    >>> [str(read_value(text)) for text in ("一千二百万", "三万人", "四万五千元")]
    ['1200万', '3万人', '45000元']
    """
    magnitudes = [glyph for glyph in text if glyph in MYRIADS]
    if unit and magnitudes == [text[-1]]:
        return Quantity(value, unit).in_unit(text[-1] + unit)
    alone = magnitudes and not unit
    return Quantity(value).in_unit("万") if alone else Quantity(value, unit)
