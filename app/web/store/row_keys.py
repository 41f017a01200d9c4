"""行在页上的称呼: 第几个格子与行号; 添的行有自己的号, 印好的行没有那么大的.

What was changed in a table is known by such names: a cell as grid-row-column, an added row
as grid-row, with the number of the row above it for a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

FIRST_ADDED: Final = 100_000_000
"""The numbers of added rows begin here; no sheet has so many rows."""
_LONGEST: Final = 9


class RowKey(NamedTuple):
    """一行: 第几个格子 (从 0 起), 行号."""

    grid: int
    row: int

    @property
    def key(self) -> str:
        """How a page calls it."""
        return f"{self.grid}-{self.row}"

    @property
    def added(self) -> bool:
        """是添的, not printed."""
        return self.row >= FIRST_ADDED

    def holds(self, cell: str) -> bool:
        """Whether a cell is one of this row."""
        return cell.startswith(f"{self.key}-")


def row_key(text: str) -> RowKey | None:
    """读出称呼; None where it is none.

    >>> row_key("0-13"), row_key("0-13-7"), row_key("0-x")
    (RowKey(grid=0, row=13), None, None)
    """
    parts = [part for part in text.split("-") if _is_number(part)]
    whole = len(parts) == text.count("-") + 1 == len(RowKey._fields)
    return RowKey(*map(int, parts)) if whole else None


def row_of(cell: str) -> RowKey | None:
    """一格在哪一行."""
    return row_key(cell.rpartition("-")[0])


def _is_number(part: str) -> bool:
    return part.isdecimal() and part.isascii() and len(part) <= _LONGEST


def added_rows(cells: Mapping[str, str]) -> Iterator[tuple[RowKey, RowKey]]:
    """添的各行: each with the row that it stands right below."""
    for key, text in cells.items():
        row, above = row_key(key), row_key(f"{key.partition('-')[0]}-{text}")
        if row is not None and above is not None and row.added:
            yield row, above


def without_rows(cells: Mapping[str, str]) -> dict[str, str]:
    """只留各格的字."""
    return {key: text for key, text in cells.items() if row_key(key) is None}
