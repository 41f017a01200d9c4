"""表太宽, 打印时从列间切成几页: 各页的行一一对应, 左右接回一张.

A spreadsheet that is printed wider than its paper goes on to the right on pages of its
own, with the same rows at the same heights. Such a page holds neither the headings of
the levels nor the name of the project: these stand on the first one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise, takewhile

from attrs import evolve

from indicators.place import Place
from reading.sources.notices import Notices
from reading.sources.pages.labels import Labels
from reading.sources.pages.page import (
    PageTable,
    PrintedPage,
    RuledCell,
    surround,
)
from reading.sources.pages.rules import TOLERANCE, edges, is_near
from reading.sources.pages.text import PrintedLine

_JOINED = "表太宽，打印时被从列间切成几页，已按行左右接上，须核对"
_REMEDY = "请把打印设为一页宽后再给一份，或提供原始的 Excel 文件"
_ROWS, _MOST = 5, 0.6
"""Fewer edges of rows, or fewer of those of the page on the left, tell nothing."""
_FEW = 2
_HEAD = 2
"""Within so many texts of a row a heading stands at its left."""
"""A heading may be parted into rows by so many edges of its own."""


def beside(
    pages: list[PrintedPage], notices: Notices, labels: Labels
) -> list[PrintedPage]:
    """Put pages that go on to the right behind the pages of their rows.

    Where one of the pages between does not fit, none is put anywhere.
    """
    begun = [n for n, page in enumerate(pages) if _is_named(page, labels)]
    whole = pages[: begun[0]] if begun else pages
    for first, end in pairwise([*begun, len(pages)]):
        whole = whole + _put_together(pages[first:end], notices, labels)
    return whole


def _put_together(
    pages: list[PrintedPage], notices: Notices, labels: Labels
) -> list[PrintedPage]:
    """Put together the pages from one with headings to the next one with such."""
    tall, wide = _laid_out(pages, labels)
    if not wide:
        return pages
    for number, page in enumerate(pages[tall : tall * (wide + 1)]):
        _put_behind(pages[number % tall], page)
    notices.add(Place("table", page=pages[0].number), _JOINED, _REMEDY)
    return pages[:tall] + pages[tall * (wide + 1) :]


def _laid_out(pages: list[PrintedPage], labels: Labels) -> tuple[int, int]:
    """How many pages are as high as the table, and how many times it goes on."""
    for tall in range(1, len(pages) // 2 + 1):
        first, rest = pages[:tall], pages[tall:]
        pairs = ((first[n % tall], page) for n, page in enumerate(rest))
        count = sum(1 for _ in takewhile(lambda pair: _goes_on(*pair, labels), pairs))
        others = rest[count:]
        if count % tall == 0 and not any(
            _goes_on(one, other, labels) for one in first for other in others
        ):
            return tall, count // tall
    return 1, 0


def _is_named(page: PrintedPage, labels: Labels) -> bool:
    """Say whether rows of a page begin with a heading of levels or a project's name."""
    rows = chain.from_iterable(table.rows for table in page.tables)
    texts = chain.from_iterable(row[:_HEAD] for row in rows)
    return any(labels.is_first_level(t) or labels.names_project(t) for t in texts)


def _goes_on(left: PrintedPage, page: PrintedPage, labels: Labels) -> bool:
    """Say whether a page has the rows of another one, and none of its headings.

    A cell that is cut has no rule where the page ends; where all cells are closed, the
    rows must be quite the same, and the columns others: else a table goes on below.
    """
    if not (left.tables and page.tables) or _is_named(page, labels):
        return False
    ours, theirs = _edges(left, "top", "bottom"), _edges(page, "top", "bottom")
    fewer, more = sorted((len(ours), len(theirs)))
    same = _common(ours, theirs)
    if same < max(_ROWS, fewer - _FEW):
        return False
    if any(box.open_right for table in left.tables for box in table.boxes):
        return True
    columns = _edges(left, "left", "right"), _edges(page, "left", "right")
    return same == more and _common(*columns) < max(map(len, columns))


