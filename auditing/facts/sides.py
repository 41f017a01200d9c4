"""收入与支出并列的资金表 (社会保险基金 …): 两边各有各的分, 没有合计."""

from __future__ import annotations

from indicators.evaluation import Funds

TWO_SIDES = "资金表列的是收入与支出，没有合计"
"""Why the points of the funds are not added up."""
_SIDES = ("收入", "支出")


def has_two_sides(funds: Funds) -> bool:
    """Tell whether the lines are no sources of one budget, but what comes and goes."""
    labels = [line.label.strip() for line in funds.lines]
    sides = [any(label.endswith(side) for label in labels) for side in _SIDES]
    return funds.named is None and all(sides)
