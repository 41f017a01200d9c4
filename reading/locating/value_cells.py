"""值格: 值在哪里, 或空表里填在哪里."""

from __future__ import annotations

from indicators.records import record
from reading.grid import Cell, Layout
from reading.vocabulary.headings import role

Position = tuple[int, int]
"""行号、列号."""
_BLOCKS = ("head", "funds", "goals", "columns")


@record
class ValueCell:
    """值格: where a value stands or is to be written; `cell` is None in a blank."""

    row: int
    column: int
    cell: Cell | None = None

    @classmethod
    def of(cls, cell: Cell) -> ValueCell:
        """The value cell that a cell is where it begins."""
        return cls(cell.row, cell.column, cell)

    @property
    def position(self) -> Position:
        """The row and the column."""
        return self.row, self.column

    @property
    def text(self) -> str:
        """The text that stands there; empty in a blank."""
        return self.cell.text if self.cell else ""


def value_at(layout: Layout, row: int, column: int) -> ValueCell:
    """The value cell of a place, with the cell over it."""
    return ValueCell(row, column, layout.at(row, column))


def is_blank(layout: Layout, row: int, column: int) -> bool:
    """Say whether a place of the table is free to write in: no part of a cell above."""
    cell = layout.at(row, column)
    if cell is None:
        return column <= layout.grid.width
    return cell.row == row and not cell.text.strip()


def is_any_label(text: str) -> bool:
    """Say whether a text is a label of the head, the funds, the goals or a column."""
    return any(role(block, text) for block in _BLOCKS)


def beside(layout: Layout, label: Cell) -> ValueCell | None:
    """The place right of a label, where a blank takes the value.

    None where the table ends there, or another label stands there.
    """
    column = label.column + label.columns
    if column > layout.grid.width:
        return None
    cell = layout.at(label.row, column)
    if cell is not None and cell.text.strip():
        free = cell.row == label.row and not is_any_label(cell.text)
        return ValueCell(label.row, column, cell) if free else None
    return ValueCell(label.row, column, cell)


def cells_beside(layout: Layout, label: Cell, right: Cell) -> list[Cell]:
    """The cell right of a label, and those below it beside a label that is taller."""
    rows = range(right.row + right.rows, label.row + label.rows)
    below = (layout.begins(row, right.column) for row in rows)
    return [right, *filter(None, below)]
