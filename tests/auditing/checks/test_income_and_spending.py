"""资金表列收入与支出 (社会保险基金): 不是一笔预算的各项来源, 不按来源核对."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators import Evaluation
from indicators.evaluation import FundLine, Funds, Indicator, Total
from indicators.quantity import Quantity
from ziping import audit

_ROW = Indicator(
    ("产出指标", "数量指标"), "甲", "≥10个", "10个", Decimal(90), Decimal(90)
)


def _line(label: str, points: int | None, spent: int = 110) -> FundLine:
    worth = None if points is None else Decimal(points)
    amounts = [Quantity(Decimal(amount), "万元") for amount in (100, 100, spent)]
    return FundLine(label, *amounts, weight=worth, stated=worth)


def _codes(*lines: FundLine) -> list[str]:
    total = Total(Decimal(100), Decimal(100))
    table = Evaluation(indicators=(_ROW,), funds=Funds(lines), total=total)
    found = audit(table).of("F304", "F308", "W201", "P405", "P410")
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    "labels",
    [
        ("一、基金收入", "二、基金支出"),
        ("本年收入", "本年支出"),
        ("（一）保险费收入", "（二）待遇支出"),
    ],
)
def test_income_beyond_its_budget_is_not_overspent(labels: tuple[str, str]) -> None:
    income, spending = labels
    assert _codes(_line(income, 5), _line(spending, 5, 100)) == []


def test_sources_of_one_budget_are_checked() -> None:
    assert "F304" in _codes(_line("年度资金总额", 10), _line("事业收入", None))
    assert "F304" in _codes(_line("财政拨款", 10), _line("事业收入", None))


@pytest.mark.parametrize(
    "labels",
    [
        ("一、基金收入", "二、基金支出"),
        ("本年收入", "本年支出"),
        ("保险费收入", "待遇支出"),
    ],
)
def test_points_of_two_sides_are_not_called_inconsistent(
    labels: tuple[str, str],
) -> None:
    lines = Funds(tuple(_line(label, 5, 100) for label in labels))
    total = Total(Decimal(100), Decimal(100))
    result = audit(Evaluation(indicators=(_ROW,), funds=lines, total=total))
    shown = result.panel.total
    assert (shown.stated, shown.sum_of_stated, shown.low) == (100, None, None)
    assert shown.verdict is None
