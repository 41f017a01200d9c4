"""照抄件: 一格不差, 表外的文字也在, 每一处到得了它的格, 存疑的带小图."""

from __future__ import annotations

import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import openpyxl
from attrs import evolve
from openpyxl.worksheet.worksheet import Worksheet

from indicators.place import Place
from indicators.reasons import UncertainText
from reading.grid import Cell, Grid, text_grid
from reading.merged_cells import Spans
from reading.tables.uncertain import uncertain
from templates.annotating.annotate import annotate
from templates.annotating.notes import DOUBTED, Note, Review
from templates.annotating.transcript.copying import copied

TABLE = Place("table", page=2, table=1)
FILE = Path("扫&描.pdf")


def grid(*cells: Cell, **given: Any) -> Grid:
    shape = {"name": "第2页表1", "height": 4, "width": 3, "kind": "table"}
    return Grid(cells=cells, **(shape | given))


def cell(text: str, row: int, column: int, **given: Any) -> Cell:
    return Cell(text, row, column, TABLE, **given)


def note(place: Place, severity: str = "error") -> Note:
    return Note(place, "P401", severity, "错误", "甲", "乙", "丙", "丁")


def made(*grids: Grid, review: Review | None = None) -> openpyxl.Workbook:
    content, _ = annotate(FILE, [review or Review("甲", (), (), ())], grids)
    return openpyxl.load_workbook(BytesIO(content))


def said(sheet: Worksheet) -> list[Any]:
    return [c.value for row in sheet.iter_rows() for c in row if c.value is not None]


def linked(sheet: Worksheet) -> list[str]:
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return [cell.hyperlink.location for cell in cells if cell.hyperlink]


def test_the_texts_stand_as_they_were_read_between_the_lines_around_them() -> None:
    book = made(
        grid(
            cell("=1+1", 1, 1, columns=3),
            cell("007", 2, 1, rows=2),
            cell("甲\n乙", 2, 3),
            before=("附件1", "项目支出绩效自评表"),
            after=("填表人：张三",),
        )
    )
    sheet = book["第2页表1"]
    assert str(sheet["A1"].value).startswith("照抄件，不是原件")
    assert said(sheet)[1:] == [
        *("附件1", "项目支出绩效自评表", "=1+1", "007", "甲\n乙", "填表人：张三")
    ]
    assert {sheet["A4"].data_type, sheet["A5"].data_type} == {"s"}
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged >= {"A4:C4", "A5:A6"}
    assert sheet["B7"].border.left.style == "thin"  # a cell that says nothing
    assert "扫&&描.pdf" in sheet.oddHeader.center.text
    assert said(book["复核"])[9] == "照抄件"


def test_every_place_leads_to_its_cell_that_of_an_empty_one_too() -> None:
    table = grid(cell("甲", 1, 1), cell("乙", 3, 2, rows=2), before=("标题",))
    empty, covered = TABLE.cell(2, 3), TABLE.cell(4, 2)
    notes = (note(empty), note(covered), note(Place("table", page=9, row=1, column=1)))
    book = made(table, review=Review("甲", (), notes, ()))
    marked = {c.coordinate for row in book["第2页表1"] for c in row if c.comment}
    assert marked == {"C4", "B5"}
    assert linked(book["复核"]) == ["'第2页表1'!C4", "'第2页表1'!B5"]
    assert "第2页表1第2行第3列（C4）" in said(book["复核"])


def test_a_table_over_two_pages_is_found_by_the_rows_of_each() -> None:
    below = Place("table", page=3, table=1)
    moved = Cell("丙", 3, 2, below.cell(1, 2))
    table = grid(cell("甲", 1, 1), moved)
    found = copied([table], "甲.pdf").cells
    assert [c.coordinate for c in found(below.cell(1, 2))] == ["B4"]
    assert [c.coordinate for c in found(below.cell(2, 3))] == ["C5"]


