"""印出来的表: 工作簿和文书分页印成 PDF, 读出来和原件一样."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from attrs import evolve
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Pt
from openpyxl import load_workbook
from openpyxl.styles import Alignment

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity, Total
from reading import read, read_all
from tests.published.rendering import (
    Style,
    as_docx,
    as_pdf,
    as_xlsx,
    rendered,
    unplaced,
    without_blanks,
)
from tests.published.tables import NATIONAL

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")

GROUPS = (
    ("产出指标", "数量指标", 16),
    ("产出指标", "质量指标", 5),
    ("产出指标", "时效指标", 4),
    ("产出指标", "成本指标", 2),
    ("效益指标", "社会效益指标", 3),
    ("效益指标", "可持续影响指标", 2),
    ("满意度指标", "服务对象满意度指标", 3),
)
NAMES = (
    "城区主干道监控设备维护验收合格率",
    "家庭医生签约服务（第3期）年度检查次数及问题整改情况",
    "图书采购数量",
)
VALUES = (
    ("≤3500元/公里·年", "3480元/公里·年"),
    ("2022年12月底前", "2022年11月30日"),
    ("≥2.3万平方米", "23560平方米"),
)
NOTES = (
    None,
    "个别路段仍有坑槽，明年列入大修计划；同时加强巡查，及时处置",
    None,
    "疫情影响",
)
Change = Callable[[Evaluation], Evaluation]


def drawn(project: str) -> Evaluation:
    """A table of 35 rows."""
    rows = []
    for first, second, count in GROUPS:
        for _ in range(count):
            number = len(rows)
            target, actual = VALUES[number % 3]
            name = f"{NAMES[number % 3]}之{number}"
            points = Decimal(number % 4 + 1)
            rows.append(
                Indicator(
                    (first, second),
                    name,
                    target,
                    actual,
                    points,
                    points,
                    (None, None),
                    NOTES[number % 4],
                )
            )
    budget = Quantity(Decimal("176.5"))
    line = FundLine("年度资金总额", budget, budget, budget, Decimal(10))
    return Evaluation(
        form="项目支出绩效自评表",
        year=2022,
        project=project,
        department="清溪县交通运输局",
        unit="清溪县公路管理站",
        funds=Funds((line,), "万元"),
        goals=Goals("保障道路畅通，好路率稳步提高。", "道路全年畅通，好路率为91.5%。"),
        indicators=tuple(rows),
        total=Total(Decimal(100), Decimal("98.66")),
    )


def said(evaluation: Evaluation) -> str:
    return without_blanks(unplaced(evaluation))


def doubts(evaluation: Evaluation) -> set[str]:
    return {problem.message for problem in evaluation.warnings}


def workbook(folder: Path, titles: str | None = None) -> Path:
    """A workbook whose merged groups the pages cut; rows may repeat on each page."""
    path = as_xlsx(rendered(drawn("监控"), Style(NATIONAL)), folder / "表.xlsx")
    book = load_workbook(path)
    sheet = book.active
    for column in "ABCDEFGHI":
        sheet.column_dimensions[column].width = 15
    for row in sheet.iter_rows():
        sheet.row_dimensions[row[0].row].height = 60
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.print_title_rows = titles
    book.save(path)
    return path


@pytest.mark.parametrize("titles", [None, "1:3"])
def test_groups_that_a_page_break_cuts_go_on(
    titles: str | None, tmp_path: Path
) -> None:
    """No rule is drawn at the break, and the label stands on one page only."""
    found = read(as_pdf(workbook(tmp_path, titles), tmp_path))
    assert said(found) == said(drawn("监控"))
    assert doubts(found) == set()
    assert found.indicators[-1].place is not None
    assert found.indicators[-1].place.page != 1


def test_a_text_that_is_too_long_for_its_row_is_read_whole(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = load_workbook(path)
    for row in range(12, 16):
        book.active.row_dimensions[row].height = 14
    book.save(path)
    found = read(as_pdf(path, tmp_path))
    assert said(found) == said(drawn("监控"))
    assert doubts(found) == {"此格的文字超出格子，印出来不全，已照全文读取"}


def document(
    folder: Path, projects: tuple[str, ...], size: float, *, middle: bool = False
) -> Path:
    """Several tables, each under the same title."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    for number, project in enumerate(projects):
        made.add_paragraph("项目支出绩效自评表")
        made.add_paragraph("（2022年度）")
        page = rendered(drawn(project), Style(NATIONAL))
        part = docx.Document(str(as_docx(page, folder / f"{number}.docx"))).tables[0]
        made.element.body.insert_element_before(part._tbl, "w:sectPr")
        cells = made.tables[-1]._cells
        for cell in cells:
            if middle:
                cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            for run in (run for line in cell.paragraphs for run in line.runs):
                run.font.size = Pt(size)
    path = folder / "表.docx"
    made.save(str(path))
    return path


