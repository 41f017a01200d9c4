"""一行指标的末尾: 分值、得分在哪里, 前面剩下哪些词, 后面是不是原因."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from indicators.quantity import Text, read_value
from reading.vocabulary.values import points

_MEASURE = re.compile(
    r"[个次人天日年月元万亿小工周套台米公亩株只头吨家份件项批部场户处]\S{0,4}"
)
_NUMBER = re.compile(r"[≥≤≧≦><=＞＜]*\d+(?:\.\d+)?")
_POINTS = re.compile(r"\d+(\.\d+)?分?")
_ENDING = ("target", "actual", "weight", "stated")
_BESIDE, _BEFORE_VALUES = 1, 3


@frozen
class RowEnd:
    """一行的末尾: the words before the points, the points, and the note behind."""

    words: list[str]
    weight: Decimal | None
    stated: Decimal
    note: str


def distance_of_weight(columns: Sequence[str]) -> int:
    """How many words before the points a row prints its weight; 0 where it has none.

    The weight stands beside the points, or before the target and the actual value.

    >>> distance_of_weight(["target", "actual", "weight", "stated"])
    1
    >>> distance_of_weight(["weight", "target", "actual", "stated"])
    3
    """
    order = [column for column in columns if column in _ENDING]
    if "weight" not in order:
        return 0
    beside = order.index("weight") + 1 == order.index("stated")
    return _BESIDE if beside else _BEFORE_VALUES


def row_end(words: list[str], distance: int) -> RowEnd | None:
    """Find the last points in a line, with the weight at its distance before them.

    >>> row_end("≥5次 6次 10 9.5 人员变动".split(), 1)
    RowEnd(words=['≥5次', '6次'], weight=Decimal('10'), stated=Decimal('9.5'), note='人员变动')
    >>> row_end("新建站点的数量".split(), 1) is None
    True
    """
    for at in range(len(words) - 1, distance - 1, -1):
        stated, weight = _number(words[at]), _number(words[at - distance])
        if stated is not None and weight is not None:
            before = words[: at - distance] + words[at - distance + 1 : at]
            note = " ".join(words[at + 1 :])
            return RowEnd(before, weight if distance else None, stated, note)
    return None


def _number(word: str) -> Decimal | None:
    return points(word)[0] if _POINTS.fullmatch(word) else None


def is_value(word: str) -> bool:
    """Say whether a word is a number, a date or a range, and no mere text."""
    return not isinstance(read_value(word), Text)


def merged(words: Sequence[str]) -> list[str]:
    """The words of a row, of which ≤5 次 is one value.

    >>> merged(["培训", "人次", "≥5", "次", "6次"])
    ['培训', '人次', '≥5 次', '6次']
    """
    found: list[str] = []
    for word in words:
        measured = len(found) > 1 and _NUMBER.fullmatch(found[-1])
        if measured and _MEASURE.fullmatch(word):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
