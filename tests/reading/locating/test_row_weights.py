"""权重在级次与名称之间: 是每行的, 还是组的; 资金的 B/A 是执行率."""

from __future__ import annotations

import pytest

from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn


def one(text: str) -> Evaluation:
    (found,) = recognise(drawn(text))
    return found


def weights(found: Evaluation) -> list[str]:
    return [str(row.weight) for row in found.indicators]


@pytest.mark.parametrize("title", ["权重", "分值", "指标权重（90分）"])
def test_every_row_has_a_weight_of_its_own_before_its_name(title: str) -> None:
    found = one(f"""
|一级|二级|{title}|三级指标|目标值|完成值|得分|
|产出指标|数量指标|20|甲|1|1|20|
|^|^|30|乙|1|1|30|
|效益指标|社会效益|40|丙|1|1|40|
|合计得分|||||||90|
""")
    assert weights(found) == ["20", "30", "40"]
    assert found.indicators[0].path_weights == (None, None)
    assert not found.warnings


def test_rows_that_write_their_group_once_or_under_one_level() -> None:
    once = one("""
|一级指标|二级指标|满分|指标名称|指标值|完成值|得分|
|产出|数量|20分|甲|1|1|20|
|||30分|乙|1|1|30|
|总分|||||||50|
""")
    single = one("""
|指标类别|标准分|指标名称|计划值|实际值|自评分|
|产出指标|25|甲|1|1|25|
|^|25|乙|1|1|25|
|效益指标|40|丙|1|1|40|
""")
    assert weights(once) == ["20", "30"]
    assert weights(single) == ["25", "25", "40"]


@pytest.mark.parametrize(
    "rows",
    [
        "|产出|数量|50|甲|1|1|20|\n|^|^|^|乙|1|1|30|",
        "|产出|数量|50|甲|1|1|20|\n||||乙|1|1|30|",
        "|产出|数量|50|甲|1|1|20|\n|产出|数量|50|乙|1|1|30|",
    ],
)
def test_a_weight_that_several_rows_share_is_of_their_group(rows: str) -> None:
    found = one(f"|一级指标|二级指标|权重|三级指标|指标值|完成值|得分|\n{rows}")
    assert weights(found) == ["None", "None"]
    assert [str(row.path_weights[1]) for row in found.indicators] == ["50", "50"]


def test_rows_with_weights_right_of_their_names_keep_those_of_groups() -> None:
    found = one("""
|一级指标|二级指标|权重|三级指标|指标值|完成值|分值|得分|
|产出|数量|20|甲|1|1|20|20|
|^|质量|30|乙|1|1|30|30|
""")
    assert [row.path_weights[1] for row in found.indicators] == [20, 30]
    assert weights(found) == ["20", "30"]


INDICATORS = """
|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|
|产出指标|数量指标|甲|1|1|90|90|
"""


@pytest.mark.parametrize(
    ("budget", "spent", "rate"),
    [
        ("全年预算（A）", "全年支出（B）", "B/A"),
        ("预算数A", "执行数B", "（B÷A）"),
        ("调整预算数（B）", "决算数（C）", "C/B×100%"),
    ],
)
def test_spending_by_budget_is_the_rate(budget: str, spent: str, rate: str) -> None:
    found = one(f"""
|资金来源|{budget}|{spent}|权重|{rate}|得分|
|合计|100|90|10|90%|9|
|县级|100|90||90%||
{INDICATORS}""")
    assert [str(line.rate) for line in found.funds.lines] == ["90%", "90%"]
    assert not found.warnings


def test_a_quotient_of_other_amounts_is_no_rate() -> None:
    found = one(f"""
|资金来源|年初预算数（A）|全年预算数（B）|全年执行数（C）|B/A|得分|
|合计|100|80|80|80%|10|
{INDICATORS}""")
    assert [line.rate for line in found.funds.lines] == [None]
    assert "B/A" in [doubt.value for doubt in found.warnings]
