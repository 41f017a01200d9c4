"""金额: 资金行里的数, 连同它印出的小数位数."""

from __future__ import annotations

from functools import cached_property

from indicators.evaluation import FundLine, Funds
from indicators.exact import Fraction
from indicators.quantity import Quantity
from indicators.records import record
from scoring.execution import comparable
from scoring.rounding import Interval, exact, places

COLUMNS = {"initial": "年初预算数", "budget": "全年预算数", "spent": "全年执行数"}
PERCENT = 100
YUAN = "元"
RATIO = 2
"""印出的执行率不带 %, 至多为此数的, 多半是比值而不是百分数."""


@record
class Amount:
    """一个金额, 单位为 元 或 万元."""

    quantity: Quantity

    @property
    def places(self) -> int:
        """印出的小数位数."""
        return places(self.quantity.value)

    @property
    def whole(self) -> bool:
        """是整数: 100 万元, or 100.00."""
        value = self.quantity.value
        return value == value.to_integral_value()

    def slack(self, kept: int) -> Fraction:
        """保留 `kept` 位小数时舍入至多差多少, 单位同金额; an amount in 元 is exact."""
        if self.quantity.unit == YUAN:
            return Fraction(0)
        return Fraction(1, 2 * 10**kept)


@record
class Pair:
    """执行数与预算数, 同一单位; `slack`: 两数各自至多因舍入而差多少."""

    spent: Fraction
    budget: Fraction
    slack: tuple[Fraction, Fraction]

    @cached_property
    def rate(self) -> Fraction | None:
        """执行率＝执行数÷预算数 (表下注), a ratio: 0.6086; None without a positive budget."""
        return self.spent / self.budget if self.budget > 0 else None

    @cached_property
    def span(self) -> Interval | None:
        """执行率的区间: the rates of all amounts that round to the printed ones.

        None without a rate, or where the budget may be 0. What is printed alike is alike.
        """
        more, wider = self.slack
        if self.rate is None or self.budget <= wider:
            return None
        if self.spent == self.budget or not (more or wider):
            return Interval(self.rate, self.rate)
        low, high = (self.spent - more), (self.spent + more)
        return Interval(low / (self.budget + wider), high / (self.budget - wider))


def amount(funds: Funds, line: FundLine, column: str) -> Amount | None:
    """取一行的一个金额: a column of `COLUMNS`; None where it is not printed, or unsure."""
    quantity: Quantity | None = getattr(line, column)
    if quantity is None or line.unknown(column):
        return None
    return Amount(funds.with_unit(quantity))


def split(funds: Funds, line: FundLine, base: str) -> Pair | None:
    """取执行数与预算数; None 若缺一个.

    `base` says which budget divides, 年初预算数 (initial) or 全年预算数 (budget). Where
    it is not printed, the other one does.
    """
    columns = ("initial", "budget") if base == "initial" else ("budget", "initial")
    found = (amount(funds, line, column) for column in columns)
    budget, spent = next(filter(None, found), None), amount(funds, line, "spent")
    if budget is None or spent is None:
        return None
    both = comparable(spent.quantity, budget.quantity)
    return Pair(*both, _slacks(spent, budget, both))


def _slacks(
    spent: Amount, budget: Amount, both: tuple[Fraction, Fraction]
) -> tuple[Fraction, Fraction]:
    """Return what rounding may have moved two amounts by, in the unit of `both`.

    Whole amounts are exact. Of two in one column the decimals of either hold for both:
    98.6 beside 100.25 is 98.60.
    """
    if spent.whole and budget.whole:
        return Fraction(0), Fraction(0)
    kept = spent.places, budget.places
    if spent.quantity.unit == budget.quantity.unit:
        kept = max(kept), max(kept)
    return _scaled(spent, kept[0], both[0]), _scaled(budget, kept[1], both[1])


def _scaled(found: Amount, kept: int, value: Fraction) -> Fraction:
    """Return the slack of an amount in the unit of `value`, the same amount converted."""
    slack, printed = found.slack(kept), found.quantity.value
    if not slack or not printed or value == exact(printed):
        return slack
    return slack * (value / exact(printed))


def rate_readings(rate: Quantity) -> tuple[tuple[Fraction, Fraction], ...]:
    """印出的执行率的读法, 更像的在先: (印出的数是比值的多少倍, 合多少个百分点).

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
