"""认领: 表图认下了哪些格. 没有认领的格, 读表时说清楚.

What a `FormMap` holds is claimed by position; where only a place is kept, or a text that
several cells share, by that. Nothing here looks at what a cell is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain, dropwhile
from operator import attrgetter
from typing import Protocol

from attrs import define, field

from indicators.place import Place
from reading.grid import Cell, Layout
from reading.locating.form_map import FormMap
from reading.locating.funds.block import FundBlock, FundRow
from reading.locating.headings.columns import TableColumn
from reading.locating.table_map import IndicatorTable
from reading.locating.value_cells import Position
from reading.vocabulary.fillers import is_empty, is_filler, is_serial
from reading.vocabulary.funds import is_fund_line, speaks_of_money
from reading.vocabulary.legend import is_legend
from reading.vocabulary.totals import is_subtotal, is_total
from reading.vocabulary.values import grade, grouped, scored


def _is_of_sum(text: str) -> bool:
    """A label, a number or a grade in a row of sums."""
    named = is_total(text) or is_subtotal(text)
    return named or scored(text)[0] is not None or grade(text) is not None


def _is_title(text: str) -> bool:
    """What says something about a column: not the points that stand below a title."""
    return not text.isascii() or scored(text)[0] is None


def _is_placeholder(text: str) -> bool:
    """指标2：, /, …… in a row that nobody has filled."""
    return is_filler(text) or is_empty(text)


_position = attrgetter("row", "column")
_place, _label, _value, _cell = map(attrgetter, ("place", "label", "value", "cell"))
_labels, _cells, _kind, _row = map(attrgetter, ("labels", "cells", "kind", "row"))
_CLAIMED: Mapping[str, Callable[[str], bool]] = {
    "indicator": bool,
    "continuation": bool,
    "band": bool,
    "subtotal": _is_of_sum,
}
"""Which texts under the headings of values a row of a kind claims; others are blank."""


class _Placed(Protocol):
    """What begins at a row and a column."""

    @property
    def row(self) -> int: ...
    @property
    def column(self) -> int: ...


@define
class _RowClaims:
    """What rows of one kind claim: the columns of `values`, the `names` of groups."""

    values: frozenset[int]
    names: Container[str]
    claimed: Callable[[str], bool]

    def left(self, cells: Mapping[int, Cell]) -> list[Cell]:
        """The cells of a row that are neither read nor spoken of by its own doubt."""
        if self.claimed is bool:
            return [
                cell
                for number, cell in cells.items()
                if number not in self.values and cell.text and not self._is_read(cell)
            ]
        return [cell for cell in cells.values() if not self._is_read(cell)]

    def _is_read(self, cell: Cell) -> bool:
        """Say whether a cell is a value, or counts the row or names its group."""
        text = cell.text.strip()
        if not self.values.isdisjoint(range(cell.column, cell.column + cell.columns)):
            return self.claimed(text)
        name = grouped(text)[0]
        return not name or name in self.names or is_serial(text)


@define
class Claims:
    """认领的格: positions and places that a form takes its content from.

    Rows of indicators claim their cells by columns.
    """

    positions: set[Position] = field(factory=set)
    places: list[Place | None] = field(factory=list)
    rows: dict[int, _RowClaims] = field(factory=dict)

    def take(self, cells: Iterable[_Placed | None]) -> None:
        """Claim what stands in cells, by position."""
        self.positions.update(map(_position, filter(None, cells)))

    def left(self, row: int, cells: Mapping[int, Cell]) -> list[Cell]:
        """The cells of a row that nothing has claimed by its position."""
        claimed = self.rows.get(row)
        if claimed is not None:
            return claimed.left(cells)
        taken = self.positions
        return [cell for number, cell in cells.items() if (row, number) not in taken]


def claims(form: FormMap) -> Claims:
    """What a form takes, from its title to its remarks."""
    made = Claims()
    _head(form, made)
    if form.funds is not None:
        _funds(form.funds, form.layout, made)
    for table in form.tables:
        _table(table, made)
    _totals(form, made)
    goals = ((goal.label, *goal.pieces) for goal in form.goals.values())
    made.take(chain((form.grade,), *goals, *map(_cells, form.remarks)))
    return made


def _head(form: FormMap, made: Claims) -> None:
    """The titles, the year and the fields of the head."""
    labels = list(chain.from_iterable(map(_labels, form.head.values())))
    made.places += map(_place, (*form.titles, *form.years, *labels))
    titles = map(_cell, form.titles)
    made.take((form.year_blank, *titles, *map(_label, labels), *map(_value, labels)))


def _funds(block: FundBlock, layout: Layout, made: Claims) -> None:
    """The label of the funds, their headings, lines and legends."""
    made.places += map(_place, block.columns)
    for line in filter(_is_named, block.rows):
        made.take((line.label, *line.cells.values()))
    for first in sorted(block.taken)[: block.by_headings]:
        made.take(cell for cell in layout.begun(first) if _is_label(cell))
    others = block.taken.difference(map(_row, block.rows))
    begun = list(map(layout.begun, others))
    made.take(chain(*filter(is_legend, begun)))
    if block.has("weight"):
        # （10分） below a heading repeats what the line prints.
        made.take(cell for cell in chain(*begun) if not grouped(cell.text)[0])
    made.take(block.labels)
    for column in block.left:
        below = filter(column.is_over, chain(*map(layout.begun, block.taken)))
        made.take(below)


def _is_label(cell: Cell) -> bool:
    """Say whether a cell beside the headings is the label of the block."""
    return speaks_of_money(cell.text)


def _is_named(line: FundRow) -> bool:
    """Say whether a line is one for certain, or a blank one with a label of funds."""
    return line.sure or line.label is None or is_fund_line(line.label.text)


def _table(table: IndicatorTable, made: Claims) -> None:
    """The headings of a table and its rows, of whatever kind."""
    heading, weights = table.heading, table.heading.level_weights.values()
    titled = _spans((*heading.levels, *weights, *_filled(table)))
    titles = _RowClaims(titled, frozenset(), _is_title)
    made.rows.update(dict.fromkeys(range(heading.top, heading.bottom + 1), titles))
    if is_legend(table.layout.begun(heading.bottom)):
        made.rows[heading.bottom] = _RowClaims(titled, frozenset(), bool)
    values, names = _spans((*heading.columns, *weights)), _names(table)
    by_kind = {
        kind: _RowClaims(values, names, _CLAIMED.get(kind, _is_placeholder))
        for kind in set(map(_kind, table.rows))
    }
    made.rows.update((row.number, by_kind[row.kind]) for row in table.rows)


def _spans(columns: Iterable[TableColumn]) -> frozenset[int]:
    """The numbers of the columns of the grid that some columns take."""
    return frozenset(chain(*(range(each.first, each.last + 1) for each in columns)))


def _totals(form: FormMap, made: Claims) -> None:
    """The labels, the sums and the grades of the rows of totals."""
    totals = (form.total, *(table.total for table in form.tables))
    rows = set(chain(*(table.totals for table in form.tables)))
    for total in filter(None, totals):
        rows.add(total.row)
        made.places.append(total.place)
    for row in map(form.layout.begun, rows):
        from_label = dropwhile(_is_aside, row)
        made.take(cell for cell in from_label if _is_of_sum(cell.text))


def _is_aside(cell: Cell) -> bool:
    """Tell whether a cell left of the label of a row of sums has no part in it."""
    text = cell.text.strip()
    return not text or (scored(text)[0] is not None and not is_serial(text))


def _filled(table: IndicatorTable) -> Iterator[TableColumn]:
    """The columns of a table, unknown ones only where something stands in them."""
    filled = {id(column) for row in table.rows for column, _ in row.found.extra}
    for column in table.heading.columns:
        if column.doubt is None or id(column) in filled:
            yield column


def _names(table: IndicatorTable) -> frozenset[str]:
    """The names of all groups of the rows."""
    groups = {id(row.groups): row.groups.names for row in table.rows}
    return frozenset(filter(None, chain(*groups.values())))
