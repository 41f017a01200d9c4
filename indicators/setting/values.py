"""换一个值: 数据里的一处, 或一格里几行中的一行, 换成别的文字."""

from __future__ import annotations

from typing import Any, TypeVar

from attrs import evolve

from indicators.codec import structure
from indicators.errors import InputError
from indicators.evaluation import Evaluation, FundLine, Indicator
from indicators.setting.naming import OPTION
from indicators.setting.slots import Slot

T = TypeVar("T", Indicator, FundLine)
_TOLD = {"target": "target_from", "actual": "actual_stored"}
"""What was told of a value that is no longer there."""
_UNNAMED = {"path": [], "name": "—"}


def with_value(evaluation: Evaluation, slot: Slot, text: str) -> Evaluation:
    """换上一个值, read as a data file would give it; '' empties it.

    Raises `InputError` where the text is no value of its kind: 分值“很多”.
    """
    if slot.kind == "row":
        rows = _put(evaluation.indicators, slot, text)
        return evolve(evaluation, indicators=rows)
    lines = _put(evaluation.funds.lines, slot, text)
    return evolve(evaluation, funds=evolve(evaluation.funds, lines=lines))


def _put(records: tuple[T, ...], slot: Slot, text: str) -> tuple[T, ...]:
    """The records, with another value in one of them."""
    made = list(records)
    made[slot.index] = _with(made[slot.index], slot, text)
    return tuple(made)


def _with(own: T, slot: Slot, text: str) -> T:
    """The same row or line with another value, read as the codec reads a key."""
    own_name = {"label": slot.name} if isinstance(own, FundLine) else _UNNAMED
    try:
        read = structure({**own_name, slot.what: text}, type(own), OPTION)
    except InputError as error:
        where = f"{OPTION} {slot.title}"
        raise InputError(evolve(p, where=where) for p in error.problems) from None
    changed: dict[str, Any] = {
        slot.what: getattr(read, slot.what) if text else None,
        "unread": tuple(pair for pair in own.unread if pair[0] != slot.what),
    }
    if isinstance(own, Indicator) and slot.what in _TOLD:
        changed[_TOLD[slot.what]] = None
    return evolve(own, **changed)


def said_in(evaluation: Evaluation, slot: Slot) -> str | None:
    """这一处现在写着什么: what was not understood as it stands; None for nothing."""
    own = slot.of(evaluation)
    value = dict(own.unread).get(slot.what, getattr(own, slot.what, None))
    return None if value is None else str(value)
