"""PDF 的文字: 字符成行, 单元格里的多行接成一句."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from attrs import frozen

from reading.text import value_like

Char = dict[str, Any]

# White between two characters counts as a space from this part of their height on.
_LATIN_GAP, _WIDE_GAP = 0.25, 1.5
# Word keeps 5.4 points of white on each side of a cell, Excel about two.
_PADDING = 11.5
# Signs that begin no line, and signs that end none.
_CLOSING = frozenset(")]}）］｝〕】》〉」』”’、，。．,.；;：:？?！!%％‰℃·/／")
_OPENING = frozenset("([{（［｛〔【《〈「『“‘·/／")
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(第\s*)?\d{1,4}(\s*页)?(\s*[/,，共]\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*"
)


@frozen
class PrintedLine:
    """一行字, 及其四边; `lead` 是第一个词的宽."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    lead: float


def lines_of(chars: Iterable[Char]) -> list[PrintedLine]:
    """Put characters into lines, from top to bottom."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        if rows and rows[-1][0]["top"] <= middle <= rows[-1][0]["bottom"]:
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = [_line(sorted(row, key=lambda c: float(c["x0"]))) for row in rows]
    return [line for line in lines if line.text]


def _line(chars: list[Char]) -> PrintedLine:
    text = ""
    last: Char | None = None
    for char in chars:
        if last is not None and _is_same(last, char):
            continue
        if last is not None and _is_apart(last, char):
            text += " "
        text += char["text"]
        last = char
    seen = [char for char in chars if not char["text"].isspace()] or chars
    return PrintedLine(
        re.sub(r" {2,}", " ", text).strip(),
        left=seen[0]["x0"],
        right=max(char["x1"] for char in seen),
        top=min(char["top"] for char in seen),
        bottom=max(char["bottom"] for char in seen),
        lead=_lead(seen),
    )


def _is_same(last: Char, char: Char) -> bool:
    """A letter drawn twice, a hair apart, is one bold letter."""
    return bool(last["text"] == char["text"] and char["x0"] - last["x0"] < 1)


def _is_apart(last: Char, char: Char) -> bool:
    latin = last["text"].isascii() and char["text"].isascii()
    gap = (_LATIN_GAP if latin else _WIDE_GAP) * (char["bottom"] - char["top"])
    return bool(char["x0"] - last["x1"] > gap)


def _lead(chars: list[Char]) -> float:
    """The width of what cannot be broken: a word of ASCII signs, or one character.

    No line begins with a closing sign: it stays with what stands before it.
    """
    end = chars[0]["x1"]
    for last, char in pairwise(chars):
        latin = last["text"].isascii() and char["text"].isascii()
        bound = char["text"] in _CLOSING or last["text"] in _OPENING
        if not (latin or bound) or _is_apart(last, char):
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
    if value_like(line.text) and value_like(following.text) and not cut:
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
