"""PDF 跨页的表接成一张: 去掉重复的表头, 接上被分页截断的行.

Careful and conservative: only tables that stand alone at the foot and the head of two
neighbouring pages, with the same outer edges, are one table. A row is joined to the
one above only where the text itself shows that it was cut.
"""

from __future__ import annotations

import re

from attrs import define

from templates.grid import Cell, Grid
from templates.sources.notices import Notices
from templates.sources.pdf_page import (
    TOLERANCE,
    Box,
    Fragment,
    Page,
    edge_index,
    edges,
)
from templates.sources.pdf_text import is_page_number, is_wrapped, seam

_NUMBER = re.compile(r"[≥≤=<>]?[\d.,%％/-]+")
_FULL_STOPS = "。；;！？：:"
_HEADING_CELLS = 3


@define
class Placed:
    """A box with its row and column in the stitched table."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int
    text: str
    place: str


@define
class Draft:
    """The fragments of one table."""

    fragments: list[Fragment]


def stitched(pages: list[Page], notices: Notices) -> list[Grid]:
    """Turn pages into grids."""
    drafts: list[Draft] = []
    last: Page | None = None
    for page in pages:
        for fragment in page.fragments:
            first = fragment is page.fragments[0]
            if drafts and first and last and continues(last, page):
                drafts[-1].fragments.append(fragment)
            else:
                drafts.append(Draft([fragment]))
        last = page
    return [_grid(draft, notices) for draft in drafts]


def continues(last: Page, page: Page) -> bool:
    """Say whether the last table of one page goes on as the first of the next."""
    if page.number != last.number + 1 or not last.fragments:
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


def _grid(draft: Draft, notices: Notices) -> Grid:
    boxes = [box for fragment in draft.fragments for box in fragment.boxes]
    columns = edges([x for box in boxes for x in (box.left, box.right)])
    cells: list[Placed] = []
    height = 0
    heading: list[tuple[tuple[int, str], ...]] = []
    for fragment in draft.fragments:
        placed, rows = _placed(fragment, columns, notices)
        if height:
            placed, rows = _without_heading(placed, rows, heading)
            placed, rows = _mended(cells, placed, (height, rows), notices)
            _grow_groups(cells, placed, height)
        else:
            heading = [_row(placed, row) for row in range(1, rows + 1)]
        cells += [_moved(cell, height) for cell in placed]
        height += rows
    kept = sorted(
        (c for c in cells if c.text or c.rows > 1 or c.columns > 1),
        key=lambda c: (c.row, c.column),
    )
    first, last = draft.fragments[0], draft.fragments[-1]
    return Grid(
        f"第{first.page}页表{first.number}",
        tuple(Cell(c.text, c.row, c.column, c.place, c.rows, c.columns) for c in kept),
        height,
        max(0, len(columns) - 1),
        kind="table",
        before=tuple(first.before),
        after=tuple(last.after),
    )


def _moved(cell: Placed, offset: int) -> Placed:
    """Move a cell down by the rows of the pages before."""
    cell.row += offset
    return cell


def _placed(
    fragment: Fragment, columns: list[float], notices: Notices
) -> tuple[list[Placed], int]:
    """Give each box its row and column; the place counts on its own page."""
    lines = edges([y for box in fragment.boxes for y in (box.top, box.bottom)])
    name = f"第{fragment.page}页表{fragment.number}"
    placed = []
    for box in fragment.boxes:
        row, column = edge_index(lines, box.top) + 1, edge_index(columns, box.left) + 1
        rows = max(1, edge_index(lines, box.bottom) - row + 1)
        across = max(1, edge_index(columns, box.right) - column + 1)
        place = f"{name}第{row}行第{column}列"
        text = notices.clean(box.text, place)
        placed.append(Placed(box, row, column, rows, across, text, place))
    return placed, len(lines) - 1


def _row(cells: list[Placed], row: int) -> tuple[tuple[int, str], ...]:
    texts = [(c.column, c.text) for c in cells if c.row == row and c.text]
    return tuple(sorted(texts))


def _without_heading(
    placed: list[Placed], rows: int, heading: list[tuple[tuple[int, str], ...]]
) -> tuple[list[Placed], int]:
    """Drop the rows that repeat a heading of the first page."""
    drop = 0
    while drop < rows - 1:
        row = _row(placed, drop + 1)
        numbers = any(_NUMBER.fullmatch(text) for _, text in row)
        at_top = drop < len(heading) and heading[drop] == row
        known = at_top or (len(row) >= _HEADING_CELLS and row in heading)
        if not row or numbers or not known:
            break
        drop += 1
    if any(cell.row <= drop < cell.row + cell.rows - 1 for cell in placed):
        return placed, rows
    kept = [_moved(cell, -drop) for cell in placed if cell.row > drop]
    return kept, rows - drop


def _mended(
    cells: list[Placed],
    placed: list[Placed],
    size: tuple[int, int],
    notices: Notices,
) -> tuple[list[Placed], int]:
    """接上被截断的行: 续行只有少数几格有字, 且上一行的字显然没有写完."""
    height, rows = size
    first = [cell for cell in placed if cell.row == 1]
    written = [cell for cell in first if cell.text]
    above = {
        (c.column, c.columns): c
        for c in cells
        if c.row + c.rows - 1 == height and c.text
    }
    pairs = [(above.get((cell.column, cell.columns)), cell) for cell in written]
    few = 0 < len(written) <= max(1, len(first) // 3)
    single = all(cell.rows == 1 or not cell.text for cell in first)
    if not (few and single and rows > 1 and all(_is_cut(a, b) for a, b in pairs)):
        return placed, rows
    for over, cell in pairs:
        if over is not None:
            upper, lower = over.box.lines[-1], cell.box.lines[0]
            over.text += seam(upper, lower, cell.box.width) + cell.text
            notices.add(over.place, "此格被分页截断，已与下一页的续行接上")
    kept = [cell for cell in placed if cell.row + cell.rows > 2]  # noqa: PLR2004
    for cell in kept:
        if cell.row == 1:
            cell.rows -= 1
        else:
            cell.row -= 1
    return kept, rows - 1


def _is_cut(over: Placed | None, cell: Placed) -> bool:
    if over is None or not over.box.lines or cell.column == 1:
        return False
    upper, lower = over.box.lines[-1], cell.box.lines[0]
    return over.text[-1] not in _FULL_STOPS and is_wrapped(upper, lower, cell.box.width)


def _grow_groups(cells: list[Placed], placed: list[Placed], height: int) -> None:
    """An empty cell at the head of the first row goes on with the group above it.

    A spreadsheet program prints the text of a group again on the next page.
    """
    first = sorted((c for c in placed if c.row == 1), key=lambda c: c.column)
    last = {(c.column, c.columns): c for c in cells if c.row + c.rows - 1 == height}
    if not any(cell.text for cell in first):
        return
    for cell in first:
        over = last.get((cell.column, cell.columns))
        if over is None:
            return
        again = cell.text == over.text and max(cell.rows, over.rows) > 1
        if cell.text and not again:
            return
        over.rows += cell.rows
        placed.remove(cell)
