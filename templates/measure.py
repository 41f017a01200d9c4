"""量字: 一段文字在一格里占几行, 要多高.

Spreadsheet programs do not grow a row that holds merged cells, so the height is
worked out here: full-width glyphs take the font size, others a little over half of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from unicodedata import east_asian_width

CHARACTER = 5.25
"""One width unit of a column in points: 7 pixels at 96 dots per inch."""

EDGE = 3.75
"""What each column adds, in points: 5 pixels of padding."""

LEADING = 1.44
"""Line height over font size: what the loosest of the common Song fonts takes."""

MARGIN = 4
_TOKENS = re.compile(r"(?:[!-~]+|.)[，。；：、）》」』】”’！？％]*", re.DOTALL)


def room(widths: Sequence[int]) -> float:
    """Give the usable width, in points, of merged columns.

    >>> room([10])
    52.25
    """
    return sum(width * CHARACTER + EDGE for width in widths) - MARGIN


def glyphs(text: str, size: float) -> float:
    """Give the width of a text on one line, in points.

    >>> glyphs("指标", 10)
    20.0
    """
    wide = sum(east_asian_width(glyph) in "WFA" for glyph in text)
    return wide * size + (len(text) - wide) * size * 0.56


def lines(text: str, width: float, size: float) -> int:
    r"""Count the lines of a wrapped text.

    >>> lines("产出指标\n（50分）", 60, 10), lines("可持续影响指标", 60, 10)
    (2, 2)
    """
    return sum(_wrapped(part, width, size) for part in text.split("\n")) or 1


def _wrapped(paragraph: str, width: float, size: float) -> int:
    """Fill line after line; a word goes whole to the next line where it can."""
    count, used = 1, 0.0
    for token in _TOKENS.findall(paragraph):
        taken = glyphs(token, size)
        if used + taken <= width:
            used += taken
        elif taken <= width:
            count, used = count + 1, taken
        else:
            full = ceil((used + taken) / width) - 1
            count, used = count + full, used + taken - full * width
    return count


def height(text: str, widths: Sequence[int], size: float) -> float:
    """Give the height, in points, that shows the whole text."""
    return lines(text, room(widths), size) * size * LEADING + 2 * MARGIN
