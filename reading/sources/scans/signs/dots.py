"""点: 元/人·月 的点在半高处, 认字的模型常认作句点; 看它的高低."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from reading.sources.scans.recogniser import ReadLine, ReadSign
from reading.sources.scans.signs.strokes import parts_of
from reading.sources.scans.straight import Grey

_LIKE: Final = frozenset(".-")
"""What the model makes of a dot between characters."""
_MIDST: Final = (0.3, 0.66)
"""Where the middle of such a dot is, as parts of the height of what is printed."""
_SPECK: Final = 0.02
_SMALL, _NEAR = 0.25, 0.5
"""Parts of that height: how wide and high it is at most, and how far from its sign."""


def with_middle_dots(line: ReadLine, picture: Grey) -> ReadLine:
    """A line in which a full stop between characters is a dot where it stands high."""
    signs = line.signs
    found = {
        number
        for number in range(1, len(signs) - 1)
        if _is_between(*signs[number - 1 : number + 2])
        and _stands_high(signs[number], picture)
    }
    if not found:
        return line
    dotted = (
        evolve(sign, text="·") if number in found else sign
        for number, sign in enumerate(signs)
    )
    return ReadLine(tuple(dotted))


def _is_between(before: ReadSign, sign: ReadSign, behind: ReadSign) -> bool:
    """Say whether a sign may be a dot between characters, and is not yet one."""
    like_a_dot = sign.text in _LIKE and sign.text != "·"
    return like_a_dot and not (before.text.isascii() or behind.text.isascii())


def _stands_high(sign: ReadSign, picture: Grey) -> bool:
    """Say whether the small mark nearest to a sign stands half way up a line."""
    _, boxes = parts_of(picture, speck=_SPECK)
    top = min(box[1] for box in boxes)
    high = max(box[1] + box[3] for box in boxes) - top
    small = [box for box in boxes if max(box[2:4]) <= _SMALL * high]
    if not small:
        return False
    at = sign.middle * picture.shape[1]
    left, above, wide, tall = min(small, key=lambda b: abs(b[0] + b[2] / 2 - at))[:4]
    near = abs(left + wide / 2 - at) <= _NEAR * high
    return near and _MIDST[0] <= (above + tall / 2 - top) / high <= _MIDST[1]


def is_ellipsis(text: str, picture: Grey) -> bool:
    """Say whether a line that is read with … is nothing but dots in a row."""
    if "…" not in text:
        return False
    _, boxes = parts_of(picture)
    return all(max(box[2:4]) <= _SMALL * picture.shape[0] for box in boxes)
