"""% 还是 ‰: 认字的模型从不认 ‰, 看图上斜杠右下有几个圈."""

from __future__ import annotations

from typing import Final

import numpy as np

from reading.sources.scans.recogniser import ReadLine
from reading.sources.scans.straight import Grey

_BAND: Final = (0.6, 0.88)
"""Where the lower rings of % and ‰ are cut, as parts of the height of the figures."""
_DIGIT: Final = 0.46
_DEEP: Final = 0.2
_INK: Final = 100
PERCENTS: Final = frozenset("%％‰")


def strokes_at(picture: Grey, left: float, right: float) -> int:
    """Count the upright strokes in the lower part of a sign between two columns."""
    dark = 255.0 - picture
    rows = np.flatnonzero((dark > dark.max() * 0.5).any(axis=1))
    if not rows.size:
        return 0
    top, high = int(rows[0]), int(rows[-1]) + 1 - int(rows[0])
    first, last = (top + int(part * high) for part in _BAND)
    profile = dark[first : last + 1, max(0, int(left)) : int(right) + 1].mean(axis=0)
    return peaks(profile) if profile.size else 0


def peaks(profile: np.ndarray) -> int:
    """How many peaks stand out from the valleys beside them."""
    least = float(profile.max()) * _DEEP
    count, low, high, rising = 0, 0.0, 0.0, True
    for value in map(float, profile):
        if rising:
            high = max(high, value)
            if high - value > least:
                count, low, rising = count + (high > least), value, False
        else:
            low = min(low, value)
            if value - low > least:
                high, rising = value, True
    return count + (rising and high > least and high - low > least)


def percent_strokes(line: ReadLine, picture: Grey) -> int:
    """Count the strokes of the first percent sign of a line and of what follows it."""
    height, width = picture.shape
    signs = line.signs
    at = next(n for n, sign in enumerate(signs) if sign.text in PERCENTS)
    rows = np.flatnonzero((255 - picture > _INK).any(axis=1))
    high = float(rows[-1] - rows[0] + 1) if rows.size else float(height)
    left = signs[at - 1].middle * width + high * _DIGIT if at else 0.0
    behind = next((s for s in signs[at + 1 :] if s.text not in "0oO〇"), None)
    right = behind.middle * width - high * _DIGIT if behind else float(width)
    return strokes_at(picture, left, right)
