"""一张表说到的不止这一年: 中期目标与中期资金、年度里的几个月."""

from __future__ import annotations

import pytest

from indicators import Goals
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

ROWS = """
|一级指标|二级指标|三级指标|指标值|
|产出指标|数量指标|防护林面积|≥1500亩|
"""


@pytest.mark.parametrize("later", ["中期", "实施期", "长期"])
def test_the_money_of_several_years_is_not_that_of_the_year(later: str) -> None:
    (found,) = recognise(
        drawn(f"""
|{later}资金总额：|360|年度资金总额：|120|
|其中：财政拨款|300|其中：财政拨款|100|
|其他资金|60|其他资金|20|
{ROWS.strip()}""")
    )
    lines = [
        (line.label, line.budget.value) for line in found.funds.lines if line.budget
    ]
    assert [amount for _, amount in lines] == [120, 100, 20]
    assert any(f"{later}资金总额" in str(doubt) for doubt in found.warnings)


def test_a_project_with_one_column_of_money_keeps_it_whatever_its_years() -> None:
    (found,) = recognise(drawn(f"|中期资金总额：|360|<|<|\n{ROWS.strip()}"))
    (line,) = found.funds.lines
    assert line.budget is not None
    assert line.budget.value == 360


@pytest.mark.parametrize(
    "goals",
    [
        "|总体目标|中期目标（2023年—2025年）|<|年度目标|<|\n|^|三年4500亩|<|今年1500亩|<|",
        "|总体目标|实施期目标|<|年度绩效目标|<|\n|^|三年4500亩|<|今年1500亩|<|",
        "|总体目标|中期目标|三年4500亩|<|<|\n|^|年度目标|今年1500亩|<|<|",
    ],
)
def test_the_goal_of_the_year_is_read_and_that_of_several_years_is_said(
    goals: str,
) -> None:
    rows = "|绩效指标|一级指标|二级指标|三级指标|指标值|\n|^|产出指标|数量指标|甲|≥1|"
    (found,) = recognise(drawn(f"{goals}\n{rows}"))
    assert found.goals == Goals("今年1500亩", None)
    assert any("三年4500亩" in str(doubt) for doubt in found.warnings)


def test_a_table_that_only_has_a_goal_for_several_years_has_that() -> None:
    (found,) = recognise(drawn(f"|中期目标|三年4500亩|<|<|\n{ROWS.strip()}"))
    assert found.goals == Goals("三年4500亩", None)


@pytest.mark.parametrize(
    "line",
    ["（2024年度1-8月）", "（2024年1—7月）", "（2024年上半年）", "2024年第三季度"],
)
def test_a_line_below_the_title_may_name_the_months_of_its_year(line: str) -> None:
    (found,) = recognise(
        drawn(f"|绩效目标运行监控表|<|<|<|\n|{line}|<|<|<|\n{ROWS.strip()}")
    )
    assert found.year == 2024
