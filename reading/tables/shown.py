"""印出的与存下的: 0.9465 印作 95%, 印出的算数; 存下的够不着指标值时说明."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from operator import ge, gt, le, lt
from types import MappingProxyType

from indicators.evaluation import Indicator
from indicators.exact import Fraction
from indicators.quantity import Quantity, read_actual
from indicators.target import AtLeast, AtMost, target_of
from reading.grid import Cell

_DIGITS = Context(prec=12)
"""What a binary number adds behind these digits (0.9499999999999999) is no figure."""
_MEETS: Mapping[tuple[type, bool], Callable[[Fraction, Fraction], bool]] = (
    MappingProxyType(
        {
            (AtLeast, False): ge,
            (AtLeast, True): gt,
            (AtMost, False): le,
            (AtMost, True): lt,
        }
    )
)


def behind(cell: Cell | None, row: Indicator) -> Quantity | None:
    """Give the stored figure of an actual value that is shown rounded.

    None where the cell shows all that it stores, or where the target is met by both:
    then nothing turns on it.
    """
    if cell is None or cell.number is None or cell.text == str(cell.number):
        return None
    printed = read_actual(cell.text)
    if not isinstance(printed, Quantity):
        return None
    stored = _stored(cell.number, printed.unit)
    if not _is_rounding(stored.value, printed.value):
        return None
    met = _met(row, stored), _met(row, printed)
    return None if met[0] is None or all(met) else stored


def changed_by_rounding(row: Indicator, stored: Quantity) -> str | None:
    """Say that the stored figure meets the target where the printed one does not, or back.

    None where both miss it.
    """
    printed = read_actual(row.actual)
    if not isinstance(printed, Quantity) or _met(row, stored) == _met(row, printed):
        return None
    return f"格里存的是 {stored}，印出的是 {printed}，按印出的读取；按存下的，是否达到指标值不同"


def _stored(number: Decimal, unit: str) -> Quantity:
    """Return the stored figure in the unit that is printed: 0.9465 is 94.65 %."""
    figure = _DIGITS.plus(number * 100 if unit == "%" else number)
    return Quantity(figure.normalize(), unit)


def _is_rounding(stored: Decimal, printed: Decimal) -> bool:
    """Tell whether a figure is another's rounding: a display in thousands is none.

    >>> _is_rounding(Decimal("94.65"), Decimal(95)), _is_rounding(Decimal(12345), Decimal("1.2"))
    (True, False)
    """
    last = Decimal((0, (1,), int(printed.as_tuple().exponent)))
    return 0 < 2 * abs(stored - printed) <= last


def _met(row: Indicator, actual: Quantity) -> bool | None:
    """Tell whether a figure meets the target of a row; None where they do not compare."""
    target = target_of(row.target, row.name, row.group, row.direction).target
    if not isinstance(target, AtLeast | AtMost):
        return None
    limit = target.quantity
    if actual.unit and limit.base[1] != actual.base[1]:
        return None
    reached = actual if actual.unit else Quantity(actual.value, limit.unit)
    return _MEETS[type(target), target.strict](reached.base[0], limit.base[0])
