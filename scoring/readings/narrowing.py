"""收窄: 各数的范围已知, 公式里走不到的分支就不必写.

A formula that is asked only within ranges may be shorter: a branch that no value reaches
is left out, a min or max that is decided is its winner, and a branch that gives nothing
where the other one gives nothing as well is the other one. Every step is proved from the
ranges alone, so both formulas have the same value for all values within them. Full marks
stay a branch of their own, for a reading gives them as the weight is printed, unrounded.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from indicators.exact import Fraction
from scoring.formula import Branch, Constant, Formula, Operation, Relation, Variable
from scoring.readings.exact import ARITHMETIC

_AGAINST = {"<=": ">", "<": ">=", ">=": "<", ">": "<="}
_MIRRORED = {">=": "<=", ">": "<"}


@frozen
class Extent:
    """范围: low ≤ 值 ≤ high."""

    low: Fraction
    high: Fraction


_NOTHING, _NONE = Constant(Fraction(0)), Extent(Fraction(0), Fraction(0))
_ONE = Fraction(1)


@frozen
class Extents:
    """各数的范围; 它们都是 `step` 的整数倍."""

    of: Mapping[str, Extent]
    step: Fraction = _ONE

    def assuming(self, condition: Relation) -> Extents | None:
        """条件成立时的范围; None where it never holds.

        >>> within = Extent(Fraction(0), Fraction(9))
        >>> missed = Variable("actual") < Variable("target")
        >>> found = Extents({"actual": within, "target": within}).assuming(missed)
        >>> found.of["actual"].high, found.of["target"].low
        (Fraction(8, 1), Fraction(1, 1))
        """
        if condition.sign in _MIRRORED:
            sign = _MIRRORED[condition.sign]
            return self.assuming(Relation(sign, condition.right, condition.left))
        small, large = self.value(condition.left), self.value(condition.right)
        if small is None or large is None:
            return self
        strict = condition.sign == "<"
        gap = self.step if strict and self._even(condition) else 0
        if small.low > large.high - gap or (strict and small.low == large.high):
            return None
        return self._knowing(
            (condition.left, Extent(small.low, min(small.high, large.high - gap))),
            (condition.right, Extent(max(large.low, small.low + gap), large.high)),
        )

    def _knowing(self, *sides: tuple[Formula, Extent]) -> Extents:
        """These, with what is known of the variables that stand alone on a side."""
        told = {side.name: of for side, of in sides if isinstance(side, Variable)}
        return Extents({**self.of, **told}, self.step)

    def against(self, condition: Relation) -> Extents | None:
        """条件不成立时的范围."""
        sign = _AGAINST[condition.sign]
        return self.assuming(Relation(sign, condition.left, condition.right))

    def value(self, formula: Formula) -> Extent | None:
        """公式的值的范围; None where it may divide by what is not above 0."""
        match formula:
            case Constant(value=value):
                return Extent(value, value)
            case Variable(name=name):
                return self.of[name]
            case Branch(then=then, otherwise=otherwise):
                return self._joined(then, otherwise)
            case Operation(sign=sign, left=left, right=right):
                return _combined(sign, self.value(left), self.value(right))
        raise TypeError(formula)

    def _joined(self, then: Formula, otherwise: Formula) -> Extent | None:
        first, second = self.value(then), self.value(otherwise)
        if first is None or second is None:
            return None
        return Extent(min(first.low, second.low), max(first.high, second.high))

    def _even(self, condition: Relation) -> bool:
        """Whether both sides are multiples of the step."""
        return all(
            isinstance(side, Variable)
            or (isinstance(side, Constant) and not side.value % self.step)
            for side in (condition.left, condition.right)
        )


def narrowed(formula: Formula, ranges: Extents) -> Formula:
    """收窄一个公式.

    >>> from scoring.rules import RULES
    >>> within = Extent(Fraction(0), Fraction(9))
    >>> ranges = Extents({"target": within, "actual": within})
    >>> target, actual = Variable("target"), Variable("actual")
    >>> narrowed(RULES["ratio"].formula({}), ranges) == Branch(
    ...     actual >= target, Constant(Fraction(1)), actual / target)
    True
    """
    match formula:
        case Branch():
            return _branch(formula, ranges)
        case Operation(sign="min" | "max" as sign, left=left, right=right):
            return _picked(
                sign, narrowed(left, ranges), narrowed(right, ranges), ranges
            )
    return formula


def _branch(branch: Branch, ranges: Extents) -> Formula:
    yes, no = ranges.assuming(branch.condition), ranges.against(branch.condition)
    if yes is None or no is None:
        only, where = (branch.then, yes) if no is None else (branch.otherwise, no)
        return narrowed(only, where or ranges)
    then, otherwise = narrowed(branch.then, yes), narrowed(branch.otherwise, no)
    if then == _NOTHING and yes.value(otherwise) == _NONE:
        return otherwise
    return Branch(branch.condition, then, otherwise)


def _picked(sign: str, left: Formula, right: Formula, ranges: Extents) -> Formula:
    first, second = ranges.value(left), ranges.value(right)
    if first is not None and second is not None:
        if _above(first, second):
            return left if sign == "max" else right
        if _above(second, first):
            return right if sign == "max" else left
    return Operation(sign, left, right)


def _above(first: Extent, second: Extent) -> bool:
    """Whether the first is never the smaller; where both are full marks it is not told."""
    return first.low > second.high or first.low == second.high == 0


def _combined(sign: str, left: Extent | None, right: Extent | None) -> Extent | None:
    if left is None or right is None or (sign == "/" and right.low <= 0):
        return None
    ends = [
        ARITHMETIC[sign](first, second)
        for first in (left.low, left.high)
        for second in (right.low, right.high)
    ]
    return Extent(min(ends), max(ends))
