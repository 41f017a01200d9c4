"""折行: 按终端的宽度, 不拆开数, 不让数与单位分家.

A CJK character takes two columns. A line never begins with closing punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, east_asian_width

HANG = 4
"""How far the second line of an unindented text goes in."""

_DIGITS = r"[≥≤≧≦><＞＜=＝±+\-−＋－]{0,2}\d[\d,.:/％%‰~～\-]*"
_NUMBER = re.compile(_DIGITS)
_ATOM = re.compile(
    r"[（《〈“‘「『［【(\[{]*"  # opening marks go with what follows
    rf"(?:{_DIGITS}(?:\s?[\u4e00-\u9fff]{{1,4}})?"  # a number and its unit
    r"|[A-Za-z0-9_@#$&*+./\\:=~-]+"  # a word
    r"|\s+|.)"
    r"(?:![A-Z]{1,3}\d+)?"  # the cell behind its sheet
    r"[，。；：、！？）》〉”’」』］】)\]},;!?…]*",  # closing marks stay with it
    re.DOTALL,
)


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal.

    >>> width("指标 1"), width("e\u0301")
    (6, 1)
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(glyph: str) -> int:
    if category(glyph) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(glyph) in "WF" else 1


def wrapped(text: str, columns: int, hang: int | None = None) -> list[str]:
    """折成几行; `hang` is the indent of the lines after the first.

    Without it they go in a little further than the first.

    >>> wrapped("  相差多 37.77 个百分点，请核对", 22)
    ['  相差多', '    37.77 个百分点，请', '    核对']
    """
    indent = len(text) - len(text.lstrip(" "))
    after = (indent + 2 if indent else HANG) if hang is None else hang
    after = min(after, max(columns // 2, 0))
    if width(text) <= columns:
        return [text]
    lines, line, start = [], " " * min(indent, columns // 2), " " * after
    begun = False
    for piece in _pieces(text[indent:], max(columns - max(after, len(line)), 2)):
        if begun and width(line + piece.rstrip(" ")) > columns:
            lines.append(line.rstrip(" "))
            line, piece, begun = start, piece.lstrip(" "), False  # noqa: PLW2901
        line += piece
        begun = begun or bool(piece.strip(" "))
    return [*lines, line.rstrip(" ")]


def longest(text: str) -> int:
    """Give the width of the longest piece that stays whole."""
    return max((width(match[0]) for match in _ATOM.finditer(text)), default=0)


def tail(text: str, columns: int) -> str:
    """留下末尾, 使其不超过若干列.

    >>> tail("甲/乙/自评表.xlsx", 12)
    '…自评表.xlsx'
    """
    if width(text) <= columns:
        return text
    kept = text
    while kept and width(kept) > columns - 1:
        kept = kept[1:]
    return f"…{kept}"


def _pieces(text: str, most: int) -> Iterator[str]:
    """Cut a text where a line may end; what no line holds is cut anywhere."""
    for match in _ATOM.finditer(text):
        piece = match[0]
        while width(piece) > most:
            cut = _fitting(piece, most)
            yield piece[:cut]
            piece = piece[cut:]
        if piece:
            yield piece


def _fitting(text: str, most: int) -> int:
    """Count the glyphs that fit, at least one; a number that fits stays whole."""
    number = _NUMBER.match(text)
    if number and width(number[0]) <= most:
        return number.end()
    taken = 0
    for count, glyph in enumerate(text):
        taken += _columns(glyph)
        if taken > most:
            return max(count, 1)
    return len(text)
