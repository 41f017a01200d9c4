"""由人填的格: 哪些打开, 怎样限定可填的内容."""

from __future__ import annotations

from attrs import evolve

from templates.live.described_row import TYPING
from templates.writing.contents import Content
from templates.writing.page import Slot

_ALWAYS = {
    "goals": ("actual",),
    "funds": ("initial", "budget", "spent", "note"),
    "indicators": ("actual", "note", "completion", "blank", "deduction"),
}
"""What a person may fill whatever stands there."""
_NEVER = {
    "funds": ("label", "weight", "rate", "stated"),
    "indicators": ("stated",),
    "total": ("weight", "stated", "grade"),
    "level1": ("weight",),
    "level2": ("weight",),
}
"""What is worked out or printed; everything else is open while it is blank."""


def is_entry(slot: Slot, content: Content) -> bool:
    """判断一格是否由人填; the line of the year where it leaves a gap.

    >>> is_entry(Slot("head", "project"), Content("某项目"))
    False
    >>> is_entry(Slot("goals", "actual"), Content("已完成"))
    True
    """
    role = slot.role
    if role in _ALWAYS.get(slot.owner, ()):
        return True
    if content.text:
        return role == "year" and " " in content.text
    return role not in _NEVER.get(slot.owner, ())


AMOUNTS = ("weight", "initial", "budget", "spent")
"""Numbers that a person may change to others with more decimals."""


def as_typed(content: Content) -> Content:
    """分值、金额照键入的样子显示: 2.5 typed over a weight of 10 is not shown as 3."""
    plain = content.number is not None and content.text == f"{content.number:f}"
    trailing = "." in content.text and content.text.endswith("0")
    return evolve(content, format=TYPING) if plain and not trailing else content
