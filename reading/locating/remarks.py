"""表下的文字: 偏差大或目标未完成原因分析、其他需要说明的事项、存在问题, 各有一栏."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reading.grid import Cell, Layout
from reading.locating.form_map import RemarkField
from reading.locating.value_cells import cells_beside
from reading.text import lines, single
from reading.vocabulary.footnotes import is_labelled, is_remark, remark_in, says_nothing


def find_remarks(
    layout: Layout, first: int, last: int, after: Sequence[str] = ()
) -> tuple[RemarkField, ...]:
    """Find what is said below the indicators; `after` are lines below the table."""
    found: dict[RemarkField, None] = {}
    for cell in layout.between(first, last):
        found.update(dict.fromkeys(_remark(layout, cell)))
    for line in after:
        found.update(dict.fromkeys(_inline(line)))
    return tuple(found)


def _remark(layout: Layout, cell: Cell) -> Iterator[RemarkField]:
    if not is_remark(cell.text):
        yield from _inline(cell.text, cell)
        return
    cells = _beside(layout, cell)
    text = lines("\n".join(each.text for each in cells))
    if text is not None and not is_remark(text) and not says_nothing(text):
        label = single(cell.text).rstrip(":：")
        yield RemarkField(label, text, (cell, *cells))


def _inline(text: str, *cells: Cell) -> Iterator[RemarkField]:
    said = remark_in(text)
    if said:
        yield RemarkField(*said, cells)


def _beside(layout: Layout, label: Cell) -> list[Cell]:
    """The cells right of a label, in all its rows; else the one below it."""
    right = layout.right_of(label)
    if right is None:
        below = _below(layout, label)
        return [below] if below else []
    return cells_beside(layout, label, right) if right.row == label.row else []


def _below(layout: Layout, label: Cell) -> Cell | None:
    """The text of the next row, where a label takes the whole of its own."""
    edge = label.column + label.columns
    cells = layout.written(label.row + label.rows)
    if layout.at(label.row, edge) or len(cells) != 1 or label.columns == 1:
        return None
    below = cells[0]
    if (below.column, below.columns) != (label.column, label.columns):
        return None
    return None if is_labelled(below.text) else below
