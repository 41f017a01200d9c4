"""别的程序印的表: 竖排和转向的级次、被换页截断的行、看不见的线."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.styles import Alignment, Border, Side

from indicators import Evaluation
from indicators.errors import InputError
from reading import read
from reading.locating.page_labels import PageLabels
from reading.sources.pdf.reader import read_document
from tests.published.rendering import as_pdf
from tests.reading.sources.handmade import write_pdf

ROWS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标（50分）", "数量指标", "甲", "≥10个", "12个", "30", "30"),
    ("", "质量指标", "乙", "≥10个", "12个", "20", "20"),
    ("社会效益指标", "可持续影响指标", "丙", "≥10个", "12个", "40", "40"),
    ("满意度指标", "服务对象满意度指标", "丁", "≥10个", "12个", "10", "10"),
    ("总分", "", "", "", "", "100", "100"),
)
PATHS = [
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("社会效益指标", "可持续影响指标"),
    ("满意度指标", "服务对象满意度指标"),
]


def in_word(folder: Path, direction: str, size: float) -> Path:
    made = docx.Document()
    made.add_paragraph("项目支出绩效自评表")
    table = made.add_table(len(ROWS), len(ROWS[0]))
    table.style = "Table Grid"
    for number, row in enumerate(ROWS):
        table.rows[number].height = Pt(48) if number else None
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(size)
            if number and column < 2 and text:
                set_so = OxmlElement("w:textDirection")
                set_so.set(qn("w:val"), direction)
                cell._tc.get_or_add_tcPr().append(set_so)
    table.cell(1, 0).merge(table.cell(2, 0))
    path = folder / "表.docx"
    made.save(str(path))
    return as_pdf(path, folder)


def in_excel(folder: Path, turn: float, _: float) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目支出绩效自评表"])
    thin = Side(style="thin")
    for number, row in enumerate(ROWS, 2):
        sheet.append(row)
        sheet.row_dimensions[number].height = 90 if number > 2 else 20
        for cell in sheet[number]:
            cell.border = Border(thin, thin, thin, thin)
            if number > 2 and cell.column < 3:
                cell.alignment = Alignment(text_rotation=turn, wrap_text=True)
    sheet.merge_cells("A3:A4")
    path = folder / "表.xlsx"
    book.save(path)
    return as_pdf(path, folder)


def by_browser(folder: Path, page: str) -> Path:
    (folder / "表.html").write_text(f"<meta charset=utf-8>{page}", "utf-8")
    path = folder / "表.pdf"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
    command += [f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"]
    command += [f"--print-to-pdf={path}", (folder / "表.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return path


def in_html(folder: Path, height: float, size: float) -> Path:
    style = f"table {{border-collapse: collapse; font-size: {size}px}}"
    style += "td {border: 1px solid #000; text-align: center}"
    style += f"div {{writing-mode: vertical-rl; height: {height}px; line-height: 1}}"
    rows = [
        "".join(
            f"<td>{f'<div>{text}</div>' if number and column < 2 else text}</td>"
            for column, text in enumerate(row)
        )
        for number, row in enumerate(ROWS)
    ]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    title = "<p>项目支出绩效自评表</p>"
    return by_browser(folder, f"<style>{style}</style>{title}<table>{table}</table>")


def paths(found: Evaluation) -> list[tuple[str | None, ...]]:
    return [row.path for row in found.indicators]


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")
@pytest.mark.parametrize(
    ("printed", "direction", "size"),
    [
        (in_word, "tbRlV", 10.5),
        (in_word, "btLr", 9),
        (in_excel, 255, 11),
        (in_excel, 90, 11),
    ],
)
def test_levels_set_vertically_are_read_in_order(
    printed: Callable[..., Path], direction: str | int, size: float, tmp_path: Path
) -> None:
    """Columns from right to left, or the whole text turned; a vertical total too."""
    found = read(printed(tmp_path, direction, size))
    assert paths(found) == PATHS
    assert found.indicators[0].path_weights[0] == 50
    assert (found.total.weight, found.total.stated) == (100, 100)


@pytest.mark.skipif(not shutil.which("chromium"), reason="没有 Chromium")
@pytest.mark.parametrize(("height", "size"), [(40, 11), (60, 13)])
def test_levels_that_a_browser_sets_vertically_are_read_in_order(
    height: float, size: float, tmp_path: Path
) -> None:
    found = read(in_html(tmp_path, height, size))
    assert paths(found) == PATHS
    assert (found.total.weight, found.total.stated) == (100, 100)


@pytest.mark.skipif(not shutil.which("chromium"), reason="没有 Chromium")
@pytest.mark.parametrize(
    ("font", "count"), [("13px/1.1 serif", 75), ("16px serif", 60)]
)
def test_rows_that_the_end_of_a_page_cuts_are_all_read(
    font: str, count: int, tmp_path: Path
) -> None:
    """The heading stands on the first page only, the groups over all of them."""
    style = f"table {{border-collapse: collapse; font: {font}; width: 100%}}"
    style += "td {border: 1px solid #000} tr {break-inside: auto}"
    heading = "".join(f"<td>{text}</td>" for text in ROWS[0])
    groups = f"<td rowspan={count}>产出指标<td rowspan={count}>数量指标"
    names = [f"第{number}项工作任务的完成情况说明" for number in range(count)]
    rows = "".join(
        f"<tr>{groups * (name == names[0])}<td width=70>{name}"
        "<td>≥90%<td>95%<td>1<td>1</tr>"
        for name in names
    )
    total = f"<tr><td>总分<td><td><td><td><td>{count}<td>{count}</tr>"
    table = f"<table><tr>{heading}</tr>{rows}{total}</table>"
    page = f"<style>{style}</style><p>项目支出绩效自评表</p>{table}"
    found = read(by_browser(tmp_path, page))
    assert [row.name for row in found.indicators] == names
    assert set(paths(found)) == {("产出指标", "数量指标")}
    assert {row.stated for row in found.indicators} == {1}
    assert found.total.stated == count


def window(rules: str, words: str) -> str:
    """A page with a white ground, of which only the ground is seen."""
    ground = "1 1 1 rg 40 100 520 600 re f 40 100 520 600 re W n 0 0 0 RG"
    return f"q {ground} {rules} BT /F1 12 Tf {words} ET Q"


def test_rules_beyond_the_edge_of_a_page_and_a_white_ground_are_not_seen(
    tmp_path: Path,
) -> None:
    """A row begins on one page and ends, without text, on the next."""
    sides = " ".join(f"{x} -400 m {x} 1200 l S" for x in (45, 200, 400, 555))

    def page(levels: tuple[int, ...], words: str) -> str:
        rules = " ".join(f"45 {y} m 555 {y} l S" for y in levels)
        return window(f"{sides} {rules}", words)

    first = page((690, 400, 20), "50 650 Td (a) Tj 160 0 Td (1) Tj -160 -300 Td (b) Tj")
    second = page((780, 690, 300), "50 650 Td (c) Tj 160 0 Td (2) Tj")
    path = write_pdf(tmp_path / "a.pdf", [first, second])
    (grid,) = read_document(path, PageLabels())
    rows = [[c.text for c in grid.layout.written(n)] for n in range(1, grid.height + 1)]
    assert [row for row in rows if row] == [["a", "1"], ["b"], ["c", "2"]]
    assert grid.width == 3


LONG = (
    "政务服务中心窗口办理量",
    "工程款支付率",
    "按期完成各项目标任务率及合格率",
    "满意度",
)


@pytest.mark.skipif(not shutil.which("chromium"), reason="没有 Chromium")
@pytest.mark.parametrize(
    ("font", "stands"),
    [
        ("12px/12px serif", "center"),
        ("13px/15px sans-serif", "center"),
        ("12px/13px sans-serif", "flex-start"),
    ],
)
def test_texts_that_stand_over_one_another_are_told_apart(
    font: str, stands: str, tmp_path: Path
) -> None:
    """The rows are lower than their names, which are drawn over those above and below."""
    style = f"table {{border-collapse: collapse; font: {font}; table-layout: fixed}}"
    style += "td {border: 1px solid #000; width: 70px; height: 15px; padding: 0 1px}"
    style += f"div {{height: 14px; display: flex; align-items: {stands}}}"
    heading = "".join(f"<td>{text}</td>" for text in ROWS[0])
    rows = "".join(
        f"<tr><td>产出指标<td>数量指标<td><div><span>{name}</span></div>"
        "<td>≥10个<td>12个<td>25<td>25</tr>"
        for name in LONG
    )
    total = "<tr><td>总分<td><td><td><td><td>100<td>100</tr>"
    table = f"<table><tr>{heading}</tr>{rows}{total}</table>"
    page = f"<style>{style}</style><p>项目支出绩效自评表</p>{table}"
    found = read(by_browser(tmp_path, page))
    assert tuple(row.name for row in found.indicators) == LONG
    doubted = {doubt.place.row for doubt in found.warnings if "重叠" in doubt.message}
    assert doubted >= {3, 4, 5}


def ruled(words: str) -> str:
    """Two rows of one column, with words."""
    rules = "50 500 m 50 600 l S 250 500 m 250 600 l S"
    rules += "".join(f" 50 {y} m 250 {y} l S" for y in (600, 550, 500))
    return f"{rules} BT /F1 20 Tf {words} ET"


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("60 570 Td (UPPER) Tj 4 -8 Td (lower) Tj", ["UPPERlower"]),
        ("60 570 Td (UPPER) Tj 0 0 Td (lower) Tj", ["UPPERlower"]),
    ],
)
def test_two_texts_over_one_another_in_one_cell_are_doubted(
    words: str, seen: list[str], tmp_path: Path
) -> None:
    """Their characters are never mixed, and the cell is named."""
    path = write_pdf(tmp_path / "a.pdf", [ruled(words)])
    (grid,) = read_document(path, PageLabels())
    assert ["".join(cell.text.split()) for cell in grid.cells] == seen
    (doubt,) = grid.warnings
    assert "重叠" in doubt.message
    assert (doubt.place.row, doubt.place.column) == (1, 1)


def test_a_raised_mark_is_no_line_of_its_own(tmp_path: Path) -> None:
    words = "60 570 Td (100) Tj /F1 10 Tf 34 5 Td (1) Tj"
    path = write_pdf(tmp_path / "a.pdf", [ruled(words)])
    (grid,) = read_document(path, PageLabels())
    assert [cell.text for cell in grid.cells] == ["1001"]
    assert grid.warnings == ()


PICTURE = "q {} 0 0 {} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"


@pytest.mark.parametrize(
    ("width", "height", "message"),
    [
        (595, 842, "扫描件，只有识别出的文字，没有表格线"),
        (590, 600, "扫描件，只有识别出的文字，没有表格线"),
        (100, 100, "没有找到自评表"),
    ],
)
def test_a_scan_with_recognised_text_is_named_as_that(
    width: int, height: int, message: str, tmp_path: Path
) -> None:
    words = "BT /F1 12 Tf 50 700 Td (Score 9.9) Tj 0 -20 Td (Total 97.74) Tj ET"
    page = f"{PICTURE.format(width, height)} {words}"
    path = write_pdf(tmp_path / "a.pdf", [page, page])
    with pytest.raises(InputError, match=message):
        read(path)
