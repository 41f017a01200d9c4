"""指标行之间、资金旁边的别的行: 每页的小计、组名连着分值、项目名称与预算金额同在一行."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditing.audit import audit
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

ROW = "|产出|数量|甲|≥10个|10个|50|50|\n|效益|社会效益|乙|≥10个|10个|40|40|"
HEADING = "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|"


@pytest.mark.parametrize("label", ["本页小计", "本页合计", "以上合计"])
def test_what_a_page_adds_up_to_is_no_indicator(label: str) -> None:
    (found,) = recognise(
        drawn(f"{HEADING}\n{ROW}\n|{label}|<|<|||90|90|\n|总分|<|<|||90|90|")
    )
    assert [row.name for row in found.indicators] == ["甲", "乙"]
    assert found.total.stated == 90
    assert not audit(found).of("P405", "W201", "C802")


def test_a_group_with_its_points_leads_the_rows_where_no_column_holds_groups() -> None:
    (found,) = recognise(
        drawn("""
|2021年度能力提升项目绩效自评表|<|<|<|<|<|
|填报单位：某局|||||金额单位：元|
|项目名称|能力提升|<|<|预算金额|1,280,000.00|
|资金来源|直达资金|<|<|支出金额|1,254,400.00|
|指标|分值|目标值|完成值|得分|扣分原因|
|一、预算执行率|10|100%|98%|9.8|尾款|
|二、产出指标|50|||||
|新建卫生室|30|6所|6所|30||
|培训医生|20|180人|180人|20||
|三、效益指标|40|||||
|签约率|40|≥75%|78%|40||
|自评得分合计|100|||99.8||
""")
    )
    assert [(row.path, row.name) for row in found.indicators] == [
        ((), "一、预算执行率"),
        (("二、产出指标",), "新建卫生室"),
        (("二、产出指标",), "培训医生"),
        (("三、效益指标",), "签约率"),
    ]
    assert found.indicators[1].path_weights == (Decimal(50),)
    assert (found.project, found.unit) == ("能力提升", "某局")
    (line,) = found.funds.lines
    assert (line.budget and line.budget.value, found.funds.unit) == (1280000, "元")
    assert not audit(found).of("W201", "C801", "C802", "P")


@pytest.mark.parametrize("said", ["得分：9.9", "得分9.9"])
def test_points_alone_in_a_cell_beside_the_funds_are_those_of_the_execution(
    said: str,
) -> None:
    funds = f"|预算数：100万元|<|执行数：99万元|<|执行率：99%|<|{said}|"
    (found,) = recognise(drawn(f"{funds}\n{HEADING}\n{ROW}\n|总分|<|<|||100|99.9|"))
    (line,) = found.funds.lines
    assert line.stated == Decimal("9.9")
