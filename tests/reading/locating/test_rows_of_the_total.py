"""总分行与分值: 写明含什么的合计、宽格里的总分、名称左边的权重、写在资金表头里的分值."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn
from ziping import audit

_HEADING = "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|原因|\n"
_ROWS = (
    "|产出指标|数量指标|甲|≥10个|10个|50|50||\n"
    "|效益指标|社会效益指标|乙|≥10个|10个|30|30||\n"
    "|满意度指标|服务对象满意度指标|丙|≥90%|95%|10|9.5|评定|\n"
)


def one(text: str) -> Evaluation:
    (found,) = recognise(drawn(text))
    return found


@pytest.mark.parametrize(
    "label",
    [
        "自评总得分（含预算执行10分）",
        "合计（含预算执行10分）",
        "总分（包含执行率得分）",
        "自评得分（其中：预算执行率10分）",
    ],
)
def test_a_total_may_say_what_it_includes(label: str) -> None:
    below = f"|合计|<|<|<|<|90|89.5||\n|{label}|<|<|<|<|100|99.5||"
    found = one(_HEADING + _ROWS + below)
    assert (found.total.weight, found.total.stated) == (Decimal(100), Decimal("99.5"))
    assert len(found.indicators) == 3


@pytest.mark.parametrize(
    "label",
    [
        "自评总得分（预算执行得分＋绩效指标得分）",
        "评价总分",
        "项目绩效自评总得分",
        "部门整体支出自评得分合计",
        "总得分（A+B）",
        "合计（执行率得分+指标得分）",
        "总分=一+二+三",
        "最终得分（①+②）",
    ],
)
def test_a_total_may_say_how_it_is_added_up(label: str) -> None:
    found = one(f"{_HEADING}{_ROWS}|{label}|<|<|<|<|100|99.5||")
    assert (found.total.weight, found.total.stated) == (Decimal(100), Decimal("99.5"))
    assert len(found.indicators) == 3
    assert not audit(found).of("P407", "N501", "P405")


@pytest.mark.parametrize("label", ["各项汇总", "自评情况", "总体评价", "全部指标"])
@pytest.mark.parametrize("row", ["100|99.5||", "100分|99.5分|优|"])
def test_a_row_across_all_columns_that_is_worth_100_is_the_total(
    label: str, row: str
) -> None:
    found = one(f"{_HEADING}{_ROWS}|{label}|<|<|<|<|{row}")
    assert (found.total.weight, found.total.stated) == (Decimal(100), Decimal("99.5"))
    assert len(found.indicators) == 3
    assert any(label in str(doubt) for doubt in found.warnings)
    assert not audit(found).of("P405", "P407", "W201", "N501")


def test_a_row_across_all_columns_of_less_worth_is_no_total() -> None:
    found = one(f"{_HEADING}{_ROWS}|加分项|<|<|<|<|5|5||")
    assert found.total.weight is None
    assert any("加分项" in str(doubt) for doubt in found.warnings)


@pytest.mark.parametrize(
    "name",
    ["考核得分", "绩效考核总分", "总分提高幅度", "学业水平平均分", "成本+费用合计数"],
)
def test_an_indicator_of_points_is_no_total(name: str) -> None:
    found = one(f"{_HEADING}{_ROWS}|||{name}|≥90分|95分|10|10||")
    assert found.indicators[-1].name == name
    assert found.total.stated is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("|总分|<|98.56分|<|<|<|等级|优|", (None, "98.56")),
        ("|总分|<|97.5|<|<|<|自评等级|优|", (None, "97.5")),
        ("|合计|<|98|<|<|<|评价等级|优秀|", (None, "98")),
        ("|总分|<|<|<|<|100|98.5|优|", ("100", "98.5")),
    ],
)
def test_a_number_alone_beside_the_grade_is_the_total(
    row: str, said: tuple[str | None, str]
) -> None:
    weight, stated = said
    total = one(_HEADING + _ROWS + row).total
    assert total.weight == (Decimal(weight) if weight else None)
    assert (total.stated, total.grade and total.grade[0]) == (Decimal(stated), "优")


@pytest.mark.parametrize("title", ["权重", "分值", "指标权重"])
@pytest.mark.parametrize("merged", ["^", ""])
def test_weights_left_of_the_names_may_be_those_of_the_rows(
    title: str, merged: str
) -> None:
    found = one(
        f"|一级指标|二级指标|{title}|三级指标|指标值|完成值|得分|\n"
        "|产出指标|数量指标|20|甲|≥10个|10个|20|\n"
        f"|{merged}|{merged}|30|乙|≥10个|10个|30|\n"
        "|效益指标|社会效益指标|40|丙|≥10个|10个|40|\n"
    )
    assert [row.weight for row in found.indicators] == [20, 30, 40]
    assert [row.path_weights for row in found.indicators] == [(None, None)] * 3
    assert not audit(found).of("W201", "W203")


def test_weights_of_groups_stay_with_the_groups() -> None:
    found = one(
        "|一级指标|二级指标|权重|三级指标|指标值|完成值|得分|\n"
        "|产出指标|数量指标|50|甲|≥10个|10个|20|\n"
        "|^|^|^|乙|≥10个|10个|30|\n"
    )
    assert [row.weight for row in found.indicators] == [None, None]
    assert [row.path_weights[1] for row in found.indicators] == [50, 50]


@pytest.mark.parametrize("label", ["年度资金总额", "合计", "资金总额"])
def test_points_in_a_heading_of_funds_are_those_of_the_total(label: str) -> None:
    found = one(
        "|资金执行（10分）|资金来源|年初预算数|全年预算数|全年执行数|执行率|得分|\n"
        "|^|财政拨款|80|80|80|100%||\n"
        f"|^|{label}|100|100|90|90%|9|\n"
        "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|\n"
        "|产出指标|数量指标|甲|≥10个|10个|90|90|\n"
    )
    assert [line.weight for line in found.funds.lines] == [None, 10]


@pytest.mark.parametrize(
    ("actual", "deducted", "stated", "wrong"),
    [
        ("14210个", "0.26", "4.74", False),
        ("12000个", "1", "4", False),
        ("15000个", "0.5", "4.5", False),
        ("14210个", "0.5", "4.5", True),
    ],
)
def test_points_lost_by_the_formula_are_not_deducted_twice(
    actual: str, deducted: str, stated: str, *, wrong: bool
) -> None:
    found = one(
        "|一级指标|二级指标|三级指标|指标值|完成值|分值|扣分|得分|扣分原因|\n"
        "|产出指标|数量指标|甲|≥100个|100个|95|0|95||\n"
        f"|^|^|乙|≥15000个|{actual}|5|{deducted}|{stated}|维修|\n"
        f"|合计|<|<|<|<|100||{95 + Decimal(stated)}|优|"
    )
    assert bool(audit(found).of("P")) is wrong
