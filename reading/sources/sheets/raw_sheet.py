"""一张工作表里存着的: 单元格、合并区、隐藏行列, 还没有查样式和共享字符串."""

from __future__ import annotations

from attrs import define, field

from reading.merged_cells import Position, Span

MERGE_LIMIT = 10_000
# A cell as stored, nothing looked up yet: position, kind, style, value, formula.
RawCell = tuple[Position, str, str, str | None, str | None]


@define
class RawSheet:
    """All that one worksheet part says."""

    cells: list[RawCell] = field(factory=list)
    merges: list[Span] = field(factory=list)
    strange: list[str] = field(factory=list)
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: list[tuple[int, int]] = field(factory=list)
    # Cells with text of their own that is struck out.
    struck: set[Position] = field(factory=set)
    # A row or a cell has no usable address: where it stands depends on what is before.
    counted: bool = False
    # Something was not heard in order.
    sieved: bool = False
    # Two cells say the same address.
    repeated: bool = False
    # Of two merges that overlap the first holds: so many were not heard in order.
    sieved_merges: int = 0

    @property
    def needs_order(self) -> bool:
        """Whether it matters which cell, or which merge, was heard before which."""
        if not self.sieved:
            return False
        plain, merges = self.sieved_merges, len(self.merges)
        mixed = plain > 0 and not plain == merges <= MERGE_LIMIT
        return self.counted or self.repeated or mixed
