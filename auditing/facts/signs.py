"""符号与名称: 由名称看, 指标值应当不低于还是不高于."""

from __future__ import annotations

import re
from functools import lru_cache

from auditing.facts import words
from indicators.direction import FORWARD_WORDS, HANDLED, HARMS, REVERSE_WORDS
from indicators.target import AtLeast, AtMost

SIGNS = frozenset("≥>≤<≦≧＞＜﹥﹤")


@lru_cache(maxsize=1024)
def wanted_by(name: str) -> type[AtLeast | AtMost] | None:
    """由名称看应有的符号 (不低于 AtLeast、不高于 AtMost); None where there is a doubt.

    >>> wanted_by("故障率"), wanted_by("培训合格率"), wanted_by("受理投诉件数")
    (<class 'indicators.target.AtMost'>, <class 'indicators.target.AtLeast'>, None)
    """
    more = re.search(words.MORE_IS_BETTER, name)
    if more or re.search(FORWARD_WORDS, name):
        doubtful = re.search(f"{HARMS}|{words.LESS_MAY_BE_BETTER}", name)
        return AtLeast if more and not doubtful else None
    ends = re.search(f"(?:{REVERSE_WORDS})(?:事件)?(?:起|次)?(?:率|数|数量|量)?$", name)
    if ends is None:
        return None
    work = words.SAVED if "成本" in ends[0] else f"(?:{HANDLED})(?!后)"
    return None if re.search(work, name) else AtMost
