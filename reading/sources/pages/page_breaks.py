"""PDF 的表被换页断开: 哪两张是一张, 被截断的行和格怎样接上.

All that is known about tables cut by a page break is here. Careful and conservative:
only tables that stand alone at the foot and the head of two neighbouring pages, with
the same outer edges, are one table, and only where the second does not begin a form
of its own. A row is joined to the one above only where the text itself shows that it
was cut; what words mean is asked of `labels`.
"""

from __future__ import annotations

import re
from itertools import takewhile

from attrs import define

from reading.grid import Grid
from reading.sources.notices import Notices
from reading.sources.pages.labels import Labels
from reading.sources.pages.page import PageTable, PrintedPage
from reading.sources.pages.placed_cells import (
    CutCell,
    LastRow,
    PlacedCell,
    PlacedTable,
    RowTexts,
    is_number,
    placed,
)
from reading.sources.pages.rules import edges, is_near
from reading.sources.pages.text import is_page_number

_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_HEADING_CELLS = 3
_LAST_ROWS = 4
_PAIR = 2


@define
class CutTable:
    """A table and its parts on one or several pages, with the lines around it."""

    parts: list[PageTable]
    before: list[str]
    after: list[str]

    @property
    def columns(self) -> list[float]:
        """The edges of its columns."""
        return edges(
            [x for part in self.parts for box in part.boxes for x in box.sides]
        )


# --- which tables are one -------------------------------------------------------------


def joined_tables(
    pages: list[PrintedPage], notices: Notices, labels: Labels
) -> list[Grid]:
    """Turn pages into grids; each knows the lines around it, over a page break too."""
    tables: list[CutTable] = []
    last: PrintedPage | None = None
    for page in pages:
        begun = [CutTable([t], list(t.before), list(t.after)) for t in page.tables]
        if last and last.number == page.number - 1:
            _look_over_break(tables, begun, (last, page), labels)
        tables += begun
        last = page
    return [_grid(table, notices, labels) for table in tables]


def _look_over_break(
    tables: list[CutTable],
    begun: list[CutTable],
    pages: tuple[PrintedPage, PrintedPage],
    labels: Labels,
) -> None:
    """Let the last table of a page go on, or see the lines on the other side."""
    last, page = pages
    if may_go_on(last, page) and _is_rest(page.tables[0], tables[-1], labels):
        rest = begun.pop(0)
        tables[-1].parts += rest.parts
        tables[-1].after = rest.after
        return
    if last.tables:
        tables[-1].after = _without_numbers(tables[-1].after + page.head)
    if begun:
        begun[0].before = _without_numbers(last.foot + begun[0].before)


def _without_numbers(lines: list[str]) -> list[str]:
    """Leave out the numbers of the pages."""
    return [line for line in lines if not is_page_number(line)]


def may_go_on(last: PrintedPage, page: PrintedPage) -> bool:
    """Say whether the last table of one page may go on as the first of the next.

    Between them stands nothing but what is printed on both pages, and page numbers.
    """
    if page.number != last.number + 1 or not (last.tables and page.tables):
        return False
    above, below = last.tables[-1], page.tables[0]
    between = _without(above.after, page.foot) + _without(below.before, last.head)
    (left, _, right, _), (x0, _, x1, _) = above.corners, below.corners
    return is_near(left, x0) and is_near(right, x1) and not _without_numbers(between)


def _without(lines: list[str], others: list[str]) -> list[str]:
    return [line for line in lines if line not in others]


def _is_rest(below: PageTable, table: CutTable, labels: Labels) -> bool:
    """Say whether a table goes on: in the same columns, without another form."""
    return _has_columns(table, below, labels) and not _begins_form(table, below, labels)


def _has_columns(table: CutTable, below: PageTable, labels: Labels) -> bool:
    """Say whether the first row of a page stands in the columns of the pages before.

    A row of labels or headings may part the table anew.
    """
    first = below.rows[:1]
    if _has_heading(first, labels) or any(labels.is_label(row[0]) for row in first):
        return True
    known = table.columns
    sides = [x for box in below.first_boxes for x in box.sides]
    return all(any(is_near(x, edge) for edge in known) for x in sides)


def _begins_form(table: CutTable, below: PageTable, labels: Labels) -> bool:
    """Say whether the table at the head of a page begins another form.

    A running head and a repeated heading are printed above the rows that go on. Where
    the rows below them are again those at the top of a form, with another value beside
    the same label, they belong to another form.
    """
    ours, theirs = table.parts[0].rows, below.rows
    if not ours or not theirs:
        return False
    pairs = zip(ours, theirs, strict=False)
    again = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    if again in {len(ours), len(theirs)}:
        return labels.names_project(theirs[0][0]) and len(theirs) == len(ours)
    old, new = ours[again][0], theirs[again][0]
    if again == 0 and labels.names_project(new):
        return True
    if old == new and labels.is_label(new):
        return True
    return _has_heading(theirs[:again], labels) and _is_ended(table, labels)


def _is_ended(table: CutTable, labels: Labels) -> bool:
    """Say whether a form has come to its total."""
    return any(labels.is_total(row[0]) for row in table.parts[-1].rows[-_LAST_ROWS:])


def _has_heading(rows: list[tuple[str, ...]], labels: Labels) -> bool:
    return any(labels.is_first_level(text) for row in rows for text in row)


# --- rows and cells -------------------------------------------------------------------


