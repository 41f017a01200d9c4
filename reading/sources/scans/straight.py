"""扶正: 页面歪了几度, 照最长的横线竖线转回来."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reading.sources.scans.parts import Box, outlined

Grey = NDArray[np.uint8]
Picture = NDArray[np.uint8]
"""A page in colour (red, green, blue), or in grey."""

_STEEPEST: Final = 0.14
"""How steep a rule may be: eight degrees."""
_LEAST: Final = 0.03
_DARK: Final = 60
_BAR, _LONG = 12, 0.08
_ROOM: Final = 4
"""Pixels: so far a point is seen when a page is turned."""
LOOKED_AT: Final = 1600
"""Pixels of the longer side of the picture in which the rules are measured, at most."""


def skew(dark: Grey) -> float:
    """By how many degrees the long rules of a page, in what is dark, fall to the right.

    0 for a slope that is hardly one.
    """
    degrees = _skew(dark)
    return 0.0 if abs(degrees) < _LEAST else degrees


def _skew(dark: Grey) -> float:
    ink = (dark > _DARK).view(np.uint8)
    slopes = [*_slopes(ink), *((-slope, size) for slope, size in _slopes(ink.T.copy()))]
    if not slopes:
        return 0.0
    values, weights = np.array(slopes).T
    return float(np.degrees(np.arctan(_weighed_median(values, weights))))


def _slopes(ink: Grey) -> Iterator[tuple[float, float]]:
    """How steep each long stroke across a page is, and how long it is."""
    import cv2

    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, _BAR), np.uint8))
    strokes = np.asarray(opened, np.uint8)
    for part in outlined(strokes):
        long = part.width > ink.shape[1] * _LONG
        if long and part.height < part.width * _STEEPEST:
            y, x = part.points(strokes)
            middle = x - x.mean()
            yield float((middle * y).sum() / (middle**2).sum()), float(part.width)


def _weighed_median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    order = np.argsort(values)
    sums = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(sums, sums[-1] / 2)])


def levelled(picture: Picture, degrees: float, box: Box | None = None) -> Picture:
    """The page turned back by so many degrees about its middle, or what is in a box."""
    import cv2

    height, width = picture.shape[:2]
    left, top, right, bottom = _within(box or (0, 0, width, height), width, height)
    if not degrees:
        return picture[top:bottom, left:right]
    matrix = _turn(width, height, degrees)
    matrix[:, 2] -= left, top
    turned = cv2.warpAffine(
        picture,
        matrix,
        (right - left, bottom - top),
        flags=cv2.INTER_CUBIC,
        borderValue=(255, 255, 255),
    )
    return np.asarray(turned, np.uint8)


def box_of(points: NDArray[np.bool_], degrees: float) -> Box:
    """The box of some points of a page when it has been turned back."""
    import cv2

    height, width = points.shape
    left, top, wide, high = cv2.boundingRect(points.view(np.uint8))
    xs, ys = (left, left + wide, left, left + wide), (top, top, top + high, top + high)
    corners = _turn(width, height, degrees) @ np.array([xs, ys, (1, 1, 1, 1)])
    first, last = corners.min(axis=1) - _ROOM, corners.max(axis=1) + _ROOM
    left, top, right, bottom = (int(edge) for edge in (*first, *last))
    return _within((left, top, right, bottom), width, height)


def _within(box: Box, width: int, height: int) -> Box:
    """What there is of a box on a page."""
    left, top, right, bottom = box
    return max(0, left), max(0, top), min(right, width), min(bottom, height)


def _turn(width: int, height: int, degrees: float) -> NDArray[np.float64]:
    import cv2

    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(matrix, np.float64)
