"""读指标: 指标表的各行 → 三级指标."""

from __future__ import annotations

from attrs import evolve

from indicators.evaluation import CellPlaces, Indicator
from reading.doubts import Doubts
from reading.locating.table_map import IndicatorTable, TableRow
from reading.tables.blank import BlankCells
from reading.tables.indicator import Builder
from reading.tables.stacked import parted
from reading.text import single


def read_rows(table: IndicatorTable, doubts: Doubts) -> list[Indicator]:
    """Read the indicators of a table, from top to bottom."""
    found: list[Indicator] = []
    builder = Builder(table.heading, doubts)
    blank = BlankCells.of(table)
    for row in table.rows:
        if row.doubts:
            doubts.add(row.doubts)
        if row.kind == "indicator":
            found += _indicators(row, builder, doubts, blank.in_row(row))
        elif row.kind == "continuation":
            found[-1] = _continued(found[-1], row, doubts)
    return found


def _indicators(
    row: TableRow, builder: Builder, doubts: Doubts, blank: CellPlaces
) -> list[Indicator]:
    """The indicators of one row: several where its cells are parted into lines."""
    found = []
    for part in parted(row.found, doubts):
        if row.borrowed:
            part.cells["name"] = row.borrowed
        place = row.place if part is row.found else part.place
        found.append(builder.build(part, place, row.groups, blank))
    return found


def _continued(above: Indicator, row: TableRow, doubts: Doubts) -> Indicator:
    """Put the end of a row, which a page has cut off, behind its beginning."""
    name, note = row.found.text("name"), row.found.text("note")
    message = "像是上一页末行的续行，已接在该行之后"
    doubts.note(row.place, message, name or note)
    return evolve(
        above,
        name=single(f"{above.name}\n{name}"),
        variance_note=f"{above.variance_note or ''}{note}" or None,
    )
