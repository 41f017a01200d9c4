"""由人填的格: 哪些打开, 怎样限定可填的内容."""

from __future__ import annotations

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

YEAR = Slot("head", "year")
"""The line of the year, which leaves a gap where it is not known."""


def is_entry(slot: Slot, content: Content) -> bool:
    """判断一格是否由人填.

    >>> is_entry(Slot("head", "project"), Content("某项目"))
    False
    >>> is_entry(Slot("goals", "actual"), Content("已完成"))
    True
    """
    if slot.role in _ALWAYS.get(slot.owner, ()):
        return True
    blank = not content.text or (slot == YEAR and " " in content.text)
    return blank and slot.role not in _NEVER.get(slot.owner, ())
