"""各种错: 引入这个包, 各种错就都登记了."""

from __future__ import annotations

from tests.oracle.faults import (
    bands,
    blanks,
    compared,
    funds,
    points,
    rounding,
    totals,
    weights,
    wording,
)
from tests.oracle.faults.registry import FAULTS, layouts_of, table_with

__all__ = [
    "FAULTS",
    "bands",
    "blanks",
    "compared",
    "funds",
    "layouts_of",
    "points",
    "rounding",
    "table_with",
    "totals",
    "weights",
    "wording",
]
