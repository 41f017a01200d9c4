"""表上一行里写着几样东西: 年度、单位、填报单位、得分、填表日期, 由空白分开."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

TABLE = """
|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|
|产出指标|数量指标|甲|1|1|100|98|
"""
GAP = "　" * 3
WIDE = " " * 70


def one(line: str) -> Evaluation:
    head = f"|项目支出绩效自评表|<|<|<|<|<|<|\n|{line}|<|<|<|<|<|<|"
    (found,) = recognise(drawn(head + TABLE))
    return found


def above(line: str) -> Evaluation:
    grid = drawn(TABLE.strip(), before=("项目支出绩效自评表", line))
    (found,) = recognise(grid)
    return found


@pytest.mark.parametrize(
    "line",
    [
        f"（ 2022 年度 ）{WIDE}单位：万元",
        f"2022年{WIDE}金额单位：元",
        f"(2022年度){WIDE}{WIDE}单位：万元",
    ],
)
@pytest.mark.parametrize("read", [one, above])
def test_blanks_as_wide_as_the_page_part_a_year_from_the_unit_of_money(
    line: str, read: object
) -> None:
    assert callable(read)
    found = read(line)
    assert (found.year, found.warnings) == (2022, ())


@pytest.mark.parametrize(
    "line",
    [
        f"填报单位：某县林业局{GAP}2022年度{GAP}单位：万元",
        "填报单位（盖章）：某县林业局 2022年度 金额单位：元",
        f"（2022年度）{GAP}填报单位：某县林业局{GAP}2023年1月18日",
        f"编制单位：某县林业局{WIDE}（2022年度）",
        "项目单位：某县林业局   2022年   单位：万元",
    ],
)
@pytest.mark.parametrize("read", [one, above])
def test_a_year_between_other_facts_is_the_year_of_the_table(
    line: str, read: object
) -> None:
    assert callable(read)
    found = read(line)
    assert (found.year, found.unit, found.warnings) == (2022, "某县林业局", ())


@pytest.mark.parametrize(
    "line",
    [
        f"自评得分：96.04分{GAP}填表日期：2024年1月25日",
        f"填报人：某甲{GAP}项目总得分：96.04{GAP}等级：优",
        "填报日期：2024.1.25   自评总分：96.04分（优）",
        "绩效自评总得分：96.04分；填报单位：某局",
        "单位：万元\t自评得分：96.04",
    ],
)
@pytest.mark.parametrize("read", [one, above])
def test_a_total_between_other_facts_is_the_total(line: str, read: object) -> None:
    assert callable(read)
    assert read(line).total.stated == Decimal("96.04")


@pytest.mark.parametrize(
    "line",
    [
        "总分100分，其中：预算执行10分",
        f"合计：96.04{GAP}填表日期：2024年",
        f"上年自评等级：优{GAP}评分标准：满分100分",
    ],
)
def test_a_line_about_points_is_not_the_total(line: str) -> None:
    assert one(line).total.stated is None


@pytest.mark.parametrize("read", [one, above])
def test_the_name_of_a_project_may_end_in_a_year_of_its_own(read: object) -> None:
    assert callable(read)
    found = read("项目名称：道路维修 2022年度")
    assert found.project == "道路维修 2022年度"


@pytest.mark.parametrize(
    ("line", "grade"),
    [
        ("五、自评等级：优（≥90分为优，80—90分为良，60—80分为中）", "优"),
        ("评价结论：良好。", "良好"),
        ("3.绩效等级：中，低于目标", "中"),
        ("自评等级：□优 ☑良 □中", "良"),
        ("自评等级分为优、良、中、差", None),
        ("评价等级：优□ 良□ 中□ 差□", None),
    ],
)
def test_a_grade_may_stand_in_a_line_below_the_table(
    line: str, grade: str | None
) -> None:
    grid = evolve(drawn(TABLE.strip()), after=("注：本表一式两份。", line))
    (found,) = recognise(grid)
    assert found.total.grade == grade


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：甲馆；主管部门：乙局",
        "填报单位：甲馆；主管部门：乙局；",
        "填报单位：甲馆 | 主管部门：乙局",
        "主管部门：乙局、填报单位：甲馆，",
        "主管部门（盖章）：乙局； 填报单位：甲馆； 2022年度",
    ],
)
@pytest.mark.parametrize("read", [one, above])
def test_the_mark_that_parts_two_fields_belongs_to_neither(
    line: str, read: object
) -> None:
    assert callable(read)
    found = read(line)
    assert (found.unit, found.department) == ("甲馆", "乙局")
