"""PDF 的一页: 线框成表, 表外的文字成行."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from attrs import define, field, frozen

from reading.sources.pdf.clip import chars_of
from reading.sources.pdf.rules import TOLERANCE, Corners, Rules
from reading.sources.pdf.text import Char, PrintedLine, joined, lines_of

_SMALLEST_TABLE = 2


@frozen
class RuledCell:
    """A ruled cell on a page.

    `above` and `below` say that a page break cuts it without a rule; `clipped`, that
    not all of its text is seen.
    """

    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[PrintedLine, ...] = ()
    above: bool = False
    below: bool = False
    clipped: bool = False

    @property
    def width(self) -> float:
        """How wide the cell is."""
        return self.right - self.left

    @property
    def text(self) -> str:
        """The text of the cell in one piece."""
        return joined(self.lines, self.width)


@define
class PageTable:
    """A table on one page, with the lines above and below it."""

    page: int
    number: int
    boxes: list[RuledCell]
    before: list[str] = field(factory=list)
    after: list[str] = field(factory=list)

    @property
    def left(self) -> float:
        """The left edge."""
        return min(box.left for box in self.boxes)

    @property
    def right(self) -> float:
        """The right edge."""
        return max(box.right for box in self.boxes)


@define
class PrintedPage:
    """One page: its tables, and all its lines if it has none."""

    number: int
    fragments: list[PageTable]
    lines: list[str]


def read_page(page: Any, number: int) -> PrintedPage:
    """Read one page of pdfplumber."""
    chars = [char for char in chars_of(page) if char["text"].strip()]
    rules = Rules(page)
    tables = sorted(rules.tables, key=lambda table: table.bbox[1])
    found = [list(t.cells) for t in tables if len(t.cells) >= _SMALLEST_TABLE]
    found = [cells for cells in found if not _is_frame(cells, found)]
    owned, rest = _shared_out([cell for cells in found for cell in cells], chars)
    fragments = [
        PageTable(number, order, _boxes(cells, owned, rules))
        for order, cells in enumerate(found, 1)
    ]
    lines = lines_of(char for char in rest if _is_seen(char, page.bbox))
    _surround(fragments, lines)
    return PrintedPage(number, fragments, [line.text for line in lines])


def _surround(fragments: list[PageTable], lines: list[PrintedLine]) -> None:
    """Give the tables of a page the lines between them."""
    tops = [min(box.top for box in fragment.boxes) for fragment in fragments]
    for line in lines:
        index = bisect_right(tops, line.top)
        if index < len(fragments):
            fragments[index].before.append(line.text)
        if index:
            fragments[index - 1].after.append(line.text)


def _is_frame(cells: list[Corners], tables: list[list[Corners]]) -> bool:
    """Say whether a table of one column only stands round another."""
    if len({cell[0] for cell in cells}) > 1:
        return False
    return any(
        other is not cells and all(_lies_in(corners, cell) for corners in other)
        for cell in cells
        for other in tables
    )


def _lies_in(inner: Corners, outer: Corners, slack: float = 0) -> bool:
    return (
        outer[0] - slack <= inner[0]
        and outer[1] - slack <= inner[1]
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _shared_out(
    cells: list[Corners], chars: list[Char]
) -> tuple[dict[Corners, list[Char]], list[Char]]:
    """Share the characters out by their middles, among the innermost cells.

    What is not seen, drawn for a cell that is too small for it, belongs to that cell.
    """
    owned: dict[Corners, list[Char]] = {cell: [] for cell in cells}
    inner_first = sorted(cells, key=lambda c: (c[2] - c[0]) * (c[3] - c[1]))
    rest: list[Char] = []
    for char in chars:
        seen = _is_seen(char, char["clip"])
        owner = next((c for c in inner_first if _owns(c, char, seen=seen)), None)
        if owner:
            owned[owner].append(char)
        elif seen:
            rest.append(char)
    return owned, rest


def _owns(cell: Corners, char: Char, *, seen: bool) -> bool:
    if seen:
        return _is_seen(char, cell)
    return _lies_in(char["clip"], cell, TOLERANCE)


def _is_seen(char: Char, window: Corners | None) -> bool:
    """Say whether the middle of a character stands in a rectangle."""
    if window is None:
        return True
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(window[1] <= y <= window[3] and window[0] <= x <= window[2])


def _boxes(
    cells: list[Corners], owned: dict[Corners, list[Char]], rules: Rules
) -> list[RuledCell]:
    """The cells of a table with their texts."""
    top, bottom = min(c[1] for c in cells), max(c[3] for c in cells)
    return [
        RuledCell(
            *cell,
            tuple(lines_of(owned[cell])),
            above=cell[1] - top <= TOLERANCE and rules.is_open(cell, below=False),
            below=bottom - cell[3] <= TOLERANCE and rules.is_open(cell, below=True),
            clipped=not all(_is_seen(char, char["clip"]) for char in owned[cell]),
        )
        for cell in cells
    ]


def edges(values: list[float]) -> list[float]:
    """Take rules that stand within the tolerance for one.

    >>> edges([10.0, 50.2, 50.0, 90.0])
    [10.0, 50.0, 90.0]
    """
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOLERANCE:
            found.append(value)
    return found


def edge_index(found: list[float], value: float) -> int:
    """Find a rule among the edges."""
    return max(0, bisect_right(found, value + 0.01) - 1)
