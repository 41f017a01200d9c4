"""读目标: 预期目标和实际完成情况的文字."""

from __future__ import annotations

from itertools import pairwise

from indicators.evaluation import Goals
from reading.locating.form_map import FormMap, GoalField
from reading.text import lines
from reading.vocabulary.goals import is_to_fill


def read_goals(form_map: FormMap) -> Goals:
    """Read the goals; None for one that is blank or that the form does not have."""
    return Goals(**{what: _text(goal) for what, goal in form_map.goals.items()})


def _text(goal: GoalField) -> str | None:
    """Rows of text one below the other; a text that a page cut in two is one."""
    if not goal.pieces:
        return goal.inline
    text = goal.pieces[0].text
    for above, cell in pairwise(goal.pieces):
        seam = "" if cell.place.is_parted_from(above.place) else "\n"
        text = f"{text.strip()}{seam}{cell.text.strip()}"
    return None if is_to_fill(text) else lines(text)
