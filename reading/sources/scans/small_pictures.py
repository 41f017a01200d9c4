"""小图: 拿不准的一行字从扶正的页上剪下, 给人看; 大小有限, 张数也有限."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

import numpy as np
from attrs import define

from reading.sources.scans.parts import Box
from reading.sources.scans.straight import Picture, levelled

MOST: Final = 60
"""So many lines of a file at most are shown."""
_ROOM: Final = 0.4
"""So much of its height is seen round a line, its rules too."""
_HIGHEST, _WIDEST = 40, 480
"""Pixels of a small picture, at most."""
_SHADES: Final = 17
"""Greys are told apart in steps of so many: a PNG of few of them is small."""


@define
class SmallPictures:
    """剪下小图, until there are enough of them."""

    left: int = MOST

    def of(self, page: Picture, box: Box, degrees: float = 0.0) -> str:
        """A PNG of a line, in base64; '' when there are enough.

        The box is that of the line when the page is turned back by so many degrees.
        """
        if not self.left:
            return ""
        self.left -= 1
        return b64encode(_png(_part(page, box, degrees))).decode("ascii")


def _part(page: Picture, box: Box, degrees: float) -> Picture:
    left, top, right, bottom = box
    room = int((bottom - top) * _ROOM) + 1
    around = left - room, top - room, right + room, bottom + room
    return levelled(page, degrees, around)


def _png(part: Picture) -> bytes:
    """Of a line that is too long only its beginning is seen."""
    import cv2

    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    scale = min(1.0, _HIGHEST / grey.shape[0])
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    steps = np.round(small[:, :_WIDEST] / _SHADES) * _SHADES
    _, made = cv2.imencode(".png", steps.astype(np.uint8))
    return made.tobytes()
