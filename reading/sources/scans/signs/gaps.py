"""漏认: 有墨而没有认出字的地方; 隔得太远的两个数."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from reading.sources.scans.recogniser import ReadLine, ReadSign
from reading.sources.scans.straight import Grey

_FAR: Final = 0.75
"""So many heights of a line from its end no sign has its middle: measured, of 5,800 lines
that were read right, none."""
_APART: Final = 1.3
"""Figures whose middles are so many heights apart stand in two cells."""
_ONE: Final = 1.15
"""So many times as wide as high is the picture of one character at most."""
_AT_END: Final = "行首或行末有字没有认出"
_WIDE: Final = 1.25
"""Between middles so many heights apart there is room for one more sign."""
_ROOM: Final = 0.5
"""So many heights on both sides of its middle a sign may reach."""
_DARK: Final = 0.5
_INKED: Final = 0.12
"""So much of the room between two signs has ink where a sign was not read."""
FIGURES: Final = frozenset("0123456789.%％‰≥≤≧≦<>=+-")


def unread_ink(line: ReadLine, picture: Grey) -> str:
    """Why a line is doubted: there is ink that no sign stands for; '' where there is none.

    Figures far apart stand in two cells, between which no rule was found.
    """
    height, width = picture.shape
    if not line.signs:
        return ""
    if len(line.signs) == 1 and _is_wide(line.signs[0].text, picture):
        return _AT_END
    if max(line.signs[0].middle, 1 - line.signs[-1].middle) * width > _FAR * height:
        return _AT_END
    inked = _inked_columns(picture)
    doubts = (
        _unread_between(left, right, inked, height)
        for left, right in pairwise(line.signs)
    )
    return next(filter(None, doubts), "")


def _unread_between(
    left: ReadSign, right: ReadSign, inked: np.ndarray, height: int
) -> str:
    """Why two neighbours are doubted: too far apart, or ink between; '' if they are not."""
    first, last = left.middle * inked.size, right.middle * inked.size
    figures = FIGURES.issuperset((left.text, right.text))
    if figures and last - first > _APART * height:
        return "数与数之间空得太宽，可能是两格"
    if last - first > _WIDE * height and "…" not in left.text + right.text:
        room = inked[int(first + _ROOM * height) : int(last - _ROOM * height) + 1]
        if room.size and room.mean() > _INKED:
            return f"“{left.text}”与“{right.text}”之间有字没有认出"
    return ""


def _is_wide(text: str, picture: Grey) -> bool:
    """Say whether a line of one Chinese character is too wide for it."""
    height, width = picture.shape
    return text.isalpha() and not text.isascii() and width > _ONE * height


def _inked_columns(picture: Grey) -> np.ndarray:
    """Whether each column of a line has ink."""
    dark = 255 - picture
    found: np.ndarray = (dark > dark.max(initial=0) * _DARK).any(axis=0)
    return found
