"""样行: 表格印着而没有填的名称 — 指标2：、……、空格."""

from __future__ import annotations

import re

from indicators.quantity import MARKS

_FILLER = re.compile(r"(指标)?[\d一二三四五六七八九十]*[:：.、]?|[.。…·⋯•]+|无")
_DOTS = re.compile(r"[.。…·⋯•]+")
_SERIAL = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])[.、]?")


def is_filler(text: str) -> bool:
    """Say whether a name is one that a form prints where no indicator is.

    >>> is_filler("指标2："), is_filler("……"), is_filler(""), is_filler("培训人数")
    (True, True, True, False)
    """
    return _FILLER.fullmatch(text) is not None


def is_empty(text: str) -> bool:
    """Say whether a value says nothing: /, —, dots, a blank cell."""
    return text in MARKS or _DOTS.fullmatch(text) is not None


def is_serial(text: str) -> bool:
    """Say whether a text only counts rows: 12, 3., 二, ④."""
    return _SERIAL.fullmatch(text) is not None
