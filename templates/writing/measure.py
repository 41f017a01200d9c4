"""量字: 一段文字在一格里占几行, 要多高.

Spreadsheet programs do not grow a row that holds merged cells, so the height is
worked out here: full-width glyphs take the font size, others a little over half of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil

CHARACTER = 5.25
"""One width unit of a column in points: 7 pixels at 96 dots per inch."""

EDGE = 3.75
"""What each column adds, in points: 5 pixels of padding."""

LEADING = 1.44
"""Line height over font size: what the loosest of the common Song fonts takes."""

NARROW = 0.56
"""Width of a Latin letter or a digit over the font size."""

LONG, LOST = 200, 0.6
"""A paragraph of more glyphs is counted as if each line lost 0.6 of a glyph."""

MARGIN = 4
_TOKENS = re.compile(r"(?:[!-~]+|.)[，。；：、）》」』】”’！？％]*", re.DOTALL)


@lru_cache(maxsize=256)
def room(widths: tuple[int, ...]) -> float:
    """Give the usable width, in points, of merged columns.

    >>> room((10,))
    52.25
    """
    return sum(width * CHARACTER + EDGE for width in widths) - MARGIN


def glyphs(text: str, size: float) -> float:
    """Give the width of a text on one line, in points.

    >>> glyphs("指标", 10)
    20.0
    """
    narrow = len(text.encode("ascii", "ignore"))
    return (len(text) - narrow) * size + narrow * size * NARROW


def lines(text: str, width: float, size: float) -> int:
    r"""Count the lines of a wrapped text.

    >>> lines("产出指标\n（50分）", 60, 10), lines("可持续影响指标", 60, 10)
    (2, 2)
    """
    if "\n" not in text:
        return _wrapped(text, width, size)
    return sum(_wrapped(part, width, size) for part in text.split("\n"))


def _wrapped(paragraph: str, width: float, size: float) -> int:
    """Fill line after line; a word goes whole to the next line where it can."""
    whole = glyphs(paragraph, size)
    if whole <= width:
        return 1
    if len(paragraph) > LONG:
        return ceil(whole / (width - size * LOST))
    count, used = 1, 0.0
    for piece in _TOKENS.findall(paragraph):
        taken = size if len(piece) == 1 and piece > "\x7f" else glyphs(piece, size)
        if used + taken <= width:
            used += taken
        elif taken <= width:
            count, used = count + 1, taken
        else:
            full = ceil((used + taken) / width) - 1
            count, used = count + full, used + taken - full * width
    return count


@lru_cache(maxsize=1024)
def height(text: str, widths: tuple[int, ...], size: float) -> float:
    """Give the height, in points, that shows the whole text."""
    return lines(text, room(widths), size) * size * LEADING + 2 * MARGIN
