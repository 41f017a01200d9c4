"""各个值在第一张表的哪一格, 以及怎样从别的表指向那里."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

from attrs import frozen
from xlsxwriter.utility import xl_col_to_name

from templates.writing.page import Box, Page, Slot

FORM, CHECKS, NOTES = "自评表", "检查", "说明"
"""三张表的名字."""
STATUSES = "row_status"
"""The name of the cells that say of each row what is wrong with it."""

ROW = "\ue000"
"""Stands for the number of the row, in formulas that many rows share."""
BAND = ("\ue001", "\ue002")
"""Stand for the cells of the lowest and the highest points allowed, as `ROW` does."""
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_.!$:'])"
    rf"(\$?[A-Z]{{1,3}}\$?[1-9{ROW}]\d*(?::\$?[A-Z]{{1,3}}\$?[1-9{ROW}]\d*)?)"
    r"(?![A-Za-z0-9_.(!])"
)


@frozen
class Cells:
    """一页上各个值的格. Addresses are relative: rows that are put in move them."""

    page: Page

    @cached_property
    def _boxes(self) -> dict[Slot, Box]:
        return {box.slot: box for box in self.page.boxes if box.slot is not None}

    def box(self, owner: str, role: str, number: int = 0) -> Box | None:
        """The cell of a value; None where the form has none."""
        return self._boxes.get(Slot(owner, role, number))

    def at(self, owner: str, role: str, number: int = 0) -> str | None:
        """The address of a value; None where the form has no cell for it.

        A target in three cells is known by that of its number.
        """
        box = self.box(owner, role, number)
        if box is None and role == "target":
            box = self.box(owner, "value", number)
        return None if box is None else address(box)


def in_any_row(cells: Cells, owner: str, role: str) -> str:
    """写出一列在“这一行”的地址, the row to be filled in; "" where there is none."""
    box = cells.box(owner, role)
    if box is None and role == "target":
        box = cells.box(owner, "value")
    return "" if box is None else f"{_letters(box.column)}{ROW}"


def in_row(formula: str, number: int) -> str:
    """填上行号.

    >>> in_row(f"=G{ROW}*H{ROW}", 12)
    '=G12*H12'
    """
    return formula.replace(ROW, str(number))


def address(box: Box) -> str:
    """写出一格的地址: G12."""
    return address_at(box.row, box.column)


def address_at(row: int, column: int) -> str:
    """写出一格的地址, 行与列从 0 数.

    >>> address_at(11, 6)
    'G12'
    """
    return f"{_letters(column)}{row + 1}"


@cache
def _letters(column: int) -> str:
    """The letters of a column, of which a sheet has few."""
    letters: str = xl_col_to_name(column)
    return letters


def span(first: str, last: str) -> str:
    """写出一段: G12:G20, and one cell as it is."""
    return first if first == last else f"{first}:{last}"


def fixed(reference: str) -> str:
    """钉住一个地址: $G$12.

    >>> fixed("G12:G20")
    '$G$12:$G$20'
    """
    return re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", reference)


@lru_cache(maxsize=4096)
def elsewhere(formula: str, sheet: str = FORM) -> str:
    """把公式搬到另一张表: every address points back to its own sheet, whose name is a word.

    >>> print(elsewhere('=IF(G12="A1",SUM(H3:H9),LOG10(2))'))
    =IF(自评表!G12="A1",SUM(自评表!H3:H9),LOG10(2))
    """
    pieces = formula.split('"')
    plain: Iterable[int] = range(0, len(pieces), 2)
    for number in plain:
        pieces[number] = _ADDRESS.sub(rf"{sheet}!\1", pieces[number])
    return '"'.join(pieces)
