"""版式文件的一页: 线框成表, 表外的文字成行."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter

from attrs import define, evolve, field, frozen

from indicators.reasons import UncertainText
from reading.sources.pages.directions import lines_in
from reading.sources.pages.drawing import Char, Corners, PageDrawing, bounds
from reading.sources.pages.overlaps import Owned, tell_apart
from reading.sources.pages.rules import TOLERANCE, Rules, edge_index, edges
from reading.sources.pages.strays import bring_back, bring_to_middles
from reading.sources.pages.text import PrintedLine, joined, lines_of
from reading.sources.pages.uncertain import uncertain_of

_BOXES = attrgetter("boxes")
_SMALLEST_TABLE = 2
_GIVEN_AWAY = "与上下格的文字重叠，归上下哪一格看不准"
# A cell without room for so much of a line below its text is full.
_ROOM = 2.0


@frozen
class RuledCell:
    """A ruled cell on a page.

    `above` and `below` say that a page break cuts it without a rule, `open_left` and
    `open_right` that no rule stands beside it; `clipped`, that not all of its text is seen; `crossed`, that its text stands over other cells, or
    theirs over its own.
    """

    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[PrintedLine, ...] = ()
    above: bool = False
    below: bool = False
    clipped: bool = False
    crossed: bool = False
    open_left: bool = False
    open_right: bool = False

    @property
    def width(self) -> float:
        """How wide the cell is."""
        return self.right - self.left

    @property
    def text(self) -> str:
        """The text of the cell in one piece."""
        return joined(self.lines, self.width)

    @property
    def corners(self) -> Corners:
        """Its rectangle: left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom

    @property
    def uncertain(self) -> UncertainText | None:
        """Why the text of the cell may be another one; None where it is certain."""
        return uncertain_of(self.lines, self.width)

    @property
    def sides(self) -> tuple[float, float]:
        """The left and the right edge."""
        return self.left, self.right

    @property
    def is_full(self) -> bool:
        """Say whether there is no room for another line below the text."""
        if not self.lines:
            return False
        last = self.lines[-1]
        return self.bottom - last.bottom < _ROOM * (last.bottom - last.top)


@define
class PageTable:
    """A table on one page, with the lines above and below it."""

    page: int
    number: int
    boxes: list[RuledCell]
    before: list[PrintedLine] = field(factory=list)
    after: list[PrintedLine] = field(factory=list)

    @property
    def corners(self) -> Corners:
        """The rectangle round it: left, top, right, bottom."""
        return bounds(box.corners for box in self.boxes)

    @property
    def first_boxes(self) -> list[RuledCell]:
        """The cells that begin at the upper edge."""
        lowest = self.corners[1] + TOLERANCE
        return [box for box in self.boxes if box.top <= lowest]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The texts of each row, those of merged cells in the row where they begin."""
        tops = edges([box.top for box in self.boxes])
        rows: list[list[str]] = [[] for _ in tops]
        for box in sorted(self.boxes, key=lambda box: box.left):
            if box.lines:
                rows[edge_index(tops, box.top)].append(box.text)
        return [tuple(row) for row in rows if row]


@define
class PrintedPage:
    """One page: its tables, and all its lines if it has none.

    `is_picture` says that a picture covers it: it was scanned.
    """

    number: int
    tables: list[PageTable]
    lines: list[PrintedLine]
    is_picture: bool = False

    @property
    def boxes(self) -> list[RuledCell]:
        """The cells of all its tables."""
        return list(chain.from_iterable(map(_BOXES, self.tables)))

    @property
    def head(self) -> list[PrintedLine]:
        """The lines above the first table."""
        return self.tables[0].before if self.tables else self.lines

    @property
    def foot(self) -> list[PrintedLine]:
        """The lines below the last table."""
        return self.tables[-1].after if self.tables else self.lines


def read_page(page: PageDrawing) -> PrintedPage:
    """Read one page as it is drawn."""
    rules = Rules(page)
    found = found_tables(rules)
    cells = [cell for table in found for cell in table]
    owned, rest = _shared_out(cells, page.chars)
    printed = dict(owned)
    rest, crossed = bring_to_middles(owned, rest)
    crossed |= tell_apart(owned, crossed)
    rest, changed = bring_back(owned, rest)
    crossed |= changed
    lost = {cell: printed[cell] for cell in crossed if not owned[cell]}
    tables = [
        PageTable(page.number, order, _boxes(table, owned, rules, crossed, lost))
        for order, table in enumerate(found, 1)
    ]
    lines = lines_of(char for char in rest if _is_seen(char, page.box))
    surround(tables, lines)
    return PrintedPage(page.number, tables, lines, page.is_picture)


def surround(tables: list[PageTable], lines: list[PrintedLine]) -> None:
    """Give the tables of a page the lines between them."""
    tops = [table.corners[1] for table in tables]
    for line in lines:
        index = bisect_right(tops, line.top)
        if index < len(tables):
            tables[index].before.append(line)
        if index:
            tables[index - 1].after.append(line)


def found_tables(rules: Rules) -> list[list[Corners]]:
    """The cells of each table from the top down, without frames round tables."""
    tables = sorted(rules.tables, key=lambda table: table.bbox[1])
    found = [list(t.cells) for t in tables if len(t.cells) >= _SMALLEST_TABLE]
    return [cells for cells in found if not _is_frame(cells, found)]


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


def _shared_out(cells: list[Corners], chars: list[Char]) -> tuple[Owned, list[Char]]:
    """Share the characters out by their middles, among the innermost cells.

    What is not seen, drawn for a cell that is too small for it, belongs to that cell.
    """
    owned: Owned = {cell: [] for cell in cells}
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


def _lost(cell: Corners, chars: list[Char]) -> Iterator[PrintedLine]:
    """What stood whole in a cell and was given to another: the cell is not blank."""
    for line in lines_in(chars):
        if cell[1] <= line.top and line.bottom <= cell[3]:
            yield evolve(line, doubt=UncertainText(line.text, _GIVEN_AWAY))


def _boxes(
    cells: list[Corners],
    owned: Owned,
    rules: Rules,
    crossed: set[Corners],
    lost: Owned,
) -> list[RuledCell]:
    """The cells of a table with their texts."""
    left, top, right, bottom = bounds(cells)
    return [
        RuledCell(
            *cell,
            tuple(lines_in(owned[cell]) or _lost(cell, lost.get(cell, []))),
            above=cell[1] - top <= TOLERANCE and rules.is_open(cell, below=False),
            below=bottom - cell[3] <= TOLERANCE and rules.is_open(cell, below=True),
            clipped=not all(_is_seen(char, char["clip"]) for char in owned[cell]),
            crossed=cell in crossed,
            open_left=cell[0] - left <= TOLERANCE and rules.is_bare(cell, right=False),
            open_right=right - cell[2] <= TOLERANCE and rules.is_bare(cell, right=True),
        )
        for cell in cells
    ]
