"""SQL: 公式 → 一段 ANSI SQL, 精确, DuckDB 与 Spark (ANSI) 原样可用.

Every column is a whole number (BIGINT): the value times 10^scale. The result is the
points times 10^`Points.digits`, NULL where a value is missing or the rule has none.

The text is one CASE. No LEAST and no GREATEST looks at a value, for the engines disagree
on NULL there (DuckDB skips it, and an unfilled row would get the whole weight). A
condition is true only where every value is there, or the value of the arm is NULL
without it, so that a row without one ends as NULL; a divisor is above 0 wherever it
divides, since a division by 0 ends a whole query. What the columns' ranges prove is not
asked again: the share is narrowed to them first (`scoring.readings.narrowing`).
How a leaf is rounded, and why that is exact, stands in `scoring.readings.sql_leaves`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from indicators.exact import Fraction
from scoring.formula import (
    Branch,
    Constant,
    Formula,
    Operation,
    Relation,
    Variable,
    variables,
    weighted,
)
from scoring.readings.exact import RELATIONS
from scoring.readings.narrowing import Extent, Extents, narrowed
from scoring.readings.sql_leaves import SqlColumn, as_ratio, compared, rounded_ratio
from scoring.rounding import Rounding

_NOTHING, _WHOLE = Constant(Fraction(0)), Constant(Fraction(1))
_WINS = {"min": "<", "max": ">"}
_NAMES = re.compile(r"\w+")


@frozen
class Points:
    """怎样写出得分: `weight` 一列, 舍入, 结果 × 10^digits 为整数.

    `capped` tells that no share exceeds 1.
    """

    weight: SqlColumn
    rounding: Rounding
    capped: bool = True

    @property
    def digits(self) -> int:
        """Decimals of the result: full marks are the weight as it is printed."""
        return max(self.weight.scale, self.rounding.places)


@frozen
class _Arm:
    """一支: the conditions that lead there, and the share; `over` may exceed 1.

    `ranges` are those of the values for which it is taken.
    """

    conditions: tuple[Relation, ...]
    share: Formula
    ranges: Extents
    over: bool = False

    def divisors(self) -> Iterator[str]:
        """Name what divides and is not known to be above 0."""
        for name in _divisors(self.share):
            if self.ranges.of[name].low <= 0:
                yield name


def to_sql(share: Formula, columns: Mapping[str, SqlColumn], points: Points) -> str:
    """写成 SQL. `share` is a rule's formula, `columns` its variables.

    Raises `OverflowError` when the columns' limits could overflow a BIGINT: the caller
    narrows the limits and leaves the rows beyond them to the exact reading.

    >>> from scoring.rules import RULES
    >>> columns = {name: SqlColumn(name[0], 2, 10**6) for name in ("target", "actual")}
    >>> print(to_sql(RULES["inverse_ratio"].formula({}), columns,
    ...              Points(SqlColumn("w", 2, 10_000), Rounding(2))))
    CASE WHEN a <= t THEN w WHEN t <= 0 AND a IS NOT NULL THEN 0 * w \
