"""墨迹: 哪些点是印上去的黑字黑线; 红章和底色都去掉."""

from __future__ import annotations

from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from reading.sources.scans.parts import InkParts
from reading.sources.scans.straight import Grey, Picture, box_of, levelled

Light = NDArray[np.floating]
"""What there is of a colour at each point of a page."""
Mask = NDArray[np.bool_]
_GROUND: Final = 1 / 30
"""The ground of a page is what is lightest round about: so much of its longer side."""
_BROAD, _BROADEST, _FILLED, _SLIVER = 1 / 105, 11, 10, 1 / 1000
"""No stroke of a character or rule is so thick, as a part of the longer side and in pixels:
so broad is a fill, or the desk beside a page, where it is so dark; so uneven its edge."""
_PINK, _RED, _EDGE = 12, 60.0, 1 / 500
_PRINTED: Final = 64, 110
_FAINT, _LEFT = 34, 12
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
    import cv2

    return np.asarray(cv2.extractChannel(picture, 0), np.uint8)


def dark_in_red(picture: Picture, longest: int) -> Grey:
    """How dark a page is in red light, its longer side so many pixels at most."""
    import cv2

    calm = cv2.GaussianBlur(red_light(picture), (3, 3), 0)
    scale = min(1.0, longest / max(calm.shape))
    small = cv2.resize(calm, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    red = np.asarray(small, np.uint8)
    return np.asarray(255 - on_white(red, ground_of(red)), np.uint8)


def without_red(picture: Picture) -> Grey:
    """The page in grey, in which what is red is as light as the paper."""
    import cv2

    cleaned, green, blue = cv2.split(picture)
    # Most of a page is not red: only what may be is looked at more closely.
    pink = np.flatnonzero(cv2.subtract(cleaned, cv2.min(green, blue)) > _PINK)
    red, *others = (np.take(x, pink).astype(np.float32) for x in (cleaned, green, blue))
    redness = np.clip(red - sum(others) / 2 - _PINK, 0, 255)
    paper = float(np.median(cleaned[::8, ::8]))
    lightest, darkest = _under_stamps(red, redness, paper)
    twice = np.zeros_like(cleaned)
    np.put(twice, pink, np.minimum(redness * 2, 255))
    # A picture keeps colours coarser than light: the edge of a stroke is less red.
    size = max(3, round(max(picture.shape) * _EDGE) | 1)
    around = cv2.dilate(twice, np.ones((size, size), np.uint8))
    near = np.flatnonzero(around.view(np.bool_))
    red, share = (np.take(x, near).astype(np.float32) for x in (cleaned, around))
    share = np.minimum(share / (2 * _RED), 1)
    black = paper - share * (paper - darkest)
    print_left = np.clip(paper - red - share * lightest, 0, None)
    print_left *= paper / np.maximum(black - share * lightest, 1)
    np.put(cleaned, near, np.clip(paper - print_left, 0, 255))
    return np.asarray(cleaned, np.uint8)


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


def ground_of(grey: Grey) -> Grey:
    """How light the paper of a page is at each point."""
    import cv2

    size = int(max(grey.shape) * _GROUND) | 1
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    light = cv2.dilate(small, np.ones((size // 4 | 1, size // 4 | 1), np.uint8))
    light = cv2.GaussianBlur(light, (0, 0), size / 8)
    whole = cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(whole, np.uint8)


def on_white(grey: Grey, ground: Grey) -> Grey:
    """The page on an even white ground, its darkest print black."""
    import cv2

    return np.asarray(cv2.divide(grey, ground, scale=255), np.uint8)


def lightness_of_fills(even: Grey) -> Grey:
    """How light a page on an even white ground is at each point in what is broad."""
    import cv2

    dark = darkness(even)
    small = cv2.resize(dark, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    size = max(_BROADEST, int(max(even.shape) * _BROAD) | 1)
    if cv2.erode(small, _square(size // 4 | 1)).max() <= _FILLED:
        return np.full_like(even, 255)
    broad = cv2.morphologyEx(dark, cv2.MORPH_OPEN, _square(size))
    _, broad = cv2.threshold(broad, _FILLED, 0, cv2.THRESH_TOZERO)
    edge = round(max(even.shape) * _SLIVER) * 2 + 1
    return np.asarray(255 - cv2.dilate(broad, _square(edge)), np.uint8)


def _square(size: int) -> Grey:
    return np.ones((size, size), np.uint8)


def darkness(even: Grey) -> Grey:
    """How dark each point is, 0 for paper; faint noise counts as paper."""
    import cv2

    calm = cv2.GaussianBlur(even, (3, 3), 0)
    return np.asarray(255 - calm, np.uint8)


@frozen
class Black:
    """一页的黑字黑线: what is printed on a page, without the stamps."""

    even: Grey
    """On an even white ground."""
    dark: Grey
    """How dark each point is."""
    of_rules: Grey
    """How dark it is as a part of a rule."""
    stamped: Mask
    """Where a stamp was taken off."""

    @classmethod
    def of(cls, picture: Picture, degrees: float) -> Black:
        """Take the stamps off a page, and turn it back by so many degrees.

        A hairline is faint where a stamp was taken off it: in red light it is not.
        """
        import cv2

        red, plain = _levelled(red_light(picture), without_red(picture), degrees)
        ground = ground_of(plain)
        even = on_white(plain, ground)
        fills = lightness_of_fills(even)
        even = on_white(even, fills)
        dark = darkness(even)
        in_red = darkness(on_white(on_white(red, ground), fills))
        left = (dark > _LEFT).view(np.uint8)
        of_rules = np.asarray(cv2.copyTo(in_red, left, dark.copy()), np.uint8)
        return cls(even, dark, of_rules, plain != red)


def _levelled(red: Grey, plain: Grey, degrees: float) -> tuple[Grey, Grey]:
    """The page in red light and without its stamps: they differ only where those are."""
    stamped = plain != red
    in_red = levelled(red, degrees)
    without = in_red.copy()
    if stamped.any():
        box = box_of(stamped, degrees)
        left, top, right, bottom = box
        in_red[top:bottom, left:right] = levelled(red, degrees, box)
        without[top:bottom, left:right] = levelled(plain, degrees, box)
    return in_red, without


def ink_of(black: Black, scale: float) -> Grey:
    """1 for each point that is printed, 0 for paper.

    What is nowhere nearly as black as the print of the page is left of a stamp, unless it
    is small (`scale` pixels are a point) and lies where nothing is stamped: the ring of a
    full stop is grey in thin print.
    """
    import cv2

    dark = black.dark
    level, _ = cv2.threshold(dark, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = (dark > min(max(level, _PRINTED[0]), _PRINTED[1])).view(np.uint8)
    parts = InkParts.of(ink)
    if not parts.count:
        return ink
    darks = np.take(dark, parts.points)
    kept = parts.boxes[:, 2:4].max(axis=1) <= _SMALL * scale
    kept[parts.own[np.take(black.stamped, parts.points)]] = False
    kept[parts.own[darks > np.quantile(darks, 0.9) * _BLACK]] = True
    np.put(ink, parts.points[~kept[parts.own]], 0)
    return ink


def faint_ink_of(dark: Grey) -> Grey:
    """1 for each point that may be a part of a hairline, which a scanner greys."""
    return np.asarray(dark > _FAINT, np.uint8)
