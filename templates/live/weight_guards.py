"""分值一格: 是数、不为负, 才计分."""

from __future__ import annotations

from decimal import Decimal

from templates.live import sentences
from templates.live.cell_text import quoted
from templates.live.guards import Guard, is_blank, is_number


def weight_guards(cell: str, weight: Decimal | None) -> tuple[Guard, ...]:
    """Ask for a weight; a row without one stands outside the sums and says nothing."""
    wrong, below = sentences.WEIGHT_TEXT, sentences.WEIGHT_NEGATIVE
    reason = f"IF(ISERROR({cell}),{quoted(wrong)},"
    reason += f'IF({is_blank(cell)},"",{quoted(wrong)}))'
    fits = weight is None or weight >= 0
    return (
        Guard(is_number(cell), reason, weight is not None, "", kind=True),
        Guard(f"{cell}>=0", quoted(below), fits, below),
    )
