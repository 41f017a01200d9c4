"""总分、小计: 哪些字样算总分行, 哪些算小计行.

What counts as the row of the total is decided here, and by the words of [total] in
headings.toml.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from attrs import frozen

from reading.vocabulary.headings import bare, index, key, pattern, words
from reading.vocabulary.titles import points_beside_title

_LONGEST = 40
_LONGEST_LINE = 300
_GAP = re.compile(r"[ 　\t]{2,}|　|\t|[;；,，]\s*|[ ](?=\S+[:：])")
_POINTS = re.compile(r"(?<![\d.])\d+(?:\.\d+)?分", re.ASCII)
_IN_WORDS = re.compile(
    r"(?:得分|自评得分|自评分)?:?(\d+(?:\.\d+)?)分?(?:[/,、(]?[优良中差][秀好等]?)?\)?"
)
_GRADE_BEHIND = re.compile(r"(优秀|良好|中等|优|良|中|差)\)?$")
_SO_FAR = re.compile(r"暂计-?\d+(?:\.\d+)?分,\d+行未定")
_FOOTNOTES = ("注", "备注", "说明", "填表说明")


@frozen
class TotalText:
    """总分（100分）：96.5（优）: what a label of the total says beside its words."""

    weight: Decimal | None = None
    stated: Decimal | None = None
    grade: str | None = None


@cache
def _labels() -> list[str]:
    """The labels of a total, the longest first."""
    return sorted(map(key, words()["total"]["total"]), key=len, reverse=True)


@cache
def _grades() -> str:
    return "|".join(sorted(words()["total"]["grades"], key=len, reverse=True))


@cache
def _inline() -> re.Pattern[str]:
    """总分：97.74、自评得分98.5(优)、总分(100分)、总分（分）: a label and what follows.

    合计（含预算执行10分）, 总得分（A+B）: what a bracket says is added up is no total.
    """
    said = words()["total"]
    return re.compile(
        r"(?:[一二三四五六七八九十]{1,2}[、.．])?"
        rf"(?:{'|'.join(map(re.escape, _labels()))}|{said['worded']})"
        r"(?:\((?:满分|共)?(?:(?P<weight>\d+(?:\.\d+)?)分?|分|分值|百分制)\)"
        rf"|\((?:{said['included']})[^()]{{1,16}}\)|\({said['formula']}\)"
        rf"|={said['formula']}){{0,2}}[:为]?"
        r"(?P<stated>\d+(?:\.\d+)?)?分?"
        rf"[,;，；、/|(]*(?:等级|评价等级|自评等级)?:?(?P<grade>{_grades()})?[)]?"
    )


def total_text(text: str) -> TotalText | None:
    """Read the label of a total and what is written behind it; None for other texts.

    >>> total_text("自评总分：96.5分（优）")
    TotalText(weight=None, stated=Decimal('96.5'), grade='优')
    >>> total_text("合计（含预算执行10分）：99.6").stated
    Decimal('99.6')
    >>> total_text("自评总得分（预算执行得分＋绩效指标得分）").weight
    >>> total_text("总分(100分)"), total_text("总分值提升率")
    (TotalText(weight=Decimal('100'), stated=None, grade=None), None)
    """
    match = _inline().fullmatch(key(text)) if len(text) <= _LONGEST else None
    if match is None:
        return None
    weight, stated = (
        Decimal(part) if part else None for part in match.group("weight", "stated")
    )
    return TotalText(weight, stated, match["grade"])


@lru_cache(maxsize=1024)
def is_total(text: str) -> bool:
    """Say whether a cell opens the row of the total.

    >>> is_total("总  分"), is_total("自评得分 98.5 (优)"), is_total("总分值提升率")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _inline().fullmatch(key(text)) is not None


@lru_cache(maxsize=1024)
def is_subtotal(text: str) -> bool:
    """小计: a row that adds up a group, or all indicators without the execution.

    >>> is_subtotal("小计"), is_subtotal("绩效指标合计（90分）"), is_subtotal("总计")
    (True, True, False)
    >>> is_subtotal("本页小计")
    True
    """
    if len(text) > _LONGEST or "计" not in text:
        return False
    short = bare(key(text))
    known = short in words()["total"]["subtotal"]
    return known or pattern("total", "part").match(short) is not None


