"""资金的单位: 写在表头里、写在自己的一格里, 或写在表上的一行里."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reading.grid import Cell, Layout
from reading.vocabulary.funds import unit_alone, unit_in_brackets, unit_stated
from reading.vocabulary.headings import key, role

_MARKED = re.compile(r"[(\[]")


def unit_of_block(
    layout: Layout, heading: int | None, rows: Iterable[int]
) -> str | None:
    """The unit that a block of funds prints itself; `heading` is its row of headings.

    （万元） behind one of the headings says it best, then a cell of the block that holds
    nothing but the unit.
    """
    headings = layout.seen(heading) if heading else ()
    behind = _first(unit_in_brackets(cell.text) for cell in headings)
    cells = (cell for row in rows for cell in layout.seen(row))
    return behind or _first(unit_alone(cell.text) for cell in cells)


def unit_stated_above(layout: Layout, first: int, last: int) -> str | None:
    """单位：万元, in a line above the table or in a cell between two rows."""
    rows = range(max(1, first), last + 1)
    cells = [cell for row in rows for cell in layout.begun(row)]
    texts = (*layout.grid.before, *(cell.text for cell in cells))
    return (
        _first(unit_stated(text) for text in texts)
        or _first(_beside_label(layout, cell) for cell in cells)
        or _first(unit_in_brackets(c.text) for c in cells if _heads_funds(c))
        or _first(unit_alone(c.text) for c in cells if _MARKED.match(key(c.text)))
    )


def _first(units: Iterable[str | None]) -> str | None:
    return next((unit for unit in units if unit), None)


def _beside_label(layout: Layout, cell: Cell) -> str | None:
    """单位 | 万元: the unit in the cell beside its label."""
    if role("head", cell.text) != "money":
        return None
    right = layout.right_of(cell)
    return unit_alone(right.text) if right else None


def _heads_funds(cell: Cell) -> bool:
    return role("funds", cell.text) in {"block", "label"}
