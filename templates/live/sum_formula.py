"""合计与等级的公式."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoring.policy import Policy
from templates.live.shapes import Addend, CellFormula, SumShape

FULL = Decimal(100)


def level_shape(parts: Sequence[Addend], policy: Policy) -> SumShape:
    """写出一级、二级指标的小计: sums of the rows of one group."""
    raise NotImplementedError(parts, policy)


def total_shape(
    parts: Sequence[Addend],
    policy: Policy,
    *,
    full: Decimal = FULL,
    apart: Sequence[Addend] = (),
) -> SumShape:
    """写出总分: every scored row, the execution row among them.

    `full` is what the weights should add up to; `apart` are the rows that do not apply,
    which some policies make up for.
    """
    raise NotImplementedError(parts, policy, full, apart)


def grade_shape(total_cell: str, total: SumShape, policy: Policy) -> CellFormula | None:
    """写出等级, of the total in that cell; None where the policy has no grades."""
    raise NotImplementedError(total_cell, total, policy)