@pytest.mark.parametrize("size", [8, 9, 10, 10.5, 12, 14])
def test_rows_that_a_page_break_cuts_are_one_row(size: float, tmp_path: Path) -> None:
    path = document(tmp_path, ("养护",), size, middle=size > 9)
    found = read(as_pdf(path, tmp_path))
    assert said(found) == said(drawn("养护"))
    assert doubts(found) <= {
        "此格被分页截断，已与下一页的续行接上",
        "像是上一页末行的续行，已接在该行之后",
    }


def test_a_title_above_every_table_is_no_running_head(tmp_path: Path) -> None:
    path = document(tmp_path, ("养护", "采购", "签约"), 8)
    found = read_all(as_pdf(path, tmp_path))
    assert [(e.year, e.project, e.department, e.unit) for e in found] == [
        (2022, project, "清溪县交通运输局", "清溪县公路管理站")
        for project in ("养护", "采购", "签约")
    ]
    assert [said(e) for e in found] == [said(drawn(e.project or "")) for e in found]


def test_a_total_at_the_head_of_the_page_after_the_table_is_its_total(
    tmp_path: Path,
) -> None:
    page = rendered(evolve(drawn("养护"), total=Total()), Style(NATIONAL))
    path = as_docx(page, tmp_path / "表.docx")
    made = docx.Document(str(path))
    line = made.add_paragraph("总分：99.2分　评价等级：优")
    line.paragraph_format.page_break_before = True
    made.save(str(path))
    found = read(as_pdf(path, tmp_path))
    assert (found.total.stated, found.total.grade) == (Decimal("99.2"), "优")


def test_a_frame_round_a_table_is_not_the_table(tmp_path: Path) -> None:
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    frame = made.add_table(2, 1)
    frame.style = "Table Grid"
    frame.cell(0, 0).text = "项目支出绩效自评表（2022年度）"
    page = rendered(drawn("养护"), Style(NATIONAL))
    inner = docx.Document(str(as_docx(page, tmp_path / "内.docx"))).tables[0]._tbl
    for row in inner.tr_lst[:2]:
        inner.remove(row)
    frame.cell(1, 0)._tc.insert(1, inner)
    path = tmp_path / "表.docx"
    made.save(str(path))
    found = read(as_pdf(path, tmp_path))
    assert (found.form, found.year) == ("项目支出绩效自评表", 2022)
    assert (found.project, len(found.indicators)) == ("养护", 35)


def test_every_page_that_is_not_joined_is_told(tmp_path: Path) -> None:
    """Rows without names of groups, in tables of another width on the next pages."""
    made = docx.Document()
    heading = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分")
    rows = (heading, ("产出指标", "数量指标", "甲", "1", "1", "5"))
    for width, page in (
        (6, rows),
        (5, [("乙", "1", "1", "5", "")]),
        (4, [("丙", "9")]),
    ):
        table = made.add_table(len(page), width)
        table.style = "Table Grid"
        for number, row in enumerate(page):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
        table.autofit = False
        for cell in table._cells:
            cell.width = Pt(60)
        made.add_page_break()
    path = tmp_path / "表.docx"
    made.save(str(path))
    found = read(as_pdf(path, tmp_path))
    assert [row.name for row in found.indicators] == ["甲"]
    assert [(str(doubt.where), doubt.message) for doubt in found.warnings] == [
        (f"第{page}页表1第1行第1列", "像是上一张表的续表，没有列名，未读取")
        for page in (2, 3)
    ]


def test_two_values_on_two_lines_of_a_printed_cell_stay_two(tmp_path: Path) -> None:
    made = docx.Document()
    heading = ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    names = "指标1：保障村级组织数量\n指标2：发放报酬人数"
    row = ("产出指标", names, "12个\n≥68人", "12个\n68人", "10\n10", "10\n9.5")
    table = made.add_table(2, 6)
    table.style = "Table Grid"
    for number, texts in enumerate((heading, row)):
        for column, text in enumerate(texts):
            table.cell(number, column).text = text
    path = tmp_path / "表.docx"
    made.save(str(path))
    found = read(as_pdf(path, tmp_path))
    assert [(r.name, r.target, r.weight, r.stated) for r in found.indicators] == [
        ("指标1：保障村级组织数量", "12个", 10, 10),
        ("指标2：发放报酬人数", "≥68人", 10, Decimal("9.5")),
    ]