def _grid(table: CutTable, notices: Notices, labels: Labels) -> Grid:
    columns = table.columns
    whole, *rests = (placed(part, columns, notices) for part in table.parts)
    heading = whole.texts
    for rest in rests:
        _drop_heading(rest, heading)
        _join_row(whole, rest, notices)
        _join_cells(whole, rest, labels)
        whole.append(rest)
    first = table.parts[0]
    cells = sorted(whole.cells, key=lambda cell: (cell.row, cell.column))
    kept = [cell for cell in cells if cell.text or max(cell.rows, cell.columns) > 1]
    for cell in kept:
        for message in cell.doubts:
            notices.add(cell.place, message)
    return Grid(
        f"第{first.page}页表{first.number}",
        tuple(cell.in_grid for cell in kept),
        whole.height,
        max(0, len(columns) - 1),
        kind="table",
        before=tuple(table.before),
        after=tuple(table.after),
    )


def _drop_heading(rest: PlacedTable, heading: list[RowTexts]) -> None:
    """Drop the rows at the head of a page that repeat a heading of the first page."""
    rows = rest.texts[:-1]
    again = (_is_repeated(row, heading[n:], heading) for n, row in enumerate(rows))
    count = sum(takewhile(bool, again))
    if not any(cell.row <= count < cell.last_row for cell in rest.cells):
        rest.drop_rows(count)


def _is_repeated(row: RowTexts, here: list[RowTexts], heading: list[RowTexts]) -> bool:
    """Say whether a row is that of the heading `here`, or surely one of its others."""
    known = here[:1] == [row] or (len(row) >= _HEADING_CELLS and row in heading)
    return known and bool(row) and not any(is_number(text) for _, text in row)


def _join_row(whole: PlacedTable, rest: PlacedTable, notices: Notices) -> None:
    """接上被截断的行: 续行有字的格, 上一行的字都写到格底而没有写完."""
    above, first = whole.last_row, rest.first_row
    pairs = [CutCell(above[c.across], c) for c in first if c.across in above]
    if _goes_on_below(above, first, pairs):
        _put_together(pairs, notices)
        rest.drop_rows(1)


def _goes_on_below(
    above: LastRow, first: list[PlacedCell], pairs: list[CutCell]
) -> bool:
    """Say whether the first row of a page is the rest of the last one of the other.

    Below its text a row may end on the next page.
    """
    going_on = sum(bool(cell.text) for cell in first)
    if not going_on:
        return len(pairs) == len(first) and all(pair.is_open for pair in pairs)
    cut = [pair for pair in pairs if pair.lower.text]
    return len(cut) == going_on and _is_one_row(above, cut, len(first))


def _put_together(pairs: list[CutCell], notices: Notices) -> None:
    """Join the cells of a row, and say so where a text was cut."""
    for pair in pairs:
        if pair.lower.text and pair.lower.rows == 1:
            notices.add(pair.upper.place, "此格被分页截断，已与下一页的续行接上")
        pair.join()


def _is_one_row(above: LastRow, cut: list[CutCell], width: int) -> bool:
    """Say whether all that goes on was cut, while other cells have ended above.

    Where numbers have ended, one text that was surely cut is enough. A row that goes
    on in numbers too is a row of its own, unless little else does.
    """
    ended = _ended(above, cut)
    sure = sum(cell.is_number for cell in ended) >= _PAIR
    if sum(cell.is_cut for cell in cut) < (1 if ended else _PAIR):
        return False
    if len(cut) > max(1, width // 3) and any(cell.are_numbers for cell in cut):
        return False
    return all(cell.may_be_cut(sure=sure) for cell in cut)


def _ended(above: LastRow, cut: list[CutCell]) -> list[PlacedCell]:
    """The cells of the last row above the break that do not go on below it."""
    going_on = {cell.lower.across for cell in cut}
    left = [above[across] for across in above if across not in going_on]
    return [cell for cell in left if cell.text and cell.rows == 1]


def _join_cells(whole: PlacedTable, rest: PlacedTable, labels: Labels) -> None:
    """Let the cells at the foot of a page go on as those at the head of the next.

    Cells that the break has cut open do so, wherever they stand; of others an empty
    one at the head of the row, or one that prints the text of its group again.
    """
    above, first = whole.last_row, rest.first_row
    opened = _opened({cell.across: cell.box.below for cell in above.values()})
    opened |= _opened({cell.across: cell.box.above for cell in first})
    leads = any(cell.text for cell in first)
    for cell in first:
        over = above.get(cell.across)
        leads = leads and over is not None and _goes_on(over, cell, whole, labels)
        if over and (leads or cell.across in opened):
            CutCell(over, cell).go_on()
            rest.cells.remove(cell)


def _opened(is_open: dict[tuple[int, int], bool]) -> set[tuple[int, int]]:
    """The columns that are cut open where others are not: not those of a whole row."""
    found = {across for across in is_open if is_open[across]}
    return found if len(found) < len(is_open) else set()


def _goes_on(
    over: PlacedCell, cell: PlacedCell, whole: PlacedTable, labels: Labels
) -> bool:
    """Say whether a cell is the rest of the one above.

    It is empty, says the same again or is the end of the label; or a group that begins
    above the break has its label below it. Where groups are merged cells, an empty
    cell of its own is such a group.
    """
    tall = max(over.rows, cell.rows) > 1
    if not cell.text or (tall and cell.text == over.text):
        return True
    if not over.text and (cell.rows > 1 or whole.is_merged(over.across)):
        return True
    if _BRACKETED.fullmatch(cell.text):
        return bool(over.text)
    return labels.is_cut_label(over.text, cell.text)
