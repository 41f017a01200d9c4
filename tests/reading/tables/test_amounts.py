"""金额旁边的话: 约数、括注、注释标记、自带的量级; 数读出, 话说明."""

from __future__ import annotations

import pytest

from auditing.audit import audit
from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

FORM = """
| 项目支出绩效自评表 | < | < | < | < | < | < |
| 项目资金（{unit}） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 | {budget} | {budget} | {spent} | 10 | {rate} | 9.9 |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 养护里程 | {target} | {actual} | 50{mark} | 50{mark} |
| 效益指标 | 社会效益指标 | 通行时间 | 缩短 | 缩短 | 40 | 40 |
"""
USUAL = {"budget": "1000", "spent": "990", "rate": "99%", "unit": "万元"}
ROW = {"target": "≥10公里", "actual": "12公里", "mark": ""}


def form(**cells: str) -> Evaluation:
    (read,) = recognise(drawn(FORM.format(**{**USUAL, **ROW, **cells})))
    return read


def accusations(evaluation: Evaluation) -> list[str]:
    found = (finding.code for finding in audit(evaluation).findings)
    return [code for code in found if code[0] in "PF"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1000①", "资金表里数后的“①”是注释标记，没有计入"),
        ("1,000.00*", "资金表里数后的“*”是注释标记，没有计入"),
        ("1000万元注1", "资金表里数后的“注1”是注释标记，没有计入"),
        ("1000 [1]", "资金表里数后的“[1]”是注释标记，没有计入"),
        ("￥1,000（注）", "资金表里数后的“(注)”是注释标记，没有计入"),
        ("1000（含结转20）", "资金表里数后括号里的话没有计入"),
        ("1000万元（其中追加50）", "资金表里数后括号里的话没有计入"),
        ("1000（调整后）", "资金表里数后括号里的话没有计入"),
    ],
)
def test_what_stands_beside_an_amount_is_said(text: str, said: str) -> None:
    read = form(budget=text)
    (line,) = read.funds.lines
    assert line.budget is not None
    assert line.budget.value == 1000
    assert {(doubt.message, doubt.value) for doubt in read.warnings} == {(said, text)}
    assert accusations(read) == []


@pytest.mark.parametrize("text", ["约1100", "1100左右", "大约1,100万元", "近1100"])
def test_an_approximate_amount_is_read_and_nothing_is_built_on_it(text: str) -> None:
    read = form(budget=text)
    (line,) = read.funds.lines
    assert line.budget is not None
    assert line.budget.value == 1100
    assert {doubt.value for doubt in read.warnings} == {text}
    assert accusations(read) == []


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("一千万", "万元", "1000万元"),
        ("1000万", "元", "10000000元"),
        ("0.1亿", "万元", "1000万元"),
        ("一亿三千万", "千元", "130000千元"),
        ("1亿3000万", "万元", "13000万元"),
        ("九十七万", "亿元", "0.0097亿元"),
    ],
)
def test_an_amount_with_its_own_magnitude_is_not_multiplied_again(
    text: str, unit: str, amount: str
) -> None:
    read = form(budget=text, unit=unit)
    (line,) = read.funds.lines
    assert str(line.budget) == amount
    message = f"资金表里自带量级，按 {amount} 读取"
    assert {(doubt.message, doubt.value) for doubt in read.warnings} == {
        (message, text)
    }


@pytest.mark.parametrize("text", ["1000元/年", "US$1000", "1000亩", "1000①元/人", "$1"])
def test_what_is_no_amount_of_money_is_not_known(text: str) -> None:
    read = form(budget=text)
    (line,) = read.funds.lines
    assert line.budget is None
    assert dict(line.unread) == {"initial": text, "budget": text}
    assert {doubt.value for doubt in read.warnings} == {text}
    assert accusations(read) == []


def test_yuan_a_year_is_no_unit_of_the_block() -> None:
    text = FORM.format(**USUAL, **ROW).replace("（万元）", "").strip()
    for line, unit in (("单位：元/年", None), ("金额单位：万元", "万元")):
        (read,) = recognise(drawn(text, before=(line,)))
        assert read.funds.unit == unit


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥10公里①", "12公里"),
        ("≥10公里", "12公里*"),
        ("≥10公里[2]", "12公里（注2）"),
        ("≥￥10.00", "¥12.00"),
        ("10①", "12②"),
    ],
)
def test_a_row_with_the_mark_of_a_note_is_computed(target: str, actual: str) -> None:
    read = form(target=target, actual=actual)
    first = read.indicators[0]
    assert (first.target, first.actual) == (target, actual)
    assert accusations(read) == []
    low = audit(read).result.rows[0].low
    assert low == 50


def test_points_with_the_mark_of_a_note_are_points() -> None:
    for mark in ("①", "*", "[3]"):
        read = form(mark=mark)
        assert (read.indicators[0].weight, read.indicators[0].stated) == (50, 50)
        assert [doubt.value for doubt in read.warnings] == [f"50{mark}"] * 2


COST = """
| 项目支出绩效自评表 | < | < | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 完成值 | 分值 |
| 产出指标 | 成本指标 | {name} | {target} | {unit} | {actual} | 10 |
| 产出指标 | 成本指标 | 其他 | 5 | 个 | 5 | 90 |
"""


@pytest.mark.parametrize(
    ("name", "target", "unit", "actual"),
    [
        ("总成本", "九十八万", "万元", "九十七万"),
        ("总成本", "98.2", "万元", "九十七万"),
        ("总成本", "≤98万", "万元", "97.5"),
        ("总成本", "98万5000", "万元", "98.5"),
        ("总成本（万元）", "98万", "", "97.5"),
        ("总成本（万元）", "九十八万", "", "97.5"),
        ("总成本（元）", "98万", "", "九十七万"),
        ("总成本（元）", "98万", "", "975000"),
        ("总成本(万元)", "97.62", "", "97.62万"),
    ],
)
def test_a_cost_with_its_own_magnitude_is_compared_as_it_is(
    name: str, target: str, unit: str, actual: str
) -> None:
    text = COST.format(name=name, target=target, unit=unit, actual=actual)
    (read,) = recognise(drawn(text))
    row = audit(read).result.rows[0]
    assert (row.outcome, row.low) == ("computed", 10)
    over = COST.format(name=name, target=target, unit=unit, actual="99.9万元")
    (read,) = recognise(drawn(over))
    row = audit(read).result.rows[0]
    assert row.low is not None
    assert row.low < 10
