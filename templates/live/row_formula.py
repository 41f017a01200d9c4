"""一行指标的公式."""

from __future__ import annotations

from indicators.read_row import ReadRow
from scoring.policy import Policy
from templates.live.shapes import LiveRow, RowShape


def row_shape(
    row: ReadRow,
    policy: Policy,
    cells: LiveRow,
    *,
    year: int | None = None,
    shown: str | None = None,
) -> RowShape:
    """写出一行: target, actual, weight and stated points as the row has them now.

    `year` is the table's, for dates that name none. `shown` is the text of the target
    cell where the form keeps sign and unit in cells of their own (95 for ≥95%).
    """
    raise NotImplementedError(row, policy, cells, year, shown)
