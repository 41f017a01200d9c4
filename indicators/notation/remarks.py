"""说明: 数值后面的话 (已完成)、，全部达标, 与数值本身无关的那一种."""

from __future__ import annotations

import re
from functools import cache

_HEDGES = (
    "约|左右|上下|估|大概|近|余|多|超过|不足|未(?!发生|出现)|没有?(?:完成|达)|尚|部分|待|拟"
    "|预计|计划|目标|不[达合]|原(?!因)|应|或|以[上下内]"
)
"""Words after which the number no longer says what was reached, or of what."""
_SAYING = (
    "已|均|全部|完成|达标|达成|达到|合格|验收|实际|其中|包括|含|详?见|符合|按|截至|附"
    "|同比|较|每|说明"
)
"""Words by which a remark without brackets begins, and no second value does."""
_MEASURES = "[个项次人户家处件套台座条份期批场部篇名所间栋辆艘头只株亩米吨元天万亿千位户组年月日时分]+"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(r"(.*\S)[(\[]([^()\[\]]+)[)\]]"),
        re.compile(rf"([^,;。]+)[,;。]((?:{_SAYING})\D*)"),
        re.compile(rf"(?:含|包?含税|不含税|单位:?.*|{_MEASURES}|[A-Za-z%‰/²³]+)"),
    )


def remark_behind(text: str) -> tuple[str, str] | None:
    """Split a text into a value and the remark behind it; None without one.

    A unit in brackets is no remark, and a remark that casts doubt on the number (约,
    未完成) stays with it.

    >>> remark_behind("40人次(已完成)"), remark_behind("98%,全部达标")
    (('40人次', '已完成'), ('98%', '全部达标'))
    >>> [remark_behind(text) for text in ("20台(套)", "5(万元)", "50个(估算)", "3个,2套")]
    [None, None, None, None]
    """
    bracketed, trailing, unit = _patterns()
    whole = text.rstrip("。;,")
    match = bracketed.fullmatch(whole) or trailing.fullmatch(whole)
    if match is None or re.search(_HEDGES, match[2]) or unit.fullmatch(match[2]):
        return None if whole == text else (whole, "")
    return match[1], match[2]


def with_unit_behind(text: str, unit: str) -> str:
    """Put a unit behind the number of a text, before the remark if there is one.

    >>> with_unit_behind("40（已完成）", "人次"), with_unit_behind("10,000", "个")
    ('40人次（已完成）', '10,000个')
    """
    cut = re.fullmatch(
        r"(.*[^\s(（[【])([(（[【][^()（）]*[)）\]】]。?|[，,；;。]\D*)", text
    )
    return f"{cut[1]}{unit}{cut[2]}" if cut else text + unit
