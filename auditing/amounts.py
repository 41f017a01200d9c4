"""金额: 资金行里的数, 连同它印出的小数位数."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from indicators.evaluation import FundLine
from indicators.quantity import Quantity
from scoring.rounding import places

COLUMNS = {"initial": "年初预算数", "budget": "全年预算数", "spent": "全年执行数"}
PERCENT = 100


@frozen
class Amount:
    """一个金额. `places` counts its printed decimals."""

    value: Fraction
    unit: str
    places: int


def amount(line: FundLine, column: str) -> Amount | None:
    """取一行的一个金额."""
    quantity: Quantity | None = getattr(line, column)
    if quantity is None:
        return None
    return Amount(Fraction(quantity.value), quantity.unit, places(quantity.value))


def split(line: FundLine, base: str) -> tuple[Fraction, Fraction] | None:
    """执行数与预算数, 同一单位; None 若缺一个. One budget stands for a missing other."""
    pair = (
        (line.initial, line.budget)
        if base == "initial"
        else (line.budget, line.initial)
    )
    budget = pair[0] or pair[1]
    if budget is None or line.spent is None:
        return None
    if line.spent.unit and budget.unit and line.spent.unit != budget.unit:
        (spent, unit), (whole, other) = line.spent.base, budget.base
        return (spent, whole) if unit == other else None
    return Fraction(line.spent.value), Fraction(budget.value)


def rate(line: FundLine, base: str) -> Fraction | None:
    """执行率 (0.6086); None where it is undefined."""
    pair = split(line, base)
    if pair is None or pair[1] <= 0:
        return None
    return pair[0] / pair[1]


def rate_readings(rate: Quantity) -> tuple[tuple[Fraction, Fraction], ...]:
    """印出的执行率的读法: (比例到印出数的倍数, 合多少个百分点).

    ``98.63%`` has one reading; a bare 1 may be 100 % or 1 %, a bare 20 is 20 %.

    >>> from decimal import Decimal
    >>> rate_readings(Quantity(Decimal("98.63"), "%"))
    ((Fraction(100, 1), Fraction(9863, 100)),)
    """
    value, unit = rate.base
    if unit == "%" or value > 1:
        scale = Fraction(rate.value) / value if value else Fraction(1)
        return ((PERCENT * scale, value),)
    return ((Fraction(1), value * PERCENT), (Fraction(PERCENT), value))
