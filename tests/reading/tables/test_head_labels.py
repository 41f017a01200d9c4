"""主管部门与实施单位的各种叫法."""

from __future__ import annotations

import pytest

from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

TABLE = """
|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|
|产出指标|数量指标|甲|≥10个|12个|100|100|
"""


@pytest.mark.parametrize(
    "label",
    [
        "一级预算单位",
        "一级预算部门（公章）",
        "省级预算部门",
        "市本级预算部门",
        "主管预算单位",
        "业务主管处室",
        "行业主管单位",
        "归口管理部门",
        "购买主体",
    ],
)
@pytest.mark.parametrize("other", ["实施单位", "资金使用单位", "承接主体"])
def test_who_is_above_the_unit_is_the_department(label: str, other: str) -> None:
    (found,) = recognise(drawn(f"|{label}|某局|<|{other}|某中心|<|<|{TABLE}"))
    assert (found.department, found.unit) == ("某局", "某中心")


@pytest.mark.parametrize(
    "label",
    [
        "项目法人（单位）",
        "建设单位",
        "项目业主",
        "使用单位",
        "资金使用部门",
        "预算执行单位",
        "项目承担单位",
        "二级预算单位",
        "承接单位",
        "具体实施单位",
    ],
)
def test_who_does_the_work_is_the_unit(label: str) -> None:
    (found,) = recognise(drawn(f"|主管部门|某局|<|{label}|某中心|<|<|{TABLE}"))
    assert (found.department, found.unit) == ("某局", "某中心")


@pytest.mark.parametrize(
    "label", ["省级预算部门名称", "市级预算部门名称", "区级部门名称"]
)
def test_a_department_that_is_all_there_is_is_the_unit_too(label: str) -> None:
    (found,) = recognise(drawn(f"|{label}|某局|<|<|<|<|<|{TABLE}"))
    assert (found.department, found.unit) == ("某局", "某局")


@pytest.mark.parametrize("label", ["填报单位", "项目单位"])
def test_the_one_who_fills_in_gives_way_to_the_one_who_does_the_work(
    label: str,
) -> None:
    (found,) = recognise(drawn(f"|{label}|某局|<|实施单位|某中心|<|<|{TABLE}"))
    assert found.unit == "某中心"


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("险种名称", "经办机构"),
        ("基金名称", "社保经办机构"),
        ("险种", "基金经办机构名称"),
        ("项目名称", "使用企业"),
        ("项目名称", "资金使用企业名称"),
        ("项目名称", "注资企业"),
    ],
)
def test_funds_of_insurance_and_of_state_capital_have_words_of_their_own(
    label: str, other: str
) -> None:
    (found,) = recognise(drawn(f"|{label}|居民医保|<|{other}|某中心|<|<|{TABLE}"))
    assert (found.project, found.unit) == ("居民医保", "某中心")


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        (
            "|主管部门|某局|<|购买主体|某中心|<|<|\n|承接主体|某公司|<|<|<|<|<|",
            "某中心",
        ),
        ("|主管部门|某局|<|购买主体|某局|<|<|\n|承接主体|某公司|<|<|<|<|<|", "某公司"),
        ("|主管部门|某局|<|承接主体|某公司|<|<|\n|填报单位|某局|<|<|<|<|<|", "某局"),
    ],
)
def test_who_buys_a_service_is_the_unit_below_the_department(
    rows: str, unit: str
) -> None:
    (found,) = recognise(drawn(f"{rows}{TABLE}"))
    assert (found.department, found.unit) == ("某局", unit)
    lost = {"某中心", "某公司"} - {unit}
    told = "；".join(str(problem.value) for problem in found.warnings)
    assert all(name in told for name in lost if name in rows)


@pytest.mark.parametrize("name", ["医疗保险财政补助", "农村公路养护资金", "运转经费"])
def test_a_mere_project_among_labels_may_be_called_like_money(name: str) -> None:
    (found,) = recognise(drawn(f"|项目|{name}|<|年度|2023|<|<|{TABLE}"))
    assert (found.project, found.year) == (name, 2023)


@pytest.mark.parametrize(
    ("project", "year"),
    [
        ("2023年老旧小区改造", 2023),
        ("某县2022年度高标准农田建设", 2022),
        ("2021-2023年河道治理", None),
        ("老旧小区改造", None),
    ],
)
def test_where_nothing_else_says_it_the_project_says_the_year(
    project: str, year: int | None
) -> None:
    (found,) = recognise(drawn(f"|项目名称|{project}|<|<|<|<|<|{TABLE}"))
    assert found.year == year
    doubts = [problem.message for problem in found.warnings]
    assert doubts == ([f"没有写明年度，取项目名称里的 {year} 年"] if year else [])
