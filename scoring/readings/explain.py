"""解释: 公式 → 中文的 公式 与 代入 两行 (结果一行由计分给出).

Only the branch that the values take is told, with the conditions that led there;
guards against 0 are told only where they decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from indicators.exact import Fraction
from scoring.formula import (
    Branch,
    Constant,
    Formula,
    Operation,
    Relation,
    Variable,
)
from scoring.readings.exact import evaluate, holds
from scoring.rounding import Rounding, rounded

WORDS = {
    "weight": "分值",
    "target": "指标值",
    "actual": "实际完成值",
    "low": "区间下限",
    "high": "区间上限",
    "late": "逾期天数",
    "spent": "执行数",
    "budget": "预算数",
}
SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
RELATIONS = {"<=": "≤", "<": "<", ">=": "≥", ">": ">"}
OPPOSITE = {"<=": ">", "<": ">=", ">=": "<", ">": "<="}
LONGEST = 10
RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


@frozen
class Path:
    """取值所走的一支: the plain expression and the conditions that led to it."""

    expression: Formula
    conditions: tuple[Relation, ...]


def take(formula: Formula, values: Mapping[str, Fraction]) -> Path:
    """走到底: follow the choices, min and max that the values take."""
    match formula:
        case Branch(condition=condition, then=then, otherwise=otherwise):
            yes = holds(condition, values)
            path = take(then if yes else otherwise, values)
            told = condition if yes else _negated(condition)
            if not yes and _is_guard(condition):
                return path
            return Path(path.expression, (told, *path.conditions))
        case Operation(sign="min" | "max" as sign, left=left, right=right):
            pick, other = (left, right)
            if evaluate(left, values) != evaluate(formula, values):
                pick, other = (right, left)
            path = take(pick, values)
            if pick is left:
                return path
            beaten = take(other, values).expression
            relation = Relation(">" if sign == "min" else "<", beaten, pick)
            return Path(path.expression, (*path.conditions, relation))
    return Path(formula, ())


def _negated(condition: Relation) -> Relation:
    return Relation(OPPOSITE[condition.sign], condition.left, condition.right)


def _is_guard(condition: Relation) -> bool:
    """Tell a comparison of a variable with 0: said only where it decides."""
    return condition.right == Constant(Fraction(0))


def in_words(formula: Formula) -> str:
    """写成文字公式: 分值 × 实际完成值 ÷ 指标值."""
    return _write(formula, lambda name: WORDS[name])


def in_numbers(formula: Formula, texts: Mapping[str, str]) -> str:
    """代入原文: 0.8 × 83% ÷ 100%."""
    return _write(formula, lambda name: texts[name])


def compared(condition: Relation, name: Callable[[str], str]) -> str:
    """写出一个条件: 实际完成值 < 指标值."""
    left, right = _write(condition.left, name), _write(condition.right, name)
    return f"{left} {RELATIONS[condition.sign]} {right}"


def _write(formula: Formula, name: Callable[[str], str], above: int = 0) -> str:
    match formula:
        case Constant(value=value):
            return number(value)
        case Variable(name=variable):
            return name(variable)
        case Operation(sign=sign, left=left, right=right):
            rank = RANK[sign]
            strict = rank + (sign in "-/")
            text = f"{_write(left, name, rank)} {SIGNS[sign]} "
            text += _write(right, name, strict)
            return f"（{text}）" if rank < above else text
    raise TypeError(formula)


def number(value: Fraction) -> str:
    """写一个精确的数: decimals where they end, else the fraction with its value.

    >>> number(Fraction(664, 1000)), number(Fraction(5, 6))
    ('0.664', '5/6')
    """
    rest, places = value.denominator, 0
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 2 if rest % 2 == 0 else 5
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    while (value * 10**places).denominator != 1:
        places += 1
    return f"{rounded(value, Rounding(places)):f}"


def near(value: Fraction) -> str:
    """写一个数, 除不尽的取六位: 0.664, 或 ≈0.266667.

    >>> near(Fraction(4, 15))
    '≈0.266667'
    """
    exact = number(value)
    if len(exact) <= LONGEST and "/" not in exact:
        return exact
    return f"≈{rounded(value, Rounding(6)):f}"