WHEN a > 0 THEN CAST(FLOOR((w * t) / a + 0.5e0) AS BIGINT) END
    """
    lines, ranges = _guarded(share, columns)
    used = [columns[name] for name in dict.fromkeys(variables(share))]
    for arm in _arms(narrowed(share, ranges), ranges, points):
        value = _value(arm, columns, points)
        told = [compared(each, columns) for each in arm.conditions]
        told += [f"{columns[name].name} > 0" for name in arm.divisors()]
        told += _there(used, " ".join((*told, _carries_nothing(value))))
        if not told:
            lines.append(f"ELSE {value}")
            break
        lines.append(f"WHEN {' AND '.join(dict.fromkeys(told))} THEN {value}")
    only = lines[0].removeprefix("ELSE ")
    return only if only != lines[0] else f"CASE {' '.join(lines)} END"


def _there(used: Iterable[SqlColumn], text: str) -> Iterator[str]:
    """Ask for the columns that a text does not name, where they may be NULL."""
    names = set(_NAMES.findall(text))
    for column in used:
        if not column.filled and column.name not in names:
            yield f"{column.name} IS NOT NULL"


def _carries_nothing(value: str) -> str:
    """The part of a value that is NULL where one of its names is: LEAST skips NULL."""
    return "" if value.startswith("LEAST") else value


def _guarded(
    share: Formula, columns: Mapping[str, SqlColumn]
) -> tuple[list[str], Extents]:
    """Turn away a budget that is not above 0; give the ranges of what goes on."""
    step = Fraction(1, 10 ** max((c.scale for c in columns.values()), default=0))
    told = {name: column.extent for name, column in columns.items()}
    lines = []
    for name in dict.fromkeys(_unguarded(share)):
        if told[name].low <= 0:
            lines.append(f"WHEN {columns[name].name} <= 0 THEN NULL")
            told[name] = Extent(step, max(step, told[name].high))
    return lines, Extents(told, step)


def beyond_limits(columns: Mapping[str, SqlColumn]) -> str:
    """写出不适用的条件: the rows for which the text is not shown to be exact."""
    return " OR ".join(
        f"{c.name} < {c.smallest} OR {c.name} > {c.limit}" for c in columns.values()
    )


def _arms(share: Formula, ranges: Extents, points: Points) -> Iterator[_Arm]:
    """Give the arms in order: the first whose conditions hold is taken."""
    for arm in _chosen(share, ranges):
        exceeds = not points.capped and not isinstance(arm.share, Constant)
        if exceeds:
            for sign, over in ((">", True), ("<", False)):
                told = Relation(sign, arm.share, _WHOLE)
                conditions = (*arm.conditions, told)
                yield evolve(arm, conditions=conditions, over=over)
            yield evolve(arm, share=_WHOLE)
        else:
            yield arm


def _chosen(share: Formula, ranges: Extents) -> Iterator[_Arm]:
    """Follow every choice; min and max are choices too, decided before rounding."""
    match share:
        case Branch(condition=condition, then=then, otherwise=otherwise):
            for arm in _chosen(then, ranges.assuming(condition) or ranges):
                yield evolve(arm, conditions=(condition, *arm.conditions))
            yield from _chosen(otherwise, ranges.against(condition) or ranges)
        case Operation(sign="min" | "max" as sign, left=left, right=right):
            for first in _chosen(left, ranges):
                for second in _chosen(right, ranges):
                    yield from _picked(_WINS[sign], first, second)
        case _:
            yield _Arm((), share, ranges)


def _picked(sign: str, first: _Arm, second: _Arm) -> Iterator[_Arm]:
    """Choose between two arms by their shares; what is constant is decided at once."""
    both = (*first.conditions, *second.conditions)
    one, other = first.share, second.share
    if isinstance(one, Constant) and isinstance(other, Constant):
        first_wins = RELATIONS[sign](one.value, other.value)
        yield evolve(first if first_wins else second, conditions=both)
        return
    yield evolve(first, conditions=(*both, Relation(sign, one, other)))
    yield evolve(second, conditions=both)


def _value(arm: _Arm, columns: Mapping[str, SqlColumn], points: Points) -> str:
    """Write the points of an arm; what falls short of full marks never exceeds them."""
    weight = points.weight
    known = {**columns, "weight": weight}
    whole = _times(10 ** (points.digits - weight.scale), weight.name)
    if arm.share == _WHOLE:
        return whole
    if arm.share == _NOTHING:
        return f"0 * {weight.name}"
    ratio = as_ratio(weighted(arm.share), known)
    step = 10 ** (points.digits - points.rounding.places)
    text = _times(step, rounded_ratio(ratio, points.rounding))
    # neither is NULL: the arm is taken where every value is there
    return text if arm.over or step == 1 else f"LEAST({text}, {whole})"


def _times(factor: int, text: str) -> str:
    return text if factor == 1 else f"{factor} * {text}"


def _divisors(formula: Formula | Relation) -> Iterator[str]:
    """Name the variables that divide in an arm."""
    match formula:
        case Operation(sign=sign, left=left, right=right):
            yield from _divisors(left)
            yield from variables(right) if sign == "/" else _divisors(right)


def _unguarded(
    formula: Formula, compared_with: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Name the divisors that no condition looks at: a budget. They must be above 0."""
    match formula:
        case Branch(condition=condition, then=then, otherwise=otherwise):
            known = compared_with | set(variables(condition))
            yield from _unguarded(then, known)
            yield from _unguarded(otherwise, known)
        case Operation(sign="min" | "max", left=left, right=right):
            yield from _unguarded(left, compared_with)
            yield from _unguarded(right, compared_with)
        case Operation() | Variable():
            yield from (n for n in _divisors(formula) if n not in compared_with)
