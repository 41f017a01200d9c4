"""同次: 一条规则是否只看各数之比, 不看它们的单位与小数位数.

A share that does not change when all its values are multiplied by the same number may
be computed from whole numbers that share any scale: 0.83 and 1 as 83 and 100.
"""

from __future__ import annotations

from scoring.formula import Branch, Constant, Formula, Operation, Relation, Variable

ANY = None
"""The degree of 0: it fits every other."""


class UnevenError(ValueError):
    """Two parts grow differently with the values, so the unit matters."""


def scale_free(share: Formula) -> bool:
    """是否与单位无关: degree 0 in its values, in every branch and condition.

    >>> from scoring.rules import RULES
    >>> scale_free(RULES["inverse_linear"].formula({}))
    True
    >>> from indicators.exact import Fraction
    >>> scale_free(RULES["late_per_day"].formula({"loss": Fraction(1, 100)}))
    False
    """
    try:
        return _degree(share) in {0, ANY}
    except UnevenError:
        return False


def _degree(formula: Formula) -> int | None:
    """By which power of a common factor of the values a formula grows."""
    match formula:
        case Constant(value=value):
            return 0 if value else ANY
        case Variable():
            return 1
        case Operation(sign="*" | "/" as sign, left=left, right=right):
            first, second = _degree(left), _degree(right)
            if first is ANY or second is ANY:
                return ANY
            return first + second if sign == "*" else first - second
        case Operation(left=left, right=right):
            return _same(_degree(left), _degree(right))
        case Branch(condition=Relation(left=left, right=right)):
            _same(_degree(left), _degree(right))
            return _same(_degree(formula.then), _degree(formula.otherwise))
    raise TypeError(formula)


def _same(first: int | None, second: int | None) -> int | None:
    """Give the degree of two parts that stand side by side."""
    if first is not ANY and second is not ANY and first != second:
        raise UnevenError
    return second if first is ANY else first
