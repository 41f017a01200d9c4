"""竖排与转向的字: 一格里的字从右到左成列, 或整格转了九十度, 都按读的次序排好.

Characters come in the order in which the page draws them, which is the order in which
they are read: of a line set across it never goes back and up.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, filterfalse
from operator import itemgetter

from pdfplumber.utils.geometry import objects_to_bbox

from reading.sources.pages.drawing import Char
from reading.sources.pages.text import PrintedLine, lines_of

# A step of less than this part of a character is none.
_STEP = 0.3
# Steps to the right and down, and whether between two figures. Figures in a vertical
# text may stand side by side.
_ALONG = (1, 0, False)
_VERTICAL = {(-1, -1, False), (-1, -1, True), (0, 1, True)}


def lines_in(chars: Sequence[Char]) -> list[PrintedLine]:
    """The lines of a cell, in the order in which they are read."""
    if turn := _turn(chars):
        return lines_of(_turned(char, turn) for char in chars)
    if _is_vertical(chars):
        return [_in_columns(chars)]
    return lines_of(chars)


def _turn(chars: Sequence[Char]) -> int:
    """Which way the whole text of a cell is turned: 1 to the left, -1 to the right.

    0 where a character stands upright: figures among them lie on their side.
    """
    words = list(filterfalse(_is_figure, chars)) or chars
    turns = {_sign(char["matrix"][1], 0) for char in words}
    return turns.pop() if len(turns) == 1 else 0


def _turned(char: Char, turn: int) -> Char:
    """A character of a turned text where it would stand if the text were not turned."""
    across = sorted((-turn * char["top"], -turn * char["bottom"]))
    down = sorted((turn * char["x0"], turn * char["x1"]))
    sides = {"x0": across[0], "x1": across[1], "top": down[0], "bottom": down[1]}
    return {**char, **sides}


def _is_vertical(chars: Sequence[Char]) -> bool:
    """Say whether a text is set from the top down, in columns from right to left.

    No two characters stand side by side (but figures do), and somewhere the text goes
    back and up, or a figure stands below another.
    """
    steps = set(map(_step, chars, chars[1:]))
    if _ALONG in steps or steps.isdisjoint(_VERTICAL):
        return False
    return not all(map(_is_figure, chars))


def _step(last: Char, char: Char) -> tuple[int, int, bool]:
    """How a text goes from one character to the next: to the right, down."""
    size = _STEP * (last["bottom"] - last["top"])
    right = _sign(char["x0"] - last["x0"], size)
    down = _sign(char["top"] - last["top"], size)
    return right, down, _is_figure(last) & _is_figure(char)


def _sign(value: float, least: float) -> int:
    return (value > least) - (value < -least)


def _is_figure(char: Char) -> bool:
    return bool(char["text"].isascii())


def _in_columns(chars: Sequence[Char]) -> PrintedLine:
    """The columns of a vertical text, from right to left, as one line."""
    columns: list[list[Char]] = []
    for char in sorted(chars, key=_middle, reverse=True):
        if not columns or not _stands_in(char, columns[-1]):
            columns.append([])
        columns[-1].append(char)
    downwards = (sorted(column, key=itemgetter("top", "x0")) for column in columns)
    ordered = list(chain.from_iterable(downwards))
    left, top, right, bottom = objects_to_bbox(ordered)
    lead = ordered[0]["x1"] - ordered[0]["x0"]
    text = "".join(map(itemgetter("text"), ordered))
    return PrintedLine(text, left, right, top, bottom, lead)


def _middle(char: Char) -> float:
    return float(char["x0"] + char["x1"]) / 2


def _stands_in(char: Char, column: Sequence[Char]) -> bool:
    return bool(column[0]["x0"] <= _middle(char) <= column[0]["x1"])
