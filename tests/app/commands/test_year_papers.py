"""一年的几张表: 申报 → 监控 → 自评 → 申报; 任何读得懂的文件; 年中的值不当作全年的."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from openpyxl import load_workbook

from auditing.sorts import Sort, sort_of
from indicators import Evaluation, FundLine, Funds, Indicator, Quantity
from indicators.codec import dump
from reading import read, read_all
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.app.commands.test_plan_check import declared, plan
from tests.app.conftest import ROOT, Said, Saved, Ziping
from tests.kept_office import convert

CSV = """\
项目名称,主管部门,实施单位,年度,年度预算,一级指标,二级指标,三级指标,指标值,分值
党政网,市局,中心,2024,50万元,产出指标,数量指标,联网单位数量,≥100家,30
党政网,市局,中心,2024,50万元,产出指标,质量指标,网络可用率,≥99%,20
党政网,市局,中心,2024,50万元,效益指标,社会效益指标,服务群众人次,≥3000人次,30
党政网,市局,中心,2024,50万元,满意度指标,服务对象满意度指标,用户满意度,≥90%,10
"""
TOML = """\
项目名称 = "党政网"
主管部门 = "市局"
实施单位 = "中心"
年度 = 2024
年度预算 = "50万元"

[指标]
数量指标 = ["联网单位数量≥100家"]
质量指标 = ["网络可用率≥99%"]
社会效益指标 = ["服务群众人次≥3000人次"]
满意度指标 = ["用户满意度≥90%"]
"""


def rows(table: Evaluation) -> list[tuple[object, ...]]:
    return [(row.path, row.name, row.target, row.weight) for row in table.indicators]


def made(ziping: Ziping, out: Path, *arguments: str) -> tuple[Evaluation, Said]:
    said = ziping("new", *arguments, "--out", str(out))
    assert said[:2] == (0, ""), said
    (table,) = read_all(out)
    return table, said


def notes(path: Path) -> dict[str, str]:
    sheet = load_workbook(path)["编制说明"]
    return {
        str(a.value): str(b.value) for a, b in sheet.iter_rows(max_col=2) if b.value
    }


def monitored(path: Path) -> Path:
    """Fill a monitoring table as a clerk does in July, in its own cells."""
    book = load_workbook(path)
    sheet = book["绩效运行监控表"]
    at = {str(cell.value): cell.column for row in sheet for cell in row if cell.value}
    for row in sheet.iter_rows():
        if row[3].value == "联网单位数量":
            number = row[0].row
            sheet.cell(number, at["1—7月完成值"], "60家")
            sheet.cell(number, at["全年预计完成情况"], "95家")
            sheet.cell(number, at["确定能"], "√")
            sheet.cell(number, at["原因说明"], "汛期停工")
        if row[2].value == "年度资金总额":
            sheet.cell(row[0].row, at["调整后预算数"], 45)
            sheet.cell(row[0].row, at["1—7月执行数"], 20)
    book.save(path)
    return path


def test_the_declared_budget_is_the_initial_one_of_the_year(
    ziping: Ziping, tmp_path: Path
) -> None:
    table, said = made(
        ziping,
        tmp_path / "监控.xlsx",
        declared(tmp_path, plan()),
        "--form",
        "monitoring",
    )
    line = table.funds.lines[0]
    assert (line.initial, line.budget) == (Quantity(Decimal(50)), None)
    assert said[2] == f"已写出 {tmp_path / '监控.xlsx'}\n"
    assert rows(table) == rows(plan())
    assert sort_of(table) is Sort.MONITORING
    assert notes(tmp_path / "监控.xlsx")["预算执行率的分值"].startswith("10 分")


def test_papers_without_a_target_are_no_self_evaluations(
    ziping: Ziping, tmp_path: Path
) -> None:
    """What a document names without values is still a declaration, then a monitoring."""
    bare = evolve(plan(), indicators=tuple(_without_target(plan())))
    declaration = declared(tmp_path, bare)
    monitoring, _ = made(
        ziping, tmp_path / "监控.xlsx", declaration, "--form", "monitoring"
    )
    assert sort_of(read(declaration)) is Sort.TARGETS
    assert sort_of(monitoring) is Sort.MONITORING


def _without_target(table: Evaluation) -> Iterator[Indicator]:
    for row in table.indicators:
        yield evolve(row, target=None)


def test_values_of_july_are_notes_and_no_results(
    ziping: Ziping, tmp_path: Path
) -> None:
    july = tmp_path / "监控.xlsx"
    made(ziping, july, declared(tmp_path, plan()), "--form", "monitoring")
    filled = read(monitored(july))
    assert filled.indicators[0].actual == "60家"
    table, _ = made(ziping, tmp_path / "自评.xlsx", str(july))
    assert rows(table) == rows(plan())
    assert {row.actual for row in table.indicators} == {None}
    assert {row.variance_note for row in table.indicators} == {None}
    line = table.funds.lines[0]
    assert (line.initial, line.budget, line.spent, line.rate) == (
        Quantity(Decimal(50)),
        Quantity(Decimal(45)),
        None,
        None,
    )
    assert (line.weight, table.total.weight, table.total.stated) == (10, 100, None)
    told = notes(tmp_path / "自评.xlsx")
    assert "不是全年的完成值" in told["运行监控"]
    assert told["联网单位数量"].startswith("年中完成值 60家；全年预计完成情况 95家；")
    assert "完成可能性：确定能" in told["联网单位数量"]
    assert "汛期停工" in told["联网单位数量"]
    assert told["资金"] == "年中执行数 20"
    assert "用户满意度" not in told
    assert ziping("score", str(tmp_path / "自评.xlsx"), "--summary")[0] == 1


def test_last_years_table_becomes_this_years_declaration(
    ziping: Ziping, tmp_path: Path
) -> None:
    dated = evolve(plan((1, {"target": "2024年12月底前"})), total=plan().total)
    results = tuple(
        evolve(row, actual="100家", stated=row.weight) for row in dated.indicators
    )
    last = tmp_path / "2024.xlsx"
    last.write_bytes(write(evolve(dated, indicators=results), "national-2020"))
    call = (str(last), "--form", "target-declaration")
    again, said = made(ziping, tmp_path / "a.xlsx", *call)
    assert rows(again) == rows(dated)
    assert again.funds.lines[0].budget == Quantity(Decimal(50))
    assert "年度照写 2024；做下一年度的，加 --year 与年度" in said[2]
    table, said = made(ziping, tmp_path / "b.xlsx", *call, "--year", "2025")
    assert rows(table) == rows(dated)
    assert table.year == 2025
    assert [line.budget for line in table.funds.lines] == []
    assert "原表是 2024 年度的，预算金额没有照抄，请填 2025 年度的" in said[2]
    assert "1 个指标值写着 2024 年，请改" in said[2]
    sheet = load_workbook(tmp_path / "b.xlsx")["绩效目标申报表"]
    cells = {cell.value for row in sheet for cell in row}
    assert {"年度资金总额", "其中：财政拨款", "其他资金"} <= cells
    assert table.warnings == ()


def test_an_initial_budget_is_declared_rather_than_the_adjusted_one(
    ziping: Ziping, tmp_path: Path
) -> None:
    line = evolve(
        plan().funds.lines[0], initial=Quantity(Decimal(60)), spent=Quantity(Decimal(1))
    )
    table = evolve(plan(), funds=evolve(plan().funds, lines=(line,)))
    path = tmp_path / "自评.xlsx"
    path.write_bytes(write(table, "national-2020"))
    call = (str(path), "--form", "target-declaration")
    back, _ = made(ziping, tmp_path / "申报.xlsx", *call)
    assert back.funds.lines[0].budget == Quantity(Decimal(60))


@pytest.mark.parametrize("name", ["申报.csv", "申报.toml"])
@pytest.mark.parametrize("form", ["target-declaration", "monitoring", "national-2020"])
def test_each_paper_is_made_from_a_plain_list(
    ziping: Ziping, tmp_path: Path, name: str, form: str
) -> None:
    file = tmp_path / name
    file.write_text(CSV if name.endswith("csv") else TOML, "utf-8")
    table, _ = made(ziping, tmp_path / "x.xlsx", str(file), "--form", form)
    wanted = [row if name.endswith("csv") else (*row[:3], None) for row in rows(plan())]
    assert [row[1:] for row in rows(table)] == [row[1:] for row in wanted]
    assert (table.year, table.project, table.unit) == (2024, "党政网", "中心")
    assert Quantity(Decimal(50)) in {
        table.funds.lines[0].initial,
        table.funds.lines[0].budget,
    }


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A declaration and a monitoring table in every kind that LibreOffice writes."""
    folder = tmp_path_factory.mktemp("kinds")
    forms = ("target-declaration", "monitoring")
    for form in forms:
        (folder / f"{form}.xlsx").write_bytes(write(plan(), load_form(form)))
    for kind in ("xls", "ods", "pdf", "html", "docx:MS Word 2007 XML"):
        suffix = "html" if kind.startswith("docx") else "xlsx"
        convert([folder / f"{form}.{suffix}" for form in forms], folder, kind)
    return folder


