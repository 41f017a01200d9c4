"""m、㎡ 还是 ㎥: 抬高的小 2、小 3 常认不出或认错, 放大了再认一次."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from reading.sources.scans.recogniser import ReadLine
from reading.sources.scans.straight import Grey

METRES: Final = re.compile(r"(?<=[\d万亿/])\s?m[2²3³]?(?![A-Za-z\d])")
"""A unit of length, area or volume behind a figure."""
SQUARE, CUBIC, LENGTH = "㎡", "m³", "m"
_DARK: Final = 0.4
_BESIDE, _RAISED, _UPPER, _LOWEST = 0.2, 0.09, 0.5, 0.62
"""Parts of the height of the figures: so far left of its middle the top of m is seen, and
what is raised is so much higher; it has ink above the third, and ends above the last."""
_ENLARGED: Final = 3


def raised_behind(line: ReadLine, picture: Grey) -> Grey | None:
    """What stands raised behind the m of a line, enlarged; None where nothing does."""
    import cv2

    at = next((sign.middle for sign in line.signs if sign.text == "m"), None)
    dark = 255.0 - picture
    first = int((at or 0.0) * picture.shape[1])
    ink = dark > dark.max() * _DARK
    rows = np.flatnonzero(ink[:, :first].any(axis=1))
    if at is None or not rows.size:
        return None
    top, high = int(rows[0]), int(rows[-1] - rows[0]) + 1
    tops = np.where(ink.any(axis=0), ink.argmax(axis=0), ink.shape[0])
    own = np.median(tops[max(0, first - int(_BESIDE * high)) : first + 1])
    columns = np.flatnonzero(tops[first:] < own - max(1.0, _RAISED * high))
    if not columns.size:
        return None
    upper = ink[: top + int(_UPPER * high)].any(axis=0)
    left, right = _run(upper, first, first + int(columns[-1]))
    within = ink[:, left:right].any(axis=1)
    above = int(np.argmax(within))
    gaps = np.flatnonzero(~within[above:])
    below = above + int(gaps[0]) if gaps.size else len(within)
    part = picture[above : min(below, top + int(_LOWEST * high) + 1), left:right]
    white = max(3, int(0.3 * part.shape[0]))
    sides = ((white, white), (2 * white, 2 * white))
    padded = np.pad(part, sides, constant_values=255)
    size = padded.shape[1] * _ENLARGED, padded.shape[0] * _ENLARGED
    return np.asarray(cv2.resize(padded, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def _run(ink: np.ndarray, first: int, within: int) -> tuple[int, int]:
    """From where to where the columns with ink reach on both sides of one."""
    left = right = within
    while left > first and ink[left - 1]:
        left -= 1
    while right < len(ink) and ink[right]:
        right += 1
    return left, right
