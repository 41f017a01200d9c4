"""页面: 排好的格子, 每行的高度; 太高的行先缩小字号, 再分成几行.

Logical rows come in; a row that needs more than a sheet row can be tall is spread over
several sheet rows, its cells merged downwards, so that nothing is ever cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Literal, NamedTuple

from attrs import evolve, frozen

from indicators.records import record
from templates.writing.contents import Content
from templates.writing.measure import height

Style = Literal["title", "subtitle", "label", "text", "center", "number", "note"]
SIZES: dict[Style, float] = {"title": 18, "subtitle": 11}
BODY = 10.0
SMALLER = (9.0, 8.0)
"""What a row that is too tall is set in, before it is spread over several rows."""

LEAST = 20.0
TALLEST = 409.0
"""The tallest row of a sheet. A page break never falls inside a row."""


class Slot(NamedTuple):
    """一格放的是什么: 第几行 (资金行、指标行, 从 0 数) 的哪一样.

    `owner` is "funds", "indicators", "level1", "level2", "head", "goals" or "total";
    `role` names the value: weight, stated, project … A level counts by its first row.
    """

    owner: str
    role: str
    number: int = 0


@record
class Box:
    """一格: 位置 (从 0 数)、跨度、内容、样式; `least` is the height it wants anyway.

    `slot` says which value stands here, None for what is printed on every form. An
    `entry` is a cell that a person fills in a sheet that is protected.
    """

    row: int
    column: int
    rows: int
    columns: int
    content: Content
    style: Style
    size: float = BODY
    least: float = LEAST
    slot: Slot | None = None
    entry: bool = False

    def holding(self, content: Content, *, entry: bool) -> Box:
        """The same cell with another content."""
        where = self.row, self.column, self.rows, self.columns
        look = self.style, self.size, self.least
        return Box(*where, content, *look, self.slot, entry)


Measured = list[tuple[Box, float]]
"""Boxes with the height that each needs."""


@frozen
class Page:
    """排好的一张表. `repeated` are the first and last heading row for every page."""

    boxes: tuple[Box, ...]
    heights: tuple[float, ...]
    widths: tuple[int, ...]
    repeated: tuple[int, int] | None


def spread(
    boxes: Sequence[Box], widths: tuple[int, ...], repeated: tuple[int, int] | None
) -> Page:
    """定行高: logical rows become sheet rows, each tall enough for its texts."""
    measured = _sized([(box, _needed(box, widths)) for box in boxes], widths)
    heights = _heights(measured)
    counts = [max(1, ceil(tall / TALLEST)) for tall in heights]
    starts = [sum(counts[:row]) for row in range(len(counts) + 1)]
    return Page(
        tuple(_moved(box, starts) for box, _ in measured),
        tuple(
            tall / count
            for tall, count in zip(heights, counts, strict=True)
            for _ in range(count)
        ),
        widths,
        repeated and (starts[repeated[0]], starts[repeated[1]]),
    )


def higher(page: Page, boxes: Iterable[Box]) -> Page:
    """加高几行: the rows of these boxes, where they do not show the whole text."""
    heights = list(page.heights)
    for box in boxes:
        heights[box.row] = max(heights[box.row], ceil(_needed(box, page.widths)))
    return evolve(page, heights=tuple(heights))


def _moved(box: Box, starts: Sequence[int]) -> Box:
    """Move a box from its logical row to the sheet rows that the row became."""
    first, after = starts[box.row], starts[box.row + box.rows]
    if (first, after) == (box.row, box.row + box.rows):
        return box
    return evolve(box, row=first, rows=after - first)


def _sized(boxes: Measured, widths: tuple[int, ...]) -> Measured:
    """Set the rows that would be too tall in smaller type; the others stay."""
    sizes = dict[int, float]()
    for box, tall in boxes:
        if box.rows == 1 and tall > TALLEST:
            size = _fitting_size(box, widths)
            sizes[box.row] = min(size, sizes.get(box.row, size))
    if not sizes:
        return boxes
    return [_resized(box, tall, sizes, widths) for box, tall in boxes]


def _fitting_size(box: Box, widths: tuple[int, ...]) -> float:
    """Return the first of the smaller sizes in which a row can hold the box."""
    fits = (s for s in SMALLER if _needed(evolve(box, size=s), widths) <= TALLEST)
    return next(fits, SMALLER[0])


def _resized(
    box: Box, tall: float, sizes: dict[int, float], widths: tuple[int, ...]
) -> tuple[Box, float]:
    """Set a box in the size of its row, and measure it again."""
    if box.rows > 1 or box.row not in sizes:
        return box, tall
    smaller = evolve(box, size=sizes[box.row])
    return smaller, _needed(smaller, widths)


def _heights(boxes: Measured) -> list[int]:
    """Give each logical row the height of its tallest cell, merged ones included."""
    heights = [LEAST] * max(box.row + box.rows for box, _ in boxes)
    for box, tall in sorted(boxes, key=lambda pair: pair[0].rows):
        after = box.row + box.rows
        lacking = tall - sum(heights[box.row : after])
        if lacking > 0:
            for row in range(box.row, after):
                heights[row] += lacking / box.rows
    return [ceil(tall) for tall in heights]


def _needed(box: Box, widths: tuple[int, ...]) -> float:
    """Return the height, in points, that a box needs to show its whole text."""
    if not box.content.text:
        return box.least
    columns = widths[box.column : box.column + box.columns]
    size = SIZES.get(box.style, box.size)
    return max(box.least, height(box.content.text, columns, size))
