"""OFD 的线: 路径里横的竖的直线, 包括矩形的四边."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reading.sources.ofd.content import Graphic
from reading.sources.ofd.transforms import Matrix, Point, applied, numbers
from reading.sources.pages.drawing import Rule, straight

# How many numbers follow each letter; the last two are where it leads to.
_NUMBERS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_JUMPS: Final = frozenset("SM")
_STRAIGHT: Final = frozenset("LC")
# A line that leans by less, in points, is level or upright.
_LEAN: Final = 0.5
_WHITE: Final = ("255 255 255", "1 1 1")


def segments(path: str) -> Iterator[tuple[Point, Point]]:
    """AbbreviatedData: the straight lines of a path.

    >>> list(segments("M 0 0 L 9 0 Q 1 1 9 9 L 0 9 C"))
    [((0.0, 0.0), (9.0, 0.0)), ((9.0, 9.0), (0.0, 9.0)), ((0.0, 9.0), (0.0, 0.0))]
    """
    at = start = (0.0, 0.0)
    parts = iter(path.replace(",", " ").split())
    for letter in parts:
        count = _NUMBERS.get(letter)
        if count is None:
            return
        found = numbers(" ".join(next(parts, "") for _ in range(count)))
        if len(found) < count:
            return
        to = (found[-2], found[-1]) if found else start
        if letter in _STRAIGHT and to != at:
            yield at, to
        at = to
        start = to if letter in _JUMPS else start


def rules(graphic: Graphic, matrix: Matrix) -> Iterator[Rule]:
    """The level and the upright lines that a path draws."""
    stroke = graphic.says("Stroke", otherwise=True)
    fill = graphic.says("Fill", otherwise=False)
    white = " ".join(graphic.fill_color.split()) in _WHITE
    look = {
        "stroke": stroke,
        "fill": fill,
        "non_stroking_color": (1, 1, 1) if white else (0, 0, 0),
    }
    for begin, end in segments(graphic.path) if stroke or fill else ():
        (x0, y0), (x1, y1) = applied(matrix, begin), applied(matrix, end)
        if abs(y1 - y0) <= _LEAN < abs(x1 - x0):
            yield {**straight(min(x0, x1), y0, max(x0, x1), y0), **look}
        elif abs(x1 - x0) <= _LEAN < abs(y1 - y0):
            yield {**straight(x0, min(y0, y1), x0, max(y0, y1)), **look}
