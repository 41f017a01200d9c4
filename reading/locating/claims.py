"""认领: 表图认下了哪些格. 没有认领的格, 读表时说清楚.

What a `FormMap` holds is claimed by position; where only a place is kept, or a text that
several cells share, by that. Nothing here looks at what a cell is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import Protocol

from attrs import define, field

from indicators.place import Place
from reading.grid import Cell, Layout
from reading.locating.form_map import FormMap
from reading.locating.funds.block import FundBlock, FundRow
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.locating.table_map import IndicatorTable, TableRow
from reading.locating.value_cells import Position
from reading.vocabulary.fillers import is_empty, is_filler, is_serial
from reading.vocabulary.funds import is_fund_line
from reading.vocabulary.legend import is_legend
from reading.vocabulary.totals import is_subtotal, is_total
from reading.vocabulary.values import grade, grouped, scored


def _is_of_sum(text: str) -> bool:
    """A label, a number or a grade in a row of sums."""
    named = is_total(text) or is_subtotal(text)
    return named or scored(text)[0] is not None or grade(text) is not None


def _is_placeholder(text: str) -> bool:
    """指标2：, /, …… in a row that nobody has filled."""
    return is_filler(text) or is_empty(text)


_position = attrgetter("row", "column")
_place, _label = attrgetter("place"), attrgetter("label")
_labels, _cells = attrgetter("labels"), attrgetter("cells")
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
class Claims:
    """认领的格: positions and places that a form takes its content from."""

    positions: set[Position] = field(factory=set)
    places: set[Place | None] = field(factory=set)

    def take(self, cells: Iterable[_Placed | None]) -> None:
        """Claim what stands in cells, by position."""
        self.positions.update(map(_position, filter(None, cells)))


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
    made.places.update(map(_place, (*form.titles, *form.years, *labels)))
    made.take((form.year_blank, *map(_label, labels)))


def _funds(block: FundBlock, layout: Layout, made: Claims) -> None:
    """The label of the funds, their headings, lines and legends."""
    made.places.update(map(_place, block.columns))
    for line in filter(_is_named, block.rows):
        made.take((line.label, *line.cells.values()))
    begun = list(map(layout.begun, sorted(block.taken)))
    for first in begun[: block.by_headings]:
        made.take(first[:1])
    made.take(chain(*filter(is_legend, begun)))
    within = list(chain(*begun))
    for column in block.left:
        below = filter(column.is_over, within)
        made.take(below)
    if block.has("weight"):
        # （10分） below a heading repeats what the line prints.
        made.take(cell for cell in within if not grouped(cell.text)[0])


def _is_named(line: FundRow) -> bool:
    """Say whether a line is one for certain, or a blank one with a label of funds."""
    return line.sure or line.label is None or is_fund_line(line.label.text)


def _table(table: IndicatorTable, made: Claims) -> None:
    """The headings of a table and its rows, of whatever kind."""
    layout, heading = table.layout, table.heading
    for column in (*heading.levels, *heading.level_weights.values(), *_filled(table)):
        over = filter(column.is_over, layout.between(heading.top, heading.bottom))
        made.take(over)
    rows = _RowClaims(heading, _names(table))
    for row in table.rows:
        made.take(rows.of_row(row, layout.begun(row.number)))


def _totals(form: FormMap, made: Claims) -> None:
    """The labels, the sums and the grades of the rows of totals."""
    totals = (form.total, *(table.total for table in form.tables))
    rows = set(chain(*(table.totals for table in form.tables)))
    for total in filter(None, totals):
        rows.add(total.row)
        made.places.add(total.place)
    cells = chain.from_iterable(map(form.layout.begun, rows))
    made.take(cell for cell in cells if _is_of_sum(cell.text))


def _filled(table: IndicatorTable) -> Iterator[TableColumn]:
    """The columns of a table, unknown ones only where something stands in them."""
    filled = {id(column) for row in table.rows for column, _ in row.found.extra}
    for column in table.heading.columns:
        if column.doubt is None or id(column) in filled:
            yield column


def _names(table: IndicatorTable) -> frozenset[str]:
    """The names of all groups of the rows."""
    groups = {id(row.groups): row.groups for row in table.rows}
    names = (name for each in groups.values() for name in each.names if name)
    return frozenset(names)


@define
class _RowClaims:
    """Says which cells of the rows of a table are read. `names` are those of groups."""

    heading: TableHeading
    names: Container[str]
    _values: frozenset[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        columns = (*self.heading.columns, *self.heading.level_weights.values())
        spans = (range(column.first, column.last + 1) for column in columns)
        self._values = frozenset(chain(*spans))

    def of_row(self, row: TableRow, cells: Iterable[Cell]) -> Iterator[Cell]:
        """The cells of a row that are read, or that its own doubt speaks of."""
        claimed = _CLAIMED.get(row.kind, _is_placeholder)
        for cell in cells:
            inside = self._is_value(cell)
            text = cell.text.strip()
            if claimed(text) if inside else self._is_read(text):
                yield cell

    def _is_read(self, text: str) -> bool:
        """Say whether a text left of the values counts the row or names its group."""
        name = grouped(text)[0]
        return not name or name in self.names or is_serial(text)

    def _is_value(self, cell: Cell) -> bool:
        across = range(cell.column, cell.column + cell.columns)
        return not self._values.isdisjoint(across)
