"""换一个值: 数据里的一处, 或一格里几行中的一行, 换成别的文字."""

from __future__ import annotations

from typing import Any, TypeVar

from attrs import evolve

from indicators.codec import structure
from indicators.errors import InputError
from indicators.evaluation import Evaluation, FundLine, Indicator
from indicators.setting.naming import OPTION
from indicators.setting.spots import ValueSpot

T = TypeVar("T", Indicator, FundLine)
_TOLD = {"target": "target_from", "actual": "actual_stored"}
"""What was told of a value that is no longer there."""
_UNNAMED = {"path": [], "name": "—"}


def with_value(evaluation: Evaluation, spot: ValueSpot, text: str) -> Evaluation:
    """换上一个值, read as a data file would give it; '' empties it.

    Raises `InputError` where the text is no value of its kind: 分值“很多”.
    """
    if spot.kind == "row":
        rows = _put(evaluation.indicators, spot, text)
        return evolve(evaluation, indicators=rows)
    lines = _put(evaluation.funds.lines, spot, text)
    return evolve(evaluation, funds=evolve(evaluation.funds, lines=lines))


def _put(records: tuple[T, ...], spot: ValueSpot, text: str) -> tuple[T, ...]:
    """The records, with another value in one of them."""
    made = list(records)
    made[spot.index] = _with(made[spot.index], spot, text)
    return tuple(made)


def _with(own: T, spot: ValueSpot, text: str) -> T:
    """The same row or line with another value, read as the codec reads a key."""
    own_name = {"label": spot.name} if isinstance(own, FundLine) else _UNNAMED
    try:
        read = structure({**own_name, spot.what: text}, type(own), OPTION)
    except InputError as error:
        where = f"{OPTION} {spot.title}"
        raise InputError(evolve(p, where=where) for p in error.problems) from None
    changed: dict[str, Any] = {
        spot.what: getattr(read, spot.what) if text else None,
        "unread": tuple(pair for pair in own.unread if pair[0] != spot.what),
    }
    if isinstance(own, Indicator) and spot.what in _TOLD:
        changed[_TOLD[spot.what]] = None
    return evolve(own, **changed)


def said_in(evaluation: Evaluation, spot: ValueSpot) -> str | None:
    """这一处现在写着什么: what was not understood as it stands; None for nothing."""
    own = spot.of(evaluation)
    value = dict(own.unread).get(spot.what, getattr(own, spot.what, None))
    return None if value is None else str(value)
