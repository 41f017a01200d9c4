"""不冤枉人的提示: 治理害处的工作多为好, 数与日期不是定性的说法, 中间的组已经读全."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditing.audit import audit
from indicators import Evaluation, Indicator
from indicators.place import Place


def one(name: str, target: str, actual: str, stated: str = "10") -> Evaluation:
    row = Indicator(
        ("产出指标", "数量指标"), name, target, actual, Decimal(10), Decimal(stated)
    )
    return Evaluation(indicators=(row,))


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("年削减COD排放量", "≥1460吨", "1495吨"),
        ("消除违规建设面积", "≥300平方米", "320平方米"),
        ("追回违规资金金额", "≥50万元", "62万元"),
        ("压降不良贷款金额", "≥2亿元", "2.1亿元"),
        ("扑灭森林火灾次数", "≥1次", "1次"),
    ],
)
def test_work_against_what_nobody_wants_is_rightly_at_least(
    name: str, target: str, actual: str
) -> None:
    assert not audit(one(name, target, actual)).of("V607", "P")


@pytest.mark.parametrize("name", ["投诉次数", "整改后复发率", "设备故障率", "排放量"])
def test_what_nobody_wants_is_not_rightly_at_least(name: str) -> None:
    assert audit(one(name, "≥2%", "3%")).of("V607")


@pytest.mark.parametrize(
    ("name", "target", "actual", "stated"),
    [
        ("森林病虫害防治面积", "6万亩", "6.3万亩", "10"),
        ("病死畜禽无害化处理量", "100吨", "120吨", "10"),
        ("信访积案化解件数", "20件", "22件", "10"),
        ("督促收回欠缴款项", "1000万元", "936万元", "9.36"),
        ("病险水库除险加固座数", "5座", "6座", "10"),
        ("困难失业人员培训人次", "300人次", "330人次", "10"),
    ],
)
def test_the_direction_of_work_is_no_question_where_the_points_agree(
    name: str, target: str, actual: str, stated: str
) -> None:
    assert not audit(one(name, target, actual, stated)).of("S105", "P")


@pytest.mark.parametrize(
    ("name", "target", "actual", "stated"),
    [
        ("督促收回欠缴款项", "1000万元", "936万元", "10"),
        ("信访案件平均办理时长", "20天", "25天", "10"),
        ("病虫害防治单价", "30元", "36元", "10"),
        ("漏损率", "10%", "9%", "10"),
    ],
)
def test_the_direction_is_told_where_the_points_depend_on_it(
    name: str, target: str, actual: str, stated: str
) -> None:
    assert audit(one(name, target, actual, stated)).of("S105")


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [("债券资金支出进度", "100%", "95%"), ("学校供餐天数", "200天", "190天")],
)
def test_where_more_is_surely_better_no_direction_is_asked_for(
    name: str, target: str, actual: str
) -> None:
    assert not audit(one(name, target, actual, "9.5")).of("S105", "P")


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("12月底前≥95%", "12月底前100%"),
        ("6月底前完成3个，年底全部完成", "6月完成3个"),
        ("一季度25%，二季度50%", "一季度26%，二季度50%"),
    ],
)
def test_figures_and_dates_are_no_wording_of_a_band(target: str, actual: str) -> None:
    assert not audit(one("进度", target, actual)).of("V601")


@pytest.mark.parametrize(
    ("target", "actual"), [("机制健全", "基本建立"), ("提升2个档次以上", "有所提升")]
)
def test_words_that_are_of_no_band_are_told(target: str, actual: str) -> None:
    assert audit(one("机制", target, actual)).of("V601")


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("发掘结束后3个月内", "2个月"),
        ("自受理之日起10个工作日内", "8个工作日"),
        ("接报后不超过30分钟", "25分钟"),
        ("竣工验收合格后一年内", "1年"),
    ],
)
def test_a_time_from_a_certain_day_on_can_be_compared(target: str, actual: str) -> None:
    assert not audit(one("移交时间", target, actual)).of("V612", "V601", "P")


def grouped(*weights: str, placed: bool = True) -> Evaluation:
    """Rows of 数量 (10), 质量 (10) and 时效 (10), a weight for each; no total."""
    groups = (name for name in ("数量指标", "质量指标", "时效指标") for _ in "甲乙")
    rows = (
        Indicator(
            ("产出指标", group),
            f"{group}{number}",
            "≥1个",
            "1个",
            Decimal(weight),
            Decimal(weight),
            path_weights=(Decimal(30), Decimal(10)),
            place=Place("sheet", sheet="表", row=number + 5, column=7)
            if placed
            else None,
        )
        for number, (group, weight) in enumerate(zip(groups, weights, strict=True))
    )
    return Evaluation(indicators=tuple(rows))


@pytest.mark.parametrize(
    ("weights", "short"),
    [
        (("5", "3", "5", "5", "5", "5"), ["数量指标"]),
        (("5", "5", "4", "4", "5", "5"), ["质量指标"]),
        (("1", "5", "4", "4", "5", "5"), ["数量指标", "质量指标"]),
        (("5", "5", "5", "5", "5", "2"), []),
    ],
)
def test_a_group_above_others_is_read_to_its_end_without_a_total(
    weights: tuple[str, ...], short: list[str]
) -> None:
    found = [finding.spot.name for finding in audit(grouped(*weights)).of("W201")]
    assert found == short


def test_rows_without_cells_may_be_the_last_of_a_table_that_was_cut() -> None:
    assert not audit(grouped("5", "3", "5", "5", "5", "5", placed=False)).of("W201")
