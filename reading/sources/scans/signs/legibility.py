"""看不看得清: 数字有多高、笔画的边有多宽; 太小、太糊的数一律存疑.

Below a bound the model is wrong in any figure, and as sure of itself as ever. The bound
is measured: pages of fourteen typefaces in 9 to 12 points, drawn at 90 to 200 dpi,
blurred, noisy, crooked, from a JPEG of quality 40 to 85. Of 9,700 lines every figure that
was misread silently stands where figures are less than ten times as high as an edge is
wide; at 150 dpi, without blur, they are eleven times as high and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
from attrs import frozen

from reading.sources.scans.parts import InkParts
from reading.sources.scans.straight import Grey

_LEAST: Final = 10.5
"""So many times as high as an edge is wide are figures that can be read."""
_REREAD: Final = 7.0
"""So high at least are those that several readings of the same picture settle."""
_CLEAR, _SURE = 13.0, 0.9
"""Of figures that are lower, the words beside them are not clear either."""
_SMALL: Final = 15
"""Pixels: lower figures are small; higher ones that cannot be read are blurred."""
_FIGURES = re.compile(r"[\d.]+[%％]?")
_DECIDING = re.compile(r"[\d%％‰<>≤≥≦≧＜＞=]")
_FEW: Final = 4
"""Of fewer lines of figures nothing is said about the page."""
_PART: Final = 0.8
"""So high are figures beside Chinese characters."""
_INK: Final = 0.5
_HEIGHTS: Final = (0.4, 1.3)
_AGAIN: Final = "请用 200 dpi 以上重扫"


@frozen
class Legibility:
    """一页的字看不看得清: how high its figures are, how wide its edges, in pixels."""

    figures: float
    edge: float

    @property
    def least(self) -> float:
        """How sure of every word of such a page the model must be, at least."""
        return _SURE if self.figures < _CLEAR * self.edge else 0.0

    def doubt(self, text: str, picture: Grey) -> str:
        """Why a line of figures is doubted: they are too small or blurred to be read.

        A line of nothing but figures is measured by itself: it may be in small print. A
        lone sign may be a figure that was taken for another one.
        """
        if len(text) > 1 and not decides(text):
            return ""
        high = self._height(text, picture)
        if high >= _LEAST * self.edge:
            return ""
        if high < _SMALL:
            return f"数字不到 {int(high) + 1} 像素高，看不准；{_AGAIN}"
        return f"字迹模糊，数看不准；{_AGAIN}"

    def is_worth_rereading(self, text: str, picture: Grey) -> bool:
        """Say whether figures are high enough for several readings to tell them apart."""
        return self._height(text, picture) >= _REREAD * self.edge

    def _height(self, text: str, picture: Grey) -> float:
        alone = _FIGURES.fullmatch(text) and len(text) > 1
        return min(self.figures, height_of(picture)) if alone else self.figures


def decides(text: str) -> bool:
    """Say whether a text has a figure or a sign that decides what it is worth."""
    return _DECIDING.search(text) is not None


def legibility(
    lines: Iterable[tuple[str, Grey]], size: float, edge: float
) -> Legibility:
    """How well a page is seen, by its lines of figures and how wide its edges are.

    `size` is how high its characters are.
    """
    heights = [
        height_of(picture)
        for text, picture in lines
        if _FIGURES.fullmatch(text) and len(text) > 1
    ]
    usual = float(np.median(heights)) if len(heights) >= _FEW else size * _PART
    return Legibility(usual, edge)


def height_of(picture: Grey) -> int:
    """How high what is printed in the picture of a line is, in pixels."""
    dark = 255.0 - picture
    rows = np.flatnonzero((dark > dark.max(initial=0) * _INK).any(axis=1))
    return int(rows[-1] - rows[0]) + 1 if rows.size else 0


def edge_of(even: Grey, parts: InkParts, size: float) -> float:
    """How wide the edge of a stroke is, in pixels: of most characters of a page.

    It is how dark a character is, by the steepest step from one pixel of it to the next.
    """
    import cv2

    heights = parts.boxes[:, 3]
    whole = (heights >= size * _HEIGHTS[0]) & (heights <= size * _HEIGHTS[1])
    if not whole.any():
        return 0.0
    beside = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    light = np.take(even, parts.points)
    around = np.asarray(cv2.dilate(even, beside), np.uint8)
    steps = np.take(around, parts.points) - light
    darkest, steepest = parts.largest(255 - light), parts.largest(steps)
    return float(np.median(darkest[whole] / np.maximum(steepest[whole], 1)))
