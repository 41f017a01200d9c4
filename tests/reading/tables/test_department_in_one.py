"""部门名称: 部门整体的表只有这一栏, 它既是主管部门也是实施单位."""

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
        "部门名称",
        "部 门 名 称",
        "预算部门名称",
        "县级部门名称：",
    ],
)
def test_the_name_of_the_department_is_that_of_the_unit_too(label: str) -> None:
    (found,) = recognise(drawn(f"|{label}|某局|<|<|<|<|<|{TABLE}"))
    assert (found.department, found.unit) == ("某局", "某局")


@pytest.mark.parametrize(
    "row",
    ["|主管部门|某局|<|部门名称|某中心|<|<|", "|部门名称|某中心|<|主管部门|某局|<|<|"],
)
def test_a_department_of_its_own_goes_before(row: str) -> None:
    (found,) = recognise(drawn(f"{row}{TABLE}"))
    assert (found.department, found.unit) == ("某局", "某中心")


@pytest.mark.parametrize("label", ["实施单位", "部门（单位）名称", "项目单位"])
def test_a_unit_is_no_department(label: str) -> None:
    (found,) = recognise(drawn(f"|{label}|某中心|<|<|<|<|<|{TABLE}"))
    assert (found.department, found.unit) == (None, "某中心")
