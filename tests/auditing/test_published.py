"""十一张公开的表: 每条发现都对照印出的数看过, 没有一条冤枉.

A finding is (code, name, stated, expected). The tables are cut where the source text
ends; no finding may rest on what is missing.
"""

from __future__ import annotations

import pytest

from auditing import audit
from tests.auditing.published import NAMES, published

EXPECTED: dict[str, tuple[tuple[str, str, str | None, str | None], ...]] = {
    "003": (
        # the total row prints 0 / 0 / 0: 0 ÷ 0 has no rate
        ("F305", "年度资金总额", "0", "大于 0"),
        # its one component prints 90 / 89.974 / 89.974
        ("F303", "年度资金总额", "0", "90"),
        ("F303", "年度资金总额", "0", "89.974"),
        ("F303", "年度资金总额", "0", "89.974"),
        # "≥100百分比" beside 100, "≤90万元" beside 90
        ("V603", "委托业务报告合格率", "100", "%"),
        ("V603", "项目总成本", "90", "万元"),
        # 效果明显, three times
        ("V609", "对维护基建市场公平的影响程度", "效果明显", None),
        ("V609", "对控制基建项目成本影响程度", "效果明显", None),
        (
            "V609",
            "对推动基建项目“四项制度”健全和落实的持续性影响",
            "效果明显",
            None,
        ),
    ),
    "004": (
        # 100 % of 100 %, 7 of 10, no reason
        ("P408", "资金到位及时率", "7", "10"),
        ("N501", "资金到位及时率", "7", "10"),
        # 98 % of 100 %: 9.8, printed 9: 0.8 less, by cutting to whole points; no reason
        ("P402", "政策知晓率", "9", "9.8"),
        ("N501", "政策知晓率", "9", "10"),
        # 96 is the sum of its parts; recomputed, one qualitative row leaves 2 points
        ("P410", "总分", "96", "97.8～99.8"),
        # the rows make 40 / 30 / 20, not 50 / 30 / 10; the total was read
        ("W202", "产出指标", "40", "50"),
        ("W202", "满意度指标", "20", "10"),
        ("V609", "减轻贫困学生家庭经济负担", "有效", None),
    ),
    "006": (
        # 37.24 ÷ 43.2 × 10 = 8.62, printed 9, for the execution and for one row: 0.38
        # more, by rounding to whole points
        ("F302", "年度资金总额", "9", "8.62"),
        ("P402", "指标1工程资金金额", "9", "8.62"),
        # 资金金额 without sign: 37.24 of 43.2 may be a shortfall or a saving
        ("S105", "指标1工程资金金额", "43.2", "≤ 或 ≥"),
        # 89 of 90 points with 86.2 % of the money: 12.8 % apart, the line is 5 %
        ("F307", "年度资金总额", "98.89%", "86.2%"),
    ),
    "012": (
        # 20 20 10 10 10 10 20 in both value columns of a form without weights
        ("V605", "指标值", "100", None),
        ("V604", "建设普通省道二级公路32.1公里", "20", "32.1公里"),
    ),
    # 19.55 + 8 × 10 = 99.55, rate 97.75 %: everything agrees
    "015": (),
    "017": (
        # 20+20+10+10+40 = 100 agrees; the actual of the last row is a bound
        ("V602", "退捕渔民抽样调查满意度", "≥90%", "实际达到的数"),
        # the deadline stands in the name, the target is 100 %
        ("V604", "12月底之前完成", "100%", "12月底之前"),
    ),
    # 10 ÷ 50 = 20 %, printed 20 without sign, 4 of 20 points: agrees (V611 apart)
    "022": (),
    "029": (
        # 5830 against ≤5300: 9.09, full marks, no reason
        ("P409", "扶贫临时救助标准(<**元/户·年)——一户年最高5300元", "10", "9.09"),
        # 4604 against ≥4754: 4.84, full marks (a reason is given)
        ("P409", "★★★特困人员救助供养人数(按月平均)(≥**人)", "5", "4.84"),
        # 87 of 59 is 147 %, 758 of 570 is 132 %, without a word
        (
            "N502",
            "★★★建档立卡贫困人口中接受临时救助的人次数(≥**人次)",
            "87人次",
            ">=59人次",
        ),
        (
            "N502",
            "农村特困人员救助供养基本生活标准(≥**元/人·月)",
            "758元/人*月",
            ">=570元/人*月",
        ),
    ),
    # 29.5 亩 and its 其中 rows, which carry no weight: nothing to say
    "030": (),
    "033": (
        # 338.31 of 329.77; the printed 102.59 % is right
        ("F304", "年度资金总额", "338.31", "329.77"),
        # 153 % without a word
        ("N502", "指标3:完成农村户用卫生厕所改造数量", "3061", "≥2000"),
        # a number to build, written ≤4
        ("V607", "指标1:开展精品示范村建设数量", "≤4", "≥"),
    ),
    "047": (
        # 3824.26 ÷ 4753.66 = 80.45 %, printed 100 % and 10 of 10
        ("F301", "年度资金总额", "100%", "80.45%"),
        ("F302", "年度资金总额", "10", "8.04"),
        # 5.96 and 5.65, both printed 5: cut to whole points, no reason
        ("P402", "木材销售收入", "5", "5.96"),
        ("N501", "木材销售收入", "5", "6"),
        ("P402", "林产品收入", "5", "5.65"),
        ("N501", "林产品收入", "5", "6"),
        ("V609", "提高就业率", "显著", None),
    ),
}
PLACEHOLDERS = {"022": 11, "029": 10}
"""Names that keep the template's ** (V611), by table."""
POLICIES = {
    "012": "transfer-unscored",
    "015": "hubei-2020",
    "017": "hubei-2020",
    "022": "hubei-2020",
}


@pytest.mark.parametrize("number", EXPECTED)
def test_a_published_table_gives_the_findings_that_were_reviewed(number: str) -> None:
    result = audit(published(number))
    found = [f for f in result.findings if f.code != "V611"]
    told = [(f.code, f.name, f.stated, f.expected) for f in found]
    assert sorted(told, key=str) == sorted(EXPECTED[number], key=str)
    assert result.choice.policy == POLICIES.get(number, "mof-2020")


@pytest.mark.parametrize("number", EXPECTED)
def test_a_placeholder_is_noted_where_the_name_keeps_one(number: str) -> None:
    noted = [f.name for f in audit(published(number)).of("V611")]
    kept = [row.name for row in published(number).indicators if "**" in row.name]
    assert noted == kept
    assert len(noted) == PLACEHOLDERS.get(number, 0)


@pytest.mark.parametrize("number", ["003", "006", "022", "029", "030", "033", "047"])
def test_a_table_that_is_cut_is_not_accused_of_its_total(number: str) -> None:
    checks = audit(published(number)).checks
    for code in ("P405", "P410", "S101"):
        assert checks[code].failed == 0
    assert checks["P405"].reasons == ("没有印总分",)


def test_every_published_table_is_reviewed() -> None:
    assert sorted(EXPECTED) == sorted(name[:3] for name in NAMES)
