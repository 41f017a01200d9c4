"""空着的格: 表上有位置填写, 而什么也没有写. 没有读懂的、并入别格的、没有这一栏的都不是."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from indicators.evaluation import NOWHERE, CellPlaces, Evaluation
from indicators.place import Place
from reading.grid import Cell, Layout
from reading.locating.form_map import FormMap, GoalField
from reading.locating.funds.block import FundRow
from reading.locating.funds.columns import NOTE
from reading.locating.head_fields import HeadField, HeadLabel
from reading.locating.headings.columns import TableColumn
from reading.locating.table_map import IndicatorTable, TableRow
from reading.locating.value_cells import ValueCell, beside, is_any_label
from reading.vocabulary.head_labels import EMPTY, fields_in, looks_like_label
from reading.vocabulary.totals import is_total

_OF_ROW = ("target", "actual", "weight", "stated")
_RULED = frozenset("_＿")
_OPEN = _RULED.union(":：")
"""Signs behind which a text in the cell of its label belongs."""
MaybePlaces = Mapping[str, Place | None]


@define
class BlankCells:
    """The blank cells in the rows of one indicator table."""

    layout: Layout
    _columns: Mapping[str, Sequence[TableColumn]]
    _asked: frozenset[str] = field(init=False)

    @classmethod
    def of(cls, table: IndicatorTable) -> BlankCells:
        """Those of a table, by the columns that it has."""
        columns = {what: table.heading.of(what) for what in _OF_ROW}
        return cls(table.layout, {what: each for what, each in columns.items() if each})

    def __attrs_post_init__(self) -> None:
        self._asked = frozenset(self._columns)

    def in_row(self, row: TableRow) -> CellPlaces:
        """The values of a row that nobody filled, each with its cell."""
        left = self._asked - row.found.cells.keys()
        if not left:
            return NOWHERE
        asked = sorted(left, key=_OF_ROW.index)
        return _known({what: self._place(row.number, what) for what in asked})

    def _place(self, row: int, what: str) -> Place | None:
        """The cell of a value, where nothing stands over any of its columns."""
        places = [
            _blank_at(self.layout, row, column.first, column.last)
            for column in self._columns[what]
        ]
        return None if None in places else places[0]


def blank_amounts(row: FundRow, layout: Layout) -> CellPlaces:
    """The amounts and points of a fund line that nobody filled."""
    cells = row.cells.items()
    return _known({what: _free(layout, v) for what, v in cells if what != NOTE})


def blank_total(form: FormMap) -> CellPlaces:
    """The points of the total, where a form of points has a cell for them.

    That of their column, or the one beside the label where another label stands there.
    """
    total = form.total
    scored = any(table.heading.has("stated") for table in form.tables)
    if total is None or total.unread or not scored:
        return NOWHERE
    near = beside(form.layout, total.label) if total.label else None
    places = [
        _free(form.layout, value)
        for value in (total.cells.get("stated"), near)
        if value is not None
    ]
    return _known({"stated": next(filter(None, places), None)})


def blank_above(form: FormMap, read: Evaluation) -> CellPlaces:
    """The fields of the head and the goals that nobody filled.

    Where a cell beside one of them was not understood, its text may be the answer: the
    field is not blank then.
    """
    doubted = {doubt.place.row for doubt in read.warnings}
    found = _known({**_head(form, read), **_goals(form, read)})
    return {what: place for what, place in found.items() if place.row not in doubted}


def _head(form: FormMap, read: Evaluation) -> MaybePlaces:
    """The fields that have a label and no text; the year may have a blank of its own."""
    found = {
        what: _unanswered(form.layout, head)
        for what, head in form.head.items()
        if getattr(read, what) is None
    }
    year = form.year_blank
    if read.year is None and year is not None:
        found.setdefault("year", None if year.printed else year.place)
    if read.year is None:
        found.setdefault("year", form.year_open)
    return found


def _unanswered(layout: Layout, head: HeadField) -> Place | None:
    """Where the answer of a field belongs; None where that is not certain.

    In a row of nothing but labels the answers may stand below.
    """
    best = head.best
    if any(label.text.strip(EMPTY) for label in head.labels):
        return None
    if head.inline is not None or best.value is None or any(fields_in(best.value.text)):
        return best.place if _is_open(best) else None
    if best.label is not None and _answered_below(layout, best.label):
        return None
    return _free(layout, best.value)


def _answered_below(layout: Layout, label: Cell) -> bool:
    """Tell whether a text below a label may answer it: its row holds labels alone."""
    below = layout.over(label.row + label.rows, label.column)
    if below is None or _may_be_label(below.text):
        return False
    return all(_may_be_label(cell.text) for cell in layout.written(label.row))


def _may_be_label(text: str) -> bool:
    return is_any_label(text) or looks_like_label(text) or is_total(text)


def _is_open(label: HeadLabel) -> bool:
    """Tell whether a field is answered in the text of its label: 项目名称：____."""
    if label.label is None:
        return True
    return not _OPEN.isdisjoint(label.label.text)


def _goals(form: FormMap, read: Evaluation) -> MaybePlaces:
    """The goals that have a label and no text."""
    return {
        f"goals.{what}": _unwritten(form.layout, goal)
        for what, goal in form.goals.items()
        if getattr(read.goals, what) is None
    }


def _unwritten(layout: Layout, goal: GoalField) -> Place | None:
    """Where the text of a goal belongs: its value cell, or that of its label."""
    if goal.pieces:
        return goal.pieces[0].place
    if goal.value is None or not _RULED.isdisjoint(goal.label.text):
        return None if _OPEN.isdisjoint(goal.label.text) else goal.label.place
    return _free(layout, goal.value)


def _known(places: MaybePlaces) -> CellPlaces:
    """Keep the places that are known."""
    return {what: place for what, place in places.items() if place}


def _free(layout: Layout, value: ValueCell) -> Place | None:
    """The place of a value cell in which nothing stands; None for any other."""
    if value.cell is not None and value.cell.text.strip():
        return None
    return _blank_at(layout, value.row, value.column, value.column)


def _blank_at(layout: Layout, row: int, first: int, last: int) -> Place | None:
    """The place of a cell in which nothing stands; None where something does.

    A cell that the file does not have is told by another one of its row.
    """
    over = (layout.at(row, number) for number in range(first, last + 1))
    cells = [cell for cell in over if cell is not None]
    if any(cell.text.strip() for cell in cells):
        return None
    if cells:
        return cells[0].place
    near = layout.begun(row)
    return near[0].place.in_column(first) if near else None
