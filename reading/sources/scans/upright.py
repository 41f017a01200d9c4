"""放正: 扫描时横放、倒放的页, 四个方向里看得懂的那一个."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from reading.sources.pages.page import PrintedPage
from reading.sources.scans.page import ScannedPage
from reading.sources.scans.parts import Box
from reading.sources.scans.recogniser import ReadLine, Recogniser
from reading.sources.scans.small_pictures import SmallPictures
from reading.sources.scans.straight import Picture

_CLEAR: Final = 0.9
"""A sign that is so sure is legible."""
_LEGIBLE: Final = 0.87
"""So many of the signs of an upright page are legible, however badly it is scanned."""
_WIDE, _FEW = 2.5, 0.12
"""So many times as wide as high are more than a few lines of an upright page."""
_TRIED: Final = 16
_WAYS: Final = (1, 2, 3)


def read_upright(
    picture: Picture, number: int, recogniser: Recogniser, small: SmallPictures
) -> PrintedPage:
    """Read a page as it lies or, where that says nothing, as it was turned.

    A page that is legible as it lies costs nothing more. `small` pictures show what is
    doubted.
    """
    page = ScannedPage.of(picture, number)
    page.small = small
    crops = page.crops(page.boxes)
    read = recogniser.read(crops)
    if _is_upright(read, page.boxes):
        return page.printed(read, crops, recogniser)
    turned = [
        ScannedPage.of(np.ascontiguousarray(np.rot90(picture, -k)), number, k)
        for k in _WAYS
    ]
    best = max((page, *turned), key=lambda each: _legible(each, recogniser))
    best.small = small
    return best.read(recogniser)


def _is_upright(read: Sequence[ReadLine], boxes: Sequence[Box]) -> bool:
    signs = [sign.sure > _CLEAR for line in read for sign in line.signs]
    wide = [r - left > _WIDE * (bottom - top) for left, top, r, bottom in boxes]
    return not boxes or (
        sum(signs) >= _LEGIBLE * len(signs) and sum(wide) > _FEW * len(wide)
    )


def _legible(page: ScannedPage, recogniser: Recogniser) -> int:
    """How many signs are legible in the longest lines of a page."""
    longest = sorted(page.boxes, key=lambda box: box[0] - box[2])[:_TRIED]
    read = recogniser.read(page.crops(longest))
    return sum(sign.sure > _CLEAR for line in read for sign in line.signs)
