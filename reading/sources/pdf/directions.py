"""竖排与转向的字: 一格里的字从右到左成列, 或整格转了九十度, 都按读的次序排好.

Characters come in the order in which the page draws them, which is the order in which
they are read: of a line set across it never goes back and up.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pdfplumber.utils.geometry import objects_to_bbox

from reading.sources.pdf.characters import Char
from reading.sources.pdf.text import PrintedLine, lines_of

# A step of less than this part of a character is none.
_STEP = 0.3


def lines_in(chars: Sequence[Char]) -> list[PrintedLine]:
    """The lines of a cell, in the order in which they are read."""
    if not all(char["upright"] for char in chars) and (turn := _turn(chars)):
        return lines_of(_turned(char, turn) for char in chars)
    if _is_vertical(chars):
        return [_in_columns(chars)]
    return lines_of(chars)


def _turn(chars: Sequence[Char]) -> float:
    """Which way the whole text of a cell is turned: 1 to the left, -1 to the right.

    0 where a character stands upright: figures among them lie on their side.
    """
    words = [c for c in chars if not c["text"].isascii()] or chars
    turns = {0 if c["upright"] else (1 if c["matrix"][1] > 0 else -1) for c in words}
    return turns.pop() if len(turns) == 1 else 0


def _turned(char: Char, turn: float) -> Char:
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
    if all(char["text"].isascii() for char in chars):
        return False
    steps = {_step(last, char) for last, char in pairwise(chars)}
    return "along" not in steps and bool(steps & {"back", "stacked"})


def _step(last: Char, char: Char) -> str:
    """How a text goes from one character to the next, as far as it tells its direction."""
    size = _STEP * (last["bottom"] - last["top"])
    right, down = char["x0"] - last["x0"], char["top"] - last["top"]
    figures = last["text"].isascii() and char["text"].isascii()
    if right > size and abs(down) <= size:
        return "" if figures else "along"
    if right < -size and down < -size:
        return "back"
    return "stacked" if figures and abs(right) <= size < down else ""


def _in_columns(chars: Sequence[Char]) -> PrintedLine:
    """The columns of a vertical text, from right to left, as one line."""
    columns: list[list[Char]] = []
    for char in sorted(chars, key=_middle, reverse=True):
        if not columns or not _stands_in(char, columns[-1]):
            columns.append([])
        columns[-1].append(char)
    ordered = [char for column in columns for char in sorted(column, key=_from_top)]
    left, top, right, bottom = objects_to_bbox(ordered)
    lead = ordered[0]["x1"] - ordered[0]["x0"]
    text = "".join(char["text"] for char in ordered)
    return PrintedLine(text, left, right, top, bottom, lead)


def _middle(char: Char) -> float:
    return float(char["x0"] + char["x1"]) / 2


def _from_top(char: Char) -> tuple[float, float]:
    return char["top"], char["x0"]


def _stands_in(char: Char, column: Sequence[Char]) -> bool:
    return bool(column[0]["x0"] <= _middle(char) <= column[0]["x1"])
