"""行首行末: 第一个数字前面、最后一个数字后面, 有没有印了而没有认出的字."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from reading.sources.scans.recogniser import ReadLine, ReadSign
from reading.sources.scans.signs.comparison import comparison_in
from reading.sources.scans.signs.strokes import parts_of
from reading.sources.scans.straight import Grey

_MINUS: Final = re.compile(r"[-−–—]\d")
_DIGITS: Final = frozenset("0123456789")
COMPARISONS: Final = dict(zip("≥≧>＞≤≦<＜", "≥≥>>≤≤<<", strict=True))
"""The signs that the model gives, as the picture shows them."""
OPPOSITE: Final = {"≥": "≤", "≤": "≥", ">": "<", "<": ">"}
_WITHOUT_BAR: Final = {">": "≥", "<": "≤"}
"""What a sign is of which the bar was not seen."""
_FAINT: Final = 0.25
"""A figure of hairlines is whole only with what is so much as dark as its darkest."""
_SPECK: Final = 0.03
_LOW, _SHORT = 0.3, 0.2
"""Ink that is lower and shorter, in heights of the line, is a speck or a full stop."""


@frozen
class Ends:
    """What was found at the ends of a line: the line, and a doubt about it."""

    line: ReadLine
    doubt: str = ""
    others: tuple[str, ...] = ()


def with_ends(line: ReadLine, picture: Grey) -> Ends:
    """A line with the sign before its first figure, which the model often passes over.

    A figure is one stroke, and what stands apart from it is another sign. Of a line that
    begins or ends in words nothing is said: their strokes stand apart too.
    """
    signs = line.signs
    if not signs:
        return Ends(line)
    if _MINUS.match(line.text) and _is_torn(signs[1], picture):
        return Ends(line, "负号也可能是别的笔画", (line.text[1:],))
    known = COMPARISONS.get(signs[0].text)
    first = signs[1:2] if known else signs[:1]
    if first and first[0].text in _DIGITS:
        found = _before(signs[1:] if known else signs, picture)
        if found is not None:
            return _with_lead(line, known, comparison_in(found))
    return Ends(line, _tail(line, picture))


def _with_lead(line: ReadLine, known: str | None, seen: str) -> Ends:
    """The line with what the picture shows before its first figure."""
    if known is None and not seen:
        return Ends(line, "行首有字没有认出")
    if known is None:
        return Ends(evolve(line, signs=(ReadSign(seen, 1.0, 0.0), *line.signs)))
    if not seen and known in _WITHOUT_BAR:
        barred = _WITHOUT_BAR[known]
        return Ends(line, f"{known} 也可能是 {barred}", (barred + line.text[1:],))
    if seen in {"", known}:
        sure = evolve(line.signs[0], sure=1.0) if seen else line.signs[0]
        return Ends(evolve(line, signs=(sure, *line.signs[1:])))
    return Ends(line, f"{known} 也可能是 {seen}", (seen + line.text[1:],))


def _before(signs: Sequence[ReadSign], picture: Grey) -> Grey | None:
    """The picture of what stands before the first of some signs; None for nothing."""
    boxes = sorted(parts_of(picture, _FAINT)[1])
    if not boxes:
        return None
    own, *others = (_nearest(boxes, s.middle * picture.shape[1]) for s in signs[:2])
    if own in others:
        # A narrow 1 is often said to stand where the figure behind it does.
        own = boxes[max(0, boxes.index(own) - 1)]
    before = [box for box in boxes if box[0] + box[2] <= own[0] + 1]
    return picture[:, : own[0]] if _is_sign(before, picture.shape[0]) else None


def _is_torn(figure: ReadSign, picture: Grey) -> bool:
    """Say whether there are several strokes before a figure."""
    own = _nearest(parts_of(picture)[1], figure.middle * picture.shape[1])
    boxes = parts_of(picture, _FAINT, _SPECK)[1]
    return sum(box[0] + box[2] <= own[0] + 1 for box in boxes) > 1


def _tail(line: ReadLine, picture: Grey) -> str:
    """Why a line is doubted that ends in a figure: more is printed behind it."""
    last, boxes = line.signs[-1], parts_of(picture, _FAINT)[1]
    if last.text not in _DIGITS or not boxes:
        return ""
    own = _nearest(boxes, last.middle * picture.shape[1])
    behind = [box for box in boxes if box[0] >= own[0] + own[2] - 1]
    return "行末有字没有认出" if _is_sign(behind, picture.shape[0]) else ""


def _nearest(boxes: list[list[int]], x: float) -> list[int]:
    return min(boxes, key=lambda box: max(box[0] - x, x - box[0] - box[2], 0.0))


def _is_sign(boxes: list[list[int]], height: int) -> bool:
    """Say whether parts of the ink are more than a speck or a point."""
    if not boxes:
        return False
    high = max(top + tall for _, top, _, tall, *_ in boxes) - min(b[1] for b in boxes)
    wide = max(left + long for left, _, long, *_ in boxes) - min(b[0] for b in boxes)
    return high >= _LOW * height or wide >= _SHORT * height
