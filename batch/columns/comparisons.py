"""对照的结果写成文字, 再读回来: 整数的列里写不下的行, 一个数也不少."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indicators.exact import Fraction
from indicators.reasons import Sentence
from scoring.comparison import Comparable, Described
from scoring.matching import Measured, Unmeasured
from scoring.reasons import Unmeasurable


def written(found: Comparable) -> dict[str, Any]:
    """写成 JSON 的一段."""
    if isinstance(found, Unmeasured):
        return {"reason": _said(found.reason)}
    if isinstance(found, Described):
        return {"text": found.text, "same": found.same}
    plain = {"kind": found.kind, "values": _numbers(found.values)}
    if found.other is not None:
        plain["other"] = _numbers(found.other)
    if found.doubt is not None:
        plain["doubt"] = _said(found.doubt)
    return plain


def read(
    plain: Mapping[str, Any], texts: Mapping[str, str] | None = None
) -> Comparable:
    """读回来. `texts` are the values as printed, the numbers themselves without it."""
    if "reason" in plain:
        return Unmeasured(_sentence(plain["reason"]))
    if "text" in plain:
        return Described(plain["text"], plain["same"])
    values = {name: exact(text) for name, text in plain["values"].items()}
    other = plain.get("other")
    return Measured(
        plain["kind"],
        values,
        dict(texts or plain["values"]),
        other=other and {name: exact(text) for name, text in other.items()},
        doubt=_sentence(plain["doubt"]) if "doubt" in plain else None,
    )


def exact(text: str) -> Fraction:
    """读一个精确的数: 2/3, -5.

    >>> exact("2/3"), exact("-5")
    (Fraction(2, 3), Fraction(-5, 1))
    """
    upper, _, lower = text.partition("/")
    return Fraction(int(upper), int(lower or 1))


def _numbers(values: Mapping[str, Fraction]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _said(sentence: Sentence) -> list[str]:
    return [sentence.kind.name, *sentence.values]


def _sentence(parts: list[str]) -> Sentence:
    return Sentence(Unmeasurable[parts[0]], tuple(parts[1:]))
