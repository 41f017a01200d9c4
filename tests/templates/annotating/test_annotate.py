"""批注: 位置找得到的标在格上, 找不到的只进“复核”; 留不住的先说."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.workbook import Workbook

from indicators.errors import InputError
from indicators.place import Place, Places, given, together
from templates.annotating.annotate import accept, annotate
from templates.annotating.notes import Note, Review, cell_at, plain


def cell(sheet: str, row: int, column: int) -> Place:
    return Place("sheet", sheet, row=row, column=column)


def note(place: Place | Places | None, severity: str = "warning", **texts: str) -> Note:
    given = {"code": "V602", "word": "提醒", "name": "甲", "message": "乙"} | texts
    return Note(place=place, severity=severity, remedy="丙", basis="丁", **given)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "一、'自评'表"
    sheet["B2"] = "合并"
    sheet.merge_cells("B2:D4")
    sheet["A1"] = "=1+1"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("图").add_chart(chart)
    path = tmp_path / "表.xlsx"
    book.save(path)
    return path


def opened(path: Path, *notes: Note) -> Workbook:
    content, _ = annotate(path, [Review("甲", (("结论", "乙"),), notes, ())])
    return openpyxl.load_workbook(BytesIO(content))


def test_a_note_on_a_merged_area_goes_to_its_corner(workbook: Path) -> None:
    book = opened(workbook, note(cell("一、'自评'表", 3, 3)))
    assert "V602" in book["一、'自评'表"]["B2"].comment.text
    link = next(c for row in book["复核"] for c in row if c.hyperlink).hyperlink
    assert link.location == "'一、''自评''表'!B2"


def test_a_finding_of_several_cells_is_noted_at_each_and_linked_to_the_first(
    workbook: Path,
) -> None:
    sheet = "一、'自评'表"
    places = together([cell(sheet, 1, 1), cell(sheet, 2, 1), cell("没有这张", 1, 1)])
    book = opened(workbook, note(places, message="两格都空着"))
    noted = [c.coordinate for row in book[sheet] for c in row if c.comment]
    assert noted == ["A1", "A2"]
    (link,) = [c.hyperlink for row in book["复核"] for c in row if c.hyperlink]
    assert link.location.endswith("!A1")


@pytest.mark.parametrize(
    "place",
    [
        None,
        Place("table", page=3, row=1, column=1),
        given("一、'自评'表!C3"),
        cell("图", 1, 1),
        cell("没有这张", 1, 1),
        cell("一、'自评'表", 1, 16385),
        cell("一、'自评'表", 1048577, 1),
    ],
)
def test_a_place_that_is_no_cell_stands_on_the_review_sheet_alone(
    workbook: Path, place: Place | Places | None
) -> None:
    book = opened(workbook, note(place, message="没有单元格的发现"))
    values = [c.value for row in book["复核"] for c in row]
    assert "没有单元格的发现" in values
    assert not any(c.comment for row in book["一、'自评'表"] for c in row)
    assert cell_at(book, place) is None


def test_several_notes_of_a_cell_share_a_comment_in_their_order(workbook: Path) -> None:
    notes = (
        note(cell("一、'自评'表", 2, 1), "info", code="V609"),
        note(cell("一、'自评'表", 2, 1), "error", code="P401"),
    )
    marked = opened(workbook, *notes)["一、'自评'表"]["A2"]
    assert marked.comment.text.index("V609") < marked.comment.text.index("P401")
    assert marked.fill.start_color.rgb == "FFF4B6B0"


def test_characters_that_no_workbook_holds_become_visible(workbook: Path) -> None:
    wild = "\x00甲\x1f\ud800" + "长" * 40000
    book = opened(workbook, note(cell("一、'自评'表", 2, 1), message=wild))
    text = book["一、'自评'表"]["A2"].comment.text
    assert "␀甲␟\ufffd" in text
    assert len(plain(wild)) < 32767


def test_a_formula_is_kept_and_said_to_be_calculated_anew(workbook: Path) -> None:
    content, warnings = annotate(workbook, [Review("甲", (), (), ())])
    book = openpyxl.load_workbook(BytesIO(content))
    assert book["一、'自评'表"]["A1"].value == "=1+1"
    assert book.calculation.fullCalcOnLoad
    assert any("重新计算" in problem.message for problem in warnings)


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "假.xlsx"
    path.write_bytes(b"not a zip")
    with pytest.raises(InputError, match=r"不是 \.xlsx 工作簿"):
        annotate(path, [Review("甲", (), (), ())])
    with pytest.raises(InputError, match=r"内容是纯文字 \(\.txt\)，不是 \.xlsx 工作簿"):
        accept(path, tmp_path / "副本.xlsx")
    with pytest.raises(InputError, match=r"请把副本的后缀写成 \.xlsx"):
        accept(tmp_path / "表.pdf", tmp_path / "表.xlsm")


def test_a_workbook_without_its_parts_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "残.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputError, match=r"残\.xlsx：工作簿打不开，无法批注"):
        annotate(path, [Review("甲", (), (), ())])


def test_a_workbook_with_macros_keeps_them_and_tells_what_it_loses(
    tmp_path: Path,
) -> None:
    macros = tmp_path / "vba.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    path = tmp_path / "表.xlsm"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("自评表")
        sheet.write("A1", "甲")
        sheet.insert_textbox("C3", "说明")
        book.add_vba_project(str(macros))
    content, warnings = annotate(
        path, [Review("甲", (), (note(cell("自评表", 1, 1)),), ())]
    )
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.read("xl/vbaProject.bin") == macros.read_bytes()
    said = [problem.message for problem in warnings]
    assert said == ["文本框、线条或形状无法保留，批注过的副本里没有"]
