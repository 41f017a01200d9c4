"""计算: 公式 → 精确分数 (Fraction)."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping

from indicators.exact import Fraction
from scoring.formula import (
    Branch,
    Constant,
    Formula,
    Operation,
    Relation,
    Variable,
)

ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "min": min,
    "max": max,
}
RELATIONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
}


def evaluate(formula: Formula, values: Mapping[str, Fraction]) -> Fraction:
    """计算公式. Only the chosen branch is read, so what is guarded never divides.

    Raises `KeyError` for a variable without a value and `ZeroDivisionError` where a
    rule forgot its guard (a test holds that no shipped rule does).
    """
    match formula:
        case Constant(value=value):
            return value
        case Variable(name=name):
            return values[name]
        case Operation(sign=sign, left=left, right=right):
            return ARITHMETIC[sign](evaluate(left, values), evaluate(right, values))
        case Branch(condition=condition, then=then, otherwise=otherwise):
            return evaluate(then if holds(condition, values) else otherwise, values)
    raise TypeError(formula)


def holds(condition: Relation, values: Mapping[str, Fraction]) -> bool:
    """Decide a comparison exactly."""
    relation = RELATIONS[condition.sign]
    return relation(evaluate(condition.left, values), evaluate(condition.right, values))
