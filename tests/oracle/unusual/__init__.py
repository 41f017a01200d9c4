"""少见而不错的表: 引入这个包, 各种写法就都登记了."""

from __future__ import annotations

from tests.oracle.unusual import tables, values
from tests.oracle.unusual.registry import UNUSUAL, unusual_table

__all__ = ["UNUSUAL", "tables", "unusual_table", "values"]
