"""取值的检查: 不合格的值在它所在的键上报错, 说明该填什么."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from indicators.errors import InputError


class Named(Protocol):
    """An attrs attribute, as far as a message needs it."""

    name: str


CHOICES = "可选："
"""How a remedy begins that lists all the values there are."""
Check = Callable[[Any, Any, Any], None]


def one_of(choices: Sequence[str]) -> Check:
    """Accept only these texts."""

    def check(_: object, attribute: Named, value: object) -> None:
        if value is not None and value not in choices:
            remedy = f"{CHOICES}{'、'.join(choices)}"
            raise InputError.of(attribute.name, "不认识的取值", str(value), remedy)

    return check


def within(low: int, high: int) -> Check:
    """Accept a number from low to high, both included; None passes."""

    def check(_: object, attribute: Named, value: Any) -> None:
        if value is not None and not low <= value <= high:
            message = f"应在 {low} 至 {high} 之间"
            raise InputError.of(attribute.name, message, str(value))

    return check


def filled(_: object, attribute: Named, value: Any) -> None:
    """Accept what is not empty."""
    if not value:
        raise InputError.of(attribute.name, "不能为空", remedy="请填写")


def not_negative(_: object, attribute: Named, value: Any) -> None:
    """Accept numbers from 0 on."""
    if value < 0:
        raise InputError.of(attribute.name, "不能为负数", str(value))
