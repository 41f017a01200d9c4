"""可以填的格: 一张表里, 每个值在哪一格, 是哪一行的哪一栏."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from app.web.sheet.lines import Lines
from app.web.sheet.placing import Placing, Spotted
from app.web.store.row_keys import RowKey
from indicators.evaluation import Evaluation
from indicators.place import Place
from indicators.setting.spots import LABELS
from reading.locating.form_map import FormMap
from reading.locating.table_map import IndicatorTable

ALWAYS: Final = frozenset(
    {"actual", "variance_note", "spent", "budget", "goals.actual"}
)
"""What is filled at the end of the year; the rest is a plan, and filled when asked for."""
OF_ROWS: Final = ("name", "target", "actual", "weight", "stated", "variance_note")
OF_FUNDS: Final = ("initial", "budget", "spent")
_HEAD: Mapping[str, str] = {
    "project": "项目名称",
    "department": "主管部门",
    "unit": "实施单位",
    "goals.expected": "预期目标",
    "goals.actual": "实际完成情况",
}
_CHANGING = frozenset({"actual", "stated"})
_FILLED = frozenset({"indicator", "filler"})
_VALUES = {"note": "variance_note"}


@frozen
class Fillable:
    """一格可填的值: 哪一栏; `row` 为第几个指标, 从 0 起, None 为别处的."""

    role: str
    label: str
    row: int | None = None

    @property
    def always(self) -> bool:
        """年末要填的."""
        return self.role in ALWAYS

    @property
    def changing(self) -> bool:
        """怎样填随同一行的指标值、完成值而变."""
        return self.role in _CHANGING


def slots_of(
    table: Evaluation,
    form: FormMap | None,
    placing: Placing,
    grid: int,
    lines: Lines,
) -> dict[Spotted, Fillable]:
    """各格: of the rows that were read, then of what the form has room for.

    Of a row that was added they are those of the row above, until it is read itself.
    """
    found: dict[Spotted, Fillable] = {}
    pairs = [*_rows(table), *_funds(table)]
    for place, slot in pairs:
        if spot := placing.spotted(place):
            found.setdefault(spot, slot)
    for spot, slot in _of_form(form, grid) if form else ():
        line = lines.number(grid, spot.row)
        found.setdefault(spot._replace(row=line), slot)
    _add_rows(found, lines)
    return found


def _add_rows(found: dict[Spotted, Fillable], lines: Lines) -> None:
    """Give each added row the cells of the one above."""
    rows: dict[RowKey, dict[str, int]] = {}
    near = {*lines.above, *lines.above.values()}
    for spot, slot in found.items() if near else ():
        if slot.role in OF_ROWS and spot.line in near:
            rows.setdefault(spot.line, {}).setdefault(slot.role, spot.column)
    for line, above in lines.above.items():
        columns = rows[line] = rows.get(above, {}) | rows.get(line, {})
        for role, column in columns.items():
            found.setdefault(Spotted(*line, column), Fillable(role, LABELS[role]))


def _rows(table: Evaluation) -> Iterator[tuple[Place | None, Fillable]]:
    room = (table.room_for_reasons or {}).get("rows")
    for number, row in enumerate(table.indicators):
        known = {**row.blank, **row.places}
        if room and room.column and row.place and "variance_note" not in known:
            known["variance_note"] = row.place.in_column(room.column)
        for role in OF_ROWS:
            yield known.get(role), Fillable(role, LABELS[role], number)


def _funds(table: Evaluation) -> Iterator[tuple[Place | None, Fillable]]:
    for line in table.funds.lines:
        known = {**line.blank, **line.places}
        for role in OF_FUNDS:
            yield known.get(role), Fillable(role, LABELS[role])


def _of_form(form: FormMap, grid: int) -> Iterator[tuple[Spotted, Fillable]]:
    """The cells of the head and the goals, and those of rows that nobody has named."""
    if blank := form.year_blank:
        yield Spotted(grid, blank.row, blank.column), Fillable("year", "年度")
    goals = {f"goals.{what}": goal.value for what, goal in form.goals.items()}
    fields = {what: field.value for what, field in form.head.items()}
    for what, value in {**fields, **goals}.items():
        if value is not None and what in _HEAD:
            yield Spotted(grid, *value.position), Fillable(what, _HEAD[what])
    for table in form.tables:
        yield from _open_rows(table, grid)


def _open_rows(table: IndicatorTable, grid: int) -> Iterator[tuple[Spotted, Fillable]]:
    columns = {
        _VALUES.get(each.role, each.role): each.first for each in table.heading.columns
    }
    for row in table.rows:
        for role in OF_ROWS if row.kind in _FILLED else ():
            if role in columns:
                spot = Spotted(grid, row.number, columns[role])
                yield spot, Fillable(role, LABELS[role])
