"""OFD 的字: 每个字画在哪里, 占多大.

An OFD says where each character begins and how high the type is; how wide a character is
only its font knows. A wide character is as wide as it is high; of others the width is an
estimate, never beyond the place where the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

from attrs import define

from reading.sources.documents.symbol_fonts import is_symbol_font, seen
from reading.sources.look_alikes import usual
from reading.sources.ofd.content import Graphic, TextCode
from reading.sources.ofd.transforms import (
    Matrix,
    Point,
    applied,
    as_number,
    box_under,
    within,
)
from reading.sources.pages.drawing import Char

NO_CODE: Final = "\xa4"
"""Stands for a character of which only the shape is known."""
_ABOVE, _BELOW = 0.88, 0.12
# Widths in parts of the height. Beside others than Latin letters white counts as a space
# from one and a half characters on: what is drawn half as wide as it might is no harm.
_WIDE, _OTHER, _USUAL, _SLIM_WIDTH = 1.0, 0.5, 0.56, 0.34
_SLIM: Final = frozenset("iIjltfr.,:;'`|!()[]{}-")
_WIDTHS: Final = dict.fromkeys("mwMW%@&", 0.9)
_BREAKS: Final = dict.fromkeys("\r\n\t", " ")
_TURNS: Final[dict[str, Matrix]] = {
    "90": (0, 1, -1, 0, 0, 0),
    "180": (-1, 0, 0, -1, 0, 0),
    "270": (0, -1, 1, 0, 0, 0),
}


def offsets(text: str, most: int) -> list[float]:
    """DeltaX、DeltaY: how far each character is from the one before, at most so many.

    ``g n d`` stands for n times d.

    >>> offsets("4.2 g 3 2.1 4.2", 9)
    [4.2, 2.1, 2.1, 2.1, 4.2]
    >>> offsets("g 999999999 1", 2), offsets("1 g 2", 5), offsets("", 5)
    ([1.0, 1.0], [1.0], [])
    """
    found: list[float] = []
    parts = iter(text.split())
    for part in parts:
        count = 1.0
        if part == "g":
            count, part = as_number(next(parts, "")) or 0, next(parts, "")  # noqa: PLW2901
        number = as_number(part)
        if number is None or len(found) >= most:
            break
        found += [number] * int(max(0, min(count, most - len(found))))
    return found


def breadth(character: str) -> float:
    """How wide a character is about, in parts of its height.

    >>> breadth("产"), breadth("9"), breadth("%"), breadth(".")
    (1.0, 0.56, 0.9, 0.34)
    """
    if east_asian_width(character) in {"W", "F"}:
        return _WIDE
    if not character.isascii():
        return _OTHER
    return _SLIM_WIDTH if character in _SLIM else _WIDTHS.get(character, _USUAL)


@define
class _Glyph:
    """A character of a text object, where it begins, and the step to the next one."""

    text: str
    at: Point
    step: Point | None
    blank: str = ""


@define
class TextLayout:
    """The characters of one text object, in its own coordinates."""

    graphic: Graphic
    font: str

    @property
    def size(self) -> float:
        """How high the type is."""
        return as_number(self.graphic.given.get("Size", "")) or 0

    @property
    def stretch(self) -> float:
        """How much wider the characters are drawn than they are."""
        return as_number(self.graphic.given.get("HScale", "")) or 1

    @property
    def ahead(self) -> Point:
        """Which way one reads where no steps are given."""
        direction = self.graphic.given.get("ReadDirection", "0")
        return {"90": (0, 1), "180": (-1, 0), "270": (0, -1)}.get(direction, (1, 0))

    def glyphs(self) -> Iterator[_Glyph]:
        """The characters that are seen, with the blanks before them."""
        start = (0.0, 0.0)
        for code in self.graphic.codes:
            x, y = (as_number(code.given.get(name, "")) for name in ("X", "Y"))
            start = (start[0] if x is None else x, start[1] if y is None else y)
            yield from self._glyphs_of(code, start)

    def _glyphs_of(self, code: TextCode, start: Point) -> Iterator[_Glyph]:
        text = code.text.strip("\r\n")
        steps = [
            offsets(code.given.get(n, ""), len(text)) for n in ("DeltaX", "DeltaY")
        ]
        at, blank, begun = start, "", False
        for number, character in enumerate(text):
            step = self._step(character, number, steps)
            known = step if any(steps) and number < len(text) - 1 else None
            if character.isspace():
                blank += _BREAKS.get(character, character) if begun else ""
            else:
                yield _Glyph(character, at, known, blank)
                blank, begun = "", True
            at = at[0] + step[0], at[1] + step[1]

    def _step(self, character: str, number: int, steps: Sequence[list[float]]) -> Point:
        """From one character to the next; where no step is given, as wide as it is."""
        across, down = steps
        if number < max(len(across), len(down)):
            return (
                across[number] if number < len(across) else 0.0,
                down[number] if number < len(down) else 0.0,
            )
        along = breadth(character) * self.size * self.stretch
        return self.ahead[0] * along, self.ahead[1] * along

    def width(self, glyph: _Glyph) -> float:
        """How wide a character is drawn, up to the next one at most."""
        usual_width = breadth(glyph.text) * self.size * self.stretch
        if glyph.step is None or abs(glyph.step[1]) > abs(glyph.step[0]):
            return usual_width
        return min(usual_width, abs(glyph.step[0])) or usual_width


def characters(graphic: Graphic, font: str, matrix: Matrix) -> Iterator[Char]:
    """The characters of a text object as a page shows them; `matrix` places the object."""
    layout = TextLayout(graphic, font)
    turn = _TURNS.get(graphic.given.get("CharDirection", "0"))
    size, signs = layout.size, is_symbol_font(font)
    for glyph in layout.glyphs():
        placing: Matrix = (1, 0, 0, 1, *glyph.at)
        whole = within(within(turn, placing) if turn else placing, matrix)
        box = 0.0, -_ABOVE * size, layout.width(glyph), _BELOW * size
        left, top, right, bottom = box_under(whole, box)
        text = usual(seen(glyph.text, font) if signs else glyph.text)
        yield {
            "text": f"{glyph.blank}{text}",
            "x0": left,
            "top": top,
            "x1": right,
            "bottom": bottom,
            "width": right - left,
            "height": bottom - top,
            "matrix": _turned(whole),
            "clip": None,
        }


def _turned(matrix: Matrix) -> Matrix:
    """How a character is turned, with heights counted upwards as in a PDF."""
    (x, y), (to_x, to_y) = applied(matrix, (0, 0)), applied(matrix, (1, 0))
    return to_x - x, y - to_y, 0, 0, 0, 0


def narrowed(chars: list[Char]) -> list[Char]:
    """Let no character reach over the next one of its line, if that is drawn next."""
    for char, following in pairwise(chars):
        beside = abs(char["bottom"] - following["bottom"]) < 0.3 * char["height"]
        ahead = following["x0"] - char["x0"]
        if beside and 0.2 * char["height"] < ahead < char["width"]:
            char["x1"], char["width"] = following["x0"], ahead
    return chars
