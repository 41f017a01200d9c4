"""每项核对: 一张无误的表改一处, 恰好说出那一处."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from auditing import CHECKS, Finding, audit
from indicators import (
    Deduction,
    Evaluation,
    FundLine,
    Goals,
    Indicator,
    Quantity,
    Total,
)
from indicators.errors import Problem
from indicators.reasons import Doubt
from scoring import load_policy
from tests.auditing.tables import TEN, cell, line, row, sound, with_row

D = Decimal
FUNDS, TOTAL = "年度资金总额", "总分"


def amount(text: str, unit: str = "") -> Quantity:
    return Quantity(Decimal(text), unit)


def with_lines(*extra: FundLine) -> Evaluation:
    table = sound()
    lines = (table.funds.lines[0], *extra)
    return evolve(table, funds=evolve(table.funds, lines=lines))


def with_total(**changes: object) -> Evaluation:
    return evolve(sound(), total=evolve(sound().total, **changes))


def with_rows(*extra: Indicator) -> Evaluation:
    return evolve(sound(), indicators=(*sound().indicators, *extra))


def without_satisfaction() -> Evaluation:
    rows = sound().indicators
    last = evolve(rows[-1], path=("效益指标", "生态效益指标"), path_weights=())
    return evolve(sound(), indicators=(*rows[:-1], last))


def weightless(target: str = "10", count: int = 10) -> Evaluation:
    rows = tuple(
        Indicator(("产出指标", "数量指标"), f"第{n}项", target, target)
        for n in range(count)
    )
    return Evaluation(form="转移支付绩效目标自评表", year=2022, indicators=rows)


def unfilled(number: int, what: str) -> Evaluation:
    """The sound table with one value blank, in a cell that the form has for it."""
    return with_row(number, **{what: None, "blank": {what: cell(number + 2, 7)}})


EXTRA = row("数量", "其中：修缮教学楼", "≥2个", "2个")
DATED = {"target": "2022年6月", "actual": "2022年5月"}
LOW = {"spent": amount("100"), "rate": amount("50", "%"), "stated": D(5)}
CASES: list[tuple[str, Evaluation, str, str | None, str | None]] = [
    ("S101", without_satisfaction(), "满意度指标", None, "满意度指标"),
    ("S102", with_row(1, name="修缮校舍"), "修缮校舍", "2", "1"),
    ("S103", sound(), TOTAL, "100", None),
    ("S104", with_rows(EXTRA), "其中：修缮教学楼", "10", "不计分"),
    ("S105", with_row(2, **DATED), "工程合格率", "2022年6月", "比率，如 100%"),
    (
        "S105",
        with_row(3, name="单位成本变化", target="100%", actual="98%"),
        "单位成本变化",
        "100%",
        "≤ 或 ≥",
    ),
    (
        "S106",
        evolve(
            sound(),
            indicators=(
                row("数量", "平台终验完成率", "≥100%", "0%", stated=D(0)),
                row("质量", "平台终验完成时间", "2022年12月", "2022年11月"),
            ),
        ),
        "平台终验完成时间",
        "2022年11月",
        None,
    ),
    (
        "S107",
        evolve(sound(), goals=Goals("1、建成平台；2、完成培训。", "1、建成平台。")),
        "年度总体目标第 2 条",
        None,
        "完成培训",
    ),
    (
        "W201",
        with_row(0, weight=D(11), path_weights=(D(50), D(20))),
        "数量指标",
        "20",
        "21",
    ),
    ("W201", with_total(weight=D(110)), TOTAL, "110", "100"),
    (
        "W202",
        with_row(8, path_weights=(D(20), D(10))),
        "满意度指标",
        "20",
        "10",
    ),
    ("W203", with_row(0, weight=None), "修缮校舍", None, None),
    ("W203", with_row(0, weight=D(0), stated=D(0)), "修缮校舍", "0", "大于 0"),
    (
        "W203",
        with_row(8, path_weights=()),
        "满意度指标",
        None,
        "10",
    ),
    ("F301", line(rate=amount("98", "%")), FUNDS, "98%", "100%"),
    ("F302", line(stated=D(8)), FUNDS, "8", "10"),
    ("F303", line(initial=amount("210")), FUNDS, "210", "200"),
    ("F304", line(spent=amount("201")), FUNDS, "201", "200"),
    ("F305", line(budget=amount("0")), FUNDS, "0", "大于 0"),
    ("F306", line(**LOW), FUNDS, "50%", "不低于 80%"),
    ("F307", line(**LOW), FUNDS, "100%", "50%"),
    (
        "F308",
        with_lines(FundLine("其中：当年财政拨款", weight=TEN, stated=TEN)),
        "其中：当年财政拨款",
        "10",
        "不计分",
    ),
    ("P401", with_row(0, stated=D(12)), "修缮校舍", "12", "10"),
    ("P401", with_row(0, stated=D(-1)), "修缮校舍", "-1", "0"),
    ("P401", line(stated=D(11)), FUNDS, "11", "10"),
    ("P402", with_row(0, actual="4个", stated=D("7.5")), "修缮校舍", "7.5", "8"),
    (
        "P403",
        with_row(2, actual="94%", stated=D("9.90")),
        "工程合格率",
        "9.9",
        "9.89",
    ),
    ("P404", with_row(6, actual="部分达成", stated=D(9)), "示范作用", "9", "6～8"),
    ("P405", with_total(stated=D("99.5")), TOTAL, "99.5", "100"),
    ("P406", with_total(grade="良"), TOTAL, "良", "优"),
    ("P407", with_row(0, actual=None), "修缮校舍", "10", "0"),
    ("P407", with_row(0, target="/", actual="/"), "修缮校舍", "10", "0"),
    ("P408", with_row(0, stated=D("9.7")), "修缮校舍", "9.7", "10"),
    ("P409", with_row(0, actual="4个"), "修缮校舍", "10", "8"),
    ("P410", with_total(stated=D("97")), TOTAL, "97", "98～100"),
    ("N501", with_row(0, stated=D("9.7")), "修缮校舍", "9.7", "10"),
    ("N502", with_row(0, actual="7个"), "修缮校舍", "7个", "≥5个"),
    (
        "V601",
        with_row(6, actual="正在推进"),
        "示范作用",
        "正在推进",
        "达成预期指标、部分达成预期指标并具有一定效果、未完成预期指标且效果较差",
    ),
    ("V602", with_row(0, actual="≥5个"), "修缮校舍", "≥5个", "实际达到的数"),
    ("V603", with_row(2, actual="98"), "工程合格率", "98", "%"),
    ("V603", with_row(0, actual="100%"), "修缮校舍", "100%", "个"),
    (
        "V604",
        with_row(0, name="建成乡村公路32.1公里"),
        "建成乡村公路32.1公里",
        "≥5个",
        "32.1公里",
    ),
    ("V605", weightless(), "指标值", "100", None),
    ("V606", with_row(4, target="2021年12月"), "完工时间", "2021年12月", "2022 年"),
    ("V607", with_row(3, target="≥0%"), "系统故障率", "≥0%", "≤"),
    ("V607", with_row(3, target="2%以上"), "系统故障率", "2%以上", "≤"),
    ("V607", with_row(3, target="不低于2%"), "系统故障率", "不低于2%", "≤"),
    (
        "V607",
        with_row(8, target="≤90%", actual="80%"),
        "群众满意度",
        "≤90%",
        "≥",
    ),
    ("W204", line(weight=D(100)), FUNDS, "100", "10"),
    ("C801", unfilled(0, "stated"), "修缮校舍", None, None),
    ("C802", unfilled(0, "actual"), "修缮校舍", None, None),
    ("C807", unfilled(0, "target"), "修缮校舍", None, None),
    (
        "C803",
        with_total(stated=None, blank={"stated": cell(11, 7)}),
        TOTAL,
        None,
        "100",
    ),
    (
        "C804",
        evolve(sound(), year=None, blank={"year": cell(0, 1)}),
        "年度",
        None,
        None,
    ),
    (
        "C805",
        evolve(sound(), goals=Goals("建成平台"), blank={"goals.actual": cell(1, 8)}),
        "实际完成情况",
        None,
        None,
    ),
    (
        "C806",
        line(spent=None, rate=None, blank={"spent": cell(1, 5)}),
        FUNDS,
        None,
        None,
    ),
    ("V608", with_row(2, target="≥120%"), "工程合格率", "≥120%", "不超过 100%"),
    ("V608", with_row(2, actual="0.98"), "工程合格率", "0.98", "≥95%"),
    ("V609", with_row(6, target="显著提升"), "示范作用", "显著提升", None),
    ("V610", with_row(2, target="290%"), "工程合格率", "290%", "≥90%"),
    ("V611", with_row(0, name="指标2："), "指标2：", "指标2：", None),
    ("V612", with_row(4, actual="100%"), "完工时间", "100%", "2022年12月"),
]


def test_a_sound_table_has_nothing_but_the_sampling_flag() -> None:
    result = audit(sound())
    assert [finding.code for finding in result.findings] == ["S103"]
    assert result.panel.total.verdict == "consistent_only_if"
    assert result.panel.conditions == ("示范作用 得 10 分（需人工评定，8～10）",)


@pytest.mark.parametrize(
    ("code", "table", "name", "stated", "expected"),
    CASES,
    ids=[f"{case[0]}-{case[2]}" for case in CASES],
)
def test_one_change_is_told_at_its_place_with_both_numbers(
    code: str, table: Evaluation, name: str, stated: str | None, expected: str | None
) -> None:
    found = audit(table).of(code)
    assert (name, stated, expected) in [(f.name, f.stated, f.expected) for f in found]
    places = {row.name: str(row.place or "") for row in table.indicators}
    assert all(places.get(f.name, "") in str(f.place or "") for f in found)


def test_every_check_of_one_table_has_a_case() -> None:
    tried = {case[0] for case in CASES}
    assert tried == {code for code in CHECKS if code[0] != "X"}


@pytest.mark.parametrize(
    ("code", "table"),
    [
        # rounding explains the rate: 97.8086 % printed 97.80 % (cut) or 97.81 %
        ("F301", line(spent=amount("195.6172"), rate=amount("97.80", "%"))),
        ("F301", line(spent=amount("195.6172"), rate=amount("97.81", "%"))),
        ("F301", line(rate=amount("1"))),
        # a rate of 99.7 % given whole points is rounding, told as P403
        ("F302", line(spent=amount("199.4"), rate=amount("99.7", "%"))),
        # parts printed to the cent add up to 0.01 more than the total
        ("F303", with_lines(
            FundLine("其中：甲", initial=amount("66.665")),
            FundLine("乙", initial=amount("66.665")),
            FundLine("丙", initial=amount("66.671")),
        )),
        # a column that is blank where the line has other figures stays open
        ("F303", with_lines(
            FundLine("其中：甲", initial=amount("150")),
            FundLine("乙", budget=amount("200")),
        )),
        # a reason that speaks of the money explains a low rate
        ("F306", evolve(line(**LOW), indicators=(
            *sound().indicators[:-1],
            evolve(sound().indicators[-1], variance_note="尾款下年支付"),
        ))),
        # other words for grades
        ("P406", with_total(grade="优秀")),
        # 10.04 points met, 10 given: rounded to whole points
        ("P408", with_row(0, weight=D("10.04"), stated=D(10))),
        # inferred reverse, right if read as forward: the table is not accused
        ("P409", with_row(3, name="人均成本", target="5元", actual="6元")),
        # without a sign a time may be meant as a limit: 8 of 10 days is then on target
        ("P409", with_row(0, name="平均排队人数", target="10天", actual="8天")),
        # a written reason stands beside points below an assumed band
        ("P404", with_row(6, target="有示范作用", actual="有示范作用", stated=D(7),
                          variance_note="示范面不大")),
        # points on a component line alone are where the form prints them
        ("F308", evolve(sound(), funds=evolve(sound().funds, lines=(
            FundLine("年度资金总额"), FundLine("其中：拨款", stated=TEN),
        )))),
        # weights with more decimals than the points: rounding, not a loss
        ("N501", with_row(0, weight=D("10.004"), stated=D("10.00"))),
        # a name that treats a bad thing may well ask for more of it
        ("V607", with_row(0, name="污染治理面积", target="≥5亩", actual="5亩")),
        ("V607", with_row(0, name="减少碳排放量", target="≥5吨", actual="5吨")),
        # the target 增长率 may pass 100 %
        ("V608", with_row(2, name="产值增长率", target="≥120%")),
        # 成本 below the group of its own weight: rows 其中 that belong to the sum
        ("S104", evolve(sound(), indicators=(
            row("数量", "救助人数", "≥5人", "5人"),
            row("数量", "其中：儿童", "≥2人", "2人"),
        ))),
        ("W202", evolve(with_row(8, path_weights=(D(20), D(10))), form="部门整体")),
        ("V603", with_row(0, actual="5")),
    ],
)  # fmt: skip
def test_what_can_be_explained_is_not_told(code: str, table: Evaluation) -> None:
    assert audit(table).of(code) == ()


def test_a_total_that_was_added_before_rounding_is_rounding() -> None:
    thirds = [
        row("数量", f"甲{n}", "≥3个", "2个", stated=D("6.67"), variance_note="缓建")
        for n in range(3)
    ]
    table = Evaluation(indicators=tuple(thirds), total=Total(None, D("20.00")))
    result = audit(table)
    assert result.of("P405") == ()
    assert [(f.name, f.stated, f.expected) for f in result.of("P403")] == [
        (TOTAL, "20", "20.01")
    ]


def test_a_check_that_cannot_apply_says_why() -> None:
    checks = audit(weightless("20", 5)).checks
    assert checks["P401"].reasons == ("评分办法不计分",)
    assert checks["P405"].reasons == ("没有印总分",)
    assert checks["F301"].reasons == ("没有读到执行率",)
    assert checks["X701"].reasons == ("没有给出批复的目标表",)
    assert all(t.passed or t.failed or t.reasons for t in checks.values())


def test_unscored_stated_rows_without_weights_are_not_judged() -> None:
    rows = tuple(evolve(r, weight=None, path_weights=()) for r in sound().indicators)
    result = audit(evolve(sound(), form="项目自评表(湖北)", indicators=rows))
    assert result.of("P", "N") == ()
    assert result.checks["P402"].reasons == ("没有一行印有分值",)


def test_targets_are_held_against_the_approved_table() -> None:
    approved = with_row(0, target="≥6个")
    dropped = evolve(approved, indicators=approved.indicators[:-1])
    found = audit(sound(), approved=dropped).of("X701")
    told = [(f.name, f.stated, f.expected) for f in found]
    assert told == [("修缮校舍", "≥5个", "≥6个"), ("群众满意度", "≥90%", None)]
    assert [f.name for f in audit(dropped, approved=sound()).of("X701")] == [
        "群众满意度",
        "修缮校舍",
    ]


def test_targets_copied_from_last_year_are_noted() -> None:
    assert [f.stated for f in audit(sound(), last_year=sound()).of("X702")] == ["9"]
    assert audit(sound(), last_year=with_row(0, target="≥4个")).of("X702") == ()


def test_what_monitoring_called_impossible_is_not_done_without_a_word() -> None:
    monitoring = with_row(0, variance_note="完全不可能")
    found = audit(sound(), monitoring=monitoring).of("X703")
    assert [(f.name, f.stated) for f in found] == [("修缮校舍", "5个")]
    missed = with_row(0, actual="4个", stated=D(8))
    assert audit(missed, monitoring=monitoring).of("X703") == ()


@pytest.mark.parametrize(
    ("table", "policy"),
    [
        (Evaluation(form="项目自评表(湖北)"), "hubei-2020"),
        (Evaluation(form="转移支付绩效目标自评表"), "transfer-unscored"),
        (Evaluation(form="部门预算项目支出绩效自评表 510000_0013zp"), "sichuan-department"),
        (Evaluation(form="海南省项目支出绩效自评表"), "hainan-2023"),
        (Evaluation(year=2018), "legacy-2016"),
        (Evaluation(year=2022), "mof-2020"),
        (Evaluation(indicators=(Indicator(("成本指标", "经济成本指标"), "甲"),)), "mof-2021"),
        (line(weight=D(20)), "hubei-2020"),
    ],
)  # fmt: skip
def test_the_policy_follows_from_the_form_and_says_why(
    table: Evaluation, policy: str
) -> None:
    choice = audit(table).choice
    assert choice.policy == policy
    assert choice.reason


def test_a_total_that_holds_in_the_other_direction_says_so() -> None:
    result = audit(with_row(0, name="平均排队人数", target="10天", actual="8天"))
    assert result.of("P") == ()
    assert [f.name for f in result.of("S105")] == ["平均排队人数"]
    assert result.panel.total.verdict == "consistent_only_if"
    assert (
        result.panel.conditions[-1] == "平均排队人数 按另一方向理解（指标值没有符号）"
    )


def test_an_assumed_band_does_not_narrow_the_total_against_a_written_reason() -> None:
    table = with_row(
        6,
        target="有示范作用",
        actual="有示范作用",
        stated=D(5),
        variance_note="示范面不大",
    )
    result = audit(table)
    assert result.of("P") == ()
    assert "示范作用 得 5 分（需人工评定，0～10）" in result.panel.conditions


def test_a_deduction_that_the_table_prints_is_part_of_the_table() -> None:
    row = sound().indicators[0]
    assert row.weight is not None
    taken = Deduction(D("0.5"), "材料不全")
    less = row.weight - D("0.5")
    table = with_row(0, stated=less, deduction=taken, variance_note="材料不全")
    assert audit(table).of("P") == ()
    conceded = evolve(table, concessions_under="nanchang-2021")
    assert [f.code for f in audit(conceded).of("P408")] == ["P408"]


@pytest.mark.parametrize(
    "table",
    [
        sound(),
        evolve(sound(), goals=Goals()),
        evolve(sound(), total=evolve(sound().total, grade=None)),
    ],
)
def test_full_marks_are_no_clue_where_rows_were_not_read(table: Evaluation) -> None:
    assert "S103" in {finding.code for finding in audit(table).findings}
    doubted = evolve(table, warnings=(Problem.of("第3页", Doubt.ROWS_UNREAD),))
    assert "S103" not in {finding.code for finding in audit(doubted).findings}


def parted(*amounts: str) -> Evaluation:
    """The sound table with these parts of its 200, all of them spent."""
    lines = (
        FundLine(f"第{n}项", *(amount(each),) * 3) for n, each in enumerate(amounts)
    )
    table = sound()
    total = table.funds.lines[0]
    return evolve(table, funds=evolve(table.funds, lines=(total, *lines)))


@pytest.mark.parametrize(
    "amounts",
    [
        ("120", "80", "200", "0"),  # 按类型分 … 按来源分 …, nothing carried over
        ("0", "200", "150", "50"),
        ("150", "30", "20", "100", "100", "180", "20"),
        # 资金来源：财政、其他；资金结构：基本、项目（其中本级、转移支付）.
        ("200", "0", "150", "50", "30", "20"),
    ],
)
def test_funds_parted_in_several_ways_add_up(amounts: tuple[str, ...]) -> None:
    assert audit(parted(*amounts)).of("F303") == ()


@pytest.mark.parametrize(
    "amounts",
    [
        ("120", "80", "120"),
        ("120", "80", "190"),
        ("120", "90", "200"),
        ("190", "0", "150", "50", "30", "20"),
    ],
)
def test_a_part_too_many_is_no_other_way_of_parting(amounts: tuple[str, ...]) -> None:
    assert {f.code for f in audit(parted(*amounts)).of("F303")} == {"F303"}


def test_one_part_alone_need_not_be_the_whole() -> None:
    assert not audit(parted("120")).of("F303")
    assert audit(parted("220")).of("F303")


@pytest.mark.parametrize("group", ["效果", "过程", "决策"])
def test_a_scorecard_may_ask_for_satisfaction_below_another_group(group: str) -> None:
    rows = without_satisfaction().indicators
    last = evolve(rows[-1], path=(group, "项目效益"), name="社会公众满意度")
    table = evolve(sound(), indicators=(*rows[:-1], last))
    assert not audit(table).of("S101")
    other = evolve(last, name="社会公众知晓率")
    assert audit(evolve(sound(), indicators=(*rows[:-1], other))).of("S101")


def found(code: str, table: Evaluation, policy: str = "mof-2020") -> list[Finding]:
    return list(audit(table, load_policy(policy)).of(code))


BLANK = {"budget": None, "initial": None}
NO_BUDGET = [
    (line(budget=amount("0")), "mof-2020", "预算数为 0，执行率没有意义，表上印 100%"),
    (line(budget=amount("0"), rate=None), "mof-2020", "预算数为 0，执行率没有意义"),
    (line(budget=amount("0"), spent=None), "mof-2020", "预算数为 0，执行率没有意义，表上印 100%"),
    (line(**BLANK), "mof-2020", "预算数为空，执行率没有意义，表上印 100%"),
    (line(initial=amount("0")), "legacy-2016", "年初预算数为 0，执行率没有意义，表上印 100%"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "policy", "message"), NO_BUDGET)
def test_a_rate_of_no_budget_is_told_with_the_budget_that_divides(
    table: Evaluation, policy: str, message: str
) -> None:
    (told,) = found("F305", table, policy)
    assert told.message == message
    assert told.stated == ("0" if "为 0" in message else None)


def test_a_small_budget_is_one_and_the_other_one_may_divide() -> None:
    assert found("F305", line(budget=amount("0.5"))) == []
    assert found("F305", line(initial=None), "legacy-2016") == []
    first = audit(line(budget=None), load_policy("legacy-2016")).checks["F305"]
    assert (first.passed, first.failed) == (1, 0)


@pytest.mark.parametrize(
    ("code", "table", "why"),
    [
        ("F302", line(stated=None), "没有读到执行率得分，或评分办法不计分"),
        ("F302", line(spent=None), "执行率无从计算"),
        ("F305", line(spent=None, rate=None), "没有读到执行数与执行率"),
        ("F305", line(budget=None), "只印有年初预算数"),
        ("F306", evolve(line(**LOW), total=Total()), "没有读到总分行，说明可能在其后"),
        ("F306", line(**LOW | {"rate": amount("60", "%")}),
         "填报执行率与金额不一致，见 F301"),
        ("F307", with_row(0, stated=None), "有的行没有读到得分"),
        ("F307", evolve(sound(), total=Total(D(90), D(90))),
         "执行率无从计算，或不计分"),
    ],
)  # fmt: skip
def test_a_check_of_the_execution_that_cannot_apply_says_why(
    code: str, table: Evaluation, why: str
) -> None:
    tally = audit(table).checks[code]
    assert (tally.passed, tally.failed, tally.reasons) == (0, 0, (why,))


def test_execution_points_are_told_with_both_numbers_and_what_is_lost() -> None:
    (told,) = found("F302", line(stated=D("7.2"), spent=amount("190")))
    assert told.message == (
        "填报执行率得分 7.2，按金额应得 9.5 分，少 2.3 分；10 × 190 ÷ 200"
    )
    assert (told.points, told.place) == (D("2.3"), cell(1, 1))


def spent(percent: str, **more: object) -> Evaluation:
    """The sound table with so much of its budget spent, and the points for it."""
    changes = {"spent": amount(percent), "budget": amount("100"), "initial": None}
    points = Decimal(percent) / 10
    return line(**changes | {"rate": amount(percent, "%"), "stated": points} | more)


def test_a_rate_is_low_below_its_limit_alone_and_without_a_reason() -> None:
    assert found("F306", spent("80")) == []
    assert found("F306", spent("79.99")) != []
    assert found("F306", spent("79", variance_note="招标推迟")) == []
    other = (("其他说明", "无"),)
    assert found("F306", evolve(spent("79"), room_for_reasons={}, remarks=other)) != []


def test_points_of_rows_may_pass_the_rate_by_five_percent_of_themselves() -> None:
    assert found("F307", spent("95")) == []
    (told,) = found("F307", spent("94.9"))
    assert told.message == "指标得分率 100%，执行率 94.9%，得分率多 5.1 个百分点"
    rows = [evolve(row, stated=(row.weight or D(0)) / 2) for row in sound().indicators]
    half = evolve(spent("48"), indicators=tuple(rows))
    assert found("F307", half) == []
    assert found("F307", evolve(spent("47"), indicators=tuple(rows))) != []


def test_rows_without_any_points_are_held_against_no_rate() -> None:
    for weight, whole in ((TEN, TEN), (D(0), D(100))):
        rows = [evolve(r, weight=weight, stated=D(0)) for r in sound().indicators]
        nothing = evolve(line(weight=whole), indicators=tuple(rows))
        assert found("F307", nothing) == []


PLACES = {
    what: cell(1, n + 4) for n, what in enumerate(("budget", "spent", "rate", "stated"))
}


@pytest.mark.parametrize(
    ("code", "table", "told", "other"),
    [
        ("F302", line(stated=D(8), places=PLACES), "stated", None),
        ("F305", line(budget=amount("0"), places=PLACES), "budget", "spent"),
        ("F306", line(**LOW, places=PLACES), "rate", "spent"),
        ("F307", line(**LOW, places=PLACES), "rate", "spent"),
    ],
)
def test_what_is_found_of_the_execution_stands_at_its_own_cell(
    code: str, table: Evaluation, told: str, other: str | None
) -> None:
    assert [each.place for each in found(code, table)] == [PLACES[told]]
    if other:
        first, *others = table.funds.lines
        bare = evolve(first, places={other: PLACES[other]})
        table = evolve(table, funds=evolve(table.funds, lines=(bare, *others)))
        assert [each.place for each in found(code, table)] == [PLACES[other]]


def test_a_low_rate_is_told_with_its_limit() -> None:
    (told,) = found("F306", line(**LOW))
    assert told.message == "执行率 50%，低于 80%，没有说明原因"
