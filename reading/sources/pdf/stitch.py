"""PDF 跨页的表接成一张.

Careful and conservative: only tables that stand alone at the foot and the head of two
neighbouring pages, with the same outer edges, are one table, and only where the second
does not begin a form of its own. A row is joined to the one above only where the text
itself shows that it was cut.
"""

from __future__ import annotations

from attrs import define

from reading.grid import Cell, Grid
from reading.sources.notices import Notices
from reading.sources.pdf.forms import begins_form, has_columns_of
from reading.sources.pdf.labels import Labels
from reading.sources.pdf.page import PageTable, PrintedPage, edges
from reading.sources.pdf.rows import (
    Placed,
    Row,
    grow,
    mended,
    moved,
    placed_in,
    row_of,
    without_heading,
)
from reading.sources.pdf.rules import TOLERANCE
from reading.sources.pdf.text import is_page_number


@define
class Draft:
    """The fragments of one table, and the lines around it."""

    fragments: list[PageTable]
    before: list[str]
    after: list[str]


def stitched(pages: list[PrintedPage], notices: Notices, labels: Labels) -> list[Grid]:
    """Turn pages into grids; each knows the lines around it, over a page break too."""
    drafts: list[Draft] = []
    last: PrintedPage | None = None
    for page in pages:
        fragments = list(page.fragments)
        near = last if last and last.number == page.number - 1 else None
        if drafts and fragments and near and _is_one(drafts[-1], near, page, labels):
            drafts[-1].fragments.append(fragments.pop(0))
            drafts[-1].after = list(drafts[-1].fragments[-1].after)
        elif near and near.fragments:
            drafts[-1].after = _over(drafts[-1].after, _head(page))
        drafts += [Draft([f], list(f.before), list(f.after)) for f in fragments]
        if near and fragments and fragments[0] is page.fragments[0]:
            drafts[-len(fragments)].before = _over(_foot(near), fragments[0].before)
        last = page
    return [_grid(draft, notices, labels) for draft in drafts]


def _head(page: PrintedPage) -> list[str]:
    """The lines above the first table of a page."""
    return page.fragments[0].before if page.fragments else page.lines


def _foot(page: PrintedPage) -> list[str]:
    """The lines below the last table of a page."""
    return page.fragments[-1].after if page.fragments else page.lines


def _over(above: list[str], below: list[str]) -> list[str]:
    """Lines on both sides of a page break, without the numbers of the pages."""
    return [line for line in (*above, *below) if not is_page_number(line)]


def _is_one(draft: Draft, last: PrintedPage, page: PrintedPage, labels: Labels) -> bool:
    if not continues(last, page):
        return False
    above, below = draft.fragments, page.fragments[0]
    fits = has_columns_of(above, below, labels)
    return fits and not begins_form(above[0], above[-1], below, labels)


def continues(last: PrintedPage, page: PrintedPage) -> bool:
    """Say whether the last table of one page may go on as the first of the next."""
    if page.number != last.number + 1 or not (last.fragments and page.fragments):
        return False
    above, below = last.fragments[-1], page.fragments[0]
    heads = set(last.fragments[0].before)
    foots = set(page.fragments[-1].after)
    between = [line for line in above.after if line not in foots]
    between += [line for line in below.before if line not in heads]
    return (
        all(is_page_number(line) for line in between)
        and abs(above.left - below.left) <= TOLERANCE
        and abs(above.right - below.right) <= TOLERANCE
    )


def _grid(draft: Draft, notices: Notices, labels: Labels) -> Grid:
    boxes = [box for fragment in draft.fragments for box in fragment.boxes]
    columns = edges([x for box in boxes for x in (box.left, box.right)])
    cells, height = _placed(draft, columns, notices, labels)
    kept = sorted(
        (c for c in cells if c.text or c.rows > 1 or c.columns > 1),
        key=lambda c: (c.row, c.column),
    )
    for cell in (cell for cell in kept if cell.clipped):
        notices.add(cell.place, "此格的文字超出格子，印出来不全，已照全文读取")
    first = draft.fragments[0]
    return Grid(
        f"第{first.page}页表{first.number}",
        tuple(Cell(c.text, c.row, c.column, c.place, c.rows, c.columns) for c in kept),
        height,
        max(0, len(columns) - 1),
        kind="table",
        before=tuple(draft.before),
        after=tuple(draft.after),
    )


def _placed(
    draft: Draft, columns: list[float], notices: Notices, labels: Labels
) -> tuple[list[Placed], int]:
    """Place the cells of all pages one below the other; the number of rows with them.

    Of a further page the repeated heading goes, and what the break has cut is joined.
    """
    first, *others = draft.fragments
    cells, height = placed_in(first, columns, notices)
    heading: list[Row] = [row_of(cells, row) for row in range(1, height + 1)]
    for fragment in others:
        placed, rows = placed_in(fragment, columns, notices)
        placed, rows = without_heading(placed, rows, heading)
        placed, rows = mended(cells, placed, (height, rows), notices)
        grow(cells, placed, height, labels)
        cells += [moved(cell, height) for cell in placed]
        height += rows
    return cells, height
