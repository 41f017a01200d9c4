"""金额换算: 万元与元之间, 精确."""

from __future__ import annotations

from attrs import evolve

from indicators import units
from indicators.evaluation import FundLine, Funds
from indicators.exact import Fraction
from indicators.quantity import Quantity


def in_unit(funds: Funds, unit: str | None) -> tuple[FundLine, ...]:
    """把各行金额换成另一单位; amounts that carry a unit of their own stay.

    >>> from decimal import Decimal
    >>> line = FundLine("年度资金总额", budget=Quantity(Decimal("520.05")))
    >>> str(in_unit(Funds((line,), "万元"), "元")[0].budget)
    '5200500'
    """
    if not unit or not funds.unit or unit == funds.unit:
        return funds.lines
    scale = units.base(funds.unit)[0] / units.base(unit)[0]
    return tuple(
        evolve(
            line,
            initial=_scaled(line.initial, scale),
            budget=_scaled(line.budget, scale),
            spent=_scaled(line.spent, scale),
        )
        for line in funds.lines
    )


def _scaled(amount: Quantity | None, scale: Fraction) -> Quantity | None:
    """Move the decimal point: units of money differ by powers of ten."""
    if amount is None or amount.unit:
        return amount
    power = len(str(scale.numerator)) - len(str(scale.denominator))
    value = amount.value.scaleb(power)
    whole = value.to_integral_value()
    return Quantity(whole if value == whole else value)
