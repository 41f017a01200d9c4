"""执行率的分值与得分不在常见的格里: 在列名、左边的标签、上面一行, 或两值同在一栏."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

_ROWS = (
    "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|\n"
    "|产出指标|数量指标|甲|≥10个|10个|80|80|\n"
)


def one(funds: str, before: tuple[str, ...] = ()) -> Evaluation:
    (found,) = recognise(drawn(funds + _ROWS, before=before))
    return found


def points(found: Evaluation) -> tuple[Decimal | None, Decimal | None]:
    line = found.funds.total
    assert line is not None
    assert line.spent is not None
    assert line.spent.value == Decimal(90)
    return line.weight, line.stated


@pytest.mark.parametrize(
    "funds",
    [
        "|全年预算数|100|全年支出数|90|执行率|90%|得分（20分）|18|\n",
        "|预算金额（元）|100|支付金额（元）|90|支付率|90%|自评得分（满分20分）|18|\n",
        "|资金（20分）|预算数|执行数|执行率|得分|\n|^|100|90|90%|18|\n",
        "|预算执行率（20分）|全年预算数|全年支出数|执行率|得分|\n|^|100|90|90%|18|\n",
        "|执行率（满分20分）|预算数|支出数|支出率|自评得分|\n||100|90|90%|18|\n",
        "|资金支出率（20分）|年度预算|实际支出|支出进度|得分|\n|^|100|90|90%|18|\n",
        "|一、预算执行情况（20分）|<|<|<|\n|预算数|执行数|执行率|得分|\n|100|90|90%|18|\n",
    ],
)
def test_points_said_beside_or_above_the_funds_are_those_of_the_execution(
    funds: str,
) -> None:
    assert points(one(funds)) == (Decimal(20), Decimal(18))


@pytest.mark.parametrize(
    "line",
    [
        "二、预算执行情况（单位：万元，满分20分）",
        "（一）资金使用情况（20分）",
        "三、预算执行（分值：20分；单位：元）",
    ],
)
def test_points_in_the_line_above_the_table_are_those_of_the_execution(
    line: str,
) -> None:
    funds = "|资金来源|预算数|执行数|执行率|得分|\n|合计|100|90|90%|18|\n"
    assert points(one(funds, (line,))) == (Decimal(20), Decimal(18))


def test_points_of_the_indicators_above_the_funds_are_not_theirs() -> None:
    funds = "|资金来源|预算数|执行数|执行率|得分|\n|合计|100|90|90%|18|\n"
    assert points(one(funds, ("绩效指标完成情况（80分）",))) == (None, Decimal(18))


@pytest.mark.parametrize(
    ("titles", "values"),
    [
        ("执行率／得分", "90%／18"),
        ("得分、执行率", "18、90.00%"),
        ("执行率及得分", "90%；18分"),
        ("支出率（得分）", "90%"),
    ],
)
def test_rate_and_points_may_stand_in_one_column(titles: str, values: str) -> None:
    found = one(
        f"|资金|来源|预算数|执行数|分值|{titles}|\n|^|合计|100|90|20|{values}|\n"
        "|^|其中：财政拨款|80|70|—|—|\n"
    )
    weight, stated = points(found)
    assert weight == Decimal(20)
    assert stated == (Decimal(18) if "18" in values else None)
    (rate, *_) = [line.rate for line in found.funds.lines]
    assert rate is not None
    assert (rate.value, rate.unit) == (Decimal(90), "%")
    assert found.funds.lines[1].rate is None


@pytest.mark.parametrize(
    "row",
    [
        "|^|分值 / 得分|20|18|—|<|",
        "|^|分值、得分|20/18|<|—|<|",
        "|^|权重及得分|20|18|||",
        "|^|得分／分值|18／20|<|||",
    ],
)
def test_weight_and_points_may_share_a_row_of_a_turned_table(row: str) -> None:
    found = one(
        "|资金|指标|合计|<|财政拨款|<|\n|^|预算数|100|<|80|<|\n"
        f"|^|执行数|90|<|72|<|\n|^|执行率|90%|<|90%|<|\n{row}\n"
    )
    assert points(found) == (Decimal(20), Decimal(18))
    assert found.funds.lines[1].spent is not None
    assert not [doubt for doubt in found.warnings if "没有读到" in str(doubt)]


@pytest.mark.parametrize("value", ["较好", "90%、18、优", "见附件"])
def test_what_is_not_both_values_is_doubted(value: str) -> None:
    found = one(f"|资金|来源|预算数|执行数|执行率／得分|\n|^|合计|100|90|{value}|\n")
    assert points(found) == (None, None)
    assert any(value in str(doubt) for doubt in found.warnings)