def _edges(page: PrintedPage, first: str, last: str) -> list[float]:
    """The edges of the rows of a page (top, bottom), or of its columns (left, right)."""
    boxes = list(chain.from_iterable(table.boxes for table in page.tables))
    return edges([getattr(box, side) for box in boxes for side in (first, last)])


def _common(ours: list[float], theirs: list[float]) -> int:
    return sum(any(is_near(one, other) for one in ours) for other in theirs)


def _put_behind(left: PrintedPage, page: PrintedPage) -> None:
    """Add the columns of a page to the tables of another."""
    begin = min(table.corners[0] for table in page.tables)
    boxes = list(chain.from_iterable(table.boxes for table in page.tables))
    rest = page.lines
    for table in left.tables:
        shift = table.corners[2] - begin
        beside_it = [_moved(b, shift) for b in boxes if _is_beside(table, b)]
        inside = [line for line in rest if _is_beside(table, line)]
        rest = [line for line in rest if not _is_beside(table, line)]
        table.boxes = list(_boxes(table, beside_it, inside))
        table.before, table.after = [], []
    left.lines = _lines(left.lines, rest)
    surround(left.tables, left.lines)


def _is_beside(table: PageTable, other: RuledCell | PrintedLine) -> bool:
    """Say whether a cell or a line of another page stands at the height of a table."""
    _, top, _, bottom = table.corners
    return top <= (other.top + other.bottom) / 2 <= bottom


def _boxes(
    table: PageTable, added: list[RuledCell], lines: list[PrintedLine]
) -> Iterator[RuledCell]:
    """The cells of both; one that no rule ends goes on in what stands beside it."""
    edge = table.corners[2]
    end = max((box.right for box in added), default=edge)
    for box in table.boxes:
        if not (box.open_right and is_near(box.right, edge)):
            yield box
            continue
        beside_it = [each for each in added if _is_level(box, each)]
        rest = next((e for e in beside_it if _is_rest(box, e, edge)), None)
        if rest:
            added.remove(rest)
            yield _one_box(box, rest.right, rest.lines, open_right=rest.open_right)
        elif beside_it:
            yield box
        else:
            more = tuple(line for line in lines if box.top <= line.top <= box.bottom)
            yield _one_box(box, end, more, open_right=True)
    yield from added


def _is_level(box: RuledCell, other: RuledCell) -> bool:
    return other.top < box.bottom - TOLERANCE and box.top < other.bottom - TOLERANCE


def _is_rest(box: RuledCell, other: RuledCell, edge: float) -> bool:
    """Say whether a cell beside another is its rest."""
    same = is_near(box.top, other.top) and is_near(box.bottom, other.bottom)
    return same and other.open_left and is_near(other.left, edge)


def _one_box(
    box: RuledCell, right: float, lines: tuple[PrintedLine, ...], *, open_right: bool
) -> RuledCell:
    both = tuple(_lines(list(box.lines), list(lines)))
    return evolve(box, right=right, lines=both, open_right=open_right)


def _moved(box: RuledCell, shift: float) -> RuledCell:
    lines = tuple(
        evolve(line, left=line.left + shift, right=line.right + shift)
        for line in box.lines
    )
    return evolve(box, left=box.left + shift, right=box.right + shift, lines=lines)


def _lines(ours: list[PrintedLine], theirs: list[PrintedLine]) -> list[PrintedLine]:
    """The lines of both; of those at one height one line.

    What is cut may be printed whole on either side.
    """
    made = list(ours)
    for line in theirs:
        same = (
            n for n, each in enumerate(made) if abs(each.top - line.top) < TOLERANCE
        )
        number = next(same, None)
        if number is None:
            made.append(line)
        else:
            made[number] = _one_line(made[number], line)
    return sorted(made, key=lambda each: each.top)


def _one_line(one: PrintedLine, other: PrintedLine) -> PrintedLine:
    if one.text in other.text:
        return evolve(other, left=min(one.left, other.left))
    text = one.text if other.text in one.text else one.text + other.text
    return evolve(one, text=text, right=other.right)
