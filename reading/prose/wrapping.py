"""折行: 一页上写满的一行, 话没有说完的, 与下一行是一段."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from reading.prose.marks import marked
from reading.prose.statements import Line
from reading.vocabulary.plan_words import field_of, level_of

_ENDS: Final = ("。", "；", ";", "：", ":", "！")
_SLACK: Final = 10
"""By so many half-width characters a full line may be shorter than the longest."""
_NARROWEST: Final = 40
_LABEL: Final = re.compile(r"([^：:]{2,16})[：:]")


def unbroken(lines: Iterable[Line]) -> Iterator[Line]:
    """Join the lines of a PDF that the edge of the page has broken.

    Lines of other files have no page: they are paragraphs, and stay.
    """
    every = list(lines)
    longest: defaultdict[int | None, int] = defaultdict(int)
    for line in every:
        longest[line.page] = max(longest[line.page], _width(line.text))
    before, cut = Line("", None), False
    for line in every:
        if cut and not _begins(line.text):
            before = Line(before.text + line.text, before.place)
        else:
            yield from (before,) if before.text else ()
            before = line
        full = _width(line.text) >= max(longest[line.page] - _SLACK, _NARROWEST)
        cut = full and line.page is not None and not line.text.endswith(_ENDS)
    yield from (before,) if before.text else ()


def _width(text: str) -> int:
    """How wide a text is printed, in half-width characters.

    >>> _width("指标≥95%")
    9
    """
    wide = sum(unicodedata.east_asian_width(sign) in "WFA" for sign in text)
    return len(text) + wide


def _begins(text: str) -> bool:
    """Say whether a line begins something of its own: with a mark, or with a label.

    >>> _begins("2、甲"), _begins("质量指标：乙"), _begins("标：乙；丙")
    (True, True, False)
    """
    label = _LABEL.match(text)
    said = label[1] if label else text
    known = level_of(said) or field_of(said) or said.endswith("级指标")
    return bool(known or marked(text)[0]) or text.startswith(("【", "〔", "["))
