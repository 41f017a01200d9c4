"""空表的指标行与总分行: 哪些行可填, 各在哪一组."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from reading.grid import Layout
from reading.locating.columns import Heading
from reading.locating.places import Place, is_blank
from reading.tables.rows import FILLER, ends_table
from reading.tables.total import is_subtotal, is_total
from reading.text import single
from reading.vocabulary.values import grouped


@frozen
class Slot:
    """指标表的一行: 它在哪一组, 已经印了什么名称 (None 为空行或样行)."""

    row: int
    path: tuple[str | None, ...]
    name: str | None


def slots(layout: Layout, heading: Heading) -> tuple[list[Slot], int]:
    """Find the rows for indicators, and the row after the last of them."""
    end = _end(layout, heading)
    found = [slot for slot in _slots(layout, heading, end) if slot is not None]
    return found, end


def _end(layout: Layout, heading: Heading) -> int:
    """The first row below the headings that belongs to the total or the footnotes."""
    for row in range(heading.bottom + 1, layout.height + 1):
        cells = [c for c in layout.begun(row) if c.text.strip()]
        if cells and (is_total(cells[0].text) or any(is_total(c.text) for c in cells)):
            return row
        left = [c for c in cells if not _in_names(heading, c.column)]
        if left and ends_table(left[0].text):
            return row
    return max(layout.height, heading.bottom + 1) + 1


def _in_names(heading: Heading, column: int) -> bool:
    name = heading.column("name")
    return name is not None and column >= name.first and bool(heading.levels)


def _slots(layout: Layout, heading: Heading, end: int) -> Iterator[Slot | None]:
    name = heading.column("name")
    held: list[str | None] = [None] * len(heading.levels)
    for row in range(heading.bottom + 1, end):
        if any(is_subtotal(cell.text) for cell in layout.begun(row)):
            continue
        for depth, level in enumerate(heading.levels):
            cell = layout.at(row, level.first)
            if cell is not None and cell.text.strip():
                text = grouped(cell.text)[0]
                if text != held[depth]:
                    held[depth:] = [text, *[None] * (len(held) - depth - 1)]
        over = layout.at(row, name.first) if name else None
        if over is not None and over.row < row:
            continue
        text = single(over.text) if over else ""
        printed = None if not text or FILLER.fullmatch(text) else text
        yield Slot(row, tuple(held), printed)


def total_row(layout: Layout, end: int) -> int:
    """The row of the total, at or below the end of the indicators; else past the end."""
    rows = range(end, layout.height + 1)
    found = (row for row in rows if any(is_total(c.text) for c in layout.begun(row)))
    return next(found, layout.height + 1)


def total_places(layout: Layout, heading: Heading, row: int) -> dict[str, Place]:
    """总分行: 分值 and 得分 in their columns, the grade right of them."""
    if row > layout.height:
        return {}
    labels = [cell for cell in layout.begun(row) if is_total(cell.text)]
    if not labels:
        return {}
    first = labels[0].column + labels[0].columns
    found: dict[str, Place] = {}
    for what in ("weight", "stated"):
        column = heading.column(what)
        if column is not None and column.first >= first:
            found[what] = (row, column.first)
    if "stated" not in found and first <= layout.grid.width:
        found["stated"] = (row, first)
    after = found["stated"][1] + _width(layout, found["stated"]) if found else 0
    if 0 < after <= layout.grid.width and is_blank(layout, (row, after)):
        found["grade"] = (row, after)
    return found


def _width(layout: Layout, place: Place) -> int:
    cell = layout.at(*place)
    return cell.columns if cell is not None else 1
