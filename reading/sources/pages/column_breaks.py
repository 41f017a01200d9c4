"""表太宽, 打印时从列间切成几页: 各页的行一一对应, 左右接回一张.

A spreadsheet that is printed wider than its paper goes on to the right on pages of its
own, with the same rows at the same heights. Such a page holds neither the headings of
the levels nor the name of the project: these stand on the first one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial, reduce
from itertools import (
    chain,
    cycle,
    filterfalse,
    groupby,
    pairwise,
    product,
    starmap,
    takewhile,
)
from operator import attrgetter, itemgetter

from attrs import evolve

from indicators.place import Place
from reading.sources.notices import Notices
from reading.sources.pages.drawing import bounds
from reading.sources.pages.labels import Labels
from reading.sources.pages.page import (
    PageTable,
    PrintedPage,
    RuledCell,
    surround,
)
from reading.sources.pages.rules import TOLERANCE, edge_index, edges, is_near
from reading.sources.pages.text import PrintedLine

_JOINED = "表太宽，打印时被从列间切成几页，已按行左右接上，须核对"
_REMEDY = "请把打印设为一页宽后再给一份，或提供原始的 Excel 文件"
_FEWEST, _OTHERS = 5, 2
"""Fewer edges of rows tell nothing; a heading may be parted by so many of its own."""
_ALIKE = 10
"""Of so many edges of rows one may be another one on pages of closed cells."""
_HEAD = itemgetter(slice(2))
"""The texts of a row among which a heading stands at its left."""
_ROWS_OF, _CORNERS, _TOP, _RIGHT = map(attrgetter, ("rows", "corners", "top", "right"))
_IS_OPEN_LEFT, _IS_OPEN_RIGHT = map(attrgetter, ("open_left", "open_right"))
Height = tuple[int, int]
"""Where a cell begins and ends, from the top."""


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
    goes_on = partial(_goes_on, labels)
    for tall in range(1, len(pages) // 2 + 1):
        first, rest = pages[:tall], pages[tall:]
        fit = starmap(goes_on, zip(cycle(first), rest, strict=False))
        count = len(list(takewhile(bool, fit)))
        others = product(first, rest[count:])
        if count % tall == 0 and not any(starmap(goes_on, others)):
            return tall, count // tall
    return 1, 0


def _is_named(page: PrintedPage, labels: Labels) -> bool:
    """Say whether rows of a page begin with a heading of levels or a project's name."""
    rows = chain.from_iterable(map(_ROWS_OF, page.tables))
    texts = list(chain.from_iterable(map(_HEAD, rows)))
    return any(map(labels.is_first_level, texts)) or any(
        map(labels.names_project, texts)
    )


def _goes_on(labels: Labels, left: PrintedPage, page: PrintedPage) -> bool:
    """Say whether a page has the rows of another one, and none of its headings.

    A cell that is cut has no rule where the page ends; where all cells are closed, nearly
    all rows must be the same. A table that goes on below has no other columns: with the
    same ones, cells must be open on both pages.
    """
    if not (left.tables and page.tables) or _is_named(page, labels):
        return False
    ours, theirs = _edges(left, "top", "bottom"), _edges(page, "top", "bottom")
    fewer, more = sorted((len(ours), len(theirs)))
    same = _common(ours, theirs)
    if same < max(_FEWEST, fewer - _OTHERS):
        return False
    columns = _edges(page, "left", "right")
    if _common(_edges(left, "left", "right"), columns) == len(columns):
        return bool(_cut(left, _IS_OPEN_RIGHT) & _cut(page, _IS_OPEN_LEFT))
    return same >= more - more // _ALIKE or bool(_cut(left, _IS_OPEN_RIGHT))


def _cut(page: PrintedPage, is_open: Callable[[RuledCell], bool]) -> set[Height]:
    """The heights of the cells that are open on a side."""
    return {(round(b.top), round(b.bottom)) for b in filter(is_open, page.boxes)}


def _edges(page: PrintedPage, *sides: str) -> list[float]:
    """The edges of the rows of a page (top, bottom), or of its columns (left, right)."""
    return edges(list(chain.from_iterable(map(attrgetter(*sides), page.boxes))))


def _common(ours: list[float], theirs: list[float]) -> int:
    """How many edges are those of both."""
    return len(ours) + len(theirs) - len(edges([*ours, *theirs]))


def _put_behind(left: PrintedPage, page: PrintedPage) -> None:
    """Add the columns of a page to the tables of another."""
    begin, *_ = bounds(map(_CORNERS, page.boxes))
    boxes, rest = page.boxes, page.lines
    for table in left.tables:
        is_level = partial(_is_beside, table)
        move = partial(_moved, table.corners[2] - begin)
        added, inside = map(move, filter(is_level, boxes)), list(filter(is_level, rest))
        table.boxes = list(_boxes(table, list(added), inside))
        rest = [*filterfalse(is_level, rest), *inside]
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
    """The cells of both; one that no rule ends goes on in what stands beside it.

    Of `lines` those stay that are in no cell.
    """
    edge = table.corners[2]
    end = max(map(_RIGHT, added), default=edge)
    for box in table.boxes:
        cut = box.open_right and is_near(box.right, edge)
        beside_it = list(filter(partial(_is_level, box), added))
        rests = list(filter(partial(_is_rest, box, edge), beside_it))
        if cut and rests:
            (rest, *_) = rests
            added.remove(rest)
            yield _one_box(box, rest.right, rest.lines, open_right=rest.open_right)
        elif cut and not beside_it:
            more = list(filter(partial(_is_within, box), lines))
            yield _one_box(box, end, more, open_right=True)
            lines[:] = filterfalse(partial(_is_within, box), lines)
        else:
            yield box
    yield from added


def _is_within(box: RuledCell, line: PrintedLine) -> bool:
    return box.top <= line.top <= box.bottom


def _is_level(box: RuledCell, other: RuledCell) -> bool:
    return other.top < box.bottom - TOLERANCE and box.top < other.bottom - TOLERANCE


def _is_rest(box: RuledCell, edge: float, other: RuledCell) -> bool:
    """Say whether a cell beside another is its rest."""
    same = is_near(box.top, other.top) and is_near(box.bottom, other.bottom)
    return same and other.open_left and is_near(other.left, edge)


def _one_box(
    box: RuledCell, right: float, lines: Iterable[PrintedLine], *, open_right: bool
) -> RuledCell:
    both = tuple(_lines(box.lines, lines))
    return evolve(box, right=right, lines=both, open_right=open_right)


def _moved(shift: float, box: RuledCell) -> RuledCell:
    lines = tuple(
        evolve(line, left=line.left + shift, right=line.right + shift)
        for line in box.lines
    )
    return evolve(box, left=box.left + shift, right=box.right + shift, lines=lines)


def _lines(
    ours: Iterable[PrintedLine], theirs: Iterable[PrintedLine]
) -> list[PrintedLine]:
    """The lines of both, from the top down; of those at one height one line."""
    both = sorted((*ours, *theirs), key=_TOP)
    heights = edges(list(map(_TOP, both)))
    level = groupby(both, lambda line: edge_index(heights, line.top))
    return [reduce(_one_line, lines) for _, lines in level]


def _one_line(one: PrintedLine, other: PrintedLine) -> PrintedLine:
    """Two parts of a line; what is cut may be printed whole on either side."""
    part, whole = sorted((one, other), key=_length)
    if part.text in whole.text:
        return evolve(whole, left=min(one.left, other.left))
    return evolve(one, text=one.text + other.text, right=other.right)


def _length(line: PrintedLine) -> int:
    return len(line.text)
