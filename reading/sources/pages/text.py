"""PDF 的文字: 字符成行, 单元格里的多行接成一句."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter

from attrs import frozen
from pdfplumber.utils.geometry import objects_to_bbox

from indicators.reasons import UncertainText
from reading.sources.pages.drawing import Char
from reading.text import value_like

# White between two characters counts as a space from this part of their height on.
_LATIN_GAP, _WIDE_GAP = 0.25, 1.5
# From these parts of a character on two stand over one another, or in two lines.
_OVER, _LOWER = 0.4, 0.3
# Word keeps 5.4 points of white on each side of a cell, Excel about two.
_PADDING = 11.5
# Signs that begin no line, and signs that end none.
_CLOSING = frozenset(")]}）］｝〕】》〉」』”’、，。．,.；;：:？?！!%％‰℃·/／")
_OPENING = frozenset("([{（［｛〔【《〈「『“‘·/／")
_NUMBERED = re.compile(r"(?:[1-9]\d?[.、．)）]|[(（][1-9]\d?[)）])(?!\d)")
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(第\s*)?\d{1,4}(\s*页)?(\s*[/,，共]\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*"
)


@frozen
class PrintedLine:
    """一行字, 及其四边; `lead` 是第一个词的宽.

    `doubt` says why a line that was recognised in a picture may be another one.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    lead: float
    doubt: UncertainText | None = None

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        """Where its middle stands, from the left."""
        return (self.left + self.right) / 2


def lines_of(chars: Iterable[Char]) -> list[PrintedLine]:
    """Put characters into lines, from top to bottom."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (_middle(c), c["x0"])):
        if rows and _is_beside(rows[-1][0], char):
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = [_line(part) for row in rows for part in _apart(row)]
    return [line for line in lines if line.text]


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _is_beside(first: Char, char: Char) -> bool:
    """Say whether two characters stand in one line; a raised mark is lower than it."""
    inside = first["top"] <= _middle(char) <= first["bottom"]
    return bool(inside or char["top"] <= _middle(first) <= char["bottom"])


def _apart(row: list[Char]) -> list[list[Char]]:
    """One line from left to right; several where characters stand over one another.

    Then each is what was drawn in one go.
    """
    across = sorted(row, key=itemgetter("x0"))
    if not any(map(_is_over, across, across[1:])):
        return [across]
    parts: list[list[Char]] = []
    for char in sorted(row, key=itemgetter("order")):
        if not parts or not follows(parts[-1][-1], char):
            parts.append([])
        parts[-1].append(char)
    return parts


def _is_over(last: Char, char: Char) -> bool:
    """Say whether two characters of different lines stand over one another."""
    common = last["x1"] - char["x0"]
    return bool(common > _OVER * char["width"]) and not _is_same(last, char)


def follows(last: Char, char: Char) -> bool:
    """Say whether a character stands behind another one, in the same line."""
    apart = abs(char["bottom"] - last["bottom"])
    behind = last["x1"] - char["x0"] <= _OVER * char["width"] or _is_same(last, char)
    return bool(apart < _LOWER * last["height"]) and behind


def _line(chars: list[Char]) -> PrintedLine:
    """Make a line of characters that stand from left to right."""
    drawn = [chars[0]]
    for char in chars[1:]:
        if not _is_same(drawn[-1], char):
            drawn.append(char)
    pairs = pairwise(drawn)
    rest = (" " * _is_apart(last, char) + char["text"] for last, char in pairs)
    text = re.sub(r" {2,}", " ", drawn[0]["text"] + "".join(rest)).strip()
    _, top, right, bottom = objects_to_bbox(chars)
    return PrintedLine(text, chars[0]["x0"], right, top, bottom, _lead(chars))


def _is_same(last: Char, char: Char) -> bool:
    """A letter drawn twice, a hair apart, is one bold letter."""
    return bool(last["text"] == char["text"] and char["x0"] - last["x0"] < 1)


def _are_latin(last: Char, char: Char) -> bool:
    return bool(last["text"].isascii() and char["text"].isascii())


def _is_apart(last: Char, char: Char) -> bool:
    """Say whether the white between two characters counts as a space."""
    part = _LATIN_GAP if _are_latin(last, char) else _WIDE_GAP
    return bool(char["x0"] - last["x1"] > part * (char["bottom"] - char["top"]))


def _lead(chars: list[Char]) -> float:
    """The width of what cannot be broken: a word of ASCII signs, or one character.

    No line begins with a closing sign: it stays with what stands before it.
    """
    end = chars[0]["x1"]
    for last, char in pairwise(chars):
        bound = char["text"] in _CLOSING or last["text"] in _OPENING
        if not (_are_latin(last, char) or bound) or _is_apart(last, char):
            break
        end = char["x1"]
    return float(end - chars[0]["x0"])


def is_wrapped(line: PrintedLine, following: PrintedLine, width: float) -> bool:
    """Say whether the line ended because the next word did not fit any more.

    Between a Chinese character and a figure a quarter of a character is kept free.
    """
    mixed = line.text[-1:].isascii() != following.text[:1].isascii()
    between = (line.bottom - line.top) / 4 if mixed else 0
    return line.right - line.left + between + following.lead > width - _PADDING


def joined(lines: Sequence[PrintedLine], width: float) -> str:
    """接行: 汉字直接相接; 西文单词之间空一格; 被折断的数字仍是一个数."""
    text = lines[0].text if lines else ""
    for line, following in pairwise(lines):
        text += seam(line, following, width) + following.text
    return text


def seam(line: PrintedLine, following: PrintedLine, width: float) -> str:
    """What stands between two lines: nothing, a space, or a line end of its own."""
    cut = is_wrapped(line, following, width)
    values = value_like(line.text) and value_like(following.text)
    if (values and not cut) or _NUMBERED.match(following.text):
        return "\n"
    left, right = line.text[-1], following.text[0]
    if not (left.isascii() and right.isascii()):
        return ""
    if left.isalpha() and right.isalpha():
        return " "
    return "" if cut else " "


def is_page_number(text: str) -> bool:
    """页码.

    >>> is_page_number("- 3 -"), is_page_number("第 3 页 共 9 页"), is_page_number("9.9")
    (True, True, False)
    """
    return _PAGE_NUMBER.fullmatch(text) is not None
