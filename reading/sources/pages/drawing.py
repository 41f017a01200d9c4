"""一页画了什么: 哪里有哪些字、哪些线. 各种版式文件都先化成这样, 再由同一套办法成表.

All lengths are points, counted from the left and from the top of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

# Pictures over so much of a page are the page.
_COVERED = 0.6

Corners = tuple[float, float, float, float]
"""A rectangle: left, top, right, bottom."""
Char = dict[str, Any]
"""A character as it is drawn.

`text`; `x0`, `top`, `x1`, `bottom`, `width`, `height`; `matrix`, of which the second
number says how it is turned; `clip`, the rectangle in which it is seen, or None; `order`,
the how manyeth of the page it is.
"""
Rule = dict[str, Any]
"""A straight line, or the side of an area, as `straight` gives it.

Of an area it has `fill`, `stroke` and `non_stroking_color` too.
"""


@frozen
class PageDrawing:
    """一页: 页边、字 (不含空白)、看得见的直线; `is_picture` 为整页是一张图."""

    number: int
    box: Corners
    chars: list[Char]
    edges: list[Rule]
    is_picture: bool = False


def straight(left: float, top: float, right: float, bottom: float) -> Rule:
    """Describe a level or an upright line as the finder of tables wants it."""
    return {
        "x0": left,
        "top": top,
        "x1": right,
        "bottom": bottom,
        "width": right - left,
        "height": bottom - top,
        "orientation": "h" if top == bottom else "v",
        "object_type": "line",
    }


def clipped(rule: Rule, clip: Corners | None) -> Rule | None:
    """The part of a rule that is seen; None where nothing of it is."""
    if clip is None:
        return rule
    left, top = max(rule["x0"], clip[0]), max(rule["top"], clip[1])
    right, bottom = min(rule["x1"], clip[2]), min(rule["bottom"], clip[3])
    if left > right or top > bottom:
        return None
    return {
        **rule,
        **straight(left, top, right, bottom),
        "orientation": rule["orientation"],
    }


def bounds(areas: Iterable[Corners]) -> Corners:
    """The rectangle round several.

    >>> bounds([(1, 2, 3, 4), (0, 3, 2, 9)])
    (0, 2, 3, 9)
    """
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def is_covered(box: Corners, areas: float) -> bool:
    """Say whether pictures of so much area are the page."""
    return areas >= _COVERED * (box[2] - box[0]) * (box[3] - box[1])
