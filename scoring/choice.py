"""选评分办法: 由各办法文件里写的适用条件 (`[[applies]]`) 推得, 并说明理由."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from attrs import frozen

from indicators.evaluation import Evaluation
from scoring.applies import Applies
from scoring.policy import DEFAULT, Policy, applies_of, policy_ids

NAMED_BY_FILE = "数据文件自己写明按此办法计分"


@frozen
class Choice:
    """选定的评分办法 (编号) 与理由."""

    policy: str
    reason: str


def choose(evaluation: Evaluation, own: Iterable[Policy] = ()) -> Choice:
    """由版式名称、执行率分值、一级指标、栏目与年度推得.

    `own` are policies of the user; where the evidence is equally strong they come
    before the shipped ones. Without any evidence it is the national policy.

    >>> choose(Evaluation(form="项目自评表(湖北)")).policy
    'hubei-2020'
    """
    found = [(policy.id, applies) for policy in own for applies in policy.applies]
    every = sorted((*found, *_shipped()), key=lambda each: each[1].weakness)
    for policy, applies in every if found else _shipped():
        if applies.fits(evaluation):
            return Choice(policy, applies.reason_for(evaluation))
    return Choice(DEFAULT, "没有别的依据，用全国通行的办法")


def choose_to_score(evaluation: Evaluation) -> Choice:
    """计分时用的办法: 数据文件自己写明的 (让步所在的那一种), 否则同 `choose`.

    An audit does not ask the table by what it wants to be audited.
    """
    named = evaluation.concessions_under
    if named and named in policy_ids():
        return Choice(named, NAMED_BY_FILE)
    return choose(evaluation)


@cache
def _shipped() -> tuple[tuple[str, Applies], ...]:
    """Return what the shipped policies apply to, the strongest evidence first."""
    every = ((name, applies) for name in policy_ids() for applies in applies_of(name))
    return tuple(sorted(every, key=lambda each: each[1].weakness))
