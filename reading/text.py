"""格子里的字: 折行接成一行, 几行文字去空行, 一个数还是几个数."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise, zip_longest
from operator import methodcaller

_BREAK = re.compile(r"[\r\n\v]+")
_VALUE = re.compile(r"([≥≤≧≦⩾⩽><＞＜=＝═±]*)\s*\d(?:[\d.,]*\d)?\s*([^\d\s.,]{0,6})")
_DATE_CUT = re.compile(r"[年月]\d\n\d[月日]")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年度?")
_TIMES = frozenset("年月日时分")


def single(text: str) -> str:
    r"""一行: line breaks inside a name or a value vanish; two values stay two.

    >>> single("数量\n指标"), single("FTTO\naccess"), single(" ≥95% ")
    ('数量指标', 'FTTO access', '≥95%')
    >>> single("2022年\n12月底前"), single("10\n10"), single("12个\n≥68人")
    ('2022年12月底前', '10；10', '12个；≥68人')
    >>> single("\n"), single(" \n甲\n")
    ('', '甲')
    """
    if text.isprintable() or not ("\n" in text or "\r" in text or "\v" in text):
        return text.strip()
    return _in_one_line(text)


@lru_cache(maxsize=512)
def _in_one_line(text: str) -> str:
    """Join the lines of a text; the same cell is asked for again and again."""
    parts = list(filter(None, map(_stripped, _BREAK.split(text.strip()))))
    seams = [_seam(left, right) for left, right in pairwise(parts)]
    return "".join(chain.from_iterable(zip_longest(parts, seams, fillvalue="")))


_stripped = methodcaller("strip", " \t　")


@lru_cache(maxsize=1024)
def _seam(left: str, right: str) -> str:
    if are_values(left, right):
        return "；"
    latin = left[-1].isascii() and right[0].isascii()
    words = left[-1].isalpha() and right[0].isalpha()
    dated = _DATE_CUT.fullmatch(f"{left[-2:]}\n{right[:2]}")
    figures = left[-1].isdigit() and right[0].isdigit() and not dated
    return " " if latin and (words or figures) else ""


def are_values(one: str, other: str) -> bool:
    """Say whether two lines are two values, not one that a line break has cut.

    >>> are_values("3台", "5个"), are_values("12月", "15日"), are_values("7", ".5")
    (True, False, False)
    >>> are_values("100万元", "50"), are_values("1,234.", "56")
    (True, False)
    >>> are_values("2021 年", "≥5项目")
    False
    """
    first, second = value_like(one), value_like(other)
    if not first or not second or _YEAR.fullmatch(one.strip()):
        return False
    timed = first[2] in _TIMES or second[2] in _TIMES
    return bool(second[1]) or not first[2] or not timed


def value_like(line: str) -> re.Match[str] | None:
    """A number by itself, with its sign and a short unit."""
    return _VALUE.fullmatch(line.strip())


def has_digit(text: str) -> bool:
    """Say whether a text holds a digit.

    >>> has_digit("约3台"), has_digit("三台")
    (True, False)
    """
    return any(map(str.isdigit, text))


def lines(text: str) -> str | None:
    r"""多行文字: blank lines and outer blanks are dropped; None when nothing is left.

    >>> lines(" 1、甲 \n\n 2、乙"), lines(" ")
    ('1、甲\n2、乙', None)
    """
    kept = [line.strip() for line in text.splitlines()]
    return "\n".join(line for line in kept if line) or None
