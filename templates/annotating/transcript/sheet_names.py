"""工作表的名字: 哪个程序都容得下, 各不相同."""

from __future__ import annotations

import re
from itertools import count
from typing import Final

LONGEST: Final = 31
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff\[\]:*?/\\]+")
_KEPT: Final = "history"
"""A name that Excel keeps for itself."""


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that no sheet has yet, which is taken from now on.

    >>> taken = set()
    >>> sheet_name("第1页表1", taken), sheet_name("第1页表1", taken)
    ('第1页表1', '第1页表1(2)')
    >>> sheet_name("'甲[乙]:'", taken), sheet_name("//", taken)
    ('甲乙', '表')
    """
    fit = _UNFIT.sub("", wanted)[:LONGEST].strip("' ") or "表"
    for number in count(1):
        mark = f"({number})" if number > 1 else ""
        name = fit[: LONGEST - len(mark)] + mark
        if name.lower() not in taken | {_KEPT}:
            break
    taken.add(name.lower())
    return name
