"""读目标: 预期目标和实际完成情况的文字."""

from __future__ import annotations

from itertools import pairwise

from indicators.evaluation import Goals
from reading.locating.form_map import FormMap, GoalField
from reading.text import lines


def read_goals(form_map: FormMap) -> Goals:
    """Read the goals; None for one that is blank or that the form does not have."""
    goals = form_map.goals
    return Goals(_text(goals.get("expected")), _text(goals.get("actual")))


def _text(goal: GoalField | None) -> str | None:
    """Rows of text one below the other; a text that a page cut in two is one."""
    if goal is None or not goal.pieces:
        return goal.inline if goal else None
    text = lines(goal.pieces[0].text) or ""
    for above, cell in pairwise(goal.pieces):
        seam = "" if cell.place.is_parted_from(above.place) else "\n"
        text += seam + (lines(cell.text) or "")
    return text
