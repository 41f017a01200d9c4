"""由位置认的列: 字样本身不够, 还要看它在哪里、下面写着什么."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reading.vocabulary.headings import bare, index, key, pattern
from reading.vocabulary.signs import is_nature, is_sign
from reading.vocabulary.values import grouped


@lru_cache(maxsize=1024)
def may_hold(what: str, title: str) -> bool:
    """Say whether the title of a column may be that of groups (level) or names (name).

    >>> may_hold("level", "分解目标"), may_hold("name", "目标内容（指标）")
    (True, True)
    """
    return pattern("placed", what).match(bare(key(title))) is not None


def are_groups(texts: Sequence[str]) -> bool:
    """Say whether the first of some texts is a group that forms print.

    >>> are_groups(["产出指标（50分）", "别的"]), are_groups([])
    (True, False)
    """
    known = index("levels")
    return any(key(grouped(text)[0]) in known for text in texts[:1])


def holds_groups(title: str, texts: Sequence[str]) -> bool:
    """Say whether a column holds groups, by its title and the texts below it.

    >>> holds_groups("指标类型", ["产出指标"]), holds_groups("指标类型", ["定量"])
    (True, False)
    """
    if not texts or any(map(is_nature, texts)):
        return False
    return are_groups(texts) or may_hold("level", title)


def are_signs(texts: Sequence[str]) -> bool:
    """Say whether what stands in a column is signs, or says what takes their place.

    >>> are_signs(["≥", "定性", "＝"]), are_signs(["定性", "正向"]), are_signs(["≥", "篇"])
    (True, False, False)
    """
    return any(map(is_sign, texts)) and all(map(is_nature, texts))


def is_adjusted(title: str) -> bool:
    """调整后指标值: where it is blank, nothing was adjusted.

    >>> is_adjusted("年中调整指标值"), is_adjusted("年初指标值")
    (True, False)
    """
    return pattern("placed", "adjusted").search(title) is not None


def is_worded(title: str) -> bool:
    """单位（文字描述）: the column holds words where there is no value.

    >>> is_worded("单位（文字描述）"), is_worded("计量单位")
    (True, False)
    """
    return pattern("placed", "worded").search(title) is not None
