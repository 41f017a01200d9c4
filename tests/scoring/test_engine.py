"""计分: 五种结局, 每种边界都有说法, 拿不准的不猜."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from indicators import (
    Deduction,
    Evaluation,
    FundLine,
    Funds,
    Indicator,
    Quantity,
    Total,
    read_value,
)
from scoring import RowResult, dump, load_policy, policy_ids, score, score_row
from scoring.reasons import Assumption

MOF = load_policy("mof-2020")


def row(
    target: str | None,
    actual: str | None,
    *,
    name: str = "建设完成率",
    weight: str | None = "10",
    stated: str | None = None,
    policy: str = "mof-2020",
    **fields: object,
) -> RowResult:
    """Score one row; the year of the table is 2021."""
    indicator = Indicator(
        ("产出指标", "数量指标"),
        name,
        target,
        actual,
        None if weight is None else Decimal(weight),
        None if stated is None else Decimal(stated),
        **fields,  # type: ignore[arg-type]
    )
    return score_row(indicator, load_policy(policy), 2021)


@pytest.mark.parametrize(
    ("target", "actual", "name", "points"),
    [
        ("100%", "83%", "完成率", "8.30"),
        ("≥50个", "50", "数量", "10.00"),
        ("≥100百分比", "100", "合格率", "10.00"),
        ("≤90万元", "90", "总成本", "10.00"),
        ("≤90万元", "100万元", "总成本", "9.00"),
        ("≤90万元", "1000000元", "总成本", "9.00"),
        ("1.2万亩", "12000亩", "造林面积", "10.00"),
        ("2.6亿元", "2.45亿元", "林产品收入", "9.42"),
        ("200万", "195.5万元", "制作费成本", "10.00"),
        ("≤1天", "36小时", "恢复时间", "6.67"),
        ("0%", "0%", "故障率", "10.00"),
        ("0%", "1%", "故障率", "0.00"),
        ("0起", "无", "安全事故", "10.00"),
        ("无", "无", "安全事故", "10.00"),
        ("=100%", "98%", "知晓率", "9.80"),
        ("=100%", "102%", "知晓率", "10.00"),
        ("小于0.9‰", "0.08%", "事故率", "10.00"),
        ("≤5 次", "≤5 次", "中断次数", "10.00"),
        ("≤5 次", "≤3次", "中断次数", "10.00"),
        ("90%", "≥90%", "满意度", "10.00"),
        ("≥90%", "95%以上", "满意度", "10.00"),
        ("20-30", "25", "数量", "10.00"),
        ("20-30", "20-30", "数量", "10.00"),
        ("±10%", "-3%", "成本偏差", "10.00"),
        ("2021-12-31", "2021-12-31", "完成时间", "10.00"),
        ("2021年12月", "2021年10月", "完成时间", "10.00"),
        ("9月前", "7月", "验收时间", "10.00"),
        ("12月底之前完成", "2021-12-31", "完成时间", "10.00"),
        ("全年", "全年", "运行时间", "10.00"),
    ],
)
def test_a_determined_row_gets_exact_points(
    target: str, actual: str, name: str, points: str
) -> None:
    result = row(target, actual, name=name)
    assert (result.outcome, f"{result.points}") == ("computed", points)
    assert result.low == result.high == result.points


@pytest.mark.parametrize(
    ("target", "actual", "name", "reason"),
    [
        ("2021-12-31", "100%", "完成时间", "完成率"),
        ("2021-12-31", "按时完成", "完成时间", "不是日期"),
        ("2021-12-15", "2021年12月", "完成时间", "不能确定"),
        ("9月前", "9月15日", "完成时间", "不能确定"),
        ("≥50个", "100%", "数量", "计量单位不同"),
        ("≥50个", "达成预期指标", "数量", "文字"),
        ("≥50个", "2021-12-31", "数量", "日期"),
        ("提升", "100%", "能力", "是数"),
        ("≤5次", "≥3次", "中断次数", "界限"),
        ("≥95%", "≥90%", "满意度", "界限"),
        ("≥95%", "0.98", "满意度", "百分数还是比例"),
        ("≥95%", "90%-97%", "满意度", "区间"),
        ("≥50个", "约50个", "数量", "文字"),
    ],
)
def test_what_cannot_be_compared_is_unverifiable_with_its_reason(
    target: str, actual: str, name: str, reason: str
) -> None:
    result = row(target, actual, name=name, stated="10")
    assert result.outcome == "unverifiable"
    assert reason in result.explanation.substitution
    assert (result.low, result.high, result.points) == (0, 10, None)


@pytest.mark.parametrize(
    ("target", "actual", "low", "high"),
    [
        ("显著提升", "达成预期指标", "8", "10"),
        ("显著提升", "部分达成预期指标并具有一定效果", "6", "8"),
        ("显著提升", "未达成年度指标且效果较差", "0", "6"),
        ("提升", "提升", "8", "10"),
        ("提升", "基本达到", "0", "10"),
        ("2021-6-30", "2021-12-31", "0", "10"),
        ("20-30", "35", "0", "10"),
    ],
)
def test_what_the_rule_leaves_open_is_judged_within_its_range(
    target: str, actual: str, low: str, high: str
) -> None:
    result = row(target, actual)
    assert result.outcome == "judged"
    assert (result.low, result.high) == (Decimal(low), Decimal(high))
    assert result.points is None
    assert "尚未评定" in result.explanation.result


def test_a_judged_row_takes_stated_points_that_lie_in_its_band() -> None:
    assert row("提升", "提升", stated="9").points == 9
    outside = row("提升", "提升", stated="7")
    assert outside.points is None
    assert "不在范围内" in outside.explanation.result


@pytest.mark.parametrize(
    ("target", "actual", "outcome"),
    [
        ("100%", None, "missing"),
        ("100%", "/", "missing"),
        ("100%", "未填报", "missing"),
        (None, "100%", "missing"),
        ("/", "100%", "missing"),
        ("/", "/", "not_applicable"),
        ("—", None, "not_applicable"),
        ("本指标不适用此项目", None, "not_applicable"),
    ],
)
def test_absence_is_an_outcome(
    target: str | None, actual: str | None, outcome: str
) -> None:
    result = row(target, actual, stated="10")
    assert result.outcome == outcome
    assert result.points == (0 if outcome == "missing" else None)


def test_reverse_targets_differ_between_the_two_readings() -> None:
    for policy, at_8, at_10 in (("mof-2020", "6.25", "5"), ("yitihua", "4", "0")):
        for actual, points in (("8", at_8), ("10", at_10)):
            got = row("≤5", actual, name="成本", policy=policy).points
            assert got == Decimal(points)


def test_bands_differ_between_2016_and_2020() -> None:
    partly = "部分达成预期指标并具有一定效果"
    assert row("提升", partly, policy="mof-2020").low == 6
    assert row("提升", partly, policy="legacy-2016").low == 5


def test_over_completion_keeps_full_weight_and_no_more() -> None:
    assert row("≥100个", "500个").points == 10


def test_a_weight_of_zero_earns_zero_and_a_negative_one_is_not_scored() -> None:
    assert row("100%", "83%", weight="0").points == 0
    assert row("提升", "提升", weight="0").points == 0
    negative = row("100%", "83%", weight="-1")
    assert (negative.outcome, negative.points) == ("unverifiable", None)


def test_a_fine_weight_is_full_marks_and_what_it_earns_is_rounded() -> None:
    assert row("100%", "100%", weight="3.3333").points == Decimal("3.3333")
    assert row("100%", "50%", weight="3.3333").points == Decimal("1.67")
    assert row("37个", "32个", weight="27.239").points == Decimal("23.56")
    assert row("1000个", "999个", weight="1.666").points == Decimal("1.66")


@pytest.mark.parametrize(
    ("target", "actual", "weight"), [("≥-7.2%", "-9%", "6"), ("≤-5%", "-3%", "10")]
)
def test_a_negative_target_that_is_missed_has_no_rule(
    target: str, actual: str, weight: str
) -> None:
    missed = row(target, actual, weight=weight)
    assert (missed.outcome, missed.met) == ("judged", False)
    assert (missed.low, missed.high) == (Decimal(0), Decimal(weight))
    assert f"指标值 {target[1:]} 为负数" in str(missed.reason)
    met = row(target, "-6%", weight=weight)
    assert met.points == Decimal(weight)


@pytest.mark.parametrize(
    ("actual", "most"), [("达成", "3"), ("部分达成", "2.39"), ("未达成", "1.79")]
)
def test_the_most_that_may_be_given_lies_below_the_next_band(
    actual: str, most: str
) -> None:
    table = Evaluation(
        indicators=(Indicator(("产出指标",), "机制", "形成机制", actual, Decimal(3)),)
    )
    (chosen,) = score(table, MOF, judged="upper").rows
    assert chosen.points == Decimal(most)


def test_a_row_without_weight_says_whether_it_was_met() -> None:
    indicator = Indicator((), "甲", "≥5个", "6个", stated=Decimal(10))
    result = score_row(indicator, MOF, None, weighty=False)
    assert (result.outcome, result.met, result.points) == ("computed", True, None)
    assert "没有分值" in result.explanation.result


def test_a_detail_row_below_weighted_rows_is_not_scored() -> None:
    parent = Indicator(("产出",), "种植面积", "29.5亩", "29.5亩", Decimal(20))
    detail = Indicator(("产出",), "其中桃树", "1.5亩", "1.5亩")
    result = score(Evaluation(indicators=(parent, detail)), MOF)
    assert [r.outcome for r in result.rows] == ["computed", "not_applicable"]
    assert result.totals.weight == 30


def test_a_manual_deduction_is_recorded_with_its_reason_or_its_absence() -> None:
    silent = row("100%", "100%", deduction=Deduction(Decimal("0.03")))
    assert silent.points == Decimal("9.97")
    assert silent.concession == "人工扣 0.03 分（未说明原因）"
    told = row("100%", "0%", deduction=Deduction(Decimal(1), "材料不全"))
    assert told.points == 0
    assert "材料不全" in (told.concession or "")


def funded(
    spent: str | None, budget: str | None, policy: str = "mof-2020", **line: object
) -> RowResult:
    def amount(text: str | None) -> Quantity | None:
        return None if text is None else Quantity(Decimal(text))

    total = FundLine(
        "年度资金总额",
        budget=amount(budget),
        spent=amount(spent),
        **line,  # type: ignore[arg-type]
    )
    result = score(Evaluation(funds=Funds((total,))), load_policy(policy))
    assert result.execution is not None
    return result.execution


def test_execution_points_follow_the_amounts() -> None:
    assert funded("6130.36", "10072.59").points == Decimal("6.09")
    assert funded("195.5", "200", "hubei-2020").points == Decimal("19.55")
    assert funded("110", "100").points == 10
    assert funded("110", "100", "yitihua").points == 11
    assert funded("-1", "100").points == 0


def test_execution_of_the_2016_form_is_of_the_initial_budget() -> None:
    initial = Quantity(Decimal(200))
    assert funded("100", "100", "legacy-2016", initial=initial).points == 5


@pytest.mark.parametrize("policy", ["mof-2020", "legacy-2016"])
def test_one_printed_budget_stands_for_the_other_and_is_told(policy: str) -> None:
    first = funded("50", None, policy, initial=Quantity(Decimal(200)))
    only = funded("50", "200", policy)
    assert [first.points, only.points] == [Decimal("2.5")] * 2
    told = [str(assumed) for row in (first, only) for assumed in row.assumptions]
    assert (
        told
        == {
            "mof-2020": ["表上没有全年预算数，以年初预算数为分母"],
            "legacy-2016": ["表上没有年初预算数，以全年预算数为分母"],
        }[policy]
    )


def test_a_budget_of_zero_leaves_the_rate_undefined() -> None:
    for spent in ("0", "3.5"):
        result = funded(spent, "0")
        assert (result.outcome, result.points) == ("unverifiable", None)
        assert "没有意义" in result.explanation.substitution


def test_the_rows_of_a_result_keep_step_with_the_indicators() -> None:
    unscored = Funds((FundLine("年度资金总额", stated=Decimal(10)),))
    for funds, policy in ((unscored, MOF), (Funds(), load_policy("transfer-unscored"))):
        table = evolve(two(applicable=True), funds=funds)
        result = score(table, policy)
        names = [indicator.name for indicator in table.indicators]
        assert [scored.name for scored in result.rows] == names
        leading = [] if result.execution is None else [result.execution]
        assert list(result.all_rows) == [*leading, *result.rows]
        assert result.first_row == len(leading) == int(policy is MOF)


def test_a_missing_amount_is_missing() -> None:
    assert funded(None, "100").outcome == "missing"
    assert funded("1", None).outcome == "missing"


def test_amounts_in_different_units_meet() -> None:
    line = FundLine(
        "总额",
        budget=Quantity(Decimal(100), "万元"),
        spent=Quantity(Decimal(500000), "元"),
    )
    result = score(Evaluation(funds=Funds((line,))), MOF)
    assert result.execution is not None
    assert result.execution.points == 5


def test_the_printed_weight_of_execution_wins_and_is_said() -> None:
    result = funded("50", "100", weight=Decimal(20))
    assert result.points == 10
    assert result.assumes(Assumption.PRINTED_WEIGHT)
    assert "20 分" in str(result.assumptions[0])


@pytest.mark.parametrize("printed", ["100", "20", "11"])
def test_a_printed_weight_that_the_rows_leave_no_room_for_is_not_followed(
    printed: str,
) -> None:
    money = Quantity(Decimal(50)), Quantity(Decimal(100))
    line = FundLine("总额", budget=money[1], spent=money[0], weight=Decimal(printed))
    nine = Indicator((), "合格率", "≥9", "9", weight=Decimal(90))
    result = score(Evaluation(funds=Funds((line,)), indicators=(nine,)), MOF)
    assert result.execution is not None
    assert result.execution.weight == 10
    assert result.execution.assumes(Assumption.USUAL_WEIGHT)
    assert result.totals.points == 95


@pytest.mark.parametrize(("printed", "rows"), [("20", "80"), ("15", "85"), ("5", "80")])
def test_another_weight_of_execution_is_the_own_of_a_table(
    printed: str, rows: str
) -> None:
    line = FundLine("总额", weight=Decimal(printed))
    only = Indicator((), "合格率", "≥9", "9", weight=Decimal(rows))
    result = score(Evaluation(funds=Funds((line,)), indicators=(only,)), MOF)
    assert result.execution is not None
    assert result.execution.weight == Decimal(printed)


def quantity(text: str, unit: str = "") -> Quantity:
    return Quantity(Decimal(text), unit)


def test_the_amounts_count_where_no_printed_rate_was_accepted() -> None:
    for more in ({"rate": quantity("50", "%")}, {"accept_stated_rate": True}):
        result = funded("98", "100", **more)
        assert (result.points, result.concession) == (Decimal("9.80"), None)
        assert result.explanation.substitution == "10 × 98 ÷ 100"


@pytest.mark.parametrize(
    ("rate", "points"),
    [(("98.63", "%"), "9.86"), (("0.9863",), "9.86"), (("98.63",), "9.86"),
     (("1",), "10"), (("1.5",), "0.15"), (("0.5", "%"), "0.05")],
)  # fmt: skip
def test_an_accepted_rate_needs_no_amounts(rate: tuple[str, ...], points: str) -> None:
    result = funded(None, None, rate=quantity(*rate), accept_stated_rate=True)
    assert result.points == Decimal(points)
    printed = "".join(rate)
    assert result.concession == f"以填报执行率 {printed} 为准，未按金额计算"
    assert result.explanation.substitution.startswith(f"10 × {printed} ÷ 100%")


@pytest.mark.parametrize(
    ("spent", "budget", "more", "outcome", "why"),
    [
        (None, "100", {}, "missing", "全年执行数为空，执行率无从计算"),
        ("1", None, {}, "missing", "全年预算数为空，执行率无从计算"),
        (None, "100", {"rate": quantity("98", "%")}, "unverifiable",
         "全年执行数为空，只印有执行率 98%，无从核对"),
        ("3.5", "0", {}, "unverifiable", "全年预算数为 0，执行率没有意义，不予计算"),
        ("1", "-1", {}, "unverifiable", "全年预算数为 -1，执行率没有意义，不予计算"),
        (None, "100", {"unread": (("spent", "约90"),)}, "unverifiable",
         "全年执行数没有读懂（“约90”），无从计算"),
        ("90", None, {"unread": (("budget", "约100"),), "initial": quantity("90")},
         "unverifiable", "全年预算数没有读懂（“约100”），无从计算"),
    ],
)  # fmt: skip
def test_a_rate_that_cannot_be_computed_says_which_amount_is_why(
    spent: str | None, budget: str | None, more: dict[str, Any], outcome: str, why: str
) -> None:
    result = funded(spent, budget, **more)
    assert result.outcome == outcome
    assert result.explanation.substitution == why


def test_a_weight_of_the_execution_that_was_not_read_is_no_other_one() -> None:
    result = funded("50", "100", unread=(("weight", "十分"),))
    assert (result.weight, result.points) == (None, None)
    assert result.explanation.substitution == "分值 × 50 ÷ 100"


def test_a_strict_score_accepts_no_printed_rate() -> None:
    accepted = {"rate": quantity("98", "%"), "accept_stated_rate": True}
    line = FundLine("总额", None, quantity("100"), quantity("50"), **accepted)  # type: ignore[arg-type]
    strict = score(Evaluation(funds=Funds((line,))), MOF, concessions=False).execution
    assert strict is not None
    assert (strict.points, strict.concession) == (5, None)


def test_the_usual_weight_needs_no_word_and_a_small_budget_divides() -> None:
    assert funded("50", "100", weight=Decimal(10)).assumptions == ()
    assert funded("50", "100", initial=quantity("200")).assumptions == ()
    assert funded("50", None).assumptions == ()
    assert funded("0.25", "0.5").points == 5


@pytest.mark.parametrize(
    ("spent", "budget"),
    [("50", "100万元"), ("50万元", "100"), ("50万元", "100万元"), ("50元", "100元")],
)
def test_an_amount_without_a_unit_is_in_the_unit_of_the_other(
    spent: str, budget: str
) -> None:
    amounts = [read_value(each) for each in (budget, spent)]
    line = FundLine("总额", None, *amounts)  # type: ignore[arg-type]
    execution = score(Evaluation(funds=Funds((line,))), MOF).execution
    assert execution is not None
    assert execution.points == 5


@pytest.mark.parametrize(
    ("rows", "line", "name", "counts"),
    [
        ("90", {}, "合格率", True),
        ("100", {}, "合格率", False),
        ("100", {"weight": Decimal(10)}, "合格率", True),
        ("100", {"stated": Decimal(10)}, "合格率", True),
        ("100", {"stated": Decimal(10)}, "预算执行率 ", False),
        ("90", {"stated": Decimal(10)}, "合同执行率", True),
        ("100", None, "合格率", False),
        ("99", None, "合格率", True),
    ],
)
def test_execution_counts_where_it_is_printed_or_the_rows_leave_it_room(
    rows: str, line: dict[str, Any] | None, name: str, *, counts: bool
) -> None:
    funds = Funds() if line is None else Funds((FundLine("年度资金总额", **line),))
    row = Indicator((), name, "≥9", "9", Decimal(rows))
    table = Evaluation(funds=funds, indicators=(row, Indicator((), "明细", "≥9", "9")))
    assert (score(table, MOF).execution is not None) is counts
    for without in (evolve(MOF, execution=None), evolve(MOF, scored=False)):
        assert score(table, without).execution is None


def test_an_accepted_rate_is_used_and_recorded() -> None:
    rate = Quantity(Decimal("98.63"), "%")
    result = funded("6130.36", "10072.59", rate=rate, accept_stated_rate=True)
    assert result.points == Decimal("9.86")
    assert "98.63%" in (result.concession or "")


def test_transfer_tables_are_not_scored() -> None:
    policy = load_policy("transfer-unscored")
    table = Evaluation(indicators=(Indicator((), "甲", "≥5", "4", Decimal(10)),))
    result = score(table, policy)
    assert (result.rows[0].met, result.rows[0].points) == (False, None)
    assert result.totals.points is None


def two(*, applicable: bool, stated: str | None = None) -> Evaluation:
    rows = (
        Indicator(("产出",), "甲", "100%", "50%", Decimal(40)),
        Indicator(("产出",), "乙", "/", "/" if applicable else "1", Decimal(50)),
    )
    total = Total(stated=None if stated is None else Decimal(stated))
    return Evaluation(indicators=rows, total=total)


def test_a_row_that_does_not_apply_is_outside_both_sums() -> None:
    totals = score(two(applicable=True), MOF).totals
    assert (totals.weight, totals.points) == (50, 20)
    assert "不计入合计" in totals.notes[0]


def test_a_policy_may_rescale_instead_and_says_so() -> None:
    rescale = evolve(MOF.not_applicable, treatment="rescale")
    totals = score(two(applicable=True), evolve(MOF, not_applicable=rescale)).totals
    assert totals.points == 40
    assert "折算" in totals.notes[0]


def test_two_policies_that_cite_one_source_are_two_policies() -> None:
    whole = evolve(MOF.rounding["row"], places=0)
    other = evolve(MOF, rounding={**MOF.rounding, "row": whole})
    asked = Indicator(("产出指标",), "完成率", "100%", "83%", weight=Decimal(9))
    points = [score_row(asked, policy, 2021).points for policy in (MOF, other, MOF)]
    assert [str(each) for each in points] == ["7.47", "7", "7.47"]


def test_judged_rows_may_be_filled_by_an_explicit_choice() -> None:
    table = Evaluation(indicators=(Indicator((), "能力", "提升", "提升", Decimal(10)),))
    assert score(table, MOF).totals.points is None
    assert [r.name for r in score(table, MOF).pending] == ["能力"]
    for choice, points in (("upper", 10), ("lower", 8)):
        result = score(table, MOF, judged=choice)
        assert result.totals.points == points
        assert result.rows[-1].assumes(Assumption.CHOSEN_BY_USER)
    with pytest.raises(ValueError, match="upper"):
        score(table, MOF, judged="middle")


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [("20", "consistent"), ("20.01", "inconsistent"), (None, None)],
)
def test_the_printed_total_is_compared_as_what_rounds_to_it(
    stated: str | None, verdict: str | None
) -> None:
    assert score(two(applicable=True, stated=stated), MOF).totals.verdict == verdict


def test_grades_are_half_open() -> None:
    assert MOF.grades is not None
    for points, grade in (("90", "优"), ("89.99", "良"), ("80", "良"), ("59.9", "差")):
        assert MOF.grades.of(Decimal(points)) == grade


def test_an_empty_table_has_no_total_but_a_missing_execution_row() -> None:
    result = score(Evaluation(), MOF)
    assert (result.execution and result.execution.outcome, result.rows) == (
        "missing",
        (),
    )
    assert not result.totals.complete


TEXTS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(["100%", "≥50个", "≤5次", "2021-6-30", "9月前", "提升", "/", "0"]),
    st.from_regex(r"[≥≤=]?\d{1,4}(\.\d)?[%个万]?", fullmatch=True),
)
ROWS = st.builds(
    Indicator,
    st.just(("产出指标", "数量指标")),
    st.text(min_size=1, max_size=8),
    TEXTS,
    TEXTS,
    st.one_of(st.none(), st.decimals(0, 100, places=2)),
    st.one_of(st.none(), st.decimals(0, 100, places=2)),
)


@given(st.lists(ROWS, max_size=6), st.sampled_from(policy_ids()))
def test_any_table_is_scored_within_its_bounds_in_any_context(
    rows: list[Indicator], policy: str
) -> None:
    table = Evaluation(indicators=tuple(rows))
    result = score(table, load_policy(policy))
    for scored in result.all_rows:
        assert all(text for _, text in scored.explanation.named)
        if scored.low is not None and scored.high is not None:
            assert scored.weight is not None
            assert 0 <= scored.low <= scored.high <= scored.weight
            if scored.met:
                assert scored.high == scored.weight
        if scored.outcome == "unverifiable":
            assert scored.points is None
    with localcontext() as context:
        context.prec = 1
        assert score(table, load_policy(policy)) == result


def test_the_json_result_has_the_contract_s_keys() -> None:
    document = dump(score(two(applicable=True, stated="20"), MOF))
    assert document["schema"] == "ziping.score/1"
    assert document["policy"] == "mof-2020"
    keys = {"path", "name", "place", "outcome", "stated", "low", "high", "explanation"}
    assert keys | {"assumptions"} <= set(document["rows"][1])
    assert document["totals"]["points"] == "20.00"
    assert document["totals"]["verdict"] == "consistent"


def test_a_group_of_zero_weight_adds_nothing_and_breaks_nothing() -> None:
    zero = [
        Indicator(("生态效益指标",), name, target, actual, Decimal(0))
        for name, target, actual in (
            ("减排", "≥5%", "1%"),
            ("绿化", "提升", "提升"),
            ("能耗", "2021-6-30", "100%"),
        )
    ]
    result = score(Evaluation(indicators=tuple(zero)), MOF)
    assert [r.high for r in result.rows] == [0, 0, 0]
    assert result.totals.weight == 10
    assert (result.totals.low, result.totals.high) == (0, 0)


def test_a_weight_keeps_its_printed_form_whatever_was_scored_before() -> None:
    for weight in ("0.5", "0.500", "0.50"):
        result = row("100%", "100%", weight=weight)
        assert result.explanation.substitution.endswith(f"得满分 {weight}")
    assert f"{row('100%', '50%', weight='0.500').points}" == "0.25"


@pytest.mark.parametrize(
    ("target", "actual", "name"),
    [
        ("2021年12月底前完工", "2021年3月开工", "主体工程"),
        ("2021年12月", "已于2021年3月15日动工", "完成时间"),
        ("2021年6月30日", "2021年3月启动建设", "平台建设"),
        ("2021年3月开工", "2021年12月完工", "工程进度"),
    ],
)
def test_a_date_of_beginning_is_none_of_completion(
    target: str, actual: str, name: str
) -> None:
    assert row(target, actual, name=name, stated="10").outcome == "unverifiable"


@pytest.mark.parametrize(
    ("target", "actual", "name", "points"),
    [
        ("2021年3月底前开工", "2021年3月10日开工", "工程进度", 10),
        ("2021年3月底前", "2021年3月10日动工", "开工时间", 10),
        ("2021年3月底前开工", "2021年3月10日", "工程进度", 10),
        ("2021年12月底前", "2021年11月完工", "工程进度", 10),
    ],
)
def test_dates_of_the_same_are_compared(
    target: str, actual: str, name: str, points: int
) -> None:
    assert row(target, actual, name=name).points == points


def test_a_printed_weight_of_the_execution_that_passes_the_whole_is_not_followed() -> (
    None
):
    line = FundLine(
        "年度资金总额",
        budget=Quantity(Decimal(200)),
        spent=Quantity(Decimal(190)),
        weight=Decimal(100),
    )
    rows = (Indicator(("产出指标",), "甲", "≥3个", "3个", Decimal(90)),)
    table = Evaluation(funds=Funds((line,)), indicators=rows)
    execution = score(table, MOF).execution
    assert execution is not None
    assert (execution.weight, execution.points) == (Decimal(10), Decimal("9.50"))
    assert "按评分办法计算" in "".join(map(str, execution.assumptions))
    twenty = evolve(table, funds=Funds((evolve(line, weight=Decimal(20)),)))
    assert score(evolve(twenty, total=Total(Decimal(110))), MOF).totals.points == 109
