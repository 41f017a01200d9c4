"""表头词典: 读 headings.toml, 认表头的各种写法.

Loaded once per process. A heading is compared by its `key`: without blanks, full-width
forms and trailing colons; a heading that is not found whole is looked up without its
brackets.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_GLYPHS = _FULL_WIDTH | dict.fromkeys(map(ord, " \t\r\n\v\f　\xa0\u200b\ufeff"), None)
_GLYPHS |= dict.fromkeys((0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F), None)
_GLYPHS |= {ord("〔"): "(", ord("〕"): ")", ord("【"): "(", ord("】"): ")"}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YEAR = re.compile(r"((?:19|20)\d\d)年度?(?=.)", re.ASCII)
# 指标值A, 执行率B/A, 执行率C=B/A×100%, 得分%: letters of a formula behind a word.
_LETTER = re.compile(r"(?<=[\u4e00-\u9fff])[A-F①-⑨%][A-F=/÷*×xX0-9%]*$")
_ASKED = re.compile(r"\(([^()]*(?:原因|扣分|失分)[^()]*)\)$")
_LOOSE = (None, "kept", "remark")
LONGEST: Final = 60


@lru_cache(maxsize=1024)
def key(text: str) -> str:
    r"""归一: the form in which headings are compared.

    >>> key("得  分"), key("＊分值\n（10分）："), key("年度指标值（A）")
    ('得分', '分值(10分)', '年度指标值(A)')
    """
    return text.translate(_GLYPHS).strip("*★☆※:、.·_-—")


@lru_cache(maxsize=1024)
def bare(short: str) -> str:
    """去掉括号: a key without what stands in brackets.

    >>> bare("得分(20分*执行率)"), bare("项目资金(万元)")
    ('得分', '项目资金')
    """
    return _BRACKETS.sub("", short).strip("*★☆※:、.·_-—")


@lru_cache(maxsize=1024)
def year_of(text: str) -> int | None:
    """列名里的年份: the year that a heading begins with.

    >>> year_of("2023年指标值"), year_of("2023"), year_of("指标值")
    (2023, None, None)
    """
    match = _YEAR.match(key(text))
    return int(match[1]) if match else None


@lru_cache(maxsize=1024)
def shed(short: str) -> str:
    """去掉年份和字母: a key without the year before it and the letter behind it.

    >>> shed("2023年度指标值"), shed("实际完成值B"), shed("执行率B/A"), shed("2023年")
    ('指标值', '实际完成值', '执行率', '2023年')
    """
    return _LETTER.sub("", _YEAR.sub("", short))


@cache
def words() -> dict[str, Any]:
    """The content of headings.toml."""
    text = Path(__file__).with_name("headings.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def index(block: str) -> dict[str, str]:
    """A block of the dictionary, turned round: key → role. The first role wins."""
    found: dict[str, str] = {}
    for role, synonyms in words()[block].items():
        for word in synonyms if isinstance(synonyms, list) else ():
            found.setdefault(key(word), role)
    return found


@cache
def pattern(block: str, name: str = "") -> re.Pattern[str]:
    """A compiled pattern of the dictionary."""
    found = words()[block]
    return re.compile(found[name] if name else found)


@cache
def rank(role: str) -> dict[str, int]:
    """The priority of each label of a head field: 0 comes first."""
    return {key(word): order for order, word in enumerate(words()["head"][role])}


@lru_cache(maxsize=1024)
def role(block: str, text: str) -> str | None:
    r"""Say what a heading means in a block; None for what is no heading there.

    >>> role("columns", "年度指标值 （A）"), role("funds", "全年执行数(B)")
    ('target', 'spent')
    >>> role("columns", "分 值\n（90分）"), role("columns", "数量")
    ('weight', None)
    >>> role("columns", "2023年目标值"), role("funds", "执行率\nB/A")
    ('target', 'rate')
    """
    if not text or len(text) > LONGEST:
        return None
    known, short = index(block), key(text)
    found = known.get(short)
    if found is not None:
        return found
    stripped = bare(short)
    found = known.get(stripped)
    if found is None and stripped and block in _WORDED:
        plain = shed(stripped)
        found = known.get(plain) or _by_pattern(block, plain)
    return "note" if found in _LOOSE and _asks_for_reasons(block, short) else found


def _asks_for_reasons(block: str, short: str) -> bool:
    """自评说明（未得满分原因）: the bracket behind a heading asks for the reasons."""
    asked = _ASKED.search(short) if block == "columns" else None
    return asked is not None and _patterned("reasons").match(asked[1]) is not None


_WORDED: Final = {
    "head": ("head",),
    "funds": ("funds", "reasons"),
    "goals": ("goals",),
    "columns": ("columns", "reasons"),
}
"""Blocks whose headings are told by patterns too, and the tables of these."""


def _by_pattern(block: str, short: str) -> str | None:
    for table in _WORDED[block]:
        match = _patterned(table).match(short)
        if match:
            return match.lastgroup
    return None


@cache
def _patterned(table: str) -> re.Pattern[str]:
    """All patterns of a table as one, each a group with the name of its role."""
    wordings: dict[str, str] = words()["patterns"][table]
    groups = (f"(?P<{role_}>{wording})" for role_, wording in wordings.items())
    return re.compile("|".join(groups))
