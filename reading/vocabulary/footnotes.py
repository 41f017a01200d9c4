"""表下的文字: 哪些字样结束指标表 (注、填表说明、审核人 …), 哪些是要读的说明.

A footnote that is read as a row of the table is stopped here, or by the words of
[footer] in headings.toml.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indicators.quantity import MARKS
from reading.text import lines, single
from reading.vocabulary.headings import bare, key, pattern, role, words

_ORDINAL = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]?\s*(?=\D)")
_LABELLED = re.compile(r"\s*([^:：\n]{2,24})[:：]\s*(.*)", re.DOTALL)
_NOTHING = re.compile(
    r"(暂?无|没有|不涉及)(其[他它])?(需要?说明的?)?(事项|问题|情况|内容)?"
)


@lru_cache(maxsize=1024)
def ends_table(text: str) -> bool:
    """Say whether a text begins what stands below a table.

    >>> ends_table("注：1. 得分一档最高不能超过该指标分值"), ends_table("审核人：甲")
    (True, True)
    >>> ends_table("产出指标")
    False
    """
    if role("head", text) in {"project", "department"}:
        return True
    short = key(text)
    exact = words()["footer"]["exact"]
    if short in exact or bare(short) in exact or is_remark(text):
        return True
    return pattern("footer", "start").match(short) is not None


@lru_cache(maxsize=1024)
def is_remark(text: str) -> bool:
    r"""Say whether a text is the label of a remark.

    >>> is_remark("偏差大或目标未完成\n原因分析"), is_remark("三、存在的问题")
    (True, True)
    >>> is_remark("注"), is_remark("填表说明"), is_remark("项目负责人")
    (False, False, False)
    """
    text = without_ordinal(text)
    short = bare(key(text))
    if pattern("footer", "remark").match(short):
        return True
    # 得分说明 below a table says how to fill it in.
    return role("columns", text) == "note" and not short.startswith("得分")


def without_ordinal(text: str) -> str:
    """Leave out 三、 or (1) before a label.

    >>> without_ordinal("三、存在的问题"), without_ordinal("2022年")
    ('存在的问题', '2022年')
    """
    return _ORDINAL.sub("", text.strip())


def is_labelled(text: str) -> bool:
    """Say whether a text is the label of a remark, or begins with a label and a colon."""
    return is_remark(text) or _LABELLED.match(text) is not None


def remark_in(text: str) -> tuple[str, str] | None:
    """Part 存在问题：进度偏慢 into its label and its text; None for other texts.

    >>> remark_in("存在问题：进度偏慢"), remark_in("存在问题：无"), remark_in("注：略")
    (('存在问题', '进度偏慢'), None, None)
    """
    match = _LABELLED.fullmatch(text)
    if match is None or not is_remark(match[1]):
        return None
    said = lines(match[2])
    return None if said is None or says_nothing(said) else (single(match[1]), said)


def says_nothing(text: str) -> bool:
    """Say whether a remark only says that there is none: 无, 暂无其他需说明的问题.

    >>> says_nothing("无。"), says_nothing("暂无其他需要说明的问题"), says_nothing("无人机")
    (True, True, False)
    """
    short = text.strip().rstrip("。.；;")
    return short in MARKS or _NOTHING.fullmatch(short) is not None
