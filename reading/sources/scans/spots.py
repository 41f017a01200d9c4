"""图上的位置: 扶正的页上的一块, 在文件原来的那一页上是哪里; 再从原页上剪下来."""

from __future__ import annotations

from typing import Final

import numpy as np
from attrs import frozen

from indicators.place import WHOLE, PictureSpot
from reading.sources.scans.parts import Box
from reading.sources.scans.straight import Picture

_ROOM: Final = 0.25
"""So much of its height is left white round a line."""


@frozen
class Straightened:
    """一页怎样扶正的: turned by so many quarters clockwise, then by so many degrees.

    Width and height are those of the upright page, in pixels.
    """

    number: int
    width: int
    height: int
    degrees: float = 0.0
    quarters: int = 0

    def spot(self, box: Box) -> PictureSpot:
        """Where a box of the page that was set straight lies on the page of the file."""
        left, top, right, bottom = box
        room = (bottom - top) * _ROOM
        xs = np.array([left - room, right + room, left - room, right + room])
        ys = np.array([top - room, top - room, bottom + room, bottom + room])
        x, y = self._turned_again(xs, ys)
        across, down = np.clip(x / self.width, 0, 1), np.clip(y / self.height, 0, 1)
        for _ in range(self.quarters):
            across, down = down, 1 - across
        across, down = across * WHOLE, down * WHOLE
        return PictureSpot(
            self.number,
            *(int(across.min()), int(down.min())),
            *(int(across.max()), int(down.max())),
            self.quarters,
        )

    def _turned_again(
        self, x: np.ndarray, y: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Points of the straight page, as the page lay before it was turned."""
        angle = np.radians(self.degrees)
        right, down = x - self.width / 2, y - self.height / 2
        return (
            right * np.cos(angle) - down * np.sin(angle) + self.width / 2,
            right * np.sin(angle) + down * np.cos(angle) + self.height / 2,
        )


def cut_out(page: Picture, spot: PictureSpot) -> Picture:
    """The picture of a spot, upright, out of that of its page at any resolution."""
    height, width = page.shape[:2]
    left, right = (round(x * width / WHOLE) for x in (spot.left, spot.right))
    top, bottom = (round(y * height / WHOLE) for y in (spot.top, spot.bottom))
    part = page[top : bottom + 1, left : right + 1]
    return np.ascontiguousarray(np.rot90(part, -spot.turned))
