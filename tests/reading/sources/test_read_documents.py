"""读 .docx .html .csv .txt: 表格、跨度、表外的文字."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from reading.sources import load

PAGE = """<html><head><title>不看</title><meta charset={charset}></head><body>
<p>项目支出绩效自评表</p><p>（2021年度）</p>
<table><tr><td colspan=3>项目名称<br>大数据</td><td>A &amp; B&nbsp;C</td></tr>
<tr><td rowspan=3>产
出</td><td>x<td>y<td style="display: none">z</tr>
<tr><td>1<table><tr><td>内</td></tr></table>2</td></tr></table>
<p>填表人：张三</p></body></html>"""


def document(tmp_path: Path) -> Path:
    made = docx.Document()
    made.add_paragraph("项目支出绩效自评表")
    made.add_paragraph("（2021年度）")
    table = made.add_table(5, 4)
    table.cell(0, 0).merge(table.cell(0, 3)).text = "标题"
    table.cell(1, 0).merge(table.cell(3, 0)).text = "产出"
    table.cell(1, 1).merge(table.cell(2, 2)).text = "块"
    table.cell(4, 3).text = "第一行\n第二行"
    table.cell(4, 3).add_paragraph("第二段")
    table.cell(4, 2).add_table(1, 2).cell(0, 1).text = "内"
    made.add_paragraph("填表人：张三")
    path = tmp_path / "表.docx"
    made.save(str(path))
    return path


def test_a_word_table_keeps_its_spans_and_the_lines_around_it(tmp_path: Path) -> None:
    grid, inner = load(document(tmp_path))
    assert grid.before == ("项目支出绩效自评表", "（2021年度）")
    assert grid.after == ("填表人：张三",)
    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells] == [
        ("标题", 1, 1, 1, 4),
        ("产出", 2, 1, 3, 1),
        ("块", 2, 2, 2, 2),
        ("第一行\n第二行\n第二段", 5, 4, 1, 1),
    ]
    assert str(grid.cells[3].place) == "表1第5行第4列"
    assert [(c.text, str(c.place)) for c in inner.cells] == [("内", "表2第1行第2列")]


def test_deleted_and_hidden_text_is_not_seen(tmp_path: Path) -> None:
    path = tmp_path / "修订.docx"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>得</w:t></w:r>"
        "<w:del><w:r><w:t>删</w:t></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        "<w:r><w:t>分</w:t><w:tab/><w:noBreakHyphen/></w:r>"
        "<w:r><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:r>"
        "</w:p></w:tc></w:tr></w:tbl>"
    )
    with zipfile.ZipFile(path, "w") as package:
        xml = f"<w:document {space}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", xml)
    grid = load(path)[0]
    assert grid.text(1, 1) == "得分\t-"
    assert "文本框" in grid.warnings[0].message


@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_a_page_is_read_as_a_browser_shows_it(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "表.html"
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    grid, inner = load(path)
    assert grid.before == ("项目支出绩效自评表", "（2021年度）")
    assert grid.after == ("填表人：张三",)
    assert grid.text(1, 3) == "项目名称\n大数据"
    assert grid.text(1, 4) == "A & B C"
    assert grid.text(3, 1) == "产出"
    assert [cell.text for cell in grid.cells if cell.hidden] == ["z"]
    assert grid.text(3, 2) == "1\n2"
    assert inner.text(1, 1) == "内"


def test_a_text_of_a_table_of_a_page_that_stands_in_no_cell_is_seen_above_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "表.html"
    page = "<p>甲</p><table><caption>自评表<br>（2023年度）</caption><tr>丙<td>乙</td></tr>"
    path.write_text(f"{page}</table><p>丁</p>", "utf-8")
    (grid,) = load(path)
    assert grid.before == ("甲", "自评表", "（2023年度）", "丙")
    assert (grid.text(1, 1), grid.after) == ("乙", ("丁",))


def test_a_workbook_that_is_a_page_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "表.xls"
    path.write_bytes(PAGE.format(charset="gb2312").encode("gbk"))
    grid = load(path)[0]
    assert grid.kind == "table"
    assert "内容是网页" in grid.warnings[0].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_tells_its_encoding_and_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "表.csv"
    rows = [["一级指标", "三级指标", "得分"], ["产出", '"次, 数\n二"', "=1+1"]]
    path.write_bytes("\r\n".join(map(delimiter.join, rows)).encode(encoding))
    grid = load(path)[0]
    assert [cell.text for cell in grid.cells] == [
        "一级指标",
        "三级指标",
        "得分",
        "产出",
        "次, 数\n二",
        "=1+1",
    ]
    assert str(grid.cells[4].place) == "第2行第2列"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_text_keeps_its_lines(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "表.txt"
    path.write_bytes("项目名称：甲\r\n\r\n  得分 9.9".encode(encoding))
    grid = load(path)[0]
    assert grid.kind == "text"
    assert grid.lines == ("项目名称：甲", "", "  得分 9.9")
    assert str(grid.cells[1].place) == "第3行"


def test_a_damaged_byte_does_not_turn_a_text_into_another(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    data = bytearray(("绩效自评" * 50).encode())
    data[4] = 0xFF
    path.write_bytes(data)
    grid = load(path)[0]
    assert grid.lines[0].endswith("绩效自评")
    assert "字节已损坏" in grid.warnings[0].message
