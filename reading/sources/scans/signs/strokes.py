"""笔画: 单独一个符号是横、两横、斜线还是圈, 看图就知道."""

from __future__ import annotations

from enum import Enum, auto, unique
from typing import Any, Final

import numpy as np

from reading.sources.scans.straight import Grey

_DARK: Final = 0.5
_SPECK: Final = 0.1
_FLAT: Final = 3.0
"""So many times as wide as high is a level stroke."""
_LOW: Final = 0.3
_ALIKE: Final = 0.2
_SLANTED: Final = 0.9
_NARROW: Final = 0.25
_ROUND: Final = 0.82


@unique
class Shape(Enum):
    """一个符号的样子."""

    DASH = auto()
    TWO_DASHES = auto()
    SLASH = auto()
    NARROW_RING = auto()
    OTHER = auto()


def shape_of(picture: Grey) -> Shape:
    """Name the shape of what stands in the picture of a line."""
    marks, boxes = parts_of(picture)
    flat = [box for box in boxes if _is_flat(box, picture.shape[0])]
    if len(boxes) == len(flat) == 1:
        return Shape.DASH
    if len(boxes) == len(flat) == 2 and _are_alike(*flat):  # noqa: PLR2004 - a pair
        return Shape.TWO_DASHES
    if len(boxes) != 1:
        return Shape.OTHER
    return _shape_of_one(marks, boxes[0])


def parts_of(
    picture: Grey, least: float = _DARK, speck: float = _SPECK
) -> tuple[Any, list[list[int]]]:
    """The connected parts of the ink: where each is, and its box with a number.

    `least` is how dark ink is, as a part of the darkest; parts no larger than `speck`,
    as a part of the largest, are left out.
    """
    import cv2

    dark = 255 - picture
    ink = (dark > max(60.0, float(dark.max()) * least)).astype(np.uint8)
    _, marks, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = found[1:, 4].max(initial=0) * speck
    boxes = [[*box, n] for n, box in enumerate(found.tolist()) if n and box[4] > small]
    return marks, boxes


def _is_flat(box: list[int], height: int) -> bool:
    wide, high = box[2], box[3]
    return wide >= _FLAT * high and high <= _LOW * height


def _are_alike(one: list[int], other: list[int]) -> bool:
    """Say whether two strokes are equally long, one above the other."""
    wide = max(one[2], other[2])
    return abs(one[2] - other[2]) <= _ALIKE * wide and abs(one[0] - other[0]) <= (
        _ALIKE * wide
    )


def _shape_of_one(marks: Any, box: list[int]) -> Shape:
    left, top, wide, high, _, number = box
    part = marks[top : top + high, left : left + wide] == number
    y, x = np.nonzero(part)
    if wide < _NARROW * high or x.std() == 0 or y.std() == 0:
        return Shape.OTHER
    if np.corrcoef(x, -y)[0, 1] > _SLANTED:
        return Shape.SLASH
    middle = part[high // 2, wide // 3 : wide - wide // 3]
    hollow = middle.size > 0 and not middle.any()
    return Shape.NARROW_RING if hollow and wide <= _ROUND * high else Shape.OTHER
