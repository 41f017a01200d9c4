"""由计划做空表的命令: 列出项目与指标, 写出空表, 给足分值; 填好的能计分、审核."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from openpyxl import load_workbook

from indicators import Evaluation, Indicator, Quantity
from indicators.evaluation import FundLine, Funds, Goals
from reading import read, read_all
from scoring import load_policy, score
from templates.writing.writer import write

ROOT = Path(__file__).parents[3]
BUDGET = str(ROOT / "tests/published/nanchang-budget-2023.txt")
NANCHANG = str(ROOT / "examples/nanchang-2021/evaluation.toml")
Said = tuple[int, str, str]


def made(ziping: Callable[..., Said], out: Path, *arguments: str) -> Evaluation:
    """Make a blank and read it back."""
    code, shown, told = ziping("new", *arguments, "--out", str(out))
    assert (code, shown) == (0, ""), told
    (table,) = read_all(out)
    return table


def weights(table: Evaluation) -> list[Decimal | None]:
    return [row.weight for row in table.indicators]


def test_targets_lists_both_projects(ziping: Callable[..., Said]) -> None:
    code, out, told = ziping("targets", BUDGET)
    assert (code, told) == (0, "")
    assert "1. 南昌市政府网站集约化平台运维项目" in out
    assert "2. 党政信息网运行维护项目" in out
    assert "年度预算：97.62万元" in out
    assert "指标 36 个，7 组；写有指标值的 0 个" in out
    assert "指标 22 个，7 组；写有指标值的 1 个" in out
    assert f"ziping new {BUDGET} --project 1" in out


def test_targets_of_one_project_as_data(ziping: Callable[..., Said]) -> None:
    _, out, _ = ziping("targets", BUDGET, "--project", "党政", "--json")
    document = json.loads(out)
    assert document["schema"] == "ziping.evaluation/1"
    assert len(document["indicators"]) == 22
    assert "2. 党政信息网" in ziping("targets", BUDGET, "--project", "2")[1]


def test_text_without_indicators_says_so(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    file = tmp_path / "说明.txt"
    file.write_text("2023年本单位没有项目支出。\n", "utf-8")
    for call in (("targets", str(file)), ("new", str(file), "--out", "x.xlsx")):
        code, out, told = ziping(*call)
        assert (code, out) == (2, "")
        assert told.startswith(f"错误：{file}：没有找到指标。请确认")


def test_of_several_projects_one_must_be_named(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    out = tmp_path / "x.xlsx"
    code, _, told = ziping("new", BUDGET, "--out", str(out))
    assert code == 2
    assert "请用 --project 指明：1 南昌市政府网站集约化平台运维项目；2 党政" in told
    assert ziping("new", BUDGET, "--project", "3", "--out", str(out))[0] == 2
    assert not out.exists()


@pytest.mark.parametrize("project", ["1", "2"])
@pytest.mark.parametrize("form", ["national-2020", "mof-2021", "yunnan-14"])
def test_the_blank_reads_back_with_the_same_names_and_weights(
    ziping: Callable[..., Said], tmp_path: Path, project: str, form: str
) -> None:
    _, out, _ = ziping("targets", BUDGET, "--project", project, "--json")
    names = [row["name"] for row in json.loads(out)["indicators"]]
    call = (BUDGET, "--project", project, "--form", form, "--weights", "equal")
    table = made(ziping, tmp_path / "x.xlsx", *call, "--policy", "mof-2020")
    assert [row.name for row in table.indicators] == names
    assert sum(filter(None, weights(table))) == 90
    assert {row.path_weights[0] for row in table.indicators} <= {None, 50, 30, 10}
    assert table.total.weight in {None, 100}
    assert table.warnings == ()


def test_what_has_no_cell_stands_on_the_second_sheet(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    table = made(ziping, tmp_path / "x.xlsx", BUDGET, "--project", "2")
    assert (table.project, table.year) == ("党政信息网运行维护项目", 2023)
    assert table.unit == "南昌市数字科学研究中心"
    assert table.funds.lines[0].initial == Quantity(Decimal("97.62"))
    assert table.goals.expected is not None
    assert weights(table) == [None] * 22
    sheet = load_workbook(tmp_path / "x.xlsx")["编制说明"]
    notes = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(2, 12)}
    assert notes["实施周期"] == "2023年全年"
    assert "洪府厅抄字[2006]397号" in notes["立项依据"]
    assert "21 个指标没有指标值，请补上" in notes["请注意"]
    assert "--weights equal" in notes["请注意"]
    assert "据通行转述" in notes["未查证的取值"]


def test_the_budget_stands_in_the_line_of_the_total(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    call = (BUDGET, "--project", "2", "--form", "department-anhui")
    table = made(ziping, tmp_path / "x.xlsx", *call)
    assert [(line.label, line.budget) for line in table.funds.lines] == [
        ("任务1", None),
        ("任务2", None),
        ("金额合计", Quantity(Decimal("97.62"))),
    ]


def test_a_method_without_points_gives_no_weights(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    call = ("new", BUDGET, "--project", "2", "--form", "transfer-2022")
    code, _, told = ziping(
        *call, "--weights", "equal", "--out", str(tmp_path / "x.xlsx")
    )
    assert code == 2
    assert "transfer-unscored：这种办法不计分。请指明一种计分的办法" in told


def test_a_filled_copy_scores_and_audits(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    call = (BUDGET, "--project", "2", "--weights", "equal")
    blank = made(ziping, tmp_path / "x.xlsx", *call)
    filled = evolve(
        blank,
        department="南昌市政务数据管理局",
        goals=Goals(blank.goals.expected, "全年运行稳定，完成既定任务。"),
        funds=evolve(
            blank.funds,
            lines=(
                evolve(
                    blank.funds.lines[0],
                    budget=Quantity(Decimal("97.62")),
                    spent=Quantity(Decimal("97.62")),
                ),
                *blank.funds.lines[1:],
            ),
        ),
        indicators=tuple(
            evolve(row, target="≥95%", actual="100%")
            if row.target is None
            else evolve(row, actual="2023年12月20日")
            for row in blank.indicators
        ),
    )
    result = score(filled, load_policy("mof-2020"))
    assert result.totals.points == 100
    path = tmp_path / "填好.xlsx"
    path.write_bytes(write(filled, "national-2020", result))
    again = read(path)
    assert [(row.name, row.weight) for row in again.indicators] == [
        (row.name, row.weight) for row in blank.indicators
    ]
    _, out, _ = ziping("audit", str(path), "--json")
    codes = {finding["code"] for finding in json.loads(out)["findings"]}
    assert {code for code in codes if code[0] in "PWFC"} == set()


def test_weights_by_importance_and_what_is_fixed(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    wish = tmp_path / "轻重.csv"
    wish.write_text(
        "指标,重要性,分值\n机房运维,3,\n数量指标,,20\n线路带宽,,\n", "utf-8"
    )
    call = (BUDGET, "--project", "2", "--places", "1", "--weights", str(wish))
    table = made(ziping, tmp_path / "x.xlsx", *call)
    found = {row.name: row.weight for row in table.indicators}
    assert table.indicators[0].path_weights == (50, 20)
    assert found["机房运维"] == Decimal(6)
    assert found["等级保护测试"] == Decimal(2)
    assert sum(filter(None, weights(table))) == 90


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("指标,分值\n机房运维,60\n", "产出指标：共 50 分，已定 60 分，超出 10 分"),
        ("指标,重要性\n没有的,2\n", "没有的：表中没有这个指标或这一组"),
        ("指标,重要性\n机房运维,重\n", "第2行第2列：不是大于 0 的数（原值“重”）"),
        ("甲,乙\n1,2\n", "不是重要性或分值的名单"),
    ],
)
def test_weights_that_cannot_be_given_are_told(
    ziping: Callable[..., Said], tmp_path: Path, text: str, told: str
) -> None:
    wish = tmp_path / "a.csv"
    wish.write_text(text, "utf-8")
    call = ("new", BUDGET, "--project", "2", "--weights", str(wish))
    code, _, said = ziping(*call, "--out", str(tmp_path / "x.xlsx"))
    assert code == 2
    assert told in said
    assert not (tmp_path / "x.xlsx").exists()


def test_an_absent_first_level_is_told(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    plan = tmp_path / "a.csv"
    plan.write_text("二级指标,三级指标\n数量指标,甲\n社会效益指标,乙\n", "utf-8")
    call = ("new", str(plan), "--weights", "equal", "--out", str(tmp_path / "x.xlsx"))
    code, _, told = ziping(*call)
    assert code == 0
    assert "没有满意度指标，它的 10 分由其余的一级指标按比例分" in told


@pytest.mark.parametrize("form", ["target-declaration", "national-2020"])
def test_a_blank_from_a_table_of_targets(
    ziping: Callable[..., Said], tmp_path: Path, form: str
) -> None:
    rows = (
        Indicator(("产出指标", "数量指标"), "联网单位数量", "≥100家"),
        Indicator(("满意度指标", "服务对象满意度指标"), "满意度", "≥90%"),
    )
    funds = Funds((FundLine("年度资金总额", budget=Quantity(Decimal(50))),), "万元")
    plan = Evaluation(year=2024, project="党政网", funds=funds, indicators=rows)
    (tmp_path / "a.xlsx").write_bytes(write(plan, form))
    table = made(ziping, tmp_path / "x.xlsx", str(tmp_path / "a.xlsx"))
    assert [(r.path, r.name, r.target) for r in table.indicators] == [
        (r.path, r.name, r.target) for r in rows
    ]
    amounts = {"target-declaration": (50, None), "national-2020": (None, 50)}
    line = table.funds.lines[0]
    assert tuple(a and a.value for a in (line.initial, line.budget)) == amounts[form]


def test_a_blank_from_an_evaluation_keeps_the_plan_and_no_result(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    table = made(ziping, tmp_path / "x.xlsx", NANCHANG)
    assert len(table.indicators) == 118
    assert table.indicators[0].target == "100%"
    assert sum(filter(None, weights(table))) == 90
    assert {row.actual for row in table.indicators} == {None}
    assert {row.stated for row in table.indicators} == {None}
    assert table.total.stated is None
    assert table.goals.actual is None
    assert {line.spent for line in table.funds.lines} == {None}


def test_an_existing_file_stays_unless_forced(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    out = tmp_path / "x.xlsx"
    out.write_bytes(b"old")
    call = ("new", BUDGET, "--project", "2", "--out", str(out))
    assert ziping(*call)[0] == 2
    assert out.read_bytes() == b"old"
    code, shown, _ = ziping(*call, "--force", "--json")
    assert code == 0
    assert json.loads(shown)["indicators"] == 22
