"""PDF 的一页: 线框成表, 表外的文字成行."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from attrs import define, field, frozen

from templates.sources.pdf_text import Char, Line, joined, lines_of

# Rules drawn closer than this are one rule.
TOLERANCE = 3.0
_SMALLEST_TABLE = 2

Corners = tuple[float, float, float, float]


@frozen
class Box:
    """A ruled cell on a page."""

    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[Line, ...] = ()

    @property
    def width(self) -> float:
        """How wide the cell is."""
        return self.right - self.left

    @property
    def text(self) -> str:
        """The text of the cell in one piece."""
        return joined(self.lines, self.width)


@define
class Fragment:
    """A table on one page, with the lines above and below it."""

    page: int
    number: int
    boxes: list[Box]
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
class Page:
    """One page: its tables, and all its lines if it has none."""

    number: int
    fragments: list[Fragment]
    lines: list[str]


def read_page(page: Any, number: int) -> Page:
    """Read one page of pdfplumber."""
    found = [
        table.cells
        for table in sorted(page.find_tables(), key=lambda table: table.bbox[1])
        if len(table.cells) >= _SMALLEST_TABLE
    ]
    rest = [char for char in page.chars if char["text"].strip()]
    fragments = []
    tops = []
    for order, corners in enumerate(found, 1):
        inside, rest = _fill(corners, rest)
        fragments.append(Fragment(number, order, inside))
        tops.append(min(box.top for box in inside))
    lines = lines_of(rest)
    for line in lines:
        index = bisect_right(tops, line.top)
        if index < len(fragments):
            fragments[index].before.append(line.text)
        if index:
            fragments[index - 1].after.append(line.text)
    return Page(number, fragments, [line.text for line in lines])


def _open_ended(corners: list[Corners]) -> list[Corners]:
    """Find the cells that have no rule at the page's edge, where a group is cut."""
    xs = edges([x for corner in corners for x in (corner[0], corner[2])])
    ys = edges([y for corner in corners for y in (corner[1], corner[3])])
    covered = {
        (row, column)
        for corner in corners
        for row in range(edge_index(ys, corner[1]), edge_index(ys, corner[3]))
        for column in range(edge_index(xs, corner[0]), edge_index(xs, corner[2]))
    }
    last = len(ys) - 1
    found = []
    for column in range(len(xs) - 1):
        taken = [row for row in range(last) if (row, column) in covered]
        for top, bottom in (
            (0, min(taken, default=0)),
            (max(taken, default=last) + 1, last),
        ):
            if top < bottom:
                found.append((xs[column], ys[top], xs[column + 1], ys[bottom]))
    return found


def _fill(corners: list[Corners], chars: list[Char]) -> tuple[list[Box], list[Char]]:
    """Share the characters out among the cells by their middles.

    The text of a group that is cut by the page's edge sticks out of its open cell; it
    still touches the table.
    """
    opened = _open_ended(corners)
    top, bottom = min(c[1] for c in corners), max(c[3] for c in corners)
    inside: dict[Corners, list[Char]] = {corner: [] for corner in corners + opened}
    rest: list[Char] = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        owner = _owner(corners, x, y)
        if not owner and char["top"] < bottom and char["bottom"] > top:
            owner = _owner(opened, x, min(max(y, top), bottom))
        (inside[owner] if owner else rest).append(char)
    boxes = [Box(*corner, tuple(lines_of(own))) for corner, own in inside.items()]
    return boxes, rest


def _owner(corners: list[Corners], x: float, y: float) -> Corners | None:
    for corner in corners:
        if corner[1] <= y <= corner[3] and corner[0] <= x <= corner[2]:
            return corner
    return None


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
