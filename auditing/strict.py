"""严格重算: 审核所依据的计分, 数据文件记下的让步不算, 表上自己印的扣减算."""

from __future__ import annotations

from attrs import evolve

from indicators.evaluation import Evaluation
from scoring.engine import score
from scoring.policy import Policy
from scoring.result import Result


def strictly_scored(evaluation: Evaluation, policy: Policy) -> Result:
    """严格重算.

    Score without concessions, but with the deductions that the table prints.

    The result counts as conceded only if such a deduction took points from a row.
    """
    lines = evaluation.funds.lines
    deducted = any(row.deduction for row in evaluation.indicators)
    printed = deducted and evaluation.concessions_under is None
    table = evaluation
    if any(line.accept_stated_rate for line in lines):
        plain = tuple(evolve(line, accept_stated_rate=False) for line in lines)
        table = evolve(evaluation, funds=evolve(evaluation.funds, lines=plain))
    result = score(table, policy, concessions=printed)
    conceded = any(row.concession for row in result.all_rows)
    if table is evaluation and result.conceded is conceded:
        return result
    return evolve(result, evaluation=evaluation, conceded=conceded)
