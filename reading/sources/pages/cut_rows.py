"""PDF 的表被换页断开: 被截断的行和格怎样接上.

A row is joined to the one above only where the text itself shows that it was cut; what
words mean is asked of `labels`.
"""

from __future__ import annotations

import re
from itertools import takewhile

from reading.sources.notices import Notices
from reading.sources.pages.labels import Labels
from reading.sources.pages.placed_cells import (
    CutCell,
    LastRow,
    PlacedCell,
    PlacedTable,
    RowTexts,
    is_number,
)

_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_HEADING_CELLS = 3
_PAIR = 2


def put_below(
    whole: PlacedTable,
    rest: PlacedTable,
    heading: list[RowTexts],
    notices: Notices,
    labels: Labels,
) -> None:
    """Put the part of a table on the next page below those before it.

    `heading` are the texts of the first page, of which it may repeat a part.
    """
    _drop_heading(rest, heading)
    _join_row(whole, rest, notices)
    _join_cells(whole, rest, labels)
    whole.append(rest)


def _drop_heading(rest: PlacedTable, heading: list[RowTexts]) -> None:
    """Drop the rows at the head of a page that repeat a heading of the first page.

    绩效指标 may stand beside them and beside the rows that go on below them.
    """
    side = _columns_beside(rest)
    known = [_without(row, side) for row in heading]
    rows = [_without(row, side) for row in rest.texts[:-1]]
    again = (_is_repeated(row, known[n:], known) for n, row in enumerate(rows))
    count = sum(takewhile(bool, again))
    others = (cell for cell in rest.cells if cell.column not in side)
    if not any(cell.row <= count < cell.last_row for cell in others):
        rest.drop_rows(count)


def _columns_beside(rest: PlacedTable) -> range:
    """The columns of a first cell that reaches further down than all beside it."""
    row = rest.first_row
    if len(row) <= _HEADING_CELLS or row[0].rows <= max(c.rows for c in row[1:]):
        return range(0)
    return range(row[0].column, row[0].column + row[0].columns)


def _without(row: RowTexts, columns: range) -> RowTexts:
    return tuple(text for text in row if text[0] not in columns)


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