@pytest.mark.parametrize("kind", ["xls", "ods", "pdf", "html", "docx"])
@pytest.mark.parametrize("form", ["target-declaration", "monitoring"])
def test_each_paper_is_made_from_one_of_another_kind(
    ziping: Ziping, tmp_path: Path, converted: Path, form: str, kind: str
) -> None:
    file = converted / f"{form}.{kind}"
    table, _ = made(ziping, tmp_path / "x.xlsx", str(file))
    assert rows(table) == rows(plan())
    assert (table.year, table.project, table.unit) == (2024, "党政网", "中心")
    wanted = Quantity(Decimal(50))
    assert wanted in {table.funds.lines[0].initial, table.funds.lines[0].budget}


def test_of_several_papers_in_one_workbook_one_must_be_meant(
    ziping: Ziping, tmp_path: Path
) -> None:
    first = declared(tmp_path, plan())
    second = tmp_path / "监控.xlsx"
    made(ziping, second, first, "--form", "monitoring")
    book, other = load_workbook(first), load_workbook(second)["绩效运行监控表"]
    page = book.create_sheet("监控")
    for row in other.iter_rows():
        for cell in row:
            if type(cell).__name__ != "MergedCell":
                page[cell.coordinate] = cell.value
    for area in other.merged_cells.ranges:
        page.merge_cells(str(area))
    both = tmp_path / "两张.xlsx"
    book.save(both)
    code, _, told = ziping("new", str(both), "--out", str(tmp_path / "x.xlsx"))
    assert code == 2
    assert "1 党政网（绩效目标表）；2 党政网（绩效运行监控表）" in told
    for which in ("2", "运行监控"):
        call = (str(both), "--project", which, "--force")
        assert rows(made(ziping, tmp_path / "x.xlsx", *call)[0]) == rows(plan())


