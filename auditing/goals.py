"""年度总体目标: 逐条拆开, 找出没有对应的预期目标."""

from __future__ import annotations

import re
from itertools import pairwise

NUMBER = re.compile(r"(?<![^；;。\n])\s*[(（]?(\d{1,3})[)）]?\s*[、.．）)](?!\d)")
_SIGNS = re.compile(r"\W+")
LIKE_TENTHS = 4
"""Two items are the same goal when this many tenths of their letter pairs agree."""


def items(text: str | None) -> dict[int, str]:
    """拆成条目: 编号 → 文字; 不是逐条编号的为空.

    >>> items("1、建成平台；2、完成验收。")
    {1: '建成平台', 2: '完成验收'}
    """
    pieces = NUMBER.split(text or "")
    found = {
        int(n): t.strip(" ；;。\n")
        for n, t in zip(pieces[1::2], pieces[2::2], strict=True)
    }
    return found if list(found) == list(range(1, len(found) + 1)) else {}


def alone(expected: dict[int, str], actual: dict[int, str]) -> list[int]:
    """找出预期目标中, 实际完成情况里没有对应的条目.

    Items that say the same are paired first; what is left is held against what is left.
    """
    asked = {number: _letters(text) for number, text in expected.items()}
    said = {_letters(text) for text in actual.values()}
    left = {number: text for number, text in asked.items() if text not in said}
    answers = [_pairs(text) for text in said - set(asked.values())]
    pairs = {number: _pairs(text) for number, text in left.items()}
    return [
        number
        for number, mine in pairs.items()
        if not any(_alike(mine, answer) for answer in answers)
    ]


def _letters(text: str) -> str:
    return _SIGNS.sub("", text)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    shared, every = len(first & second), len(first | second)
    return 10 * shared >= LIKE_TENTHS * every
