"""给分值: 一张没有分值 (或只定了一部分) 的表, 按评分办法逐级给足.

执行率的分值由办法定; 余下的按办法 (没有的按 `firsts`) 分给各一级指标, 再分给各二级指标与
各个指标. What is printed stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain, filterfalse
from types import MappingProxyType
from typing import cast

from attrs import evolve, field, frozen

from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation, FundLine, Indicator
from indicators.exact import Fraction
from scoring.policy import Policy
from scoring.rounding import exact_sum
from scoring.weights.branch import WeightGroup, WeightLeaf
from scoring.weights.firsts import fix_firsts

_FULL = Decimal(100)
_ALL = "全部指标"
_NOBODY: Mapping[str, Fraction] = MappingProxyType({})
_NO_POINTS: Mapping[str, Decimal] = MappingProxyType({})


@frozen(kw_only=True)
class Wish:
    """怎样分: 保留几位小数, 各名称的轻重与已定的分值, 办法没有时各一级指标的分值."""

    places: int = 2
    importance: Mapping[str, Fraction] = field(default=_NOBODY)
    fixed: Mapping[str, Decimal] = field(default=_NO_POINTS)
    firsts: Mapping[str, Decimal] = field(default=_NO_POINTS)


def give_weights(
    evaluation: Evaluation, policy: Policy, wish: Wish | None = None
) -> Evaluation:
    """逐级给足分值: every level adds up to the one above it, exactly.

    Raises `InputError` with every level at which there is no room for what is open, and
    with every name of the wish that the table does not have.
    """
    wish = wish or Wish()
    if not policy.scored:
        remedy = "请指明一种计分的办法，或不给分值"
        raise InputError.of(policy.id, "这种办法不计分", remedy=remedy)
    execution = _execution(evaluation, policy)
    full = _FULL if evaluation.total.weight is None else evaluation.total.weight
    rows = [_known(row, wish) for row in evaluation.indicators]
    root = WeightGroup(_ALL)
    leaves = [_plant(root, row, wish) for row in rows]
    usual = _usual(rows, policy, wish)
    total = full - execution
    problems = list(_unknown(root, wish))
    problems += fix_firsts(root, total, usual, wish.places)
    problems = problems or list(root.spread(total, wish.places))
    if problems:
        raise InputError(problems)
    given = (_given(row, path) for row, path in zip(rows, leaves, strict=True))
    return evolve(
        evaluation,
        indicators=tuple(given),
        funds=evolve(evaluation.funds, lines=_lines(evaluation, execution)),
        total=evolve(evaluation.total, weight=full),
    )


def execution_added(evaluation: Evaluation, policy: Policy) -> Evaluation:
    """补上执行率的分值: the policy's, where it is all that the rows lack to the full points.

    A plan has weights for its indicators alone; nothing else changes.
    """
    line, execution = evaluation.funds.total, policy.execution
    if line is None or line.weight is not None or execution is None:
        return evaluation
    full = _FULL if evaluation.total.weight is None else evaluation.total.weight
    weights = filter(None, (row.weight for row in evaluation.indicators))
    if exact_sum(weights) + execution.points != full:
        return evaluation
    return evolve(
        evaluation,
        funds=evolve(evaluation.funds, lines=_lines(evaluation, execution.points)),
        total=evolve(evaluation.total, weight=full),
    )


def _execution(evaluation: Evaluation, policy: Policy) -> Decimal:
    """执行率的分值: the printed one, else the policy's; 0 where it has none."""
    line = evaluation.funds.total
    if line is not None and line.weight is not None:
        return line.weight
    return policy.execution.points if policy.execution else Decimal(0)


def _lines(evaluation: Evaluation, execution: Decimal) -> tuple[FundLine, ...]:
    """The lines of the funds, the weight of the execution in that of the total."""
    total = evaluation.funds.total
    return tuple(
        evolve(line, weight=execution) if line is total and execution else line
        for line in evaluation.funds.lines
    )


def _known(row: Indicator, wish: Wish) -> Indicator:
    """What is fixed for a row: its printed weight, else that of the wish."""
    weight = wish.fixed.get(row.name) if row.weight is None else row.weight
    weights = tuple(
        wish.fixed.get(name or "") if printed is None else printed
        for name, printed in zip(row.path, row.path_weights, strict=True)
    )
    return evolve(row, weight=weight, path_weights=weights)


def _plant(root: WeightGroup, row: Indicator, wish: Wish) -> list[WeightLeaf]:
    """Put a row on the tree; gives its groups and itself."""
    found: list[WeightLeaf] = []
    at = root
    for name, weight in zip(row.path, row.path_weights, strict=True):
        group = at.children.setdefault(name, WeightGroup(name or "（未分组）"))
        group.given = weight if group.given is None else group.given
        group.own_importance = wish.importance.get(group.name)
        found.append(group)
        at = cast("WeightGroup", group)
    leaf = WeightLeaf(row.name, row.weight, wish.importance.get(row.name))
    at.children[id(leaf)] = leaf
    return [*found, leaf]


def _unknown(root: WeightGroup, wish: Wish) -> Iterator[Problem]:
    """Names of the wish that stand nowhere in the table."""
    names = set(_names(root))
    wanted = dict.fromkeys((*wish.importance, *wish.fixed))
    for name in filterfalse(names.__contains__, wanted):
        yield Problem(name, "表中没有这个指标或这一组", None, "请核对名称")


def _names(branch: WeightLeaf) -> Iterator[str]:
    """The names of a branch and of all that stands below it."""
    yield branch.name
    for child in branch.children.values() if isinstance(branch, WeightGroup) else ():
        yield from _names(child)


def _usual(
    rows: Iterable[Indicator], policy: Policy, wish: Wish
) -> Mapping[str, Decimal]:
    """The weights of first levels: the policy's, else those that were given."""
    names = filter(None, chain.from_iterable(row.path[:1] for row in rows))
    return policy.level_weights.of(names) if policy.level_weights else wish.firsts


def _given(row: Indicator, branches: list[WeightLeaf]) -> Indicator:
    *groups, leaf = branches
    weights = tuple(group.weight for group in groups)
    return evolve(row, weight=leaf.weight, path_weights=weights)
