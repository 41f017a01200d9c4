"""A table of 100 points, made of the rows and fund lines that a test is about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from auditing import AuditResult, audit
from indicators import (
    Evaluation,
    FundLine,
    Funds,
    Indicator,
    Quantity,
    Total,
    read_value,
)
from scoring import load_policy

D = Decimal
PATH = ("产出指标", "数量指标")


def number(text: str | None) -> Decimal | None:
    return None if text is None else D(text)


def money(text: str | None) -> Quantity | None:
    value = read_value(text)
    return value if isinstance(value, Quantity) else None


def row(
    name: str,
    target: str | None,
    actual: str | None,
    weight: str | None,
    stated: str | None,
    note: str | None = None,
    **more: Any,
) -> Indicator:
    path = more.pop("path", PATH)
    return Indicator(
        path,
        name,
        target,
        actual,
        number(weight),
        number(stated),
        variance_note=note,
        **more,
    )


def line(
    budget: str | None = "100",
    spent: str | None = "100",
    rate: str | None = "100%",
    stated: str | None = "10",
    weight: str | None = "10",
    initial: str | None = None,
    label: str = "年度资金总额",
) -> FundLine:
    amounts = map(money, (initial, budget, spent))
    return FundLine(label, *amounts, number(weight), money(rate), number(stated))


def part(label: str, budget: str, spent: str | None = None) -> FundLine:
    return FundLine(label, budget=money(budget), spent=money(spent or budget))


def table(
    *rows: Indicator,
    total: str | None,
    lines: tuple[FundLine, ...] | None = None,
    **more: Any,
) -> Evaluation:
    """A table of 100 points: one more row, met, fills what the rows leave of 90."""
    rest = 90 - sum(each.weight or 0 for each in rows)
    if rest >= 1:
        rows += (row("其余各项", "≥10个", "10个", str(rest), str(rest)),)
    unit = more.pop("unit", None)
    year = more.pop("year", 2021)
    return Evaluation(
        year=year,
        funds=Funds((line(),) if lines is None else lines, unit),
        indicators=rows,
        total=Total(D(100), number(total), more.pop("grade", None)),
        **more,
    )


def told(made: Evaluation, policy: str | None = None) -> list[tuple[str, str]]:
    """The codes and names of what is found of weights, funds, points and reasons."""
    result = looked_at(made, policy)
    return sorted((f.code, f.name) for f in result.of("W", "F", "P", "N5", "V6", "S"))


def looked_at(made: Evaluation, policy: str | None = None) -> AuditResult:
    return audit(made, load_policy(policy) if policy else None)
