"""字行: 一格里的字分成行, 表外的字也分成行."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from reading.sources.scans.parts import Box, InkParts
from reading.sources.scans.straight import Grey

_MARGIN: Final = 1.0
"""Points beside a rule that are not looked at."""
_PAD: Final = 0.18
_LEAST: Final = 0.6
_HIGHEST: Final = 1.45
_TORN: Final = 0.4
_TOUCHING: Final = 0.4
"""So much of the usual ink there is at most where lines touch; within a line of large
characters there is more."""
_SIZES, _USUAL = (4.0, 24.0), 10.0
_SPECK: Final = 0.05
_TALL, _LONG, _THIN, _FULL = 1.0, 4.0, 0.35, 0.7

Profile = NDArray[np.integer]
"""How much ink each row of a picture holds."""


@frozen
class TextLines:
    """Finds lines of text in the ink of a page; `size` is how high a character is."""

    ink: Grey
    size: float

    def within(self, left: int, top: int, right: int, bottom: int) -> list[Box]:
        """The lines in a part of the page, from the top down, each as wide as its ink."""
        part = self.ink[top:bottom, left:right]
        found = []
        for first, last in self._rows(part):
            if part[first:last].sum() < self.size**2 * _SPECK:
                continue
            across = np.flatnonzero(part[first:last].any(axis=0))
            x0, x1 = int(across[0]), int(across[-1]) + 1
            found.append((left + x0, top + first, left + x1, top + last))
        return found

    def _rows(self, part: Grey) -> Iterator[tuple[int, int]]:
        """From where to where each line of a part reaches."""
        profile = part.sum(axis=1)
        for first, last in self._joined(_runs(profile)):
            count = max(1, round((last - first) / self.size))
            high = last - first > self.size * _HIGHEST and count > 1
            cuts = _cuts(profile, first, last, count) if high else []
            if max(profile[cuts], default=0) > _TOUCHING * profile[first:last].mean():
                cuts = []
            yield from pairwise([first, *cuts, last])

    def _joined(self, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The strokes of 二 or ≥ stand apart, and are one line."""
        lines: list[tuple[int, int]] = []
        for first, last in runs:
            if lines:
                top, bottom = lines[-1]
                low = min(last - first, bottom - top) < self.size * _LEAST
                torn = first - bottom < self.size * _TORN
                if low and torn and last - top <= self.size * _HIGHEST * 0.85:
                    lines[-1] = (top, last)
                    continue
            lines.append((first, last))
        return lines


def _runs(profile: Profile) -> list[tuple[int, int]]:
    steps = np.diff((profile > 0).astype(np.int8), prepend=0, append=0)
    starts, stops = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return [(int(a), int(b)) for a, b in zip(starts, stops, strict=True)]


def _cuts(profile: Profile, first: int, last: int, count: int) -> list[int]:
    """Where there is least ink between lines that touch."""
    high = (last - first) / count
    cuts = []
    for number in range(1, count):
        middle, slack = first + number * high, high * 0.3
        begin, end = int(middle - slack), int(middle + slack) + 1
        cuts.append(begin + int(np.argmin(profile[begin:end])))
    return cuts


def size_of(parts: InkParts, scale: float) -> float:
    """How high a character of the page is, in pixels."""
    wide, high = parts.boxes[:, 2] / scale, parts.boxes[:, 3] / scale
    whole = (high >= _SIZES[0]) & (np.maximum(high, wide) <= _SIZES[1])
    usual = np.quantile(high[whole], 0.8) if whole.any() else _USUAL
    return float(usual) * scale


def bars_in(parts: InkParts, size: float) -> list[Box]:
    """The strokes of a page that are too long and too thin for any character."""
    _, _, wide, high, points = parts.boxes.T
    straight = points >= wide * high * _FULL
    upright = straight & (high >= size * _TALL) & (wide <= size * _THIN)
    level = straight & (wide >= size * _LONG) & (high <= size * _THIN)
    boxes = parts.boxes[upright | level].tolist()
    return [(left, top, left + w, top + h) for left, top, w, h, _ in boxes]


def crop(grey: Grey, box: Box, size: float) -> Grey:
    """The picture of a line, with some white round it; a dash is no line of its own."""
    left, top, right, bottom = box
    lack = max(0.0, size - (bottom - top)) / 2
    pad = size * _PAD
    y0, y1 = int(top - lack - pad), int(bottom + lack + pad) + 1
    x0, x1 = int(left - pad), int(right + pad) + 1
    part = grey[max(0, y0) : y1, max(0, x0) : x1]
    around = ((max(0, -y0), max(0, y1 - grey.shape[0])), (max(0, -x0), 0))
    return np.pad(part, around, constant_values=255)
