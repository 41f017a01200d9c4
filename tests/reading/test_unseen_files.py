"""没见过的文件: 网页、文书、工作簿里各种做法的自评表."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reading import read, read_all
from reading.text import single

ROWS = (
    ("产出指标", "数量指标", "检测批次", "≥500批次", "512批次", "50", "50"),
    ("产出指标", "质量指标", "合格率", "≥98%", "97.5%", "30", "29.85"),
    ("满意度指标", "服务对象满意度指标", "公众满意度", "≥90%", "95%", "10", "10"),
)
TITLES = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
)


def _rows(rows: tuple[tuple[str, ...], ...]) -> str:
    cells = ("".join(f"<td><p>{text}</p></td>" for text in row) for row in rows)
    return "".join(f"<tr>{row}</tr>" for row in cells)


def test_a_web_page_with_tables_for_its_layout_is_read(tmp_path: Path) -> None:
    head = (
        '<tr><td colspan="7"><p style="text-align:center">项&nbsp;目&nbsp;支&nbsp;出'
        "&nbsp;绩&nbsp;效&nbsp;自&nbsp;评&nbsp;表</p><p>（2022年度）</p></td></tr>"
        '<tr><td>项目名称</td><td colspan="6">食品抽检&nbsp;</td></tr>'
        '<tr><td>主管&nbsp;部门</td><td colspan="2">市场监管局</td>'
        '<td>实施&nbsp;单位</td><td colspan="3">&nbsp;检验所</td></tr>'
        '<tr><td rowspan="2">项目资金<br/>（万元）</td><td>&nbsp;</td>'
        "<td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td>"
        "<td>得分</td></tr><tr><td>年度资金总额</td><td>80.00</td>"
        "<td>&nbsp;80.00</td><td>79.20</td><td>10</td><td>9.90</td></tr>"
    )
    table = f"<table>{head}{_rows((TITLES, *ROWS))}</table>"
    path = tmp_path / "页.html"
    path.write_text(
        "<html><body><table><tr><td>首页</td><td>政务公开</td></tr><tr>"
        f'<td colspan="2"><div>{table}</div></td></tr></table>'
        "<table><tr><td>主办单位：市政府</td></tr></table></body></html>",
        "utf-8",
    )
    found = read(path)
    assert (found.form, found.year) == ("项目支出绩效自评表", 2022)
    assert (found.project, found.department, found.unit) == (
        "食品抽检",
        "市场监管局",
        "检验所",
    )
    (line,) = found.funds.lines
    assert (str(line.budget), str(line.spent), line.stated) == (
        "80.00",
        "79.20",
        Decimal("9.90"),
    )
    assert [row.name for row in found.indicators] == [row[2] for row in ROWS]


def test_a_total_in_a_line_below_the_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "页.html"
    table = f"<table>{_rows((TITLES, *ROWS))}</table>"
    path.write_text(f"{table}<p>自评总分：99.75分（优）</p>", "utf-8")
    found = read(path)
    assert (found.total.stated, found.total.grade) == (Decimal("99.75"), "优")


def test_a_document_whose_table_a_page_has_cut_in_two_is_told(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("项目支出绩效自评表")
    document.add_paragraph("（2023年度）")
    for rows in ((TITLES, *ROWS[:2]), (ROWS[2], ("总分", "", "", "", "", "90", "89"))):
        table = document.add_table(len(rows), len(TITLES))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
        document.add_paragraph("")
    path = tmp_path / "表.docx"
    document.save(str(path))
    found = read(path)
    assert [row.name for row in found.indicators] == [row[2] for row in ROWS]
    assert (found.total.weight, found.total.stated) == (Decimal(90), Decimal(89))
    assert [(str(doubt.where), doubt.message) for doubt in found.warnings] == [
        ("表2第1行第1列", "像是上一张表的续表，没有列名，已接在其后读取")
    ]


def test_numbers_of_a_workbook_are_read_as_they_are_shown(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for project, sheet in (("甲", book.active), ("乙", book.create_sheet("乙"))):
        assert sheet is not None
        sheet.append(("项目名称", project))
        sheet.append(TITLES)
        sheet.append(("产出指标", "数量指标", "面积", "≥1200亩", 1250, 60, 60))
        sheet.append(("满意度", "满意度", "满意度", "≥90%", 0.95, "１０", " 9. 5 "))
        sheet["E4"].number_format = "0.0%"
        sheet.append(("合计", None, None, None, None, 70, "=SUM(G3:G4)"))
    path = tmp_path / "表.xlsx"
    book.save(path)
    first, second = read_all(path)
    assert (first.project, second.project) == ("甲", "乙")
    assert [row.actual for row in first.indicators] == ["1250", "95.0%"]
    assert [row.weight for row in first.indicators] == [60, 10]
    assert [row.stated for row in first.indicators] == [60, Decimal("9.5")]
    # A formula that was never calculated shows nothing: the total is left out, told.
    assert first.total.stated is None
    assert any("公式" in doubt.message for doubt in first.warnings)


def test_title_and_total_in_the_cells_around_a_table_are_its_own(
    tmp_path: Path,
) -> None:
    table = f"<table>{_rows((TITLES, *ROWS))}</table>"
    path = tmp_path / "页.html"
    path.write_text(
        "<table><tr><td>首页 &gt; 财政资金</td></tr>"
        "<tr><td>项目支出绩效自评表<br>（2021年度）</td></tr>"
        f"<tr><td>项目名称：甲{table}<p>自评总分：99.85分</p></td></tr>"
        f"<tr><td><p>项目支出绩效自评表</p><p>（2022年度）</p>{table}</td></tr>"
        "<tr><td>自评总分：95.5分　等级：良</td></tr></table>",
        "utf-8",
    )
    first, second = read_all(path)
    assert (first.form, first.year, first.project) == (
        "项目支出绩效自评表",
        2021,
        "甲",
    )
    assert first.total.stated == Decimal("99.85")
    assert (second.year, second.project, second.total.grade) == (2022, None, "良")


def test_a_document_with_its_table_inside_a_table_is_read(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    outer = document.add_table(2, 1)
    outer.cell(0, 0).text = "项目支出绩效自评表"
    outer.cell(0, 0).add_paragraph("（2023年度）")
    outer.cell(1, 0).text = "项目名称：甲"
    table = outer.cell(1, 0).add_table(len(ROWS) + 1, len(TITLES))
    for number, row in enumerate((TITLES, *ROWS)):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    outer.cell(1, 0).add_paragraph("自评总分：99.85分（优）")
    path = tmp_path / "表.docx"
    document.save(str(path))
    found = read(path)
    assert (found.form, found.year, found.project) == (
        "项目支出绩效自评表",
        2023,
        "甲",
    )
    assert (found.total.stated, found.total.grade) == (Decimal("99.85"), "优")


def test_blanks_of_every_width_are_blanks(tmp_path: Path) -> None:
    """&ensp; &emsp; &thinsp; and others, in headings, labels and values."""
    blanks = ("\u2002", "\u2003", "\u2009", "\u202f", "\u205f", "\u3000", "\xa0")
    for blank in blanks:
        rows = [
            tuple(f"{blank}{text[:1]}{blank}{text[1:]}{blank}" for text in row)
            for row in (TITLES, *ROWS)
        ]
        head = f"<tr><td>项目{blank}名称</td><td>{blank}甲{blank}</td></tr>"
        path = tmp_path / "页.html"
        path.write_text(f"<table>{head}{_rows(tuple(rows))}</table>", "utf-8")
        found = read(path)
        assert (found.project, found.warnings) == ("甲", ())
        assert [(r.weight, r.stated) for r in found.indicators] == [
            (Decimal(row[5]), Decimal(row[6])) for row in ROWS
        ]
        assert [
            tuple((name or "").replace(" ", "").replace("　", "") for name in row.path)
            for row in found.indicators
        ] == [row[:2] for row in ROWS]


STACKED = (
    "产出指标",
    "数量指标",
    "指标1：保障村级组织数量\n指标2：发放村干部报酬人数",
    "12个\n≥68人",
    "12个\n68人",
    "10\n10",
    "10\n9.5",
)


def test_several_indicators_in_one_row_are_parted_by_their_lines(
    tmp_path: Path,
) -> None:
    from docx import Document

    page = tmp_path / "页.html"
    row = tuple(text.replace("\n", "<br>") for text in STACKED)
    page.write_text(f"<table>{_rows((TITLES, row))}</table>", "utf-8")
    document = Document()
    table = document.add_table(2, len(TITLES))
    for number, texts in enumerate((TITLES, STACKED)):
        for column, text in enumerate(texts):
            table.cell(number, column).text = text
    document.save(str(tmp_path / "表.docx"))
    for path in (page, tmp_path / "表.docx"):
        found = read(path)
        assert [
            (r.name, r.target, r.actual, str(r.weight), str(r.stated))
            for r in found.indicators
        ] == [
            ("指标1：保障村级组织数量", "12个", "12个", "10", "10"),
            ("指标2：发放村干部报酬人数", "≥68人", "68人", "10", "9.5"),
        ]
        assert [(str(doubt.where), doubt.message) for doubt in found.warnings] == [
            ("表1第2行第3列", "一行写了 2 个指标，按格内各行分开读取")
        ]


def test_two_numbers_in_one_cell_are_never_one(tmp_path: Path) -> None:
    rows = (
        ("产出指标", "数量指标", "甲", "≥1<br>2台", "3台<br>5台", "5<br>10", "15"),
        (
            "产出指标",
            "时效指标",
            "乙",
            "2022年<br>12月底前",
            "8月<br>5日",
            "7<br>.5",
            "8",
        ),
    )
    path = tmp_path / "页.html"
    path.write_text(f"<table>{_rows((TITLES, *rows))}</table>", "utf-8")
    found = read(path)
    assert [(r.target, r.actual, r.weight) for r in found.indicators] == [
        ("≥1；2台", "3台；5台", None),
        ("2022年12月底前", "8月5日", Decimal("7.5")),
    ]
    assert [(str(d.where), d.message, d.value) for d in found.warnings] == [
        ("表1第2行第4列", "一格里有几个值，没有分开", "≥1；2台"),
        ("表1第2行第5列", "一格里有几个值，没有分开", "3台；5台"),
        ("表1第2行第6列", "分值不是数，未读取", "5；10"),
    ]


@pytest.mark.parametrize(
    ("sign", "unit", "targets"),
    [
        ("≥", "台<br>套", ["≥3台", "≥5套"]),
        ("≥<br>≤", "台", ["≥3台", "≤5台"]),
        ("", "台<br>套", ["3台", "5套"]),
    ],
)
def test_parted_rows_keep_the_sign_and_the_unit(
    tmp_path: Path, sign: str, unit: str, targets: list[str]
) -> None:
    titles = (
        "一级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "计量单位",
        "完成值",
        "得分",
    )
    row = ("产出指标", "甲数<br>乙数", sign, "3<br>5", unit, "3<br>5", "5<br>5")
    path = tmp_path / "页.html"
    path.write_text(f"<table>{_rows((titles, row))}</table>", "utf-8")
    assert [found.target for found in read(path).indicators] == targets


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("1,234.\n56", "1,234.56"),
        ("≤0.\n5%", "≤0.5%"),
        ("2022年1\n2月", "2022年12月"),
        ("2022年12月3\n1日", "2022年12月31日"),
        ("3台\n5个", "3台；5个"),
        ("100万元\n50", "100万元；50"),
    ],
)
def test_a_value_that_a_line_end_cuts_is_one_and_two_are_two(
    text: str, read_as: str
) -> None:
    assert single(text) == read_as
