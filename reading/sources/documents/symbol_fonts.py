"""符号字体: Symbol、Wingdings 里的字, 人看到的是 ≥、≤、☑.

Word keeps such a character by its place in the font (F0B3), as <w:sym> or as text of a
run in that font. The same place is ≤ in Symbol and an empty box in Wingdings 2.
"""

from __future__ import annotations

from functools import cache
from typing import Final

UNKNOWN: Final = "\ufffd"
"""Stands for a sign that is not known here: a value with it is not understood."""
_FONTS: Final = {
    "symbol": (
        "A3≤ B3≥ B1± B4× B8÷ B9≠ BA≡ BB≈ B0° A2′ B2″ A5∞ B7• D7· D6√ A6ƒ"
        " 2D- 6Dμ 61α 62β 67γ 64δ 44Δ 53∑ B6∂ AE→ AC← D2® D3© D4™"
    ),
    "wingdings": (
        "FE☑ FD☒ FC√ FB× A8□ 6F□ 71□ 72□ 78☒ 6C● 6E■ A7▪ 9F• 9E· 75◆ 76❖ 77◆ D8➢"
        " A1○ AB★ B6☆ E0→ F0⇨ E8➔ FA⊠ 81① 82② 83③ 84④ 85⑤"
    ),
    "wingdings 2": "52☑ 53☒ 54☒ 50√ 4F× 51☒ A3□ 2A□ 97● 98● 99○ A2■",
    "wingdings 3": "",
    "webdings": "61√ 63□ 67■ 72×",
}
_NAMELESS: Final = {**dict.fromkeys(("F0FE", "F052"), "☑"), "F0FC": "√", "F06F": "□"}
_AREA: Final = 0xF000
_PLACES: Final = range(_AREA, _AREA + 0x100)


@cache
def _signs(font: str) -> dict[int, str]:
    """Each place of a font with what is seen there; ASCII stands in Symbol as it is."""
    places = {int(pair[:2], 16): pair[2:] for pair in _FONTS[font].split()}
    if font == "symbol":
        usual = "0123456789%()+,./:;<=>?[]{}|!# &"
        places |= {ord(sign): sign for sign in usual}
    return places


def is_symbol_font(font: str) -> bool:
    """Say whether a font draws signs in the place of letters."""
    return font.lower() in _FONTS


def sign(code: str, font: str) -> str:
    """A sign by the number of its place and its font, as <w:sym> has them.

    >>> sign("F0A3", "Symbol"), sign("F0A3", "Wingdings 2"), sign("F052", "")
    ('≤', '□', '☑')
    >>> sign("F0D9", "Wingdings") == UNKNOWN
    True
    """
    number = int(code, 16) if code and not code.strip("0123456789abcdefABCDEF") else 0
    if not is_symbol_font(font):
        return _NAMELESS.get(code.upper()) or _signs("symbol").get(
            number - _AREA, UNKNOWN
        )
    return _signs(font.lower()).get(number % 0x100, UNKNOWN)


def seen(text: str, font: str) -> str:
    """What a person sees of a text in a symbol font; Chinese takes another font.

    >>> seen("\uf0b390%", "Symbol"), seen("³90", "Symbol"), seen("天", "Symbol")
    ('≥90%', '≥90', '天')
    """
    places = _signs(font.lower())
    return "".join(_seen(letter, places) for letter in text)


def _seen(letter: str, places: dict[int, str]) -> str:
    """What is seen of one letter: places are its own, or those from U+F000 on."""
    code = ord(letter)
    if code in _PLACES:
        return places.get(code - _AREA, UNKNOWN)
    return places.get(code, letter)
