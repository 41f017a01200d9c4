"""连成一片的墨: 一块块在哪里、多大; 每一点属于哪一块."""

from __future__ import annotations

from functools import cached_property
from itertools import compress

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Numbers = NDArray[np.intp]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""


@frozen
class InkParts:
    """The parts of the ink of a page, numbered, in points from its top left on.

    OpenCV's own statistics of parts look at the paper too, and take five times as long.
    """

    points: Numbers
    """Where each printed point is in the page, row after row."""
    own: Numbers
    """The number of the part of each."""
    count: int
    width: int
    """Of the page, in pixels."""

    @classmethod
    def of(cls, ink: Grey) -> InkParts:
        """Find them; points that touch at a corner are of one part."""
        import cv2

        count, marks = cv2.connectedComponents(ink, connectivity=8)
        points = np.flatnonzero(ink.view(np.bool_))
        own = np.take(marks, points).astype(np.intp) - 1
        return cls(points, own, count - 1, ink.shape[1])

    @cached_property
    def boxes(self) -> Numbers:
        """Left, top, width and height of each part, and of how many points it is."""
        y, x = np.divmod(self.points, self.width)
        left, right, top, bottom = np.full((4, self.count), self.width, np.intp)
        np.minimum.at(left, self.own, x)
        right[:] = 0
        np.maximum.at(right, self.own, x)
        top[self.own[::-1]], bottom[self.own] = y[::-1], y
        sizes = np.bincount(self.own, minlength=self.count)
        return np.stack((left, top, right - left + 1, bottom - top + 1, sizes), axis=1)

    def largest(self, values: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The largest of the values of its points, for each part."""
        found = np.zeros(self.count, np.uint8)
        np.maximum.at(found, self.own, values)
        return found


@frozen
class Outlined:
    """One part of a picture: its box, and one of its points."""

    left: int
    top: int
    width: int
    height: int
    x: int
    y: int

    def points(self, ink: Grey) -> tuple[Numbers, Numbers]:
        """How far down and across in the picture its points are."""
        import cv2

        right, bottom = self.left + self.width, self.top + self.height
        around = np.ascontiguousarray(ink[self.top : bottom, self.left : right])
        _, marks = cv2.connectedComponents(around, connectivity=8)
        own = marks[self.y - self.top, self.x - self.left]
        y, x = np.nonzero(marks == own)
        return y + self.top, x + self.left


def outlined(ink: Grey) -> list[Outlined]:
    """The parts of a picture from the top down, where only their boxes are asked for."""
    import cv2

    outlines, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer = tree[0, :, 3] < 0 if outlines else ()
    found = []
    for outline in compress(outlines, outer):
        left, top, width, height = cv2.boundingRect(outline)
        x, y = outline[0, 0].tolist()
        found.append(Outlined(left, top, width, height, x, y))
    return sorted(found, key=lambda part: (part.top, part.left))
