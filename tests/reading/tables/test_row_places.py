"""一行各值的位置: 与格同在, 问到才算出."""

from __future__ import annotations

from indicators.place import Place
from reading.grid import Cell
from reading.tables.places import RowPlaces

SHEET = Place("sheet", sheet="自评表")


def test_the_places_of_a_row_are_those_of_its_cells_and_its_groups() -> None:
    cells = {"name": Cell("甲", 2, 3, SHEET), "note": Cell("无", 2, 9, SHEET)}
    places = RowPlaces(cells, {"level1": SHEET.cell(1, 1), "name": SHEET.cell(1, 3)})
    assert {value: str(place) for value, place in places.items()} == {
        "level1": "自评表!A1",
        "name": "自评表!C2",
        "variance_note": "自评表!I2",
    }
    assert len(places) == 3
    assert places.get("note") is None
