"""值的读法: 一个解析器, 读懂表里的每一种写法.

Everything typed into a value cell goes through `read_value`, the one door for
numbers. It never raises and never guesses: what it does not understand is `Text`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from attrs import frozen

from indicators import units
from indicators.damage import suggest
from indicators.moment import Moment, read_moment
from indicators.note_marks import parted
from indicators.numerals import GLYPHS, MYRIADS, read_mixed, read_numeral


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


@lru_cache(maxsize=4096)
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
SIGNS = {
    ">=": "≥|≧|⩾|≥=|>=|=>|不低于|不少于|不小于|不短于|大于等于|大于或等于|至少|达到|达",
    ">": ">|大于|超过|高于|多于",
    "<=": "≤|≦|⩽|≤=|<=|=<|不高于|不超过|不大于|不多于|不长于|小于等于|小于或等于|至多"
    "|最多|控制在",
    "<": "<|小于|低于|少于",
    "=": "=|═|等于",
    "±": "±|+-|+/-",
}
SUFFIXES = {
    ">=": "及以上|(含)以上|以上(含)|以上",
    "<=": "及以内|(含)以内|以内|之内|及以下|(含)以下|以下|内",
}
MEASURES = (
    "个项次人户家处件套台座条份期批场部篇名所间栋幢辆艘头只株亩米吨克元天日月年时周起"
    "例宗笔类种%"
)
"""量词: a Chinese numeral counts only before one of these (一般 is no number)."""

_NO_UNIT = "完成|左右|上下|余|多|近|以|内|率|不|无|[-^$]"
"""A phrase behind a number that is no unit: 约数, 说明, 损坏."""

_REACHED = r"^(?:实际|已经?)*(?:达到|达|完成|实现)(?=[\d零一二两三四五六七八九十百])"

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_GLYPHS = _FULL_WIDTH | str.maketrans("　−﹣∕﹪﹤﹥～〜", " --/%<>~~", "¥￥")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Compile on first use: (signed number, range, Chinese numeral, mixed amount)."""
    number = r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    unit = r"([^\d<>=≥≤≧≦±~,，;；。:：、?？!！“”\"'\x00-\x1f]{0,10}?(?:(?<=m)[23])?)"
    signs, suffixes = _alternatives(SIGNS), _alternatives(SUFFIXES)
    return (
        re.compile(
            rf"(?:各|共|共计|合计)?({signs})?{number}{unit}({suffixes})?", re.ASCII
        ),
        re.compile(rf"{number}{unit}(?:[-~—–]|至|到){number}{unit}", re.ASCII),
        re.compile(
            rf"(百分之)?([{GLYPHS}]+)((?:[{MEASURES}]|公里|个?工作日|小时|分钟|个月|人次)?)"
        ),
        re.compile(rf"({signs})?([零\d.亿万千百]+)([{MEASURES}]|人次|)", re.ASCII),
    )


def _alternatives(table: dict[str, str]) -> str:
    """Join all words of a table into one alternation, the longest first."""
    words = "|".join(table.values()).split("|")
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    r"""归一: full-width signs to ASCII, blanks dropped unless between digits.

    >>> plain("≤ ３ 个\n工作日"), plain("2021 12")
    ('≤3个工作日', '2021 12')
    """
    narrow = text.translate(_GLYPHS).strip()
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", narrow)


@lru_cache(maxsize=4096)
def read_value(text: str | None) -> Value:
    """读一个值. Never raises; what is not understood comes back as `Text`.

    >>> read_value("≥95％")
    Bound(sign='>=', quantity=Quantity(value=Decimal('95'), unit='%'))
    >>> read_value("3个工作日"), read_value("提升")
    (Quantity(value=Decimal('3'), unit='个工作日'), Text(text='提升'))
    >>> read_value("/"), read_value("零")
    (Absent(mark='/'), Quantity(value=Decimal('0'), unit=''))
    """
    short, _ = parted(plain(text or ""))
    if short in MARKS:
        return _absent(short, text or "")
    for read in (read_moment, _read_number, _read_range, _read_mixed, _read_chinese):
        value = read(short)
        if value is not None:
            return value
    return Text((text or "").strip())


def _absent(mark: str, text: str) -> Value:
    """A mark of absence; behind ￥, as in the 会计专用 format, it is zero."""
    money = mark and ("¥" in text or "￥" in text)
    return Quantity(Decimal(0)) if money else Absent(mark)


@lru_cache(maxsize=4096)
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
    match = _patterns()[0].fullmatch(text)
    if match is None:
        return None
    sign = _sign(match[1], SIGNS)
    suffix = _sign(match[4], SUFFIXES)
    quantity = _quantity(match[2], match[3])
    if quantity is None or (sign and suffix and sign[0] != suffix[0]):
        return None
    if sign == "±":
        return Range(Quantity(-quantity.value, quantity.unit), quantity)
    sign = sign or suffix
    return Bound(sign, quantity) if sign else quantity


def _sign(word: str | None, table: dict[str, str]) -> str | None:
    found = (sign for sign, words in table.items() if word in words.split("|"))
    return next(found, None)


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
    if re.search(_NO_UNIT, unit) or suggest(unit):
        return None
    return Quantity(Decimal(number.replace(",", "")), units.tidy(unit))


def _read_range(text: str) -> Range | None:
    match = _patterns()[1].fullmatch(text)
    if match is None or match[4] in {"月", "日", "号"}:
        return None
    low = _quantity(match[1], match[2] or match[4])
    high = _quantity(match[3], match[4])
    if low is None or high is None or low.base[1] != high.base[1]:
        return None
    return Range(low, high) if low.base[0] < high.base[0] else None


def _read_mixed(text: str) -> Value | None:
    """Read 97万6200元 and ≤1亿3000万元: figures with several magnitudes, then a unit."""
    match = _patterns()[3].fullmatch(text)
    value = read_mixed(match[2]) if match else None
    if match is None or value is None:
        return None
    quantity, sign = _with_magnitude(value, match[3], text), _sign(match[1], SIGNS)
    return Bound(sign, quantity) if sign and sign != "±" else quantity


def _read_chinese(text: str) -> Quantity | None:
    """Read 零、十二个、百分之九十五; 一般 and 三级 stay text."""
    if re.fullmatch(
        "零(?:事故|投诉|伤亡|差错|失误|违规|上访|延误|死亡|故障|发生)", text
    ):
        return Quantity(Decimal(0))
    match = _patterns()[2].fullmatch(text)
    value = read_numeral(match[2]) if match else None
    if match is None or value is None:
        return None
    unit = "%" if match[1] else (match[3] or "")
    return _quantity(str(value), unit) and _with_magnitude(Decimal(value), unit, text)


def _with_magnitude(value: Decimal, unit: str, text: str) -> Quantity:
    """自带量级: 九十七万 without a unit is 97 万, as 97万 is.

    >>> str(read_value("一千二百万")), str(read_value("97万6200")), str(read_value("三万人"))
    ('1200万', '97.62万', '30000人')
    """
    if unit or not MYRIADS.keys() & set(text):
        return Quantity(value, unit)
    return Quantity(value).in_unit("万")
