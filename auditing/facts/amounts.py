"""金额: 资金行里的数, 连同它印出的小数位数."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from indicators.evaluation import FundLine, Funds
from indicators.quantity import Quantity
from indicators.records import record
from scoring.execution import comparable
from scoring.rounding import Interval, places

COLUMNS = {"initial": "年初预算数", "budget": "全年预算数", "spent": "全年执行数"}
PERCENT = 100
RATIO = 2
"""A bare rate up to here is rather a ratio than a percent."""


@record
class Amount:
    """一个金额, 带单位. `places` counts its printed decimals."""

    quantity: Quantity

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        return places(self.quantity.value)

    @property
    def slack(self) -> Fraction:
        """By how much rounding may have moved it; a whole number is taken as exact."""
        return Fraction(1, 2 * 10**self.places) if self.places else Fraction(0)


@record
class Pair:
    """执行数与预算数, 同一单位, 与各自可能因舍入而差的数."""

    spent: Fraction
    budget: Fraction
    slack: tuple[Fraction, Fraction]

    @cached_property
    def rate(self) -> Fraction | None:
        """执行率 (0.6086); None where it is undefined."""
        return self.spent / self.budget if self.budget > 0 else None

    @cached_property
    def span(self) -> Interval | None:
        """The rates that the printed amounts may stand for."""
        more, wider = self.slack
        if self.rate is None or self.budget <= wider:
            return None
        if not more and not wider:
            return Interval(self.rate, self.rate)
        low, high = (self.spent - more), (self.spent + more)
        return Interval(low / (self.budget + wider), high / (self.budget - wider))


def amount(funds: Funds, line: FundLine, column: str) -> Amount | None:
    """取一行的一个金额."""
    quantity: Quantity | None = getattr(line, column)
    return None if quantity is None else Amount(funds.with_unit(quantity))


def split(funds: Funds, line: FundLine, base: str) -> Pair | None:
    """执行数与预算数; None 若缺一个. One budget stands for a missing other."""
    columns = ("initial", "budget") if base == "initial" else ("budget", "initial")
    found = (amount(funds, line, column) for column in columns)
    budget, spent = next(filter(None, found), None), amount(funds, line, "spent")
    if budget is None or spent is None:
        return None
    both = comparable(spent.quantity, budget.quantity)
    return Pair(*both, (_scaled(spent, both[0]), _scaled(budget, both[1])))


def _scaled(found: Amount, value: Fraction) -> Fraction:
    """The slack of an amount in the unit that it is compared in."""
    slack, printed = found.slack, found.quantity.value
    return slack * (value / Fraction(printed)) if slack and printed else slack


def rate_readings(rate: Quantity) -> tuple[tuple[Fraction, Fraction], ...]:
    """印出的执行率的读法: (比例到印出数的倍数, 合多少个百分点).

    ``98.63%`` has one reading; a bare 1 may be 100 % or 1 %, a bare 1.05 105 % or 1.05 %.

    >>> from decimal import Decimal
    >>> rate_readings(Quantity(Decimal("98.63"), "%"))
    ((Fraction(100, 1), Fraction(9863, 100)),)
    """
    value, unit = rate.base
    if unit == "%":
        scale = Fraction(rate.value) / value if value else Fraction(1)
        return ((PERCENT * scale, value),)
    share, percent = (Fraction(1), value * PERCENT), (Fraction(PERCENT), value)
    return (share, percent) if value <= RATIO else (percent, share)
