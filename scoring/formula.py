"""公式: 一条评分规则写一次, 读四遍 (计算、解释、SQL、Excel).

A rule is plain arithmetic. Called with exact numbers it computes; called with
symbols it yields this small typed tree: constants, variables, + - × ÷, min, max,
choose and comparisons, nothing else.

>>> from scoring.rules import inverse_ratio
>>> inverse_ratio(Fraction(5), Fraction(8))
Fraction(5, 8)
>>> from scoring.readings.exact import evaluate
>>> target, actual = Variable("target"), Variable("actual")
>>> formula = inverse_ratio(target, actual)
>>> evaluate(formula, {"target": Fraction(5), "actual": Fraction(8)})
Fraction(5, 8)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, cast, overload

from attrs import frozen

from indicators.exact import Fraction

N = TypeVar("N", Fraction, "Formula")


class Formula:
    """公式的一个节点. Operators build larger formulas; nothing is computed."""

    __slots__ = ()

    def __add__(self, other: Operand) -> Formula:
        return Operation("+", self, lift(other))

    def __radd__(self, other: Operand) -> Formula:
        return Operation("+", lift(other), self)

    def __sub__(self, other: Operand) -> Formula:
        return Operation("-", self, lift(other))

    def __rsub__(self, other: Operand) -> Formula:
        return Operation("-", lift(other), self)

    def __mul__(self, other: Operand) -> Formula:
        return Operation("*", self, lift(other))

    def __rmul__(self, other: Operand) -> Formula:
        return Operation("*", lift(other), self)

    def __truediv__(self, other: Operand) -> Formula:
        return Operation("/", self, lift(other))

    def __rtruediv__(self, other: Operand) -> Formula:
        return Operation("/", lift(other), self)

    def __le__(self, other: Operand) -> Relation:
        return Relation("<=", self, lift(other))

    def __lt__(self, other: Operand) -> Relation:
        return Relation("<", self, lift(other))

    def __ge__(self, other: Operand) -> Relation:
        return Relation(">=", self, lift(other))

    def __gt__(self, other: Operand) -> Relation:
        return Relation(">", self, lift(other))


@frozen(order=False)
class Constant(Formula):
    """常数."""

    value: Fraction


@frozen(order=False)
class Variable(Formula):
    """变量: target 指标值、actual 完成值、late 逾期天数、weight 分值 …"""

    name: str


@frozen(order=False)
class Operation(Formula):
    """四则运算与取小取大: sign 为 +、-、*、/、min、max."""

    sign: str
    left: Formula
    right: Formula


@frozen(order=False)
class Relation:
    """比较: sign 为 <=、<、>=、>. A condition, not a number."""

    sign: str
    left: Formula
    right: Formula


@frozen(order=False)
class Branch(Formula):
    """二选一: `condition` 成立取 `then`, 否则取 `otherwise`."""

    condition: Relation
    then: Formula
    otherwise: Formula


Operand = Formula | Fraction | int


def lift(value: Operand) -> Formula:
    """Make a constant of an exact number; a formula stays itself."""
    return value if isinstance(value, Formula) else Constant(Fraction(value))


@overload
def choose(
    condition: bool,  # noqa: FBT001 - the computed reading of a comparison
    then: Fraction | int,
    otherwise: Callable[[], Fraction | int],
) -> Fraction: ...
@overload
def choose(
    condition: Relation,
    then: Operand,
    otherwise: Callable[[], Operand],
) -> Formula: ...
def choose(
    condition: bool | Relation,  # noqa: FBT001
    then: Operand,
    otherwise: Callable[[], Operand],
) -> Fraction | Formula:
    """二选一. The second branch is lazy: an actual of 0 never divides.

    >>> choose(True, 1, lambda: Fraction(1, 0))
    Fraction(1, 1)
    """
    if isinstance(condition, Relation):
        return Branch(condition, lift(then), lift(otherwise()))
    chosen = then if condition else otherwise()
    return chosen if isinstance(chosen, Formula) else Fraction(chosen)


def least(left: N, right: N | int) -> N:
    """取小 (不超过): the smaller of two numbers, or their min as a formula."""
    return _pick("min", left, right)


def greatest(left: N, right: N | int) -> N:
    """取大 (不低于): the larger of two numbers, or their max as a formula."""
    return _pick("max", left, right)


def _pick(sign: str, left: N, right: N | int) -> N:
    if isinstance(left, Formula):
        return cast("N", Operation(sign, left, lift(right)))
    return Fraction(min(left, right) if sign == "min" else max(left, right))


def variables(formula: Formula | Relation) -> Iterator[str]:
    """Name the variables of a formula, in reading order, with repeats."""
    match formula:
        case Variable(name=name):
            yield name
        case Operation(left=left, right=right) | Relation(left=left, right=right):
            yield from variables(left)
            yield from variables(right)
        case Branch(condition=condition, then=then, otherwise=otherwise):
            yield from variables(condition)
            yield from variables(then)
            yield from variables(otherwise)


def weighted(share: Formula) -> Formula:
    """得分公式: the share times the weight, the weight pushed to the leaves.

    Weights are not negative, so the product commutes with min, max and choose; so
    does rounding, which is why a reading may round at the leaves.
    """
    match share:
        case Branch(condition=condition, then=then, otherwise=otherwise):
            return Branch(condition, weighted(then), weighted(otherwise))
        case Operation(sign="min" | "max" as sign, left=left, right=right):
            return Operation(sign, weighted(left), weighted(right))
        case Constant(value=value) if value in {0, 1}:
            return Variable("weight") if value else share
        case Operation(sign="/", left=left, right=right):
            return Operation("/", Variable("weight") * left, right)
    return Variable("weight") * share
