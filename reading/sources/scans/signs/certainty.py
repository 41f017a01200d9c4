"""把握: 识别出的一行字里, 哪些是看准了的, 哪些拿不准; 图能定的照图定.

The model is wrong in the same few ways every time, and sure of itself. Each of them is
named here: the picture decides where it can, else the text is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Final

from attrs import frozen

from reading.sources.scans.ends import COMPARISONS, OPPOSITE, with_ends
from reading.sources.scans.recogniser import ReadLine, ReadSign
from reading.sources.scans.signs.comparison import comparison_in
from reading.sources.scans.signs.dots import is_ellipsis, with_middle_dots
from reading.sources.scans.signs.gaps import FIGURES, unread_ink
from reading.sources.scans.signs.metres import (
    CUBIC,
    LENGTH,
    METRES,
    SQUARE,
    raised_behind,
)
from reading.sources.scans.signs.per_mille import PERCENTS, percent_strokes
from reading.sources.scans.signs.strokes import Shape, shape_of
from reading.sources.scans.straight import Grey

_BOUNDS: Final = {"figure": 0.8, "word": 0.9, "mark": 0.0}
_SURE_OF_TWO: Final = 3
"""So many strokes at most are those of %: a slash and a ring."""
_SURE_OF_THREE: Final = 5
"""So many at least are those of ‰; with four it is the model that decides."""
_USUAL = re.compile("[A-Za-z㐀-鿿\\W]")
_PER_MILLE = re.compile(r"[%％][0oO〇]")
_PERCENT = re.compile(r"(?s:(?<=.)[%％‰])|^[%％‰][0oO〇]?$")
"""Behind something, or a unit in a cell of its own."""


Reread = Callable[[Grey], str]
"""Reads the picture of a part of a line once more, by itself."""


@frozen
class SettledText:
    """A line of text, and why it is doubtful; '' where it is certain.

    `others` are what else it may be, as far as that is known.
    """

    text: str
    doubt: str = ""
    others: tuple[str, ...] = ()


@frozen
class _Suspect:
    """What looks like something that is often misread, why, and what else it may be."""

    pattern: re.Pattern[str]
    why: str
    others: tuple[str, ...] | Callable[[str], str]

    def others_for(self, text: str) -> tuple[str, ...]:
        """What else the text may be."""
        if callable(self.others):
            return (self.others(text),)
        return tuple(self.pattern.sub(other, text) for other in self.others)


_BEHIND_PERCENT: Final = re.compile(r"(?<=\d)[%％][A-Za-z\d'`°]+")
_SPECK_BEHIND: Final = re.compile(r"^[≥≤<>=]?[\d.]+[%％]\S$")
_COMMA: Final = re.compile(r"(?<=\d),(?!\d{3}(?!\d))(?=\d)")
_BLANK: Final = re.compile(r"^[≥≤<>=]?\d+ \d+[%％‰]?$")
_UPSIDE_DOWN: Final = str.maketrans("69", "96")


def _turned(text: str) -> str:
    """What a line says that was read upside down."""
    return text[::-1].translate(_UPSIDE_DOWN)


_SUSPECTS: Final = (
    _Suspect(re.compile(r"^[%％‰]\d+"), "数不会以 % 开头", _turned),
    _Suspect(_BEHIND_PERCENT, "% 之后的字多半是 ‰ 的一部分", ("‰", "%")),
    _Suspect(_SPECK_BEHIND, "% 也可能是 ‰", lambda text: f"{text[:-2]}‰"),
    _Suspect(_COMMA, "逗号也可能是小数点", (".",)),
    _Suspect(_BLANK, "空白处也可能是小数点", lambda text: text.replace(" ", ".")),
    _Suspect(re.compile(r"^[>＞]$"), "下面可能还有一横", ("≥",)),
    _Suspect(re.compile(r"^[<＜]$"), "下面可能还有一横", ("≤",)),
    _Suspect(re.compile(r"^[A-Zac-fh-ln-su-zÀ-ÿ]$"), "也可能是 ≥ 或 ≤", ("≥", "≤")),
    _Suspect(
        re.compile(r"^[一二三](?=\d+([.%％‰]|$))"), "数前的笔画也可能不是字", ("",)
    ),
    _Suspect(re.compile(r"^[|丨Il!]$"), "一竖也可能是 1", ("1",)),
    _Suspect(re.compile(r"^[三二一]$"), "也可能是一道横线", ("—",)),
    _Suspect(re.compile(r"^[-−–—－]$"), "横线也可能是 =", ("=",)),
    _Suspect(
        re.compile(
            r"(?<![〇零一二三四五六七八九十])二(?=[〇零一二三四五六七八九]{2}年)"
        ),
        "年份里可能少了一个〇",
        ("二〇",),
    ),
)
_WRITTEN: Final = (
    (re.compile(r"(?<=[㐀-鿿]),\s?|,(?=[㐀-鿿])"), "，"),
    (re.compile(r"(?<=[≥≤≧≦=<>])\s+(?=\d)"), ""),
    (re.compile(r"(?<![A-Za-z])III\s?(?=[类级期等])"), "Ⅲ"),
    (re.compile(r"(?<![A-Za-z])II\s?(?=[类级期等])"), "Ⅱ"),
    (re.compile(r"(?<![A-Za-z])I\s?(?=[类级期等])"), "Ⅰ"),
)
"""Signs that the model gives in other letters."""


def settled(
    line: ReadLine, picture: Grey, reread: Reread, least: float = 0.0
) -> SettledText:
    """What a line says, as far as the picture and the model agree.

    The model must be so sure of every word at `least`.
    """
    text = line.text.strip()
    if len(text) <= 1 and (found := _single(text, picture)):
        return found
    if is_ellipsis(text, picture):
        return SettledText("……")
    ends = with_ends(with_middle_dots(line, picture), picture)
    if ends.doubt:
        return SettledText(text, ends.doubt, ends.others)
    return _settled(ends.line, picture, reread, least)


def _settled(
    line: ReadLine, picture: Grey, reread: Reread, least: float
) -> SettledText:
    """What a line says that has been looked at from end to end."""
    text = line.text.strip()
    if _PERCENT.search(text):
        percent = _percent(text, percent_strokes(line, picture))
        if percent.doubt:
            return percent
        text = percent.text
    if METRES.search(text):
        units = _units(line, picture, reread)
        line, *others = (_with_unit(line, unit) for unit in units)
        text = line.text.strip()
        if others:
            other = tuple(each.text.strip() for each in others)
            return SettledText(text, "m 后面抬高的字没有认准", other)
    text = _written(text)
    for suspect in _SUSPECTS:
        if suspect.pattern.search(text):
            return SettledText(text, suspect.why, suspect.others_for(text))
    if unread := unread_ink(line, picture):
        return SettledText(text, unread)
    return _unclear(line, text, least)


def _units(line: ReadLine, picture: Grey, reread: Reread) -> Sequence[str]:
    """The unit behind a figure; several where the picture and the model do not agree."""
    read = METRES.search(line.text)
    known = _UNITS.get(read[0][-1:]) if read else None
    raised = raised_behind(line, picture)
    seen = LENGTH if raised is None else _UNITS.get(reread(raised).strip())
    if seen and known == seen:
        return (seen,)
    likeliest = [unit for unit in (known, seen) if unit not in {None, LENGTH}]
    return tuple(dict.fromkeys((*filter(None, likeliest), SQUARE, CUBIC, LENGTH)))


def _with_unit(line: ReadLine, unit: str) -> ReadLine:
    """A line with its unit in the place of its m and of the figure raised behind it."""
    at = next(n for n, sign in enumerate(line.signs) if sign.text == "m")
    before, metre, rest = line.signs[:at], line.signs[at], line.signs[at + 1 :]
    raised = bool(rest) and rest[0].text in "2²3³"
    sign = ReadSign(unit, 1.0, metre.middle)
    return ReadLine((*before, sign, *rest[raised:]))


def _written(text: str) -> str:
    for pattern, sign in _WRITTEN:
        text = pattern.sub(sign, text)
    return text


def _single(text: str, picture: Grey) -> SettledText | None:
    """What a lone sign is by its shape; None where the shape says nothing."""
    shape = shape_of(picture)
    if shape in _SHAPES:
        return SettledText(_SHAPES[shape])
    if text in _LIKE_COMPARISONS and (seen := comparison_in(picture)):
        return _compared(text, seen)
    if shape is Shape.NARROW_RING and text in set("0oOQ〇D"):
        return SettledText("0")
    if text in set("oO〇Q"):
        return SettledText(text, "也可能是 0", ("0",))
    return None if text else SettledText("?", "有字，没有认出")


_LIKE_COMPARISONS: Final = frozenset(("", *"VWMNAΛEZKXY", *COMPARISONS))
"""What the model gives for a lone ≥ or ≤: it hardly ever knows one by itself."""
_UNITS: Final = {
    **dict.fromkeys("2²", SQUARE),
    **dict.fromkeys("3³", CUBIC),
    "m": LENGTH,
}
"""Units of length, area and volume by the sign that they end in."""
_SHAPES: Final = {Shape.DASH: "—", Shape.TWO_DASHES: "=", Shape.SLASH: "/"}


def _compared(text: str, seen: str) -> SettledText:
    """A lone comparison as the picture shows it, unless the model says the opposite."""
    if COMPARISONS.get(text) == OPPOSITE[seen]:
        return SettledText(text, f"{text} 也可能是 {seen}", (seen,))
    return SettledText(seen)


def _percent(text: str, strokes: int) -> SettledText:
    """% or ‰, and a doubt where the strokes do not fit what was read."""
    if _PER_MILLE.search(text):
        per_mille = _PER_MILLE.sub("‰", text)
        if strokes > _SURE_OF_TWO:
            return SettledText(per_mille)
        others = per_mille, _PER_MILLE.sub("%", text)
        return SettledText(text, "% 之后的 0 多半是 ‰ 的一部分", others)
    if strokes <= _SURE_OF_TWO:
        return SettledText(text)
    per_mille = re.sub("[%％]", "‰", text, count=1)
    if strokes >= _SURE_OF_THREE:
        return SettledText(per_mille)
    return SettledText(text, "% 也可能是 ‰", (per_mille,))


def _unclear(line: ReadLine, text: str, least: float) -> SettledText:
    """Doubt a line as a whole where one of its signs is not clear.

    What the model makes of ‰ is not: its strokes have been counted.
    """
    before = takewhile(lambda sign: sign.text not in PERCENTS, line.signs)
    unclear = [
        n for n, sign in enumerate(before) if sign.certainty < _bound(sign, least)
    ]
    if not unclear:
        return SettledText(text)
    others = dict.fromkeys(_written(_with(line, number)) for number in unclear)
    known = tuple(other for other in others if other not in {"", text})
    return SettledText(text, "字迹不清", known)


def _with(line: ReadLine, number: int) -> str:
    """The text of a line with what its sign of a number may be instead."""
    signs = [sign.text for sign in line.signs]
    signs[number] = line.signs[number].instead
    return "".join(signs).strip()


def _bound(sign: ReadSign, least: float) -> float:
    if sign.text in FIGURES or not _USUAL.fullmatch(sign.text):
        return max(_BOUNDS["figure"], least)
    return max(_BOUNDS["word"], least) if sign.text.isalnum() else _BOUNDS["mark"]
