"""大于小于: ≥ ≤ ≧ ≦ > < 的尖角朝哪边, 下面有没有横; 看图就知道, 不必信模型."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reading.sources.scans.signs.per_mille import peaks
from reading.sources.scans.straight import Grey

_BAR: Final = 0.72
"""So much of the width of a sign a level bar covers."""
_LOW: Final = 0.45
"""A bar stands below this part of the height of a sign."""
_OPEN: Final = 1.6
"""So many times as far apart as at its point are the arms of an angle where it opens."""
_LEVEL: Final = 0.22
"""The point of an angle stands so far from the middle of its arms, in its heights."""
_SQUARE: Final = (0.65, 2.2)
_LEAST: Final = 6
"""Pixels: a smaller sign says nothing."""
_ARMS_AND_BAR: Final = 3

Weights = NDArray[np.float64]


def comparison_in(part: Grey) -> str:
    """≥, ≤, > or < where the picture of a single sign is one of them; '' for any other."""
    dark = _trimmed(255 - part.astype(np.float64))
    if min(dark.shape) < _LEAST:
        return ""
    opens = _opening(_without_bars(dark))
    return _SIGNS[opens, _strokes_across(dark) >= _ARMS_AND_BAR] if opens else ""


_SIGNS: Final = {
    ("left", True): "≥",
    ("left", False): ">",
    ("right", True): "≤",
    ("right", False): "<",
}
"""By where an angle opens, and whether there is a bar below it."""


def _trimmed(dark: Weights) -> Weights:
    """The ink, without the paper round it and the noise on it."""
    ink = dark > dark.max(initial=0) * 0.45
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return dark[:0, :0]
    part = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return np.where(part > dark.max() * 0.3, part, 0.0)


def _without_bars(dark: Weights) -> Weights:
    """What stands above the level bars at the foot of a sign."""
    high = dark.shape[0]
    covered = (dark > dark.max() * 0.45).mean(axis=1)
    bars = [row for row in range(int(high * _LOW), high) if covered[row] >= _BAR]
    return _trimmed_rows(dark[: max(0, bars[0] - 1)]) if bars else dark


def _strokes_across(dark: Weights) -> int:
    """How many strokes lie one below the other in the middle of a sign.

    The arms of an angle are two; a bar below it, level or aslant, is a third one.
    """
    wide = dark.shape[1]
    columns = range(wide // 3, wide - wide // 3)
    return int(np.median([peaks(dark[:, column]) for column in columns]))


def _trimmed_rows(dark: Weights) -> Weights:
    rows = np.flatnonzero((dark > dark.max(initial=0) * 0.45).any(axis=1))
    return dark[rows[0] : rows[-1] + 1] if rows.size else dark[:0]


def _opening(angle: Weights) -> str:
    """On which side the arms of an angle stand apart; '' where it is no angle."""
    high, wide = angle.shape
    if high < _LEAST or not _SQUARE[0] <= wide / high <= _SQUARE[1]:
        return ""
    edges = [0, wide // 3, wide - wide // 3, wide]
    parts = [angle[:, a:b] for a, b in pairwise(edges)]
    middles, spreads = zip(*map(_spread, parts), strict=True)
    if max(middles) - min(middles) > _LEVEL * high:
        return ""
    left, middle, right = spreads
    if left > middle > right and left > right * _OPEN:
        return "left"
    if left < middle < right and right > left * _OPEN:
        return "right"
    return ""


def _spread(part: Weights) -> tuple[float, float]:
    """How far down the ink is on average, and how far apart."""
    rows = part.sum(axis=1)
    total = rows.sum()
    if not total:
        return 0.0, 0.0
    y = np.arange(len(rows))
    middle = float((rows * y).sum() / total)
    return middle, float(np.sqrt((rows * (y - middle) ** 2).sum() / total))
