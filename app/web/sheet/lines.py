"""印出的一行是哪一行: 印好的照文件里的行号叫, 添的行照自己的号叫, 上面添了几行都不变."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import frozen

from app.web.store.row_keys import RowKey


@frozen(slots=False)
class Lines:
    """各格子的各行的号, 自上而下. Grids to which no row was added are left out.

    `above` is for each added row the one that it stands right below, from the top down.
    """

    numbers: Mapping[int, Sequence[int]]
    above: Mapping[RowKey, RowKey]

    def number(self, grid: int, row: int) -> int:
        """格子的一行 → 它的号."""
        known = self.numbers.get(grid)
        return known[row - 1] if known and row <= len(known) else row

    def row(self, grid: int, number: int) -> int:
        """反过来: 号 → 格子的一行; 0 for an added row that is not there."""
        if grid not in self.numbers:
            return number
        return self._rows[grid].get(number, 0)

    @cached_property
    def _rows(self) -> dict[int, dict[int, int]]:
        return {
            grid: {number: row for row, number in enumerate(numbers, 1)}
            for grid, numbers in self.numbers.items()
        }


AS_PRINTED = Lines({}, {})
