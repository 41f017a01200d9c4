"""空格: 空表里可以填写的格子."""

from __future__ import annotations

from reading.grid import Cell, Layout
from reading.locating.form_map import ValueCell
from reading.vocabulary.headings import role

_BLOCKS = ("head", "funds", "goals", "columns")


def is_blank(layout: Layout, row: int, column: int) -> bool:
    """Say whether a place is free to write in, and no part of a cell above."""
    cell = layout.at(row, column)
    return cell is None or (cell.row == row and not cell.text.strip())


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
