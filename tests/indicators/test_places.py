"""位置: 印出来是人读的文字, 程序只问它的页、表、行、列."""

from __future__ import annotations

import pytest

from indicators.codec import dump, structure
from indicators.errors import Problem
from indicators.evaluation import Evaluation, Indicator
from indicators.place import Place, given, together

PRINTED = [
    (Place("sheet", "自评表", row=12, column=7), "自评表!G12"),
    (Place("sheet", "自评表"), "自评表"),
    (Place("sheet", "自评表", text="A0"), "自评表!A0"),
    (Place("table", table=2, row=5, column=3), "表2第5行第3列"),
    (Place("table", table=2), "表2"),
    (Place("table", row=5, column=3), "第5行第3列"),
    (Place("table", page=3, table=1, row=5, column=2), "第3页表1第5行第2列"),
    (Place("line", row=7, column=1), "第7行"),
    (Place("line", page=3, row=7), "第3页第7行"),
    (given("甲表 G12"), "甲表 G12"),
]


@pytest.mark.parametrize(("place", "text"), PRINTED)
def test_a_place_is_printed_as_people_say_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_the_place_of_a_cell_is_completed_once() -> None:
    table = Place("table", page=3, table=1)
    cell = table.cell(5, 2)
    assert (cell.page, cell.row, cell.column) == (3, 5, 2)
    assert cell.cell(9, 9) is cell
    assert cell.whole == table


def test_a_page_break_parts_places_of_a_pdf_only() -> None:
    first, second = Place("table", page=1, row=9), Place("table", page=2, row=1)
    assert second.is_parted_from(first)
    assert not first.is_parted_from(first)
    assert not first.is_parted_from(None)
    sheet = Place("sheet", "第1页", row=1, column=1)
    assert not second.is_parted_from(sheet)


def test_several_places_are_printed_one_after_the_other() -> None:
    cells = [Place("sheet", "表", row=row, column=1) for row in (4, 3)]
    assert str(together([*cells, None])) == "表!A3、表!A4"
    assert together([None]) is None


def test_a_data_file_keeps_the_text_of_a_place() -> None:
    cell = Place("sheet", "表", row=3, column=1)
    doubt = Problem(cell, "存疑")
    row = Indicator(("产出",), "甲", place=cell)
    document = dump(Evaluation(indicators=(row,), warnings=(doubt,)))
    assert document["indicators"][0]["place"] == "表!A3"
    again = structure(document, Evaluation, "x.json")
    assert again.indicators[0].place == given("表!A3") == again.warnings[0].place
    assert dump(again) == document
