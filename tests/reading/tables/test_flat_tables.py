"""平铺表: 每行重复项目、资金与总分, 几个项目一张表."""

from __future__ import annotations

import pytest

from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn


def amounts(found: Evaluation) -> list[str]:
    (line,) = found.funds.lines
    return [str(each) for each in (line.initial, line.budget, line.spent, line.rate)]


def test_two_projects_in_one_flat_table_are_two() -> None:
    first, second = recognise(
        drawn("""
|序号|项目编码|项目名称|单位名称|预算年度|年初预算数(万元)|调整后预算数(万元)|执行数(万元)|执行率(%)|执行得分|一级指标|二级指标|三级指标|指标值|完成值|权重|得分|总分|
|1|T001|甲|某局|2023|86|86|43|50|5|产出指标|数量指标|品类|65类|71类|60|60|95|
|2|T001|甲|某局|2023|86|86|43|50|5|效益指标|社会效益|人次|30人|30人|30|30|95|
|3|T002|乙|某局|2023|100|90|90|100|10|产出指标|数量指标|个数|5个|5个|90|90|100|
""")
    )
    assert (first.project, first.unit, first.year) == ("甲", "某局", 2023)
    assert amounts(first) == ["86", "86", "43", "50"]
    assert amounts(second) == ["100", "90", "90", "100"]
    assert (first.funds.unit, second.project) == ("万元", "乙")
    assert [len(each.indicators) for each in (first, second)] == [2, 1]
    assert [each.total.stated for each in (first, second)] == [95, 100]
    assert first.indicators[1].extra == (("项目编码", "T001"),)
    messages = {str(each.message) for each in (*first.warnings, *second.warnings)}
    assert messages == {"资金行没有名称，按年度资金总额读取"}


def test_what_is_merged_down_the_rows_of_a_project_is_said_of_all() -> None:
    first, second = recognise(
        drawn("""
|绩效自评表（2022年度）|<|<|<|<|<|<|<|
|主管部门|项目名称|一级指标|三级指标|指标值|完成值|得分|自评总分|
|某厅|甲|产出|子|1|1|40|90|
|^|^|效益|丑|1|1|50|^|
|某厅|乙|产出|寅|1|1|99|99|
""")
    )
    assert [first.project, first.department, first.year] == ["甲", "某厅", 2022]
    assert [row.name for row in first.indicators] == ["子", "丑"]
    assert (second.project, second.total.stated) == ("乙", 99)
    assert first.form == second.form == "绩效自评表"
    assert not (*first.warnings, *second.warnings)


def test_one_project_is_one_and_what_is_no_number_is_unread() -> None:
    (found,) = recognise(
        drawn("""
|项目代码|项目名称|全年预算数|全年执行数|一级指标|指标名称|目标值|完成值|得分|总分|
|9|甲|待定|5|产出|子|1|1|40|见附件|
|9|甲|待定|5|效益|丑|1|1|50|见附件|
""")
    )
    assert found.project == "甲"
    assert found.total.unread == (("stated", "见附件"),)
    assert found.funds.lines[0].unread == (("budget", "待定"),)
    assert {"待定", "见附件"} <= {doubt.value for doubt in found.warnings}


ROWS = "|甲|产出|子|1|1|40|90|\n|甲|产出|丑|1|1|50|{}|"


@pytest.mark.parametrize(
    "table",
    [
        # The total is another one in each row; a project of its own is above; the
        # name of the project alone, which a department gives for each indicator.
        "|项目名称|一级指标|三级指标|指标值|完成值|得分|总分|\n" + ROWS.format(91),
        "|项目名称|丙|\n|项目名称|一级指标|三级指标|指标值|完成值|得分|总分|\n"
        + ROWS.format(90),
        "|项目名称|一级指标|三级指标|指标值|完成值|得分|说明|\n" + ROWS.format(90),
    ],
)
def test_what_does_not_repeat_what_a_project_has_stays_as_it_is(table: str) -> None:
    (found,) = recognise(drawn(table))
    assert [row.name for row in found.indicators] == ["子", "丑"]
    assert ("项目名称", "甲") in found.indicators[0].extra
    assert not found.funds.lines


@pytest.mark.parametrize("label", ["小计", "小计（含执行率10分）", "合计"])
def test_each_project_may_have_a_sum_below_its_rows(label: str) -> None:
    first, second = recognise(
        drawn(f"""
|某县2023年度项目支出绩效自评汇总表|<|<|<|<|<|<|<|<|<|
|项目名称|主管部门|全年预算数|全年执行数|一级指标|三级指标|指标值|完成值|分值|得分|
|甲|某局|100|90|产出指标|子|≥1个|1个|50|50|
|^|^|^|^|效益指标|丑|≥1个|1个|50|50|
|^|^|^|^|{label}|<|<|<|100|100|
|乙|某办|80|80|产出指标|寅|≥2个|1个|100|50|
|^|^|^|^|{label}|<|<|<|100|50|
""")
    )
    assert [first.project, second.project] == ["甲", "乙"]
    assert [first.department, second.department] == ["某局", "某办"]
    assert [len(each.indicators) for each in (first, second)] == [2, 1]
    if label == "合计":
        assert [first.total.stated, second.total.stated] == [100, 50]
    assert (first.year, second.year) == (2023, 2023)
    assert not any("几行合计" in str(each.message) for each in first.warnings)


def test_the_projects_of_a_department_may_each_have_a_goal_and_a_budget() -> None:
    first, second = recognise(
        drawn("""
|部门预算项目支出绩效目标表|<|<|<|<|<|<|<|<|
|预算公开11表|<|<|<|<|<|<|<|<|
|部门名称：某法院|<|<|<|<|单位：万元|<|<|<|
|序号|项目名称|项目编码|预算数|项目绩效目标|一级指标|二级指标|三级指标|指标值|
|1|办案|A1|86|办结案件。|产出指标|数量指标|宣传|≥5次|
|^|^|^|^|^|效益指标|社会效益|公正|维护|
|2|维修|A2|42.5|修三个庭。|产出指标|数量指标|审判庭|3个|
""")
    )
    assert [first.project, second.project] == ["办案", "维修"]
    assert [first.department, second.department] == ["某法院", "某法院"]
    assert [first.goals.expected, second.goals.expected] == ["办结案件。", "修三个庭。"]
    assert [amounts(first)[1], amounts(second)[1]] == ["86", "42.5"]
    assert [len(each.indicators) for each in (first, second)] == [2, 1]
    messages = {str(each.message) for each in (*first.warnings, *second.warnings)}
    assert messages == {"资金行没有名称，按年度资金总额读取"}
