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
