"""给分值: 按办法、按轻重, 保留已定的; 分不了的指明是哪一级."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve

from indicators import Evaluation, Indicator
from indicators.errors import InputError
from indicators.evaluation import FundLine, Funds
from scoring import load_policy
from scoring.weights.giving import Wish, give_weights

ROWS = tuple(
    Indicator(path, name)
    for path, name in (
        (("产出指标", "数量指标"), "甲"),
        (("产出指标", "数量指标"), "乙"),
        (("产出指标", "质量指标"), "丙"),
        (("效益指标", "社会效益指标"), "丁"),
        (("满意度指标", "服务对象满意度指标"), "戊"),
    )
)
TABLE = Evaluation(indicators=ROWS, funds=Funds((FundLine("年度资金总额"),)))
POLICY = load_policy("mof-2020")


def weights(table: Evaluation) -> dict[str, str]:
    return {row.name: str(row.weight) for row in table.indicators}


def test_the_shares_of_the_policy_and_of_the_execution() -> None:
    given = give_weights(TABLE, POLICY)
    assert weights(given) == {
        "甲": "16.67",
        "乙": "16.66",
        "丙": "16.67",
        "丁": "30",
        "戊": "10",
    }
    assert given.indicators[0].path_weights == (Decimal(50), Decimal("33.33"))
    assert [line.weight for line in given.funds.lines] == [Decimal(10)]
    assert given.total.weight == 100


def test_one_decimal() -> None:
    given = weights(give_weights(TABLE, POLICY, Wish(places=1)))
    assert (given["甲"], given["乙"], given["丙"]) == ("16.7", "16.6", "16.7")


def test_importance() -> None:
    wish = Wish(importance={"甲": Fraction(3), "质量指标": Fraction(4)})
    given = give_weights(TABLE, POLICY, wish)
    assert weights(given) | {"丁": "", "戊": ""} == {
        "甲": "18.75",
        "乙": "6.25",
        "丙": "25",
        "丁": "",
        "戊": "",
    }


def test_what_is_printed_stays() -> None:
    printed = evolve(ROWS[2], weight=Decimal("5.125"), path_weights=("40", None))
    rows = tuple(
        evolve(row, path_weights=(Decimal(40), None))
        if row.path[0] == "产出指标"
        else row
        for row in (
            *ROWS[:2],
            evolve(printed, path_weights=(Decimal(40), None)),
            *ROWS[3:],
        )
    )
    given = give_weights(evolve(TABLE, indicators=rows), POLICY)
    assert weights(given) == {
        "甲": "17.438",
        "乙": "17.437",
        "丙": "5.125",
        "丁": "37.5",
        "戊": "12.5",
    }


def test_without_a_group_the_others_share_its_points() -> None:
    given = give_weights(evolve(TABLE, indicators=ROWS[:4]), POLICY)
    assert given.indicators[0].path_weights[0] == Decimal("56.25")
    assert weights(given)["丁"] == "33.75"


def test_cost_as_a_first_level() -> None:
    cost = Indicator(("成本指标", "经济成本指标"), "己")
    given = give_weights(
        evolve(TABLE, indicators=(*ROWS, cost)), load_policy("mof-2021")
    )
    firsts = {row.path[0]: row.path_weights[0] for row in given.indicators}
    assert firsts == {"产出指标": 40, "效益指标": 20, "满意度指标": 10, "成本指标": 20}


@pytest.mark.parametrize(
    ("fixed", "where", "message"),
    [
        ({"甲": "51"}, "产出指标", "共 50 分，已定 51 分，超出 1 分"),
        (
            {"甲": "30", "乙": "10", "丙": "9"},
            "产出指标",
            "余下 1 分，未定的指标有 0 个，分不下去",
        ),
        (
            {"数量指标": "20", "甲": "20"},
            "数量指标",
            "余下 0 分，未定的指标有 1 个，分不下去",
        ),
        ({"没有": "3"}, "没有", "表中没有这个指标或这一组"),
    ],
)
def test_no_room_is_told_with_its_level(
    fixed: dict[str, str], where: str, message: str
) -> None:
    wish = Wish(fixed={name: Decimal(weight) for name, weight in fixed.items()})
    with pytest.raises(InputError, match=message) as told:
        give_weights(TABLE, POLICY, wish)
    assert [problem.where for problem in told.value.problems] == [where]


def test_a_first_level_without_points_is_told() -> None:
    table = evolve(TABLE, indicators=(*ROWS, Indicator(("决策", "立项"), "己")))
    with pytest.raises(InputError, match="决策：评分办法没有这个一级指标的分值"):
        give_weights(table, POLICY)
    given = give_weights(table, POLICY, Wish(fixed={"决策": Decimal(10)}))
    assert weights(given)["己"] == "10"


def test_a_method_without_points_gives_none() -> None:
    with pytest.raises(InputError, match="不计分"):
        give_weights(TABLE, load_policy("transfer-unscored"))