@pytest.mark.parametrize("form", ["target-declaration", "monitoring"])
def test_a_paper_prints_on_pages_of_a4_across(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(write(plan(), form))
    convert((path,), tmp_path, "pdf")
    said = subprocess.run(
        ["pdfinfo", tmp_path / "a.pdf"], check=True, capture_output=True, text=True
    )
    assert "841.89 x 595.304 pts (A4)" in said.stdout
    assert "Pages:           1" in said.stdout


@pytest.mark.parametrize("form", ["target-declaration", "monitoring"])
def test_weights_have_a_column_only_where_there_are_some(
    tmp_path: Path, form: str
) -> None:
    bare = evolve(
        plan(),
        indicators=tuple(evolve(row, weight=None) for row in plan().indicators),
    )
    for table, printed in ((plan(), True), (bare, False)):
        path = tmp_path / "a.xlsx"
        path.write_bytes(write(table, form))
        cells = {c.value for row in load_workbook(path).active for c in row}
        assert ("分值" in cells) is printed
        assert rows(read(path)) == rows(table)


def test_sources_of_any_wording_come_back_from_a_declaration(
    ziping: Ziping, tmp_path: Path
) -> None:
    labels = ("年度资金总额", "其中：区级财政", "镇街配套", "村民自筹")
    lines = tuple(
        FundLine(label, budget=Quantity(Decimal(amount)))
        for label, amount in zip(labels, (100, 60, 30, 10), strict=True)
    )
    table = evolve(plan(), funds=Funds(lines, "万元"))
    back, said = made(
        ziping,
        tmp_path / "监控.xlsx",
        declared(tmp_path, table),
        "--form",
        "monitoring",
    )
    assert [(line.label, line.initial) for line in back.funds.lines] == [
        (line.label, line.budget) for line in lines
    ]
    assert said[2].count("注意") == 0


REAL = (
    *("c01-民办幼儿园补助-GBK.csv", "d07-医保局-总分在前.docx", "h01-*.html"),
    *("s80-公安智能交通设备.xls", "x14-法院办案业务费.xlsx", "x70-政务云运维.xlsx"),
    *("x72-公务用车购置运行.xlsx", "x24-农科院基本科研业务费.xlsx"),
)


@pytest.mark.parametrize("name", REAL)
def test_a_table_as_bureaus_draw_it_goes_through_the_year_and_back(
    ziping: Ziping, tmp_path: Path, name: str
) -> None:
    (file,) = (ROOT / "tests/drawn/files").glob(name)
    first = read(file)
    for number, form in enumerate(
        ("target-declaration", "monitoring", "national-2020", "target-declaration")
    ):
        out = tmp_path / f"{number}.xlsx"
        table, said = made(ziping, out, str(file), "--form", form)
        assert rows(table) == rows(first)
        assert (table.project, table.unit, table.year) == (
            first.project,
            first.unit,
            first.year,
        )
        assert "没有读到" not in said[2] or number == 0
        whole = first.funds.total
        line = table.funds.total
        assert whole is not None
        assert line is not None
        assert (whole.initial or whole.budget) in {line.initial, line.budget}
        file = out
    _, out_text, told = ziping("audit", str(file))
    assert "没有列名" not in told
    assert "绩效目标表" in out_text


def test_groups_beyond_two_levels_are_told(ziping: Ziping, tmp_path: Path) -> None:
    rows_ = tuple(
        evolve(row, path=("年度绩效目标1", *row.path), path_weights=())
        for row in plan().indicators
    )
    path = tmp_path / "三级.json"
    path.write_text(
        json.dumps(dump(evolve(plan(), indicators=rows_)), ensure_ascii=False), "utf-8"
    )
    table, said = made(ziping, tmp_path / "x.xlsx", str(path))
    assert rows(table) == rows(plan())
    assert "版式只有两级指标，没有写出的一级：年度绩效目标1" in said[2]


@pytest.mark.parametrize("year", ["25", "1989", "明年", "2025.5"])
def test_a_year_that_is_none_is_told_in_chinese(
    ziping: Ziping, tmp_path: Path, year: str
) -> None:
    out = tmp_path / "x.xlsx"
    call = ("new", declared(tmp_path, plan()), "--year", year, "--out", str(out))
    code, _, told = ziping(*call)
    assert code == 2
    assert told == (
        "错误：参数 --year 的取值不对（请写四位数的年度，如 2025）。用法见 ziping new --help\n"
    )
    assert not out.exists()
    assert ziping(*call[:2], "--year", "2025年", "--out", str(out))[0] == 0


def test_a_direction_that_no_cell_can_say_is_told(
    ziping: Ziping, tmp_path: Path, saved: Saved
) -> None:
    first, *rest = plan().indicators
    turned = evolve(first, name="平均等候人数", target="5人", direction="反向")
    same = evolve(first, name="排队人数", target="≤5人", direction="反向")
    table = evolve(plan(), indicators=(turned, same, *rest))
    call = ("new", saved("计划", table), "--form", "target-declaration", "--out")
    told = ziping(*call, str(tmp_path / "x.xlsx"))[2]
    assert "表上没有写明方向的格，请把符号写进指标值：平均等候人数\n" in told


@pytest.mark.parametrize(
    ("heading", "cell", "amount"),
    [
        ("年度预算（万元）", "2023.12", "2023.12万元"),
        ("年度预算(元)", '"1,250,000"', "1250000元"),
        ("年度预算", "50万元", "50万元"),
        ("年度预算", "50", None),
        ("年度预算", "另行安排", None),
    ],
)
def test_a_budget_in_a_list_has_the_unit_of_its_cell_or_of_its_heading(
    ziping: Ziping, tmp_path: Path, heading: str, cell: str, amount: str | None
) -> None:
    file = tmp_path / "单子.csv"
    text = CSV.replace("年度预算", heading).replace("50万元", cell)
    file.write_text(text, "utf-8")
    code, out, told = ziping("targets", str(file))
    assert code == 0
    if amount:
        assert f"年度预算：{amount}\n" in out
        assert told == ""
    else:
        assert "年度预算：" not in out
        assert told.count("年度预算没有读懂，未读取") == 1
        assert f"原值“{cell}”" in told
