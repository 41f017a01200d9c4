"""墨迹: 哪些点是印上去的黑字黑线; 红章和底色都去掉."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from reading.sources.scans.straight import Grey, Picture

Light = NDArray[np.floating]
"""What there is of a colour at each point of a page."""
Mask = NDArray[np.bool_]
_GROUND: Final = 1 / 30
"""The ground of a page is what is lightest round about: so much of its longer side."""
_PINK, _RED, _EDGE = 12, 60.0, 1 / 500
_PRINTED: Final = 64, 110
_FAINT: Final = 34
_BLACK: Final = 0.55
_SMALL: Final = 5.0
"""Points: punctuation and the dots of characters are smaller."""
_STAMP: Final = 0.4
"""So dark a stamp may be in the red channel, as a part of black; print is darker."""
_AS_RED, _UNEVEN, _PRINT, _DARKER = 0.8, 4, 0.995, 30
"""So much of its red has all of a stamp; so many times its spread is it darker than most
of it; so much of it is lighter than the print below it, which is so much darker."""
_ENOUGH: Final = 400


def red_light(picture: Picture) -> Grey:
    """The page in red light: a stamp is light grey, what is printed under it is black."""
    return np.ascontiguousarray(picture[:, :, 0])


def without_red(picture: Picture) -> Grey:
    """The page in grey, in which what is red is as light as the paper."""
    import cv2

    red, green, blue = (picture[:, :, part].astype(np.float32) for part in range(3))
    redness = np.clip(red - (green + blue) / 2 - _PINK, 0, 255)
    # A picture keeps colours coarser than light: the edge of a stroke is less red.
    size = max(3, round(max(picture.shape) * _EDGE) | 1)
    around = cv2.dilate(redness, np.ones((size, size), np.uint8))
    paper = float(np.median(red[::8, ::8]))
    lightest, darkest = _under_stamps(red, redness, paper)
    share = np.clip(around / _RED, 0, 1)
    black = paper - share * (paper - darkest)
    print_left = np.clip(paper - red - share * lightest, 0, None)
    print_left *= paper / np.maximum(black - share * lightest, 1)
    cleaned = np.where(around > 0, paper - print_left, red)
    return np.clip(cleaned, 0, 255).astype(np.uint8)


def _under_stamps(red: Light, redness: Light, paper: float) -> tuple[float, float]:
    """How dark in red light a stamp alone is at most, and the print below it.

    Under the ink of a stamp print is as black as elsewhere, and not red. A seal that a
    program lays over a page is all but as light as the paper; it lightens the print, and
    makes it as red as itself.
    """
    seen = redness[redness > _RED]
    if seen.size < _ENOUGH:
        return paper * _STAMP, paper
    alone = paper - red[redness > max(_RED, _AS_RED * float(np.median(seen)))]
    usual = float(np.median(alone))
    spread = float(np.median(np.abs(alone - usual)))
    own = min(paper * _STAMP, usual + _UNEVEN * spread + _PINK)
    darkest = float(np.quantile(alone, _PRINT))
    return own, darkest if darkest > own + _DARKER else paper


def on_white(grey: Grey) -> Grey:
    """The page on an even white ground, its darkest print black."""
    import cv2

    size = int(max(grey.shape) * _GROUND) | 1
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    light = cv2.dilate(small, np.ones((size // 4 | 1, size // 4 | 1), np.uint8))
    light = cv2.GaussianBlur(light, (0, 0), size / 8)
    ground = cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(grey, ground, scale=255)
    return np.asarray(even, np.uint8)


def darkness(even: Grey) -> Grey:
    """How dark each point is, 0 for paper; faint noise counts as paper."""
    import cv2

    calm = cv2.GaussianBlur(even, (3, 3), 0)
    return np.asarray(255 - calm, np.uint8)


def ink_of(dark: Grey, stamped: Mask, scale: float) -> Grey:
    """1 for each point that is printed, 0 for paper.

    What is nowhere nearly as black as the print of the page is left of a stamp, unless it
    is small (`scale` pixels are a point) and lies where nothing is `stamped`: the ring of
    a full stop is grey in thin print.
    """
    import cv2

    level, _ = cv2.threshold(dark, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = (dark > min(max(level, _PRINTED[0]), _PRINTED[1])).astype(np.uint8)
    if not ink.any():
        return ink
    _, marks, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    black = dark > np.quantile(dark[ink > 0], 0.9) * _BLACK
    kept = (found[:, 2:4].max(axis=1) <= _SMALL * scale).astype(np.uint8)
    kept[np.unique(marks[stamped])] = 0
    kept[np.unique(marks[black])] = 1
    return np.asarray(kept[marks] & ink, np.uint8)


def faint_ink_of(dark: Grey) -> Grey:
    """1 for each point that may be a part of a hairline, which a scanner greys."""
    return np.asarray(dark > _FAINT, np.uint8)
