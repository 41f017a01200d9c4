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
LONGEST: Final = 60


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    r"""归一: the form in which headings are compared.

    >>> key("得  分"), key("＊分值\n（10分）："), key("年度指标值（A）")
    ('得分', '分值(10分)', '年度指标值(A)')
    """
    return text.translate(_GLYPHS).strip("*★☆※:、.·_-—")


@lru_cache(maxsize=8192)
def bare(short: str) -> str:
    """去掉括号: a key without what stands in brackets.

    >>> bare("得分(20分*执行率)"), bare("项目资金(万元)")
    ('得分', '项目资金')
    """
    return _BRACKETS.sub("", short).strip("*★☆※:、.·_-—")


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


@lru_cache(maxsize=8192)
def role(block: str, text: str) -> str | None:
    r"""Say what a heading means in a block; None for what is no heading there.

    >>> role("columns", "年度指标值 （A）"), role("funds", "全年执行数(B)")
    ('target', 'spent')
    >>> role("columns", "分 值\n（90分）"), role("columns", "完成率")
    ('weight', None)
    """
    if not text or len(text) > LONGEST:
        return None
    known, short = index(block), key(text)
    found = known.get(short)
    if found is None:
        stripped = bare(short)
        found = known.get(stripped)
        if found is None and stripped:
            found = _by_pattern(block, stripped)
    return found


_PATTERNED: Final = {
    "columns": ("actual",),
    "funds": ("spent", "rate"),
    "head": ("project", "department", "unit"),
}


def _by_pattern(block: str, short: str) -> str | None:
    found = _patterned(block)
    match = found.match(short) if found else None
    return match.lastgroup if match else None


@cache
def _patterned(block: str) -> re.Pattern[str] | None:
    """All patterns of a block as one, each a group with the name of its role."""
    wanted = _PATTERNED.get(block, ())
    groups = (f"(?P<{name}>{pattern('patterns', name).pattern})" for name in wanted)
    return re.compile("|".join(groups)) if wanted else None
