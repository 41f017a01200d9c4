"""PDF 的表被换页断开: 哪两张是一张.

All that is known about tables cut by a page break is here, and in `cut_rows` how their
rows are put together. Careful and conservative: only tables that stand alone at the foot and the head of two neighbouring pages, with
the same outer edges, are one table, and only where the second does not begin a form
of its own. What words mean is asked of `labels`.
"""

from __future__ import annotations

from itertools import takewhile
from operator import attrgetter

from attrs import define

from indicators.reasons import UncertainText
from reading.grid import Grid
from reading.sources.notices import Notices
from reading.sources.pages.cut_rows import put_below
from reading.sources.pages.labels import Labels
from reading.sources.pages.page import PageTable, PrintedPage
from reading.sources.pages.placed_cells import placed
from reading.sources.pages.rules import edges, is_near
from reading.sources.pages.text import PrintedLine, is_page_number

_LAST_ROWS = 4
_TEXT = attrgetter("text")


@define
class CutTable:
    """A table and its parts on one or several pages, with the lines around it."""

    parts: list[PageTable]
    before: list[PrintedLine]
    after: list[PrintedLine]

    @property
    def columns(self) -> list[float]:
        """The edges of its columns."""
        return edges(
            [x for part in self.parts for box in part.boxes for x in box.sides]
        )

    @property
    def uncertain(self) -> tuple[UncertainText, ...]:
        """Which of the lines around it may be other ones."""
        doubts = (line.doubt for line in (*self.before, *self.after))
        return tuple(filter(None, doubts))


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


def _without_numbers(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Leave out the numbers of the pages."""
    return [line for line in lines if not is_page_number(line.text)]


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


def _without(lines: list[PrintedLine], others: list[PrintedLine]) -> list[PrintedLine]:
    known = {other.text for other in others}
    return [line for line in lines if line.text not in known]


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


def _grid(table: CutTable, notices: Notices, labels: Labels) -> Grid:
    columns = table.columns
    whole, *rests = (placed(part, columns, notices) for part in table.parts)
    heading = whole.texts
    for rest in rests:
        put_below(whole, rest, heading, notices, labels)
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
        before=tuple(map(_TEXT, table.before)),
        after=tuple(map(_TEXT, table.after)),
        uncertain=table.uncertain,
    )
