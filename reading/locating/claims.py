"""认领: 表图认下了哪些格. 没有认领的格, 读表时说清楚.

What a `FormMap` holds is claimed by position; where only a place is kept, or a text that
several cells share, by that. Nothing here looks at what a cell is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain

from attrs import define, field

from indicators.place import Place
from reading.grid import Cell
from reading.locating.form_map import FormMap
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.locating.table_map import IndicatorTable, TableRow
from reading.locating.value_cells import Position, ValueCell
from reading.vocabulary.fillers import is_empty, is_filler, is_serial
from reading.vocabulary.funds import is_fund_line
from reading.vocabulary.legend import is_legend
from reading.vocabulary.totals import is_subtotal, is_total
from reading.vocabulary.values import grouped, scored


def _is_of_sum(text: str) -> bool:
    """A label or a number in a row of sums."""
    return is_total(text) or is_subtotal(text) or scored(text)[0] is not None


def _is_placeholder(text: str) -> bool:
    """指标2：, /, …… in a row that nobody has filled."""
    return is_filler(text) or is_empty(text)


_CLAIMED: Mapping[str, Callable[[str], bool]] = {
    "indicator": bool,
    "continuation": bool,
    "band": bool,
    "subtotal": _is_of_sum,
}
"""Which texts under the headings of values a row of a kind claims; others are blank."""


@define
class Claims:
    """认领的格: positions and places that a form takes its content from.

    `names` are the groups of the rows: a label that repeats one of them is read.
    """

    positions: set[Position] = field(factory=set)
    places: set[Place | None] = field(factory=set)

    def cells(self, cells: Iterable[Cell | None]) -> None:
        """Claim cells by position."""
        self.positions.update([(c.row, c.column) for c in cells if c is not None])

    def values(self, values: Iterable[ValueCell | None]) -> None:
        """Claim the cells of value cells."""
        self.positions.update([v.position for v in values if v and v.cell])


def claims(form: FormMap) -> Claims:
    """What a form takes, from its title to its remarks."""
    made = Claims()
    _head(form, made)
    _funds(form, made)
    for goal in form.goals.values():
        made.cells((goal.label, *goal.pieces))
    for table in form.tables:
        _table(table, made)
    for total in (form.total, *(table.total for table in form.tables)):
        if total:
            made.cells((total.label,))
            made.values(total.cells.values())
            made.places.add(total.place)
    made.cells((form.grade, *chain(*(remark.cells for remark in form.remarks))))
    return made


def _head(form: FormMap, made: Claims) -> None:
    made.places.update(spot.place for spot in form.titles)
    made.places.update(spot.place for spot in form.years)
    if form.year_blank:
        made.positions.add((form.year_blank.row, form.year_blank.column))
    for label in chain(*(each.labels for each in form.head.values())):
        made.cells((label.label,))
        made.places.add(label.place)


def _funds(form: FormMap, made: Claims) -> None:
    """The label of the funds, their headings, lines and legends."""
    block, layout = form.funds, form.layout
    if block is None:
        return
    made.places.update(column.place for column in block.columns)
    for line in block.rows:
        if line.sure or is_fund_line(line.label.text if line.label else ""):
            made.cells((line.label,))
            made.values(line.cells.values())
    begun = [layout.begun(row) for row in sorted(block.taken)]
    if block.by_headings:
        made.cells(begun[0][:1])
    made.cells(chain(*filter(is_legend, begun)))
    within = list(chain(*begun))
    for column in block.left:
        made.cells(cell for cell in within if column.is_over(cell))
    if block.has("weight"):
        # （10分） below a heading repeats what the line prints.
        made.cells(cell for cell in within if not grouped(cell.text)[0])


def _table(table: IndicatorTable, made: Claims) -> None:
    """The headings of a table and its rows, of whatever kind."""
    layout, heading = table.layout, table.heading
    read = [*heading.levels, *heading.level_weights.values(), *_filled(table)]
    for cell in layout.between(heading.top, heading.bottom):
        if any(column.is_over(cell) for column in read):
            made.cells((cell,))
    sorter = _RowClaims(heading, _names(table))
    for row in table.rows:
        made.cells(sorter.of_row(row, layout.begun(row.number)))
    for number in table.totals:
        made.cells(c for c in layout.begun(number) if _is_of_sum(c.text))


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
        self._values = frozenset(
            number
            for column in columns
            for number in range(column.first, column.last + 1)
        )

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
