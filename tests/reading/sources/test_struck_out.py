"""划去的文字不是值; 拼音不是文字: Word、网页、工作簿."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from reading import read
from reading.grid import Grid
from reading.sources import load
from reading.sources.notices import STRUCK

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(path: Path, *cells: str) -> Grid:
    row = "".join(f"<w:tc><w:p>{cell}</w:p></w:tc>" for cell in cells)
    body = f"<w:body><w:tbl><w:tr>{row}</w:tr></w:tbl></w:body>"
    with zipfile.ZipFile(path / "表.docx", "w") as package:
        xml = f'<w:document xmlns:w="{SPACE}">{body}</w:document>'
        package.writestr("word/document.xml", xml)
    return load(path / "表.docx")[0]


def page(path: Path, *cells: str) -> Grid:
    row = "".join(f"<td>{cell}" for cell in cells)
    (path / "表.html").write_text(f"<html><table><tr>{row}</table>", encoding="utf-8")
    return load(path / "表.html")[0]


def told(grid: Grid) -> list[str]:
    return [str(w.where) for w in grid.warnings if w.message == STRUCK]


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("strike", ["<w:strike/>", '<w:dstrike w:val="true"/>'])
def test_what_word_strikes_out_is_not_the_value(tmp_path: Path, strike: str) -> None:
    cells = [run("95%", strike) + run("96%"), run("20", strike), run("10")]
    grid = document(tmp_path, *cells)
    assert [cell.text for cell in grid.cells] == ["96%", "10"]
    assert told(grid) == ["表1第1行第1列", "表1第1行第2列"]


def test_a_line_that_is_switched_off_strikes_nothing_out(tmp_path: Path) -> None:
    off = run("95%", '<w:strike w:val="0"/><w:dstrike w:val="false"/>')
    mark = "<w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>"
    grid = document(tmp_path, off, mark + run("96%"))
    assert [cell.text for cell in grid.cells] == ["95%", "96%"]
    assert told(grid) == []


def test_of_a_phonetic_guide_in_word_only_the_characters_count(tmp_path: Path) -> None:
    guide = (
        "<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>"
        "</w:r>"
    )
    first = guide.format(run("yì"), run("驿")) + run("站数量")
    second = run("疏浚") + guide.format(run("kuài"), run("浍")) + run("河")
    grid = document(tmp_path, first, second, guide.format(run("95"), run("≥95%")))
    assert [cell.text for cell in grid.cells] == ["驿站数量", "疏浚浍河", "≥95%"]
    assert grid.warnings == ()


@pytest.mark.parametrize("tag", ["s", "del", "strike"])
def test_what_a_page_strikes_out_is_not_the_value(tmp_path: Path, tag: str) -> None:
    struck = f"<{tag} class=x>95%</{tag}> 96%"
    grid = page(tmp_path, struck, f"<{tag}>20", f"<b><{tag}>18</{tag}></b>19", "10")
    assert [cell.text for cell in grid.cells] == ["96%", "19", "10"]
    assert told(grid) == ["表1第1行第1列", "表1第1行第2列", "表1第1行第3列"]


def test_of_a_phonetic_guide_in_a_page_only_the_characters_count(
    tmp_path: Path,
) -> None:
    grid = page(
        tmp_path,
        "<ruby>驿<rp>(</rp><rt>yì</rt><rp>)</rp></ruby>站",
        "<ruby>浍<rt>kuài</ruby>河",
        "<ruby><rb>鄠<rt>hù<rb>邑<rt>yì</ruby>区",
    )
    assert [cell.text for cell in grid.cells] == ["驿站", "浍河", "鄠邑区"]


def table() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    rows = [
        ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"),
        ("产出指标", "数量指标", "修路", "≥5公里", "6公里", 50, 50),
        ("效益指标", "社会效益指标", "受益人数", "≥100人", "90人", 50, 45),
        ("总分", None, None, None, None, 100, 95),
    ]
    for row in rows:
        made.active.append(row)
    return made


def test_a_cell_whose_font_is_struck_out_holds_no_value(tmp_path: Path) -> None:
    made = table()
    for cell in made.active[3]:
        cell.font = Font(strike=True)
    made.active["D2"].font = Font(bold=True, strike=False)
    made.save(tmp_path / "表.xlsx")
    evaluation = read(tmp_path / "表.xlsx")
    assert [row.name for row in evaluation.indicators] == ["修路"]
    assert evaluation.indicators[0].target == "≥5公里"
    struck = [str(w.where) for w in evaluation.warnings if w.message == STRUCK]
    assert struck == [f"Sheet!{letter}3" for letter in "ABCDEFG"]


def test_a_run_that_is_struck_out_is_no_part_of_a_cell(tmp_path: Path) -> None:
    made = table()
    struck, plain = InlineFont(strike=True), InlineFont(b=True)
    made.active["D2"] = CellRichText(TextBlock(struck, "≥4公里"), "≥5公里")
    made.active["E3"] = CellRichText(TextBlock(plain, "90"), TextBlock(struck, "件人"))
    made.save(tmp_path / "表.xlsx")
    first, second = read(tmp_path / "表.xlsx").indicators
    assert (first.target, second.actual) == ("≥5公里", "90")
    assert told(load(tmp_path / "表.xlsx")[0]) == ["Sheet!D2", "Sheet!E3"]


def test_a_shared_text_may_be_struck_out_in_part(tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(tmp_path / "表.xlsx")
    sheet, struck = made.add_worksheet("Sheet"), made.add_format({"font_strikeout": 1})
    plain = made.add_format({"font_size": 9})
    sheet.write_rich_string("A1", struck, "≥4公里", plain, "≥5", "公里")
    sheet.write("B1", "指标值")
    sheet.write_rich_string("A2", plain, "90", struck, "件人")
    made.close()
    grid = load(tmp_path / "表.xlsx")[0]
    assert [cell.text for cell in grid.cells] == ["≥5公里", "指标值", "90"]
    assert told(grid) == ["Sheet!A1", "Sheet!A2"]