def label_of_total(text: str) -> str | None:
    """What a label in the row of the total asks for: weight, stated, grade.

    >>> label_of_total("得分"), label_of_total("评价等级"), label_of_total("说明")
    ('stated', 'grade', None)
    """
    known, short = index("total"), key(text)
    return known.get(bare(short)) or known.get(short)


def points_in_words(text: str) -> tuple[Decimal, str | None] | None:
    """Read points, and a grade, from a text with one number and words that say no more.

    >>> points_in_words("得分：96分"), points_in_words("其中：92（优）")
    ((Decimal('96'), None), None)
    >>> points_in_words("96（优秀）")
    (Decimal('96'), '优秀')
    """
    short = key(text)
    match = _IN_WORDS.fullmatch(short)
    if match is None:
        return None
    graded = _GRADE_BEHIND.search(short)
    return Decimal(match[1]), graded[1] if graded else None


def is_so_far(text: str) -> bool:
    """Say whether a text is a sum so far, which a form shows while rows are open.

    >>> is_so_far("暂计 62.5 分，3 行未定"), is_so_far("62.5 分")
    (True, False)
    """
    return _SO_FAR.fullmatch(key(text)) is not None


def asks_for_points(text: str) -> bool:
    """Say whether a label of the total asks for the points: 自评得分, not 合计."""
    return "得分" in text or "自评" in text


def is_total_of_form(text: str) -> bool:
    """Say whether a text is a label of the total that may stand above the indicators.

    >>> is_total_of_form("项目总得分"), is_total_of_form("合计")
    (True, False)
    """
    named = re.search("总得分|总评?分|自评得?分", key(text))
    return named is not None and is_total(text)


def total_among(text: str) -> TotalText | None:
    """自评得分：99分　　填表日期：…: the total in a line that says several things.

    The points may stand behind the title of the form.

    >>> total_among("自评得分：99.04分　　填表日期：2024年1月25日").stated
    Decimal('99.04')
    >>> total_among("总分100分，其中：预算执行10分"), total_among("总分  100")
    (None, None)
    """
    if "分" not in text or len(text) > _LONGEST_LINE or len(_POINTS.findall(text)) > 1:
        return None
    stated = points_beside_title(text)
    if stated is not None:
        return TotalText(stated=stated)
    parts = _GAP.split(text)
    found = map(_stated, parts) if len(parts) > 1 else iter(())
    return next(filter(None, found), None)


def total_in_line(line: str) -> TotalText | None:
    """自评得分：96.5, alone in a line above a table or among other facts.

    >>> total_in_line("自评得分：96.5").stated, total_in_line("自评得分：")
    (Decimal('96.5'), None)
    """
    return total_among(line) or _stated(line)


def _stated(text: str) -> TotalText | None:
    """A label of the total of a form with its points; None for other texts."""
    said = total_text(text) if is_total_of_form(text) else None
    return said if said and said.stated is not None else None


def total_said(line: str) -> tuple[Decimal | None, str | None]:
    """Read a total and its grade from a line: a label with points, or a sentence.

    >>> total_said("自评总分98.66分，自评等级为“优”。")
    (Decimal('98.66'), '优')
    >>> total_said("经自评，本项目综合得分98.66分，等级为优。"), total_said("总分")
    ((Decimal('98.66'), '优'), (None, None))
    >>> total_said("注：总分100分，其中预算执行率10分。")
    (None, None)
    """
    label = total_text(line)
    if label and label.stated is not None:
        return label.stated, label.grade
    short = key(line)
    if short.startswith(_FOOTNOTES) or len(_POINTS.findall(short)) > 1:
        return None, None
    found, graded = _said().search(short), _graded().search(short)
    if found is None:
        return None, None
    return Decimal(found[1]), graded[1] if graded else None


@cache
def _said() -> re.Pattern[str]:
    names = "|".join(re.escape(label) for label in _labels() if "分" in label)
    return re.compile(rf"(?:{names})[为是:]*(\d+(?:\.\d+)?)分", re.ASCII)


@cache
def _graded() -> re.Pattern[str]:
    return re.compile(
        rf"(?:等级|等次|评级|级别|结论|结果)[^优良中差合及一较不]{{0,6}}({_grades()})"
    )
