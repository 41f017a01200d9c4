"""指标值: 六种目标, 方向的推断有理由, 文件写明的方向优先."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.damage import suggest
from indicators.quantity import Absent, Quantity
from indicators.reasons import Inference
from indicators.target import (
    AtLeast,
    AtMost,
    Between,
    Deadline,
    Exactly,
    Qualitative,
    read_target,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("≥95%", AtLeast),
        ("不低于95%", AtLeast),
        ("≤90万元", AtMost),
        ("小于0.9‰", AtMost),
        ("=100百分比", Exactly),
        ("±10%", Between),
        ("20-30", Between),
        ("2021年12月底前", Deadline),
        ("全年", Deadline),
        ("显著提升", Qualitative),
        ("≤**%", Qualitative),
        ("定性基本建立", Qualitative),
        ("计划于2022年12月底前完成", Deadline),
        ("力争2022年6月30日前竣工", Deadline),
        ("于2022年12月前完工", Deadline),
        ("2022年内", Deadline),
        ("[20,30]", Between),
        ("≥三期", AtLeast),
        ("=零起", Exactly),
    ],
)
def test_a_signed_target_needs_no_assumption(text: str, kind: type) -> None:
    target, assumptions = read_target(text, name="建设完成率")
    assert isinstance(target, kind)
    assert assumptions == ()


@pytest.mark.parametrize(
    ("name", "group", "text", "kind"),
    [
        ("南昌市小额工程网上交易系统建设完成率", "数量指标", "100%", AtLeast),
        ("政务云平台故障率", "质量指标", "0%", AtMost),
        ("安全事故发生率", "质量指标", "3%", AtMost),
        ("群众投诉次数", "质量指标", "5次", AtMost),
        ("投诉办结率", "质量指标", "95%", AtLeast),
        ("事故下降率", "质量指标", "10%", AtLeast),
        ("故障修复及时率", "时效指标", "100%", AtLeast),
        ("各子项目成本控制率", "成本指标", "100%", AtMost),
        ("生均补助标准达标率", "成本指标", "100%", AtLeast),
        ("省级宣传片制作费", "成本指标", "200万", AtMost),
        ("成本节约率", "成本指标", "5%", AtLeast),
        ("污染治理面积", "数量指标", "500亩", AtLeast),
        ("减少碳排放量", "生态效益指标", "20吨", AtLeast),
        ("污染物排放量", "生态效益指标", "20吨", AtMost),
        ("故障响应时间", "时效指标", "2小时", AtMost),
        ("业务办理时长", "时效指标", "3个工作日", AtMost),
        ("系统稳定运行时间", "时效指标", "360天", AtLeast),
        ("亩均成本（元）", "成本指标", "300", AtMost),
        ("成本控制数(万元)", "成本指标", "63", AtMost),
        ("事故处理率", "质量指标", "95%", AtLeast),
        ("重大安全事故起数", "质量指标", "2起", AtMost),
        ("资金结转率", "质量指标", "5%", AtMost),
        ("仓库(≥**平方米)", "数量指标", "104", AtLeast),
        ("临时救助标准(<**元/户·年)", "质量指标", "5300元", AtMost),
        ("全市主要信息化系统设施重复建设率", "经济效益指标", "0%", AtMost),
        ("系统使用人员满意度", "服务对象满意度指标", "95%", AtLeast),
    ],
)
def test_the_direction_of_a_bare_value_is_inferred_with_its_reason(
    name: str, group: str, text: str, kind: type
) -> None:
    target, assumptions = read_target(text, name=name, group=group)
    assert isinstance(target, kind)
    # A name that says 元 lends it to the bare number, which is told too.
    assert len(assumptions) == 1 + ("元)" in name or "元）" in name)
    assert "指标" in str(assumptions[0])
    assert "理解" in str(assumptions[0])


def test_a_stated_direction_is_no_assumption() -> None:
    quantity = Quantity(Decimal(100), "%")
    assert read_target("100%", name="故障率", direction="正向") == (
        AtLeast(quantity, "100%"),
        (),
    )
    assert read_target("100%", direction="反向")[0] == AtMost(quantity, "100%")
    assert read_target("100%", direction="等于")[0] == Exactly(quantity, "100%")
    assert read_target("100%", direction="定性")[0] == Qualitative("100%")


def test_strictness_of_a_sign_is_kept() -> None:
    assert read_target(">95%")[0] == AtLeast(
        Quantity(Decimal(95), "%"), ">95%", strict=True
    )
    assert read_target("＜3次")[0] == AtMost(
        Quantity(Decimal(3), "次"), "＜3次", strict=True
    )


def test_none_answers_a_reverse_indicator_with_zero() -> None:
    target, assumptions = read_target("无", name="安全事故")
    assert isinstance(target, AtMost)
    assert target.quantity.value == 0
    assert assumptions


def test_blank_and_not_applicable_targets_are_absent() -> None:
    assert read_target(None)[0] == Absent("")
    assert read_target("/")[0] == Absent("/")
    assert read_target("本指标不适用此项目")[0] == Absent("本指标不适用此项目")


def test_a_damaged_target_is_suggested_and_never_repaired() -> None:
    target, assumptions = read_target("290%", name="满意度")
    assert target == AtLeast(Quantity(Decimal(290), "%"), "290%")
    assert [str(a) for a in assumptions if a.kind is Inference.DAMAGED] == [
        "“290%”疑为“≥90%”之误，未改动，按原文处理"
    ]
    assert isinstance(read_target("工5%")[0], Qualitative)


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("290%", "≥90%"),
        ("280酚", "≥80%"),
        ("工5%", "≤5%"),
        ("^80%", "≥80%"),
        ("5=50%", "≥50%"),
        ("$290%", "≥90%"),
        ("%=99百分比", "≥99%"),
        ("二100百分比", "=100百分比"),
        ("M.8万元", "14.8万元"),
        ("IO", "10"),
        ("95%", None),
        ("200%", None),
        ("250%", None),
        ("2021年", None),
    ],
)
def test_damage_seen_in_scans_is_recognised(damaged: str, repaired: str | None) -> None:
    assert suggest(damaged) == repaired
