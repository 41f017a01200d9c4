"""年初的核对: 一份计划 (预算说明、申报表、指标单子) 报出之前.

The checks are those of the registry that need no result. A plan is whole, though it
prints no total: its weights have 100 to add up to, with the execution or without.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

from attrs import evolve

from auditing.audit import AuditResult, concluded
from auditing.registry import BEFORE_THE_YEAR
from indicators.evaluation import (
    Evaluation,
    FundLine,
    Funds,
    Goals,
    Indicator,
    Total,
    Unread,
)
from indicators.place import given
from scoring.choice import Choice, choose
from scoring.engine import score
from scoring.policy import Policy, load_policy
from scoring.rounding import exact_sum

_FULL = Decimal(100)
_PLANNED = {"target", "weight"}


def audit_plan(plan: Evaluation, policy: Policy | None = None) -> AuditResult:
    """核对一份计划, 不看其中的完成情况与得分.

    >>> from indicators.evaluation import Indicator
    >>> row = Indicator(("产出指标", "质量指标"), "系统故障率", "≥5%")
    >>> [f.message for f in audit_plan(Evaluation(indicators=(row,))).of("V607")]
    ['指标值写作“≥5%”，由名称看应为“≤”']
    """
    choice = choose(plan) if policy is None else Choice(policy.id, "指定")
    chosen = load_policy(choice.policy) if policy is None else policy
    result = score(_without_results(plan), chosen, concessions=False)
    return concluded(choice, result, BEFORE_THE_YEAR)


def _without_results(plan: Evaluation) -> Evaluation:
    """What is planned, and nothing of what it came to."""
    rows = tuple(map(_asked, plan.indicators))
    return evolve(
        plan,
        funds=_funds(plan),
        goals=Goals(plan.goals.expected),
        indicators=rows,
        total=Total(plan.total.weight or _FULL),
        concessions_under=None,
    )


def _asked(row: Indicator) -> Indicator:
    """A row without its results; each row of a plan is asked for a target."""
    unread: Unread = tuple(pair for pair in row.unread if pair[0] in _PLANNED)
    place = row.blank.get("target") or row.place or given(row.name)
    blank = MappingProxyType({"target": place})
    return Indicator(
        row.path,
        row.name,
        row.target,
        weight=row.weight,
        path_weights=row.path_weights,
        place=row.place,
        direction=row.direction,
        unit=row.unit,
        places=row.places,
        target_from=row.target_from,
        unread=unread,
        blank=row.blank if row.target else blank,
    )


def _funds(plan: Evaluation) -> Funds:
    """The execution counts unless the indicators alone make the whole.

    Some declarations give all 100 points to the indicators, others leave 10 for it.
    """
    line = plan.funds.total
    if line is not None and line.weight is not None:
        only = FundLine(line.label, weight=line.weight, place=line.place)
        return Funds((evolve(only, places=line.places),))
    weights = filter(None, (row.weight for row in plan.indicators))
    alone = exact_sum(weights) == (plan.total.weight or _FULL)
    return Funds() if alone else Funds((FundLine("年度资金总额"),))
