"""表名、年度、报表编号: 表头最上面几行写着的."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from reading.text import single
from reading.vocabulary.headings import key, pattern

_DIGITS = {glyph: str(i) for i, glyph in enumerate("零一二三四五六七八九")}
_DIGITS |= dict.fromkeys("〇○O", "0")
_CHINESE = "二[〇○零O0][〇○零一二三四五六七八九]{2}"
# （2021年度） says it best, then 2021年度, then any year.
_YEARS = (
    re.compile(r"\(((?:19|20)\d\d)(?=[)年])", re.ASCII),
    re.compile(r"(?<!\d)((?:19|20)\d\d)年度", re.ASCII),
    re.compile(rf"({_CHINESE})年", re.ASCII),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\.0)?年?(?!\d)", re.ASCII),
)
# 2024年度1-8月: of a table that is drawn up during the year.
_MONTHS = r"(?:\d{1,2}[-—~至]\d{1,2}月份?|上半年|[一二三]季度|第[一二三]季度)"
_ONLY_YEAR = (
    rf"\(?(?:(?:19|20)\d\d\)?(?:\.0)?(?:年?度?|年度?{_MONTHS})|{_CHINESE}年度?)\)?"
)
_NUMBER = re.compile(r"(?<![0-9A-Za-z_])(\d{6}_\d{3,5}[A-Za-z]{0,4})(?![0-9A-Za-z_])")
# What stands beside the year in its line: 公开14表, 附件3, 单位：元, 报表编号.
_BESIDE = (
    r"(?:(?:预算|决算)?公开\d{1,3}表|附[件表][\d一二三四五六七八九十]*(?:-\d+)?"
    r"|表[\d一二三四五六七八九十]+"
    r"|(?:金额|资金|货币)?单位:?(?:人民币)?(?:亿元|万元|千元|元)"
    r"|(?:报表编号:?)?\d{6}_\d{3,5}[A-Za-z]{0,4}|[(),;:|/—-])*"
)
_LINE = re.compile(rf"{_BESIDE}(?P<year>{_ONLY_YEAR})?{_BESIDE}", re.ASCII)
_ANNEX = re.compile(r"^附[件表]\s*\d*[-—]?\d*\s*[:：.、]?\s*(?=\S*表)")
_UNIT_BEHIND = re.compile(
    r"\s*(?:金额|资金)?单位\s*[:：]\s*(?:人民币)?(?:亿元|万元|千元|元)\s*$"
)
_YEAR_BEHIND = re.compile(r"[(（]?\s*(?:19|20)\d\d\s*年度?\s*[)）]?$", re.ASCII)
_YEAR_BEFORE = re.compile(r"^[(（]?\s*(?:19|20)\d\d\s*年度?\s*[)）]?(?=.*表)", re.ASCII)
_TOTAL_BESIDE = re.compile(
    r"\s*(?:项目|自评)*总得?分\s*[:：]\s*(\d+(?:\.\d+)?)?\s*分?\s*$", re.ASCII
)
# 附件3  2023年度: a blank may part a year from another number.
_APART = re.compile(r"(?<=\d)\s+(?=(?:19|20)\d\d\s*年)", re.ASCII)
# 续表, （续表一）, 接上页, 项目支出绩效自评表（续）, 自评表（续1）, （续）
_CONTINUED = re.compile(
    r"\(?(?:接上[页表]|续上[页表]|续[页表])[一二三四五六七八九十\d]*\)?"
    r"|.{0,40}\(续[页表]?[一二三四五六七八九十\d]{0,2}\)"
    r"|.{0,40}表(?:续[页表]?|\(接上[页表]\)|接上[页表])"
)
# Above the title of a table: 单位：某中心, 金额单位：万元.
_UNIT_LINE = re.compile(r"(?:金额|资金|货币)?单位(?:名称)?(?:\(盖章\))?:.{0,40}")
_LONGEST_TITLE = 60
_LONGEST_LINE = 200
"""Blanks push the unit of money to the right edge of its line."""
_EARLIEST = 1990


def is_title(text: str) -> bool:
    r"""Say whether a text names a form.

    >>> is_title("项 目 支 出 绩 效 自 评 表\n（2021 年度）"), is_title("项目名称")
    (True, False)
    """
    if len(text) > _LONGEST_TITLE or "表" not in text:
        return False
    short = key(_without_year(text))
    return pattern("title").search(short) is not None


def title(text: str) -> str:
    """表名: without its year and without the white that spreads it out.

    >>> title("2021年度项目支出绩效自评表"), title("项目自评表 (2020 年度)")
    ('项目支出绩效自评表', '项目自评表')
    >>> title("项目支出绩效自评表 2023年  单位：万元")
    '项目支出绩效自评表'
    """
    text = _without_year(single(text))
    if any(map(str.isspace, text)) and any(
        white.isspace() and "一" <= before <= "鿿" for before, white in pairwise(text)
    ):
        text = re.sub(r"(?<=[\u2e80-\uffef])\s+|\s+(?=[\u2e80-\uffef])", "", text)
    return text


@lru_cache(maxsize=1024)
def _without_year(text: str) -> str:
    text = _UNIT_BEHIND.sub("", _TOTAL_BESIDE.sub("", _ANNEX.sub("", text.strip())))
    text = _YEAR_BEHIND.sub("", text).strip()
    shorter = _YEAR_BEFORE.sub("", text).strip()
    return shorter or text


def points_beside_title(text: str) -> Decimal | None:
    """表名后面的总得分: the points behind a title; None where none are printed.

    >>> points_beside_title("项目支出绩效自评表 总得分：96.5分"), points_beside_title("自评表")
    (Decimal('96.5'), None)
    """
    match = _TOTAL_BESIDE.search(text)
    if match is None or not match[1] or not is_title(text):
        return None
    return Decimal(match[1])


def year_in(text: str) -> int | None:
    """年度; of several the one in brackets, then the one that says 年度.

    >>> year_in("（2021 年度）"), year_in("二〇二一年度"), year_in("12345")
    (2021, 2021, None)
    >>> year_in("某县2024年财政预算项目支出（2023年度）绩效自评表")
    2023
    """
    short = key(_APART.sub("|", text))
    for wording in _YEARS:
        match = wording.search(short)
        if match:
            year = int("".join(_DIGITS.get(glyph, glyph) for glyph in match[1]))
            return year if year >= _EARLIEST else None
    return None


def is_sure(text: str) -> bool:
    """Say whether a year is one of a table: 2023年度、（2023）, and not 2024年.

    >>> is_sure("2023年度自评表"), is_sure("2024年自评表")
    (True, False)
    """
    short = key(text)
    return any(wording.search(short) for wording in _YEARS[:2]) or "年度" in short


def is_line(texts: Iterable[str]) -> bool:
    """Say whether a row is a line below a title: （2023年度）, 公开14表, 单位：元.

    >>> is_line(["公开14表    2023年度"]), is_line(["（2023年度）", "单位：元"])
    (True, True)
    >>> is_line(["（2024年度1-8月）"])
    True
    >>> is_line(["2023年度道路工程"])
    False
    """
    return all(map(_is_of_line, texts))


def is_continued(text: str) -> bool:
    """Say whether a line says that the table before it goes on.

    >>> is_continued("项目支出绩效自评表（续）"), is_continued("续表"), is_continued("自评表")
    (True, True, False)
    """
    if "续" not in text and "接" not in text:
        return False
    return _CONTINUED.fullmatch(key(_without_year(text))) is not None


def is_above_title(texts: Iterable[str]) -> bool:
    """Say whether a row is a line above a title: 附件2, 单位：某中心  金额单位：万元.

    A row without a text is one.

    >>> is_above_title(["单位：某中心", "金额单位：万元"]), is_above_title(["/"])
    (True, False)
    """
    short = [key(text) for text in texts]
    said = any(text[:1].isalnum() or len(text) > 1 for text in short)
    return (said or not short) and all(
        _UNIT_LINE.fullmatch(t) or _is_of_line(t) for t in short
    )


@lru_cache(maxsize=1024)
def _is_of_line(text: str) -> bool:
    if len(text) > _LONGEST_LINE:
        return False
    short = key(_APART.sub("|", text))
    return len(short) <= _LONGEST_TITLE and _LINE.fullmatch(short) is not None


def number_in(text: str) -> str | None:
    """报表编号.

    >>> number_in("报表编号：510000_0013zp"), number_in("51000021T000000080101")
    ('510000_0013zp', None)
    """
    match = _NUMBER.search(text) if "_" in text else None
    return match[1] if match else None


def numbered(form: str | None, number: str | None) -> str | None:
    """表名后面接报表编号, 各地的办法由它认出.

    >>> numbered("部门预算项目支出绩效自评表", "510000_0013zp")
    '部门预算项目支出绩效自评表（510000_0013zp）'
    """
    if number is None or (form is not None and number in form):
        return form
    return f"{form}（{number}）" if form else number
