"""划去的文字不是值: .xls、.ods 和网页的样式."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from reading import read
from reading.grid import Grid
from reading.sources import load
from reading.sources.notices import STRUCK
from tests.kept_office import converted

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{where}:1.0"'
    for name, where in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)
LINE = '<style:text-properties style:text-line-through-style="solid"/>'
NO_LINE = '<style:text-properties style:text-line-through-style="none"/>'


def told(grid: Grid) -> list[str]:
    return [str(w.where) for w in grid.warnings if w.message == STRUCK]


def texts(grid: Grid) -> list[str]:
    return [cell.text for cell in grid.cells]


def workbook(folder: Path) -> Path:
    """Struck out: a row, a number, runs at the beginning, in the middle and the end."""
    made = openpyxl.Workbook()
    sheet = made.active
    rows = [
        ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"),
        ("产出指标", "数量指标", "修路", "≥5公里", "6公里", 40, 40),
        ("产出指标", "数量指标", "架桥", "≥2座", "1座", 10, 5),
        ("产出指标", "质量指标", "合格率", "100%", "100%", 10, 10),
        ("效益指标", "社会效益指标", "受益人数", "≥100人", "90人", 50, 45),
        ("总分", None, None, None, None, 100, 95),
    ]
    for row in rows:
        sheet.append(row)
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    struck, plain = InlineFont(strike=True), InlineFont(b=True)
    sheet["D2"] = CellRichText(TextBlock(struck, "≥4公里"), TextBlock(plain, "≥5公里"))
    sheet["C5"] = CellRichText(
        TextBlock(plain, "受益"), TextBlock(struck, "群众"), TextBlock(plain, "人数")
    )
    sheet["E5"] = CellRichText(TextBlock(plain, "90人"), TextBlock(struck, "次"))
    made.save(folder / "表.xlsx")
    return folder / "表.xlsx"


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_a_workbook_strikes_out_is_not_read(kind: str, tmp_path: Path) -> None:
    path = converted(workbook(tmp_path), tmp_path, kind)
    rows = read(path).indicators
    assert [(row.name, row.target, row.actual) for row in rows] == [
        ("修路", "≥5公里", "6公里"),
        ("合格率", "100%", "100%"),
        ("受益人数", "≥100人", "90人"),
    ]
    struck = [*(f"Sheet!{letter}3" for letter in "ABCDEFG"), "Sheet!D2", "Sheet!C5"]
    assert sorted(told(load(path)[0])) == sorted([*struck, "Sheet!E5"])


def ods(folder: Path, styles: str, automatic: str, rows: str) -> Grid:
    body = (
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        '<office:body><office:spreadsheet><table:table table:name="表">'
        f"{rows}</table:table></office:spreadsheet></office:body>"
    )
    path = folder / "表.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {SPACES}>{body}</office:document-content>",
        )
        package.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}>{styles}</office:document-styles>",
        )
    return load(path)[0]


def style(name: str, look: str, parent: str = "", family: str = "table-cell") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}"'
        f' style:parent-style-name="{parent}">{look}</style:style>'
    )


def cell(text: str, given: str = "") -> str:
    return f"<table:table-cell {given}><text:p>{text}</text:p></table:table-cell>"


def test_a_style_strikes_out_what_follows_it_unless_it_says_otherwise(
    tmp_path: Path,
) -> None:
    grid = ods(
        tmp_path,
        style("Gone", LINE),
        style("c1", "", "Gone") + style("c2", NO_LINE, "Gone"),
        "<table:table-row>"
        + cell("旧", 'table:style-name="Gone"')
        + cell("旧", 'table:style-name="c1"')
        + cell("新", 'table:style-name="c2"')
        + "</table:table-row>",
    )
    assert texts(grid) == ["新"]
    assert told(grid) == ["表!A1", "表!B1"]


def test_cells_without_a_style_look_like_their_row_or_their_column(
    tmp_path: Path,
) -> None:
    columns = (
        '<table:table-column table:default-cell-style-name="Gone"/>'
        '<table:table-column table:default-cell-style-name="Plain"/>'
    )
    rows = (
        f"<table:table-row>{cell('旧')}{cell('新')}</table:table-row>"
        '<table:table-row table:default-cell-style-name="Plain">'
        f"{cell('新')}{cell('新')}</table:table-row>"
        f"<table:table-row>{cell('新', 'table:style-name=' + chr(34) + 'Plain' + chr(34))}"
        f"{cell('新')}</table:table-row>"
    )
    grid = ods(tmp_path, style("Gone", LINE) + style("Plain", ""), "", columns + rows)
    assert texts(grid) == ["新"] * 5
    assert told(grid) == ["表!A1"]


def test_a_style_of_texts_is_none_of_cells(tmp_path: Path) -> None:
    row = (
        "<table:table-row>"
        + cell('<text:span text:style-name="a">4</text:span>5公里')
        + cell("新", 'table:style-name="a"')
        + "</table:table-row>"
    )
    grid = ods(tmp_path, "", style("a", LINE, family="text"), row)
    assert texts(grid) == ["5公里", "新"]
    assert told(grid) == ["表!A1"]


def page(folder: Path, css: str, *cells: str) -> Grid:
    row = "".join(cells)
    path = folder / "表.html"
    path.write_text(
        f"<html><head><style>{css}</style></head><table><tr>{row}</table>", "utf-8"
    )
    return load(path)[0]


@pytest.mark.parametrize(
    "struck",
    [
        '<td><span style="text-decoration: line-through">95%</span>96%</td>',
        "<td><p style='TEXT-DECORATION:LINE-THROUGH'>95%<p>96%</td>",
        '<td><font style="text-decoration-line:underline line-through">95%</font>96%',
        '<td><b><i style="text-decoration:line-through"><u>95</u>%</i></b>96%</td>',
        '<td><span class="x old"><span>95</span>%</span>96%</td>',
        "<td><font class=font7>95%</font>96%</td>",
    ],
)
def test_what_the_style_of_a_page_strikes_out_is_not_the_value(
    struck: str, tmp_path: Path
) -> None:
    css = (
        "<!-- .xl65 {color:red}\n.font7\n{font-size:9pt; text-decoration:line-through}"
        " td .old, .gone{text-decoration-line : line-through;} -->"
    )
    grid = page(tmp_path, css, struck, "<td>10</td>")
    assert texts(grid) == ["96%", "10"]
    assert told(grid) == ["表1第1行第1列"]


@pytest.mark.parametrize(
    "gone",
    [
        '<td style="text-decoration:line-through">20',
        "<td class=xl66>20</td>",
        "<td class='xl64 XL66'><p>20</p></td>",
    ],
)
def test_a_cell_that_is_struck_out_holds_nothing(gone: str, tmp_path: Path) -> None:
    css = ".xl64{color:black}\n.xl66\n\t{mso-style-parent:style0;\n\ttext-decoration:line-through;}"
    grid = page(tmp_path, css, gone, "<td class=xl64>10</td>", "<td>9")
    assert texts(grid) == ["10", "9"]
    assert told(grid) == ["表1第1行第1列"]


@pytest.mark.parametrize(
    "plain",
    [
        '<span style="text-decoration: underline">95%</span>',
        "<span class=older>95%</span>",
        "<a class=link>95%</a>",
    ],
)
def test_another_look_strikes_nothing_out(plain: str, tmp_path: Path) -> None:
    css = ".old{text-decoration:line-through} .link:hover{text-decoration:line-through}"
    grid = page(tmp_path, css, f"<td>{plain}")
    assert (texts(grid), told(grid)) == (["95%"], [])
