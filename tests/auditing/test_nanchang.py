"""南昌 2021: 审核说出表里每一处对不上的地方, 不冤枉任何一行."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditing import AuditResult, audit
from indicators import load
from scoring import load_policy

EXAMPLE = Path(__file__).parents[2] / "examples/nanchang-2021/evaluation.toml"
FUNDS, TOTAL = "年度资金总额", "总分"
BUILT = "城市大脑一期建设完成率"
ACCEPTED = "城市大脑一期验收合格率"
CLIENT = "城市大脑一期客户端验收时间"
GANZHENG = "“贛政通”南昌分厅建设完成及时率"
TALENTS = "南昌市数字经济产业”五新人才分类认定目录编制完成时间"
SIGHTS = "南昌市数字经济新景区评选完成时间"
DATED_RATE = "南昌市行政审批局四级体系一站式服务综合业务系统平台（一期）建设完成率"

POINTS_FUNDS_REASONS = {
    # 6130.36 ÷ 10072.59 = 60.86 %, printed 98.63 %
    ("F301", FUNDS, "98.63%", "60.86%"),
    # 10 points × 60.86 % = 6.09, printed 9.9
    ("F302", FUNDS, "9.9", "6.09"),
    # 87.84 of 90 points (97.6 %) with 60.86 % of the money
    ("F307", FUNDS, "97.6%", "60.86%"),
    # 0.8 × 83 % = 0.664, printed 0.67: rounded up; and no reason given
    ("P403", BUILT, "0.67", "0.66"),
    ("N501", BUILT, "0.67", "0.8"),
    # met, yet 0.03, 0.1 and 0.1 points short, without a reason
    ("P408", ACCEPTED, "0.47", "0.5"),
    ("N501", ACCEPTED, "0.47", "0.5"),
    ("P408", CLIENT, "0.2", "0.3"),
    ("N501", CLIENT, "0.2", "0.3"),
    ("P408", GANZHENG, "0.2", "0.3"),
    ("N501", GANZHENG, "0.2", "0.3"),
    # late by 4 and by 30 days, points by judgement, no reason given
    ("N501", TALENTS, "0.25", "0.3"),
    ("N501", SIGHTS, "0.2", "0.3"),
    # the strict recomputation ends below the printed total
    ("P410", TOTAL, "97.74", "89.35～94.55"),
}
STRUCTURE = {
    # 完成率 with the date 2021-10-1 as its target
    ("S105", DATED_RATE),
    # 100 % / 98.63 %: full marks only if read as reverse; equals the printed rate
    ("S105", "各子项目成本控制率"),
    # 终验 0 %, 验收通过率 80 %, yet 终验 done on 2021-12-31
    ("S106", "疫情防控大数据管理平台终验完成时间"),
    # expected goals whose numbers carry other texts in the actual completion
    ("S107", "年度总体目标第 9 条"),
    ("S107", "年度总体目标第 10 条"),
    ("S107", "年度总体目标第 21 条"),
    # the only second-level indicator without a printed weight; its rows add to 10
    ("W203", "可持续影响指标"),
}
BOUNDS = {
    # the actual repeats the bound: ≤5 次, ≤36 小时, ≤3个工作日, ≤1天
    "医疗保险信息系统中断次数",
    "医疗保险信息系统一般完善性需求解决时间",
    "市级政务信息化项目评审意见出具时限",
    "红谷大厦政务网络故障恢复时间",
}


@pytest.fixture(scope="module")
def audited() -> AuditResult:
    return audit(load(EXAMPLE), load_policy("mof-2020"))


def test_points_funds_and_reasons_are_found_and_no_other_row_is_named(
    audited: AuditResult,
) -> None:
    found = [(f.code, f.name, f.stated, f.expected) for f in audited.of("P", "F", "N5")]
    assert sorted(found) == sorted(POINTS_FUNDS_REASONS)


def test_structure_and_weights_say_what_does_not_fit(audited: AuditResult) -> None:
    found = [(finding.code, finding.name) for finding in audited.of("S", "W", "X")]
    assert sorted(found) == sorted(STRUCTURE)


def test_entries_are_noted_where_a_bound_or_a_vague_word_stands(
    audited: AuditResult,
) -> None:
    assert {f.name for f in audited.of("V602")} == BOUNDS
    words = {"提升", "便利", "增强", "优化", "提高"}
    vague = [r.indicator for r in audited.facts.rows if r.indicator.target in words]
    assert [f.name for f in audited.of("V609")] == [row.name for row in vague]
    assert len(vague) == 20
    assert {f.code for f in audited.of("V")} == {"V602", "V609"}


def test_recorded_concessions_are_not_granted_to_an_audit() -> None:
    inferred = audit(load(EXAMPLE), load_policy("nanchang-2021"))
    codes = {(f.code, f.name) for f in inferred.of("P", "F")}
    assert codes == {
        ("F301", FUNDS),
        ("F302", FUNDS),
        ("F307", FUNDS),
        ("P408", ACCEPTED),
        ("P408", CLIENT),
        ("P408", GANZHENG),
        ("P410", TOTAL),
    }
    assert inferred.panel.total.verdict == "inconsistent"


def test_the_inferred_policy_reproduces_the_late_dates_and_the_rounding_up(
    audited: AuditResult,
) -> None:
    made = audited.reproduction
    ways = {
        row.indicator.name: way
        for row, way in zip(audited.facts.rows, made.rows, strict=True)
    }
    late = ["南昌市小额工程网上交易系统终验时间", "数字经济培训班举办时间"]
    for name in (BUILT, TALENTS, SIGHTS, *late):
        way = ways[name]
        assert way is not None
        assert way.exactly == ("nanchang-2021",), name
    assert made.best == ("nanchang-2021",)


def test_nothing_shipped_reproduces_the_three_deductions(audited: AuditResult) -> None:
    none = [
        row.indicator.name
        for row, way in zip(audited.facts.rows, audited.reproduction.rows, strict=True)
        if way is not None and way.none
    ]
    assert sorted(none) == sorted([ACCEPTED, CLIENT, GANZHENG])


def test_the_execution_points_follow_from_the_printed_rate_only(
    audited: AuditResult,
) -> None:
    made = audited.reproduction
    assert made.by_amounts is not None
    assert made.by_amounts.none
    assert made.by_printed_rate is not None
    assert made.by_printed_rate.exactly == ("nanchang-2021",)


def test_the_printed_total_is_the_sum_of_its_parts(audited: AuditResult) -> None:
    assert audited.checks["P405"].passed == 1
    line = audited.panel.total
    assert line.stated == line.sum_of_stated
    assert line.verdict == "inconsistent"


def test_worst_comes_first_by_points_at_stake(audited: AuditResult) -> None:
    assert [f.code for f in audited.findings[:3]] == ["F302", "P410", "P408"]
    stakes = [finding.points for finding in audited.findings]
    assert stakes == sorted(stakes, reverse=True)
