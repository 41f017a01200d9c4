"""审核的分寸: 不寻常而合理的表不报, 藏得深的错照报."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve

from auditing import AuditResult, audit
from indicators import Deduction, Evaluation, FundLine, Total
from indicators.errors import Problem
from indicators.place import Place
from indicators.reasons import Doubt
from tests.auditing.hundred import D, line, money, part, row, table, told


def quiet() -> Iterator[tuple[str, Evaluation]]:
    """Tables that are right, however unusual."""
    yield (
        "percent of two thirds",
        table(row("建设完成率", "≥100%", "67%", "10", "6.67", "疫情"), total="96.67"),
    )
    yield (
        "amounts with one decimal",
        table(total="98.93", lines=(line("3.5", "3.1", "89.29%", "8.93"),)),
    )
    yield (
        "a total of whole 万元",
        table(
            total="100",
            lines=(
                line("10073", "10073"),
                part("其中：拨款", "10000"),
                part("其他资金", "72.59"),
            ),
        ),
    )
    yield (
        "a budget that rounds to the spending",
        table(total="100", lines=(line("72.5", "72.53", "100%", "10"),)),
    )
    yield (
        "only the initial budget is printed",
        table(total="99", lines=(line(None, "90", "90%", "9", initial="100"),)),
    )
    yield "no funds were read", table(total="100", lines=())
    yield (
        "2019 with the form of 2020",
        table(
            total="99", lines=(line("100", "90", "90%", "9", initial="150"),), year=2019
        ),
    )
    yield (
        "金额合计 below its parts",
        table(
            total="99",
            lines=(
                FundLine("任务1", budget=money("80"), spent=money("80")),
                FundLine("任务2", budget=money("20"), spent=money("10")),
                line("100", "90", "90%", "9", label="金额合计"),
            ),
        ),
    )
    yield (
        "parts without a total",
        table(
            total="100",
            lines=(part("中央补助", "80"), part("地方资金", "20")),
        ),
    )
    yield (
        "parts of parts",
        table(
            total="100",
            lines=(
                line("500", "500"),
                part("1.财政拨款", "480"),
                part("（1）中央", "300"),
                part("（2）省级", "100"),
                part("（3）县级", "80"),
                part("2.其他", "20"),
            ),
        ),
    )
    yield (
        "points before a printed deduction",
        table(
            row(
                "甲", "≥10个", "10个", "10", "10", "材料不全", deduction=Deduction(D(1))
            ),
            total="99",
        ),
    )
    yield (
        "points after a printed deduction",
        table(
            row(
                "甲", "≥10个", "10个", "10", "9", "材料不全", deduction=Deduction(D(1))
            ),
            total="99",
        ),
    )
    yield (
        "a judged row after a deduction",
        table(
            row(
                "甲",
                "建成制度",
                "达成预期指标",
                "10",
                "7.5",
                deduction=Deduction(D(1), "缺件"),
            ),
            total="97.5",
        ),
    )
    yield (
        "a row that does not apply",
        table(row("甲", "不适用", "不适用", "5", "0"), total="95"),
    )
    yield "a stroke with 0 points", table(row("甲", "/", "/", "5", "0"), total="95")
    yield (
        "no event, as intended",
        table(row("群体性事件", "无", "无", "5", "5"), total="100"),
    )
    yield (
        "a reverse name",
        table(row("产品不合格率", "≤2%", "1%", "10", "10"), total="100"),
    )
    yield (
        "the other direction, rounded",
        table(row("人均成本", "3元", "2元", "10", "6.7", "压缩"), total="96.7"),
    )
    yield (
        "above, and no more",
        table(row("知晓率", ">90%", "90%", "10", "9", "宣传少"), total="99"),
    )
    yield (
        "weights of a third",
        table(
            *(
                row(
                    f"甲{n}",
                    "≥3个",
                    "3个",
                    "3.33",
                    "3.33",
                    path_weights=(None, D(10)),
                    path=("产出指标", "质量指标"),
                )
                for n in range(3)
            ),
            row("乙", "≥3个", "3个", "80", "80"),
            total="100.00",
        ),
    )
    yield (
        "points rounded like the weight",
        table(row("甲", "≥3个", "3个", "1.667", "1.67"), total="100"),
    )
    yield (
        "amounts in two units",
        table(
            total="99.8", lines=(line("100", "980000元", "98%", "9.8"),), unit="万元"
        ),
    )
    yield (
        "the unit in the name",
        table(row("成本控制数(万元)", "≤63", "620000元", "10", "10"), total="100"),
    )
    yield (
        "a column of units",
        table(row("培训合格率", "≥95%", "96", "10", "10", unit="%"), total="100"),
    )
    yield (
        "nothing needs no unit",
        table(row("投诉率", "≤5%", "0", "10", "10"), total="100"),
    )
    yield (
        "reached is a result",
        table(row("覆盖率", "≥95%", "达到98%", "10", "10"), total="100"),
    )
    yield (
        "a rate as a ratio",
        table(
            row("甲", "≥1个", "1个", "90", "90"),
            total="100",
            lines=(line("100", "105", "1.05", "10"), part("其中：拨款", "100", "105")),
        ),
    )
    yield (
        "台 or 套",
        table(row("购置设备", "≥10台（套）", "10套", "10", "10"), total="100"),
    )
    yield (
        "handled complaints",
        table(row("受理投诉件数", "≥300件", "320件", "10", "10"), total="100"),
    )
    yield (
        "square metres",
        table(row("修缮面积", "≥1200m2", "1300㎡", "10", "10"), total="100"),
    )
    yield (
        "the rate is an indicator too",
        table(
            row("预算执行率", "100%", "96%", "10", "9.6", "结余"),
            row("乙", "≥3个", "3个", "90", "90"),
            total="99.6",
            lines=(line("100", "96", "96%", "9.6"),),
        ),
    )
    yield (
        "less is better, without a sign",
        table(row("管网漏损率", "10%", "8.6%", "10", "10"), total="100"),
    )


QUIET = dict(quiet())
SAID = {
    # 105 of 100 is told, and right as a rate
    "a rate as a ratio": [("F304", "年度资金总额"), ("F304", "其中：拨款")],
    "less is better, without a sign": [("S105", "管网漏损率")],
    "percent of two thirds": [("P403", "建设完成率")],
    "the other direction, rounded": [("S105", "人均成本")],
    "points rounded like the weight": [("P403", "甲")],
    "amounts with one decimal": [("P403", "年度资金总额")],
    "no event, as intended": [("V612", "群体性事件")],
    "weights of a third": [("P403", "总分")],
    "a slip of the sign": [("V607", "厕所故障率")],
}
IRRELEVANT = ("S101", "S103", "W202", "W203", "V609", "F307")


@pytest.mark.parametrize("name", QUIET)
def test_what_is_right_is_not_accused(name: str) -> None:
    found = [pair for pair in told(QUIET[name]) if pair[0] not in IRRELEVANT]
    assert found == sorted(SAID.get(name, []))


def faults() -> Iterator[tuple[str, Evaluation, tuple[str, str]]]:
    """Tables with one fault that is easily overlooked."""
    yield (
        "one point too much",
        table(row("甲", "≥10个", "5个", "2", "2"), total="100"),
        ("P410", "总分"),
    )
    yield (
        "9 of 10 months late",
        table(row("完工时间", "2021年6月", "2021年9月", "10", "10"), total="100"),
        ("P409", "完工时间"),
    )
    yield (
        "blank amounts, full points",
        table(total="100", lines=(line(None, None, None),)),
        ("P407", "年度资金总额"),
    )
    yield (
        "a budget of 0 beside a first one",
        table(total="100", lines=(line("0", "35", "100%", initial="100"),)),
        ("F305", "年度资金总额"),
    )
    yield (
        "a total rounded up",
        table(row("甲", "≥10个", "4个", "0.9", "0.36", "缓建"), total="100"),
        ("P405", "总分"),
    )
    yield (
        "a detail row scored once more",
        table(
            row("甲", "≥10个", "10个", "20", "20", path_weights=(None, D(20))),
            row("其中：乙", "≥10个", "10个", "20", "20", path_weights=(None, D(20))),
            row("丙", "≥1个", "1个", "70", "70", path=("产出指标", "质量指标")),
            total="100",
        ),
        ("S104", "其中：乙"),
    )
    for weight, rest in (("3", "81"), ("4", "78")):
        yield (
            f"rows of {weight} are no rounded third of 10",
            table(
                *(
                    row(name, "≥1个", "1个", weight, weight, path_weights=(None, D(10)))
                    for name in "甲乙丙"
                ),
                row("丁", "≥1个", "1个", rest, rest, path=("产出指标", "质量指标")),
                total="100",
            ),
            ("W201", "数量指标"),
        )
    yield (
        "a sign against the name",
        table(row("亩均防治成本", "≥25元", "26元", "10", "10"), total="100"),
        ("V607", "亩均防治成本"),
    )


FAULTS = {name: (made, wanted) for name, made, wanted in faults()}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_found(name: str) -> None:
    made, wanted = FAULTS[name]
    assert wanted in told(made)


def test_a_detail_row_is_told_once_and_not_of_every_sum() -> None:
    codes = {code for code, _ in told(FAULTS["a detail row scored once more"][0])}
    assert not codes & {"W201", "P405", "P410"}


def test_full_marks_for_a_late_date_want_a_reason() -> None:
    late = ("完工时间", "2021年6月", "2021年9月", "10", "10")
    assert ("P409", "完工时间") not in told(table(row(*late, "汛期停工"), total="100"))


def test_a_scorecard_without_columns_of_values_is_not_called_blank() -> None:
    card = table(
        *(row(f"第{n}项", None, None, "30", "29") for n in range(3)), total="97"
    )
    result = audit(card)
    assert result.of("P407", "P410", "P405") == ()
    assert "没有指标值一栏" in result.checks["P407"].reasons[0]


def test_a_damaged_target_is_offered_a_repair_and_not_scored_against() -> None:
    result = audit(table(row("准确率", "290%", "95%", "10", "10"), total="100"))
    assert [f.code for f in result.of("P", "V610")] == ["V610"]
    assert result.panel.total.verdict == "consistent_only_if"
    assert "“290%”按“≥90%”理解" in result.panel.conditions[0]


def test_the_verdict_grants_a_judged_row_and_excuses_nothing_else() -> None:
    judged = row(
        "群众生活", "明显改善", "明显改善", "30", "30", path=("效益指标", "社会效益")
    )
    short = row("甲", "≥3个", "3个", "10", "7", "无故")
    rest = row("乙", "≥3个", "3个", "50", "50")
    made = audit(table(judged, short, rest, total="97"))
    assert made.panel.total.verdict == "inconsistent"
    lines = {each.name: each.verdict for each in made.panel.levels}
    assert lines["数量指标"] == "inconsistent"
    assert lines["社会效益"] == "consistent_only_if"


def test_a_row_without_points_is_named_where_the_total_misses_them() -> None:
    made = audit(table(row("甲", "≥3个", "3个", "30", None), total="70"))
    (finding,) = made.of("P410")
    assert "没有读到得分的行：甲" in finding.message


def test_the_reading_that_gives_the_points_is_named_beside_the_fault() -> None:
    made = table(row("平均费用", "≤5万元", "8万元", "10", "4", "涨价"), total="94")
    (finding,) = audit(made).of("P402")
    assert "按 yitihua 正好得此数" in finding.message


def test_a_period_that_is_surely_late_is_a_range_below_full_marks() -> None:
    late = row("完工时间", "2021年6月30日", "2021年7月", "6", "6")
    assert ("P404", "完工时间") in told(table(late, total="100"), "nanchang-2021")


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("新增失业人数", "≤5000人", "4000人"),
        ("不满意率", "≤2%", "1%"),
        ("接待信访人次", "≥600人次", "610人次"),
        ("城乡居民火灾起数", "5起", "3起"),
        ("贫困发生率", "0.5%", "0.3%"),
        ("脱贫人口返贫率", "1%", "0%"),
        ("亩均用水量", "300方", "280方"),
    ],
)
def test_names_of_every_kind_are_read_without_accusing(
    name: str, target: str, actual: str
) -> None:
    found = told(table(row(name, target, actual, "10", "10"), total="100"))
    assert not {code for code, who in found if who == name} & {"P409", "V607", "P410"}


def test_reasons_below_the_table_are_reasons() -> None:
    short = row("甲", "≥10个", "9个", "10", "9")
    low = (line("100", "70", "70%", "7"),)
    below = (("偏差大或目标未完成原因分析", "项目尾款按合同次年支付"),)
    silent = table(short, total="96", lines=low)
    spoken = table(short, total="96", lines=low, remarks=below)
    assert {"N501", "F306"} <= {code for code, _ in told(silent)}
    assert not {"N501", "F306"} & {code for code, _ in told(spoken)}


def test_a_reason_beside_the_funds_is_a_reason() -> None:
    paid = FundLine(
        "年度资金总额",
        budget=money("100"),
        spent=money("70"),
        weight=D(10),
        rate=money("70%"),
        stated=D(7),
        variance_note="招标推迟",
    )
    assert ("F306", "年度资金总额") not in told(table(total="97", lines=(paid,)))


def test_a_row_of_the_blank_that_was_left_is_a_placeholder() -> None:
    doubt = Problem.of(
        Place("sheet", "表", row=9, column=4), Doubt.UNFILLED_ROW, "指标2："
    )
    (finding,) = audit(table(total="100", warnings=(doubt,))).of("V611")
    assert (str(finding.place), finding.stated) == ("表!D9", "指标2：")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("≧95%", "≥95%"),
        ("95%以上", "≥95%"),
        ("═100%", "=100%"),
        ("100百分比", "100%"),
        ("2022年11月底前", "2022年11月30日前"),
        ("2022年底前", "2022.12.31前"),
    ],
)
def test_targets_that_mean_the_same_are_the_approved_ones(
    first: str, second: str
) -> None:
    made, approved = (
        table(row("★合格率", text, "100%", "10", "10"), total="100")
        for text in (first, second)
    )
    assert audit(made, approved=approved).of("X701") == ()
    assert audit(made, last_year=approved).checks["X702"].failed == 0  # too few rows


def test_the_answer_of_the_monitoring_table_is_read_from_its_column() -> None:
    made = table(row("合格率", "≥95%", "96%", "10", "10"), total="100")
    for extra in (("完成可能性", "完全不可能"), ("完全不可能", "√")):
        watched = row("合格率", "≥95%", "40%", None, None, extra=(extra,))
        result = audit(made, monitoring=Evaluation(indicators=(watched,)))
        assert [f.name for f in result.of("X703")] == ["合格率"]


def of_rows_alone(
    weight: str | None, stated: str | None, *points: str | None, share: str = "10"
) -> AuditResult:
    """One row of 90 (100 without a printed weight), 10 points of the execution."""
    execution, row_points = points or ("10", "90")
    rows = (row("甲", "≥9个", "9个", weight or "100", row_points),)
    lines = (line(stated=execution, weight=share),)
    total = Total(
        None if weight is None else D(weight), None if not stated else D(stated)
    )
    return audit(evolve(table(*rows, total=None, lines=lines), total=total))


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        (("90", "95"), 100),  # more than the rows could make, if not their sum
        (("90", "85", "10", "75"), 100),
        (("90", "85", "10", "76"), 90),
        (("90", "90", "10", "80"), 100),
        (("90", "90", "10", "90"), 90),
        (("90", "80", None, "80"), 90),
        (("90", None), 90),
        ((None, "100"), 100),
    ],
)
def test_a_weight_of_the_rows_alone_is_no_whole_where_the_execution_is_in_the_total(
    printed: tuple[str | None, ...], full: int
) -> None:
    assert of_rows_alone(*printed).facts.full == full


def test_a_weight_that_the_execution_does_not_make_100_is_the_whole() -> None:
    assert of_rows_alone("90", "95", share="20").facts.full == 90
    (told,) = of_rows_alone("90", "95", share="20").of("W201")
    assert (told.stated, told.expected) == ("90", "110")


@pytest.mark.parametrize(
    ("target", "actual", "weight", "stated", "granted"),
    [
        ("形成机制", "达成", "10", "9", ("9", "9")),
        ("形成机制", "达成", "10", "8", ("8", "8")),
        ("形成机制", "达成", "10", "7", ("8", "10")),
        ("形成机制", "部分达成", "3.34", "2.00", ("2", "2.672")),
        ("≥100%", "66.66%", "10", "6.7", ("6.666", "6.7")),
        ("≥100%", "66.66%", "10", "6.6", ("6.6", "6.666")),
        ("≥100%", "66.66%", "10", "9", ("6.666", "6.666")),
    ],
)
def test_points_that_hold_are_granted_and_of_others_what_the_policy_gives(
    target: str, actual: str, weight: str, stated: str, granted: tuple[str, str]
) -> None:
    made = table(row("甲", target, actual, weight, stated, "见附件"), total="99")
    entry = audit(made).facts.entries[1]
    assert entry.granted == tuple(map(D, granted))


def test_points_of_amounts_that_round_to_the_printed_ones_grant_all_of_these() -> None:
    lines = (line("35.2", "31.1", "88.35%", "8.86"),)
    entry = audit(table(total="98.86", lines=lines)).facts.entries[0]
    assert [round(end, 4) for end in entry.granted] == [D("8.8085"), D("8.862")]


def test_an_execution_whose_weight_was_not_read_is_held_against_nothing() -> None:
    lines = (evolve(line(weight=None), unread=(("weight", "十分"),)),)
    rows = (row("甲", "≥9个", "9个", "90", "90"),)
    made = evolve(table(*rows, total=None, lines=lines), total=Total(D(90), D(95)))
    found = audit(made)
    assert found.facts.full == 90
    assert found.checks["F302"].reasons == ("执行率无从计算",)
