"""填指标行: 每个指标的各栏, 与空表没有印的组名."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import define, field

from indicators.errors import InputError
from indicators.evaluation import Indicator
from indicators.place import Place
from reading.locating.headings.columns import TableHeading
from reading.locating.open_rows import open_rows
from reading.locating.table_map import IndicatorTable
from reading.vocabulary.headings import key
from reading.vocabulary.values import grouped
from templates.filling.allotting import Plan, Seat, allot
from templates.filling.group_cells import repeat_groups
from templates.filling.placeholders import clear_placeholders
from templates.forms.first_levels import placed, plain
from templates.workbooks.merges import corner
from templates.workbooks.pen import Pen
from templates.workbooks.row_insertion import insert
from templates.writing import contents
from templates.writing.contents import Content

_PLAIN = ("name", "actual", "weight", "stated", "note", "deduction")
_ONE_TARGET = {"target": "target"}
_PARTED_TARGET = {"sign": "sign", "value": "target", "unit": "unit"}
"""What of an indicator is shown → the role of its column.

Where sign and unit have columns of their own the target shows its value alone.
"""


def write_indicators(
    pen: Pen,
    table: IndicatorTable,
    indicators: Sequence[Indicator],
    *,
    tidy: bool = False,
) -> None:
    """Write each indicator into a row of the table; missing rows are added.

    A row whose first level nothing tells is said. What the blank prints in rows that
    are left over (指标2：) goes where it is to be `tidy`, else it is said.

    Raises `InputError` when the table has no row to write into.
    """
    heading, rows = table.heading, tuple(open_rows(table))
    if not rows:
        place = heading.columns[0].place
        raise InputError.of(pen.file, "指标表下面没有可填的行", str(place))
    known, groupless = placed(indicators, rows)
    for row in groupless:
        message = "没有写一级指标，空表里认不出该归哪一组，整行未写入"
        pen.warn(pen.file, message, row.name)
    plan = allot(known, rows)
    values = _values(heading, table.layout.grid.width)
    for insertion in plan.insertions:
        new = heading.levels[insertion.depth :]
        levels = [(level.first, level.last) for level in new]
        insert(pen.sheet, insertion, [*levels, values])
    _write_rows(pen, heading, known, plan)
    repeat_groups(pen, table, plan)
    taken = {plan.row(seat) for seat in plan.seats}
    left = {plan.moved(each.row) for each in rows} - taken
    clear_placeholders(pen, table, sorted(left), tidy=tidy)


def _write_rows(
    pen: Pen, heading: TableHeading, rows: Sequence[Indicator], plan: Plan
) -> None:
    """Write the rows into their seats, and say where the points of a group differ."""
    writer = RowWriter(pen, heading)
    for indicator, seat in zip(rows, plan.seats, strict=True):
        writer.write(indicator, seat, plan.row(seat))
    for place, weights in writer.unlike.items():
        pen.warn(place, "空表印的组的分值与所填的不同，未改动", weights)


def _values(heading: TableHeading, width: int) -> tuple[int, int]:
    """The columns from the names of the indicators on: each row has its own cells."""
    return min(column.first for column in heading.of("name")), width


@define
class RowWriter:
    """Writes indicators into the rows of a table.

    `_columns` are by what of an indicator they show, `_extras` by their titles.
    """

    pen: Pen
    heading: TableHeading
    _columns: dict[str, int] = field(init=False)
    _extras: dict[str, int] = field(init=False)
    unlike: dict[Place, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        heading = self.heading
        target = _PARTED_TARGET if heading.has("sign", "unit") else _ONE_TARGET
        roles = {column.role: column.first for column in heading.columns}
        shown = {role: role for role in _PLAIN} | target
        self._columns = {
            what: roles[role] for what, role in shown.items() if role in roles
        }
        # Of two columns with one title the left one is written to.
        extras = reversed(heading.of("extra"))
        self._extras = {key(column.title): column.first for column in extras}

    def write(self, indicator: Indicator, seat: Seat, row: int) -> None:
        """Write every column of a row; a name that the blank prints stays."""
        columns = dict(self._columns)
        if seat.is_named:
            columns.pop("name", None)
        for what, column in columns.items():
            write = self.pen.put_points if what == "stated" else self.pen.put
            write((row, column), contents.of_indicator(indicator, what))
        for title, text in indicator.extra:
            if key(title) in self._extras:
                self.pen.put((row, self._extras[key(title)]), Content(text))
        self._write_groups(indicator, seat, row)

    def _write_groups(self, indicator: Indicator, seat: Seat, row: int) -> None:
        """Write the names of the groups that the blank does not print.

        Where it prints another group beside the row, that stays and is said.
        """
        levels, other = self.heading.levels, []
        for depth, (name, weight) in enumerate(_groups(indicator, len(levels))):
            cell = corner(self.pen.sheet, row, levels[depth].first)
            position = cell.row, cell.column
            printed, its_weight = grouped(self.pen.text(position))
            printed = seat.group(depth) or printed
            if not printed:
                self.pen.put(position, contents.level(name, weight))
            elif plain(printed) != plain(name):
                other.append(printed)
            elif weight is not None and its_weight not in {None, weight}:
                weights = f"{printed} {its_weight:f}，所填的为 {weight:f}"
                self.unlike[self.pen.place(position)] = weights
        if other:
            place = self.pen.place((row, levels[0].first))
            message = f"空表这一行印的组名“{'、'.join(other)}”与所填的指标不符，未改动"
            self.pen.warn(place, message, indicator.name)


def _groups(row: Indicator, count: int) -> list[tuple[str, Decimal | None]]:
    """Return the groups of a row with their points; "" where it has fewer levels."""
    known = zip(row.path, row.path_weights, strict=True)
    missing: list[tuple[str | None, Decimal | None]] = [(None, None)] * count
    return [(name or "", weight) for name, weight in (*known, *missing)][:count]
