"""符号: ≥ ≤ = 的各种字形与说法, 写在数前的与写在数后的."""

from __future__ import annotations

import re

SIGNS = {
    ">=": "≥|≥=|>=|=>|不得?低于|不得?少于|不小于|不短于|大于等于|大于或者?等于|高于等于"
    "|高于或等于|多于等于|至少|达到|达",
    ">": ">|大于|超过|高于|多于",
    "<=": "≤|≤=|<=|=<|不得?高于|不得?超过|不大于|不得?多于|不长于|小于等于|小于或者?等于"
    "|低于等于|低于或等于|少于等于|至多|最多|控制在",
    "<": "<|小于|低于|少于",
    "=": "=|==|等于",
    "±": "±|+-|+/-|正负",
}
SUFFIXES = {
    ">=": "及以上|(含)以上|以上(含)|以上",
    "<=": "及以内|(含)以内|以内|之内|及以下|(含)以下|以下|内",
}
"""符号 → the words for it, joined by | ; 得? stands for both spellings."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOOKS = {
    "≥": "≧⩾⪰≽≮\uf0b3",
    "≤": "≦⩽⪯≼≯\uf0a3",
    "=": "═﹦⩵꞊゠\uf03d",
    ">": "﹥〉⟩〉›\uf03e",
    "<": "﹤〈⟨〈‹\uf03c",
    "±": "\uf0b1",
    "+": "﹢",
    "-": "−﹣",
    "~": "～〜∼",
    "/": "∕",
    "%": "﹪\uf025",
    "[": "〔【",
    "]": "〕】",
}
"""字 → the glyphs that printers use for it; U+F0xx is Word's Symbol font without it."""
GLYPHS_OF_SIGNS: dict[int, int | str | None] = (
    _FULL_WIDTH
    | dict.fromkeys(map(ord, "¥￥"))
    | {ord("　"): " "}
    | {ord(glyph): sign for sign, glyphs in _LOOKS.items() for glyph in glyphs}
)


def words_of(table: dict[str, str]) -> dict[str, str]:
    """Every spelling of a table, with the sign that it stands for.

    >>> words_of(SIGNS)["不得超过"], words_of(SIGNS)["⩾".translate(GLYPHS_OF_SIGNS)]
    ('<=', '>=')
    """
    return {
        spelling: sign
        for sign, words in table.items()
        for word in words.split("|")
        for spelling in _spellings(word)
    }


def _spellings(word: str) -> set[str]:
    """Return a word with and without the character before its question mark."""
    return {re.sub(r"(.)\?", "", word), word.replace("?", "")}


BEFORE, BEHIND = words_of(SIGNS), words_of(SUFFIXES)


def one_of(words: dict[str, str]) -> str:
    """Join words into one alternation, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
