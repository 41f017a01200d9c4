"""一个指标的名称与指标值: 从连写的文字里分开; 分不开的, 整个是名称."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from indicators.moment import Moment
from indicators.notation.measures import MEASURES
from indicators.notation.signs import BEFORE, GLYPHS_OF_SIGNS, one_of
from indicators.quantity import Bound, Quantity, Range, Value, read_value
from indicators.records import record
from reading.text import has_digit
from reading.vocabulary.headings import key
from reading.vocabulary.plan_words import item_pattern, item_words

_ENDS: Final = " \t　。.；;，,、"
_LONGEST_VALUE: Final = 60
_LONGEST: Final = 200
"""A longer text is no name with a value, and is not searched for one."""
_BRACKETED: Final = re.compile(r"(.{2,})[(（]([^()（）]{1,30})[)）]")
_COLON: Final = re.compile(r"\s*[:：]\s*")
_DATE: Final = re.compile(
    r"(?:(?:19|20)\d\d年(?:度)?)?\d{1,2}月(?:\d{1,2}[日号])?(?:底|末)?(?:之|以)?前"
    r"|(?:19|20)\d\d年(?:度)?(?:底|末)?(?:之|以)?前"
)
_TIME_ONLY: Final = re.compile(
    r"[^\u4e00-\u9fff]*|(?:[于在]|不晚于)?[\d\s.年度月日号底末初之以前上中下旬半第季一二三四-]+"
)
_JOINT: Final = re.compile("(?:应当?|需要?|须|要)?(?:为|是|控制|保持|维持)?(?:在|于)?$")
_WORDED: Final = re.compile(
    r"(\S{2,})\s+((?:有效|显著|明显|持续|逐步|不断|长期|基本|较好|进一步|有所|稳步|大幅)\S{1,10}"
    r"|良好|健全|完善|达标|及时|优良?|稳定|可控|提升|改善|提高|增强)"
)
_SHORTEST: Final = 2
_UNIT: Final = re.compile(rf"[%‰]?|(?:{MEASURES})?(?:/.*)?|[^\u4e00-\u9fff]*|..?")
# A number near the end of a name may be the value that was not told apart.
_NUMBERED: Final = re.compile(r"\d[^\dA-Za-z.]{0,4}$|不少于|不低于|不超过|不高于")
_NO_MEASURE: Final = frozenset(("", *"期级版代号类年月批轮届点"))
"""Behind a bare number these name a thing (二期、三级) and measure nothing."""


@record
class SplitItem:
    """指标的名称与指标值; `numbered` 即名称里还有数, 没有分出来."""

    name: str
    target: str | None = None
    numbered: bool = False


def named(text: str) -> SplitItem:
    """分开名称与指标值. A name stays as it is printed, its value too.

    >>> named("网站维护数量≥15个"), named("故障率：≤1%")
    (SplitItem(name='网站维护数量', target='≥15个', numbered=False), SplitItem(name='故障率', target='≤1%', numbered=False))
    >>> named("2023年12月25日前完成工作").target, named("三级安全等级保护测评").target
    ('2023年12月25日前', None)
    >>> named("举办培训班3期")
    SplitItem(name='举办培训班3期', target=None, numbered=True)
    """
    text = _unlabelled(text.strip(_ENDS))
    for way in _WAYS if len(text) <= _LONGEST else ():
        if found := way(text):
            return found
    return SplitItem(text, numbered=_NUMBERED.search(text) is not None)


@cache
def _labels() -> re.Pattern[str]:
    words = one_of(dict.fromkeys(item_words("name"), ""))
    return re.compile(rf"^(?:{words})\s*[:：]\s*")


def _unlabelled(text: str) -> str:
    """Leave out what only says that this is an indicator: 指标名称：…."""
    return _labels().sub("", text)


@cache
def _labelled_value() -> re.Pattern[str]:
    words = one_of(dict.fromkeys(item_words("target"), ""))
    return re.compile(
        rf"(.*?)[，,;；、\s(（]*(?:{words})\s*(?:为|是)?\s*[:：]?\s*(.+?)[)）]?",
        re.DOTALL,
    )


def _by_label(text: str) -> SplitItem | None:
    """The value is named: 培训人次，指标值：≥200人次.

    >>> _by_label("培训人次，指标值：≥200人次").target
    '≥200人次'
    """
    match = _labelled_value().fullmatch(text)
    if match is None or not match[2].strip():
        return None
    return SplitItem(match[1].strip(_ENDS + "：:"), match[2].strip(_ENDS))


def target_alone(text: str) -> str | None:
    """指标值单独一段: the value of the item before it; None for any other text.

    >>> target_alone("指标值：≥95%"), target_alone("合格率")
    ('≥95%', None)
    """
    match = _labelled_value().fullmatch(text.strip(_ENDS)[: _LONGEST + 1])
    alone = match is not None and not match[1].strip(_ENDS) and len(text) <= _LONGEST
    return match[2].strip(_ENDS) if match and alone else None


def _by_colon(text: str) -> SplitItem | None:
    """故障率：≤1%; behind the only colon a target may be in words."""
    spots = list(_COLON.finditer(text))
    halves = [(text[: spot.start()], text[spot.end() :]) for spot in spots]
    told = [half for half in halves if is_value(half[1])] or halves[: len(halves) == 1]
    name, value = [("", ""), *told][-1]
    fits = len(name) >= _SHORTEST and 0 < len(value) <= _LONGEST_VALUE
    return SplitItem(name, value) if fits else None


def _by_bracket(text: str) -> SplitItem | None:
    """抽查合格率（≥95%）; （二期） and （2023年） belong to a name.

    >>> _by_bracket("抽查合格率（≥95%）").target, _by_bracket("机房运维（二期）")
    ('≥95%', None)
    """
    match = _BRACKETED.fullmatch(text)
    value = read_value(match[2] if match else "")
    if match is None or not (_is_bound(value) or _is_counted(value)):
        return None
    return SplitItem(match[1].strip(), match[2].strip())


def _by_tail(text: str) -> SplitItem | None:
    """网站数量≥15个、满意度达到95%以上、培训人数200人."""
    for match in _starts().finditer(text.translate(GLYPHS_OF_SIGNS)):
        name, value = text[: match.start()], text[match.start() :]
        read = read_value(value)
        joined = _JOINT.sub("", name).strip(_ENDS + "：:")
        if len(joined) < _SHORTEST:
            continue
        measured = item_pattern("measured").search(key(joined)) is not None
        if _ends_row(read, measured=measured):
            return SplitItem(joined, value)
    return None


@cache
def _starts() -> re.Pattern[str]:
    """Where a value may begin: a sign, or a figure that is not inside a number."""
    return re.compile(rf"(?:{one_of(BEFORE)})|(?<![\d.A-Za-z年月-])\d")


def _ends_row(value: Value, *, measured: bool) -> bool:
    """Say whether a value may end a row: 不少于10场, and not 不少于10场培训."""
    if measured and (_is_counted(value) or isinstance(value, Moment)):
        return True
    amount = value.quantity if isinstance(value, Bound) else value
    unit = amount.unit if isinstance(amount, Quantity) else ""
    plain = _is_bound(value) or _is_counted(value)
    return plain and (measured or _UNIT.fullmatch(unit) is not None)


def _is_bound(value: Value) -> bool:
    """Say whether a value is a limit by itself: with a sign, a range, a percent."""
    percent = isinstance(value, Quantity) and value.unit in {"%", "‰"}
    dated = isinstance(value, Moment) and value.last != (12, 31)
    return percent or dated or isinstance(value, Bound | Range)


def _is_counted(value: Value) -> bool:
    """Say whether a value counts something in a unit: 200人次."""
    return isinstance(value, Quantity) and value.unit not in _NO_MEASURE


def is_value(text: str) -> bool:
    """Say whether a text is a value and nothing else.

    >>> is_value("≥95%"), is_value("2023年12月底前"), is_value("2023年12月25日前完成工作")
    (True, True, False)
    """
    text = text.strip(_ENDS)
    if not has_digit(text) or len(text) > _LONGEST_VALUE:
        return False
    read = read_value(text)
    if isinstance(read, Moment):
        return _TIME_ONLY.fullmatch(text) is not None
    return isinstance(read, Bound | Range | Quantity)


def _by_blank(text: str) -> SplitItem | None:
    """学生营养状况　明显改善: a target in words behind a blank.

    >>> _by_blank("学生营养状况 明显改善").target, _by_blank("网站 更新")
    ('明显改善', None)
    """
    match = _WORDED.fullmatch(text)
    return SplitItem(match[1], match[2]) if match else None


def _by_date(text: str) -> SplitItem | None:
    """2023年12月25日前完成工作: the whole is the name, the date its deadline."""
    dates = _DATE.findall(text)
    if len(dates) != 1 or not isinstance(read_value(dates[0]), Moment):
        return None
    return SplitItem(text, dates[0])


_WAYS: Final[tuple[Callable[[str], SplitItem | None], ...]] = (
    _by_label,
    _by_colon,
    _by_bracket,
    _by_tail,
    _by_blank,
    _by_date,
)
