"""核对不越界: 只分数量、质量等类的表, 只有一组印了分值的表, 作为一行的预算执行率."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from auditing.audit import audit
from indicators import Evaluation, Indicator, Total


def row(path: str, name: str, points: int, *weights: str, lost: int = 0) -> Indicator:
    return Indicator(
        tuple(path.split("/")),
        name,
        "≥90%",
        "95%",
        Decimal(points),
        Decimal(points - lost),
        tuple(Decimal(weight) if weight else None for weight in weights),
    )


def table(*rows: Indicator) -> Evaluation:
    total = Total(Decimal(100), sum((r.stated or Decimal(0) for r in rows), Decimal(0)))
    return Evaluation(form="项目支出绩效自评表", indicators=rows, total=total)


@pytest.mark.parametrize(
    "types",
    [
        ("数量指标", "质量指标", "成本指标", "社会效益指标"),
        ("数量指标", "时效指标", "成本指标", "服务对象满意度指标"),
        ("质量指标", "成本指标", "可持续影响指标", "满意度指标"),
    ],
)
def test_a_list_by_types_has_no_first_level_to_compare(types: tuple[str, ...]) -> None:
    found = table(*(row(each, f"甲{each}", 25) for each in types))
    assert audit(found).choice.policy == "mof-2020"
    assert not audit(found).of("S101", "W202")


def test_a_cost_group_beside_output_is_a_first_level_all_the_same() -> None:
    rows = (row("成本指标", "甲", 30), row("产出指标/数量指标", "乙", 70))
    assert audit(table(*rows)).choice.policy == "mof-2021"
    assert audit(table(*rows)).of("W202")


@pytest.mark.parametrize(
    "name", ["预算执行", "预算执行率", "资金执行情况", "部门预算执行"]
)
def test_a_weight_of_the_execution_asks_for_none_of_the_groups(name: str) -> None:
    rows = (
        row(name, "预算执行率", 10, "10"),
        row("产出指标", "甲", 50, ""),
        row("效益指标", "乙", 40, ""),
    )
    assert not audit(table(*rows)).of("W203")


@pytest.mark.parametrize(("printed", "told"), [("", True), ("20", False)])
def test_the_only_group_without_a_weight_is_told(printed: str, told: bool) -> None:  # noqa: FBT001
    rows = (
        row("产出指标", "甲", 50, "50"),
        row("效益指标", "乙", 30, "30"),
        row("满意度指标", "丙", 20, printed),
    )
    assert bool(audit(table(*rows)).of("W203")) is told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("预算执行率", False),
        ("资金执行率", False),
        ("部门预算执行率（10分）", False),
        ("合同执行率", True),
        ("资金支付及时率", True),
    ],
)
def test_points_that_follow_the_spending_ask_for_no_reason_of_their_own(
    name: str,
    told: bool,  # noqa: FBT001
) -> None:
    rows = (row("过程指标", name, 10, lost=1), row("产出指标", "甲", 90))
    found = audit(evolve(table(*rows), year=2023))
    assert [finding.name for finding in found.of("N501")] == ([name] if told else [])
