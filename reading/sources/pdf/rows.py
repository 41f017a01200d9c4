"""PDF 跨页的行: 接上被分页截断的行和格子, 去掉重复的表头."""

from __future__ import annotations

import re

from attrs import define

from indicators.place import Place
from reading.sources.notices import Notices
from reading.sources.pdf.labels import Labels
from reading.sources.pdf.page import PageTable, RuledCell, edge_index, edges
from reading.sources.pdf.text import is_wrapped, seam

_NUMBER = re.compile(r"[≥≤=<>]?\d(?:[\d.,/-]*\d)?[%％]?")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_FULL_STOPS = "。；;！？：:"
_HEADING_CELLS = 3
# A part of a row above a page break has no room for another line below its text.
_ROOM = 2.0
_PAIR = 2


@define
class Placed:
    """A box with its row and column in the stitched table."""

    box: RuledCell
    row: int
    column: int
    rows: int
    columns: int
    text: str
    place: Place
    clipped: bool = False

    @property
    def across(self) -> tuple[int, int]:
        """Which columns the cell covers."""
        return self.column, self.columns


Row = tuple[tuple[int, str], ...]


def placed_in(
    fragment: PageTable, columns: list[float], notices: Notices
) -> tuple[list[Placed], int]:
    """Give each box its row and column; the place counts on its own page."""
    lines = edges([y for box in fragment.boxes for y in (box.top, box.bottom)])
    table = Place("table", page=fragment.page, table=fragment.number)
    placed = []
    for box in fragment.boxes:
        row, column = edge_index(lines, box.top) + 1, edge_index(columns, box.left) + 1
        rows = max(1, edge_index(lines, box.bottom) - row + 1)
        across = max(1, edge_index(columns, box.right) - column + 1)
        place = table.cell(row, column)
        text = notices.clean(box.text, place)
        placed.append(Placed(box, row, column, rows, across, text, place, box.clipped))
    return placed, len(lines) - 1


def row_of(cells: list[Placed], row: int) -> Row:
    """The texts that begin in a row, each with its column."""
    texts = [(c.column, c.text) for c in cells if c.row == row and c.text]
    return tuple(sorted(texts))


def moved(cell: Placed, offset: int) -> Placed:
    """Move a cell down by the rows of the pages before."""
    cell.row += offset
    return cell


def without_heading(
    placed: list[Placed], rows: int, heading: list[Row]
) -> tuple[list[Placed], int]:
    """Drop the rows that repeat a heading of the first page."""
    drop = 0
    while drop < rows - 1:
        row = row_of(placed, drop + 1)
        numbers = any(_NUMBER.fullmatch(text) for _, text in row)
        at_top = drop < len(heading) and heading[drop] == row
        known = at_top or (len(row) >= _HEADING_CELLS and row in heading)
        if not row or numbers or not known:
            break
        drop += 1
    if any(cell.row <= drop < cell.row + cell.rows - 1 for cell in placed):
        return placed, rows
    kept = [moved(cell, -drop) for cell in placed if cell.row > drop]
    return kept, rows - drop


def mended(
    cells: list[Placed],
    placed: list[Placed],
    size: tuple[int, int],
    notices: Notices,
) -> tuple[list[Placed], int]:
    """接上被截断的行: 续行有字的格, 上一行的字都写到格底而没有写完."""
    height, rows = size
    first = [cell for cell in placed if cell.row == 1]
    above = {c.across: c for c in cells if c.row + c.rows - 1 == height}
    pairs = [(above.get(cell.across), cell) for cell in first if cell.text]
    found = [(over, cell) for over, cell in pairs if over is not None]
    if len(found) < len(pairs) or not _is_one_row(above, found, len(first)):
        return placed, rows
    for over, cell in found:
        notices.add(over.place, "此格被分页截断，已与下一页的续行接上")
        over.text = _with(over, cell)
        over.box, cell.text = cell.box, ""
    left = [cell for cell in placed if cell.row + cell.rows > _PAIR]
    for cell in left:
        if cell.row == 1:
            cell.rows -= 1
        else:
            cell.row -= 1
    return left, rows - 1


