"""认得而不必读的字样: 标签、栏次、样行、签章、官方附注, 与没有栏目可放的各栏.

A cell that holds such words and was not read is no loss. The words are in [known] of
headings.toml.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reading.text import single
from reading.vocabulary.fillers import is_empty, is_filler
from reading.vocabulary.footnotes import is_remark, says_nothing, without_ordinal
from reading.vocabulary.funds import is_part_mark, unit_alone
from reading.vocabulary.head_labels import begins_with_label
from reading.vocabulary.headings import bare, index, key, pattern, role, words
from reading.vocabulary.legend import is_letter
from reading.vocabulary.titles import is_continued, is_line, number_in
from reading.vocabulary.values import grouped

_NUMBER = re.compile(r"[\d一二三四五六七八九十]+[:：.、]?")
# A label that a page break repeats, or that a printer draws once for each row.
_REPEATED = re.compile(r"\A(.{2,12}?)\1+\Z")
_BLOCKS = ("head", "funds", "goals", "columns", "total")
# What is left of a stamp behind a label.
_BEHIND_LABEL = re.compile(r"[^㐀-鿿\d)）]+\Z")
_SHORTEST, _LONG = 4, 7
"""Labels of so many signs are known though one of them is another; of so many, two."""
_ASKED = frozenset(("other", "money"))


@lru_cache(maxsize=1024)
def is_known(text: str) -> bool:
    """Say whether a text only labels, counts, signs or explains.

    >>> is_known("项目资金（万元）"), is_known("指标2："), is_known("签字：")
    (True, True, True)
    >>> is_known("注：1.得分一档最高不能超过该指标分值上限。"), is_known("注：已停工")
    (True, False)
    >>> is_known("绩效指标绩效指标绩效指标"), is_known("张三张三")
    (True, False)
    """
    once = _REPEATED.sub(r"\1", single(text))
    return is_label(once) or _says_nothing(text) or _is_printed(text)


@lru_cache(maxsize=1024)
def asks(text: str) -> bool:
    """Say whether a text is a label whose answer an evaluation has no field for.

    >>> asks("项目负责人"), asks("审核人："), asks("项目名称"), asks("存在问题")
    (True, True, False, False)
    """
    short = key(text)
    return role("head", text) in _ASKED or not _asked().isdisjoint((short, bare(short)))


@lru_cache(maxsize=1024)
def is_label(text: str) -> bool:
    """A label of the form, whatever stands beside it."""
    named = key(grouped(text)[0])
    return (
        any(role(block, text) for block in _BLOCKS)
        or asks(text)
        or is_remark(text)
        or role("goals", named.rstrip("0123456789一二三四五六")) == "block"
        or named in index("levels")
        or bare(key(text)) in words()["footer"]["exact"]
        or bare(key(without_ordinal(text))) in _words()
    )


@lru_cache(maxsize=1024)
def like_label(text: str) -> str | None:
    """The label of a form that an ill-read text is most like; None for no single one.

    >>> like_label("年初预昇数"), like_label("分值はに"), like_label("王管部门")
    ('年初预算数', '分值', '主管部门')
    >>> like_label("得分(20分*执行率")
    '得分(20分*执行率)'
    >>> like_label("完成情况良好"), like_label("案件数量")
    (None, None)
    """
    for other in (_BEHIND_LABEL.sub("", text), f"{text})"):
        if other != text and is_label(other):
            return other
    short = key(text)
    allowed = 1 + (len(short) >= _LONG)
    rated = sorted((_unlike(label, short), label) for label in _labels(len(short)))
    best = [label for unlike, label in rated if unlike == rated[0][0] <= allowed]
    return best[0] if len(best) == 1 else None


@cache
def _labels(length: int) -> tuple[str, ...]:
    """The labels of so many signs; shorter ones are like too many words."""
    blocks = (*_BLOCKS, "levels") if length >= _SHORTEST else ()
    return tuple(
        {word for block in blocks for word in index(block) if len(word) == length}
    )


def _unlike(label: str, text: str) -> int:
    return sum(a != b for a, b in zip(label, text, strict=True))


def _says_nothing(text: str) -> bool:
    """指标2：, ……, /, （B/A）, （万元）, 其中：, 无."""
    short = single(text)
    return (
        (is_filler(short) and not _NUMBER.fullmatch(short))
        or is_empty(short)
        or is_letter(short)
        or is_part_mark(short)
        or unit_alone(text) is not None
        or says_nothing(text)
    )


def _is_printed(text: str) -> bool:
    """What a form prints itself: its line of year and unit, its notes, its signatures."""
    return (
        is_line([text])
        or is_continued(single(text))
        or number_in(text) is not None
        or begins_with_label(text)
        or pattern("known", "printed").match(key(text)) is not None
    )


@cache
def _asked() -> frozenset[str]:
    return frozenset(map(key, words()["known"]["asked"]))


@cache
def _words() -> frozenset[str]:
    return frozenset(map(key, words()["known"]["words"]))
