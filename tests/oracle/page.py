"""一页格子: 值、合并、数字格式, 与每个值在哪一格; 写成哪种文件是 rendering 的事."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

Spot = tuple[int, int]
Merge = tuple[int, int, int, int]
"""First row and column, last row and column."""


@dataclass
class Page:
    """一页, 知道写到了第几行. `lead` is how many lines stand above the table itself."""

    row: int = 1
    lead: int = 0
    values: dict[Spot, Any] = field(default_factory=dict)
    formats: dict[Spot, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    keys: dict[str, Spot] = field(default_factory=dict)

    def put(self, column: int, value: Any, key: str = "", wide: int = 1) -> None:
        """Write into this row; `key` is how tests call the cell."""
        self.values[self.row, column] = value
        self.merge(column, wide)
        if key:
            self.keys[key] = (self.row, column)

    def merge(self, column: int, wide: int = 1, tall: int = 1) -> None:
        if wide * tall > 1:
            self.merges.append(
                (self.row, column, self.row + tall - 1, column + wide - 1)
            )

    def shown_as(self, column: int, number_format: str) -> None:
        self.formats[self.row, column] = number_format

    @property
    def height(self) -> int:
        return max(row for row, _ in self.values)

    @property
    def width(self) -> int:
        ends = [merge[3] for merge in self.merges]
        return max(*(column for _, column in self.values), *ends)

    def addresses(self) -> dict[str, str]:
        """The address of each value that has a cell."""
        return {key: address(*spot) for key, spot in self.keys.items()}

    def moved(self, row: Callable[[int], int], column: Callable[[int], int]) -> Page:
        """The same page with its rows and columns elsewhere; a merge grows with them."""

        def spot(where: Spot) -> Spot:
            return row(where[0]), column(where[1])

        return Page(
            row(self.row),
            row(self.lead + 1) - 1,
            {spot(where): value for where, value in self.values.items()},
            {spot(where): value for where, value in self.formats.items()},
            [(*spot(each[:2]), *spot(each[2:])) for each in self.merges],
            {key: spot(where) for key, where in self.keys.items()},
        )


def address(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def with_blank_column(page: Page, at: int) -> Page:
    """A column that holds nothing, before the column `at`."""
    return page.moved(lambda row: row, lambda column: column + (column >= at))


def with_blank_row(page: Page, at: int) -> Page:
    """A row that holds nothing, before the row `at`."""
    return page.moved(lambda row: row + (row >= at), lambda column: column)


def below(first: Page, second: Page, gap: int = 2) -> tuple[Page, Page]:
    """Both on one sheet: the second moved below the first. Gives the sheet and it."""
    down = first.height + gap
    other = second.moved(lambda row: row + down, lambda column: column)
    return Page(
        other.row,
        first.lead,
        first.values | other.values,
        first.formats | other.formats,
        first.merges + other.merges,
        first.keys,
    ), other