def _is_one_row(
    above: dict[tuple[int, int], Placed],
    pairs: list[tuple[Placed, Placed]],
    width: int,
) -> bool:
    """Say whether all that goes on was cut, while other cells have ended above.

    Where numbers have ended, one text that was surely cut is enough. A row that goes
    on in numbers too is a row of its own, unless little else does.
    """
    going_on = {cell.across for _, cell in pairs}
    ended = [
        c for a, c in above.items() if c.text and c.rows == 1 and a not in going_on
    ]
    scored = sum(_is_number(cell) for cell in ended) >= _PAIR
    cut = sum(_is_cut(over, cell) for over, cell in pairs)
    numbers = any(_is_number(over) and _is_number(cell) for over, cell in pairs)
    few = len(pairs) <= max(1, width // 3)
    return (
        cut >= (1 if ended else _PAIR)
        and all(_may_go_on(over, cell, sure=scored) for over, cell in pairs)
        and (few or not numbers)
    )


def _is_number(cell: Placed) -> bool:
    return _NUMBER.fullmatch(cell.text) is not None


def _may_go_on(over: Placed, cell: Placed, *, sure: bool) -> bool:
    """A part that is empty or ends a sentence may go on where others surely do."""
    if not over.text or not over.box.lines:
        return not over.text
    ended = sure or over.text[-1] in _FULL_STOPS
    return (ended and _is_full(over)) or _is_cut(over, cell)


def _is_cut(over: Placed, cell: Placed) -> bool:
    """The text fills its part of the row, and its last line."""
    if not over.text or not over.box.lines or not cell.box.lines:
        return False
    upper, lower = over.box.lines[-1], cell.box.lines[0]
    unended = over.text[-1] not in _FULL_STOPS
    return unended and _is_full(over) and is_wrapped(upper, lower, cell.box.width)


def _is_full(cell: Placed) -> bool:
    last = cell.box.lines[-1]
    return cell.box.bottom - last.bottom < _ROOM * (last.bottom - last.top)


def _with(over: Placed, cell: Placed) -> str:
    """The text of two parts of a cell."""
    if not over.text or not over.box.lines or not cell.box.lines:
        return over.text + cell.text
    upper, lower = over.box.lines[-1], cell.box.lines[0]
    return over.text + seam(upper, lower, cell.box.width) + cell.text


def grow(
    cells: list[Placed], placed: list[Placed], height: int, labels: Labels
) -> None:
    """Let the cells at the foot of a page go on as those at the head of the next.

    Cells that the break has cut open do so, wherever they stand; of others an empty
    one at the head of the row, or one that prints the text of its group again.
    """
    first = sorted((c for c in placed if c.row == 1), key=lambda c: c.column)
    last = {c.across: c for c in cells if c.row + c.rows - 1 == height}
    leads = any(cell.text for cell in first)
    opened = _opened([(c, c.box.below) for c in last.values()])
    opened |= _opened([(c, c.box.above) for c in first])
    for cell in first:
        over = last.get(cell.across)
        if over is None:
            leads = False
            continue
        leads = leads and (_is_rest(over, cell, labels) or _is_late(over, cell, cells))
        if leads or cell.across in opened:
            _continue(over, cell)
            placed.remove(cell)


def _is_rest(over: Placed, cell: Placed, labels: Labels) -> bool:
    """A cell that says nothing new: empty, the same again, or the end of a label."""
    again = cell.text == over.text and max(cell.rows, over.rows) > 1
    return not cell.text or again or _is_foot(over.text, cell.text, labels)


def _is_late(over: Placed, cell: Placed, cells: list[Placed]) -> bool:
    """A group that begins above the break may have its label below it.

    Where groups are merged cells, an empty cell of its own is such a group.
    """
    merged = any(c.across == over.across and c.text and c.rows > 1 for c in cells)
    return not over.text and (merged or cell.rows > 1)


def _is_foot(head: str, foot: str, labels: Labels) -> bool:
    """绩效 above the break and 指标 below it are the label 绩效指标; （50分） is its end."""
    if _BRACKETED.fullmatch(foot):
        return bool(head)
    return labels.is_cut_label(head, foot)


def _opened(cells: list[tuple[Placed, bool]]) -> set[tuple[int, int]]:
    """The columns that are cut open where others are not: not those of a whole row."""
    found = {cell.across for cell, is_open in cells if is_open}
    return found if len(found) < len(cells) else set()


def _continue(over: Placed, cell: Placed) -> None:
    """Make one cell of two parts, of which each may print the whole text."""
    if cell.text and cell.text != over.text:
        over.text = _with(over, cell)
    over.clipped = False
    over.rows += cell.rows
    over.box = cell.box
