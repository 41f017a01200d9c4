"""年度总体目标: 逐条拆开, 找出没有对应的预期目标."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

NUMBER = re.compile(r"(?<![^；;。\n])\s*[(（]?(\d{1,3})[)）]?\s*[、.．）)](?!\d)")
_SIGNS = re.compile(r"[\W\d]+")
LIKE_TENTHS, WITHIN_TENTHS = 4, 6
"""两条说的是同一目标: 相邻两字的组合, 有四成相同, 或有较短一条的六成相同 (an answer may
be short)."""


@lru_cache(maxsize=256)
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


@lru_cache(maxsize=256)
def unanswered(expected: str | None, actual: str | None) -> frozenset[int]:
    """找出预期目标中, 实际完成情况里没有对应的条目; 给出条目的编号.

    Items with the same words are paired first; only the others are compared by likeness.
    """
    goals = {number: _letters(text) for number, text in items(expected).items()}
    answers = set(map(_letters, items(actual).values()))
    others = [_pairs(text) for text in answers.difference(goals.values())]
    left = {
        number: _pairs(goals[number])
        for number in goals
        if goals[number] not in answers
    }
    return frozenset(
        number for number, goal in left.items() if not _is_answered(goal, others)
    )


def _is_answered(goal: frozenset[str], answers: list[frozenset[str]]) -> bool:
    """Tell whether one of the answers is like the goal."""
    return any(_alike(goal, answer) for answer in answers)


def _letters(text: str) -> str:
    return _SIGNS.sub("", text)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    shared, every = len(first & second), len(first | second)
    shorter = min(len(first), len(second))
    return 10 * shared >= min(LIKE_TENTHS * every, WITHIN_TENTHS * shorter)
