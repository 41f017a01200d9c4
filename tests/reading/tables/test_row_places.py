"""一行各值的位置: 与格同在, 问到才算出."""

from __future__ import annotations

from indicators.place import Place
from reading.grid import Cell
from reading.tables.places import RowPlaces

SHEET = Place("sheet", sheet="自评表")


def test_the_places_of_a_row_are_those_of_its_cells_and_its_groups() -> None:
    cells = {"name": Cell("甲", 2, 3, SHEET), "note": Cell("无", 2, 9, SHEET)}
    groups = {"level1": Cell("产出", 1, 1, SHEET), "name": Cell("乙", 1, 3, SHEET)}
    places = RowPlaces(cells, groups)
    assert {value: str(place) for value, place in places.items()} == {
        "level1": "自评表!A1",
        "name": "自评表!C2",
        "variance_note": "自评表!I2",
    }
    assert len(places) == 3
    assert places.get("note") is None
