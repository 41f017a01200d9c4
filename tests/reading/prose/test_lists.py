"""单子: CSV、工作表、数据文件里的指标名单; 申报表照常读."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

from indicators import Evaluation, Indicator, dump
from indicators.errors import InputError
from reading.plans import read_plans
from templates.writing.writer import write

ROWS = (
    Indicator(("产出指标", "数量指标"), "维护网站个数", "≥15个"),
    Indicator(("满意度指标", "服务对象满意度指标"), "用户满意度", "≥90%"),
)


def plans_of(tmp_path: Path, name: str, text: str) -> tuple[Evaluation, ...]:
    (tmp_path / name).write_text(text, "utf-8")
    return read_plans(tmp_path / name)


def said(plan: Evaluation) -> list[tuple[tuple[str | None, ...], str, str | None]]:
    return [(row.path, row.name, row.target) for row in plan.indicators]


def test_a_list_with_a_column_of_projects(tmp_path: Path) -> None:
    text = (
        "项目名称,主管部门,年度预算,一级指标,二级指标,三级指标,指标性质,指标值,度量单位,分值\n"
        "网站运维,某局,361万元,产出指标,数量指标,维护网站个数,≥,15,个,20\n"
        ",,,,质量指标,正常运行率,≥,99,%,\n"
        "党政网,某局,97.62万元,产出指标,时效指标,完成时间,定性,12月底前,,\n"
    )
    websites, network = plans_of(tmp_path, "a.csv", text)
    assert (websites.project, websites.department) == ("网站运维", "某局")
    assert str(websites.funds.lines[0].initial) == "361"
    assert said(websites) == [
        (("产出指标", "数量指标"), "维护网站个数", "≥15个"),
        (("产出指标", "质量指标"), "正常运行率", "≥99%"),
    ]
    assert [str(row.weight) for row in websites.indicators] == ["20", "None"]
    assert str(network.funds.lines[0].initial) == "97.62"
    assert said(network) == [(("产出指标", "时效指标"), "完成时间", "12月底前")]
    assert str(websites.indicators[1].place) == "第3行第6列"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "二级指标,三级指标\n数量指标,维护网站个数≥15个\n,更新次数\n满意度指标,用户满意度\n",
            [
                (("产出指标", "数量指标"), "维护网站个数", "≥15个"),
                (("产出指标", "数量指标"), "更新次数", None),
                (("满意度指标", "满意度指标"), "用户满意度", None),
            ],
        ),
        (
            "指标类别,指标名称,指标值\n成本指标,运维成本,≤90万元\n数量指标,个数,≥15个\n成本指标,单价,\n",
            [
                (("产出指标", "成本指标"), "运维成本", "≤90万元"),
                (("产出指标", "成本指标"), "单价", None),
                (("产出指标", "数量指标"), "个数", "≥15个"),
            ],
        ),
    ],
)
def test_a_list_of_few_columns(
    tmp_path: Path, text: str, expected: list[tuple[tuple[str, str], str, str | None]]
) -> None:
    (plan,) = plans_of(tmp_path, "a.csv", text)
    assert said(plan) == expected


BARE = """
项目名称 = "党政网"
年度 = 2023
年度预算 = "97.62万元"
[指标]
数量指标 = ["联网单位数量≥100家", "线路带宽"]
[指标.效益指标]
社会效益指标 = ["系统稳定运行：有效保障"]
"""
QUOTED = """
"项目名称" = "党政网"
"年度" = 2023
"年度预算" = "97.62万元"
["指标"]
"数量指标" = ["联网单位数量≥100家", "线路带宽"]
["指标"."效益指标"]
"社会效益指标" = ["系统稳定运行：有效保障"]
"""


def test_a_group_takes_nothing_from_the_group_above(tmp_path: Path) -> None:
    text = (
        "指标清单,,,\n一级指标,二级指标,三级指标,分值\n"
        "产出指标,质量指标,合格率,约20\n满意度指标,,用户满意度,10\n"
    )
    (plan,) = plans_of(tmp_path, "a.csv", text)
    assert [row.path for row in plan.indicators] == [
        ("产出指标", "质量指标"),
        ("满意度指标", "满意度指标"),
    ]
    assert [(p.value, p.message) for p in plan.warnings] == [
        ("约20", "分值不是数，未读取")
    ]


def test_a_table_below_its_head_is_no_list(tmp_path: Path) -> None:
    text = (
        "项目名称,网站运维,,\n一级指标,二级指标,三级指标,指标值\n"
        "产出指标,质量指标,合格率,≥95%\n"
    )
    (plan,) = plans_of(tmp_path, "a.csv", text)
    assert plan.project == "网站运维"
    assert said(plan) == [(("产出指标", "质量指标"), "合格率", "≥95%")]


@pytest.mark.parametrize("text", [BARE, QUOTED])
def test_a_data_file_with_chinese_keys(tmp_path: Path, text: str) -> None:
    (plan,) = plans_of(tmp_path, "a.toml", text)
    assert (plan.project, plan.year) == ("党政网", 2023)
    assert str(plan.funds.lines[0].initial) == "97.62"
    assert said(plan) == [
        (("产出指标", "数量指标"), "联网单位数量", "≥100家"),
        (("产出指标", "数量指标"), "线路带宽", None),
        (("效益指标", "社会效益指标"), "系统稳定运行", "有效保障"),
    ]


def test_the_faults_of_a_data_file_are_told_at_once(tmp_path: Path) -> None:
    text = '项目名字 = "甲"\n[指标]\n数量 = "乙"\n别的 = ["丙"]\n'
    with pytest.raises(InputError) as told:
        plans_of(tmp_path, "a.toml", text)
    assert [str(p.where).rpartition(" ")[2] for p in told.value.problems] == [
        "项目名字",
        "指标.数量",
        "指标.别的",
    ]


def test_an_evaluation_file_is_a_plan_too(tmp_path: Path) -> None:
    table = Evaluation(project="甲", indicators=ROWS)
    text = json.dumps(dump(table), ensure_ascii=False)
    assert plans_of(tmp_path, "a.json", text) == (table,)


@pytest.mark.parametrize("form", ["target-declaration", "national-2020"])
def test_a_table_of_targets_is_read_as_always(tmp_path: Path, form: str) -> None:
    table = Evaluation(project="党政网", unit="某中心", indicators=ROWS)
    (tmp_path / "a.xlsx").write_bytes(write(table, form))
    (plan,) = read_plans(tmp_path / "a.xlsx")
    assert (plan.project, plan.unit) == ("党政网", "某中心")
    assert said(plan) == said(evolve(table))
