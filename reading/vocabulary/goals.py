"""目标的字样: 写在标签同一格里的目标 — 预期目标：1.…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reading.text import lines
from reading.vocabulary.headings import key

# What is printed to be written over: ____, （      ）, ……
_BLANK = re.compile(r"[\s_＿﹏…]*|\s*[(（]\s*[)）]\s*")
_LABELLED = re.compile(r"\s*([^:：\n]{2,16})[:：](.+)", re.DOTALL)
_TASK = re.compile(
    "(?:年度)?(?:主要|重点|工作)*任务(?:名称|事项)|重点工作(?:名称|事项)?"
)
_OF_TASK = re.compile("(?:任务|工作)?(?:实际)?(?:完成|进展)(?:情况|进度)")
_LABEL = re.compile(r"\s*[^:：\n]{2,16}[:：]")


def goal_in(text: str) -> tuple[str, str | None]:
    """Part a label of the goals from the text behind it; None where there is none.

    >>> goal_in("预期目标：养护10公里"), goal_in("预期目标")
    (('预期目标', '养护10公里'), ('预期目标', None))
    >>> goal_in("年度总体目标：______")
    ('年度总体目标', None)
    """
    match = _LABELLED.match(text) if ":" in text or "：" in text else None
    if match is None:
        return text, None
    return match[1], None if is_to_fill(match[2]) else lines(match[2])


def heads_tasks(texts: Sequence[str]) -> bool:
    """Say whether a row heads a list of tasks: 任务名称 | 主要内容 | 完成情况.

    >>> heads_tasks(["任务名称", "主要内容", "完成情况"]), heads_tasks(["任务名称", "修路"])
    (True, False)
    """
    return any(map(_names_a_task, texts)) and any(
        _OF_TASK.fullmatch(key(text)) for text in texts
    )


@lru_cache(maxsize=1024)
def _names_a_task(text: str) -> bool:
    return _TASK.fullmatch(key(text)) is not None


def is_to_fill(text: str) -> bool:
    """Say whether a text is a blank to be filled in: ____ or empty brackets.

    >>> is_to_fill("____"), is_to_fill("（   ）"), is_to_fill("/"), is_to_fill("无")
    (True, True, False, False)
    """
    return _BLANK.fullmatch(text) is not None


def blank_of_goal(text: str) -> tuple[str, bool]:
    """Give a label of the goals up to its colon, and whether a blank is drawn behind it.

    The label is empty where it has no colon, or where a text stands behind it.

    >>> blank_of_goal("预期目标：____"), blank_of_goal("预期目标：")
    (('预期目标：', True), ('预期目标：', False))
    >>> blank_of_goal("预期目标"), blank_of_goal("预期目标：修路")
    (('', False), ('', False))
    """
    match = _LABEL.match(text)
    if match is None or not is_to_fill(text[match.end() :]):
        return "", False
    return match[0], bool(text[match.end() :].strip())
