"""看得见的文字: 看不见的、会改动屏幕的字符, 一律写成看得见的."""

from __future__ import annotations

import re
from typing import Any

PICTURES = 0x2400
"""U+2400: the pictures of control characters (␀ for NUL)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
UNSHOWN = re.compile(
    r"[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""Characters that take no place, or turn the line around."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


def visible(text: str) -> str:
    r"""看不见的字符写成看得见的: nothing hides, nothing turns the line around.

    >>> visible("甲\x00\u202e乙"), visible("两\n行")
    ('甲␀[U+202E]乙', '两\n行')
    """
    if text.isprintable():  # Unicode calls none of those characters so
        return text
    text = _CONTROL.sub(lambda match: chr(PICTURES + ord(match[0])), text)
    text = UNSHOWN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
    return _SURROGATE.sub("\ufffd", text)


def flat(text: str) -> str:
    r"""写成一行: the line breaks of a cell become spaces, its indent stays.

    >>> flat("  甲\r\n乙")
    '  甲 乙'
    """
    return visible(_BREAKS.sub(" ", text))


def printable(value: Any) -> Any:
    r"""写进网页的值: marked-up text of a template passes as it is, None is nothing.

    >>> printable(None), printable("甲\x00")
    ('', '甲␀')
    """
    if type(value) is str:
        return visible(value)
    if value is None:
        return ""
    return value if hasattr(value, "__html__") else visible(str(value))