def test_a_sheet_of_an_old_workbook_keeps_its_rows() -> None:
    sheet = Place("sheet", sheet="自评表")
    table = grid(Cell("甲", 2, 2, sheet), name="自评表", kind="sheet", hidden=True)
    book = made(table, review=Review("甲", (), (note(sheet.cell(2, 2)),), ()))
    page = book["自评表"]
    assert page["B2"].value == "甲"
    assert page["B2"].comment
    assert "自评表!B2" in said(book["复核"])
    assert "这张工作表在原件中是隐藏的" in said(page)[-1]


def test_lines_of_pages_without_a_table_have_a_sheet_unless_they_are_shown() -> None:
    lines = [
        Cell(text, row, 1, Place("line", page=row, row=1))
        for row, text in enumerate(("封面", "标题", "正文"), 1)
    ]
    table = grid(cell("甲", 1, 1), before=("标题",), outside=tuple(lines))
    book = made(table)
    assert said(book["表外文字"])[1:] == ["第 1 页", "封面", "第 3 页", "正文"]
    text = made(text_grid("甲.txt", ["一", "", "=二"]))["甲.txt"]
    assert said(text)[1:] == ["一", "=二"]


def test_a_text_below_a_merged_cell_is_not_lost() -> None:
    spans = Spans([(1, 1, 2, 2)])
    book = made(grid(cell("上", 1, 1), cell("下", 2, 2), merged=spans))
    assert said(book["第2页表1"])[1:] == ["上", "下"]


def picture() -> str:
    _, png = cv2.imencode(".png", np.full((40, 480), 200, np.uint8))
    return b64encode(png.tobytes()).decode()


def test_a_doubted_cell_is_filled_and_its_doubt_has_its_picture() -> None:
    doubt = UncertainText("O", "字迹不清", ("0", "〇"), picture=picture())
    line = UncertainText("目评表", "字迹不清", picture=picture())
    table = grid(
        cell("甲", 1, 1),
        cell("O", 2, 2, uncertain=doubt),
        before=("目评表",),
        uncertain=(line,),
    )
    problems = (uncertain(TABLE.cell(2, 2), doubt), uncertain(TABLE, line))
    notes = (note(TABLE.cell(1, 1)),)
    book = made(table, review=Review("甲", (), notes, (), doubts=problems))
    sheet, doubts = book["第2页表1"], book["存疑"]
    assert sheet["B4"].fill.start_color.rgb == DOUBTED != "FFF4B6B0"
    assert sheet["A3"].fill.start_color.rgb == "FFF4B6B0"
    text = sheet["B4"].comment.text
    assert text.startswith(
        "【存疑】识别得不确定：字迹不清\n读作“O”，也可能是 “0”、“〇”"
    )
    assert text.endswith("见“存疑”第 1 条")
    assert linked(doubts) == ["'第2页表1'!B4", "'第2页表1'!A2"]
    assert [image.anchor._from.row for image in doubts._images] == [2, 3]
    assert all(doubts.row_dimensions[row].height >= 18 for row in (3, 4))
    assert "2 处，见“存疑”表。" in said(book["复核"])


def test_a_doubt_that_no_table_tells_is_listed_all_the_same() -> None:
    doubt = UncertainText("封面", "字迹不清")
    line = Cell("封面", 1, 1, Place("line", page=1, row=1), uncertain=doubt)
    book = made(grid(cell("甲", 1, 1), outside=(line,)))
    assert linked(book["存疑"]) == ["'表外文字'!A3"]
    assert "（未附图）" in said(book["存疑"])


def test_numbers_that_are_texts_raise_no_complaint_and_what_is_cut_is_told() -> None:
    long = evolve(cell("长" * 20000, 1, 1))
    content, told = annotate(FILE, [Review("甲", (), (), ())], [grid(long)])
    with zipfile.ZipFile(BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        review = package.read("xl/worksheets/sheet2.xml").decode()
    assert 'sqref="A1:C5" numberStoredAsText="1"' in sheet
    assert "ignoredError" not in review
    assert [str(problem.where) for problem in told] == [
        "扫&描.pdf",
        "第2页表1第1行第1列",
    ]
