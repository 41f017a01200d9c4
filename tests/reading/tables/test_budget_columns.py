"""资金表的列: 预算数的各种写法, 与到位数并列时取哪一个, 没有认出的列."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn
from ziping import audit

_ROWS = (
    "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|\n"
    "|产出指标|数量指标|甲|≥10个|10个|50|50|\n"
    "|效益指标|社会效益指标|乙|≥10个|10个|30|30|\n"
    "|满意度指标|服务对象满意度指标|丙|≥90%|95%|10|10|\n"
    "|总分|<|<|<|<|100|98|\n"
)


def one(funds: str) -> Evaluation:
    (found,) = recognise(drawn(funds + _ROWS))
    return found


@pytest.mark.parametrize(
    "title",
    [
        "批复数",
        "本年度计划投资额",
        "资金计划",
        "下达指标",
        "年度投资计划",
        "核定数",
        "项目计划资金",
        "核准金额",
        "批复资金额",
    ],
)
@pytest.mark.parametrize(
    "arrived", ["到位数", "实际到位", "资金到位金额", "已到位资金"]
)
def test_what_was_planned_is_the_budget_and_what_arrived_is_not(
    title: str, arrived: str
) -> None:
    found = one(
        f"|资金（万元）|来源|{title}|{arrived}|支出数|支出率|得分|\n"
        "|^|合计|1000|820|800|80%|8|\n|^|省级补助|600|500|480|80%||\n"
    )
    total, part = found.funds.lines
    assert (total.budget and total.budget.value) == Decimal(1000)
    assert (part.budget and part.budget.value) == Decimal(600)
    assert not audit(found).of("F301", "F302", "P410")


@pytest.mark.parametrize(
    ("titles", "budget"),
    [
        ("批复金额|调整后预算", 900),
        ("计划数|预算数", 900),
        ("下达金额|全年预算数", 900),
        ("投资计划|年度预算", 900),
    ],
)
def test_a_budget_that_says_so_goes_before_a_plan(titles: str, budget: int) -> None:
    found = one(
        f"|资金|来源|{titles}|执行数|执行率|得分|\n|^|合计|1000|900|720|80%|8|\n"
    )
    assert found.funds.lines[0].budget is not None
    assert found.funds.lines[0].budget.value == budget


def test_the_investment_of_the_whole_project_is_not_the_budget_of_the_year() -> None:
    found = one(
        "|资金|来源|概算总投资|本年计划投资|本年完成投资|执行率|得分|\n"
        "|^|合计|26000|1000|800|80%|8|\n"
    )
    (line,) = found.funds.lines
    assert (line.budget and line.budget.value) == Decimal(1000)
    assert (line.spent and line.spent.value) == Decimal(800)


@pytest.mark.parametrize("title", ["本年盘子", "资金规模", "财政切块", "概算"])
def test_a_budget_under_an_unknown_heading_is_not_called_empty(title: str) -> None:
    found = one(f"|资金|来源|{title}|支出数|支出率|得分|\n|^|合计|1000|800|80%|8|\n")
    assert found.funds.lines[0].unknown("budget") == ("全年预算数", "1000")
    assert not audit(found).of("F301", "F302", "F305", "P410")


@pytest.mark.parametrize("title", ["本年盘子", "资金规模", "财政切块"])
def test_what_arrived_beside_an_unknown_amount_may_not_be_the_budget(
    title: str,
) -> None:
    found = one(
        f"|资金|来源|{title}|到位数|支出数|支出率|得分|\n|^|合计|1000|820|800|80%|8|\n"
    )
    assert found.funds.lines[0].unknown("budget") == ("全年预算数", "1000")
    assert not audit(found).of("F301", "F302", "P410")


@pytest.mark.parametrize("title", ["年末结余", "剩余资金", "备注"])
def test_what_is_left_over_is_no_budget(title: str) -> None:
    found = one(f"|资金|来源|支出数|支出率|得分|{title}|\n|^|合计|800|80%|8|200|\n")
    assert audit(found).of("F305")
