"""预算执行率的公式."""

from __future__ import annotations

from indicators.evaluation import Evaluation
from scoring.policy import Policy
from templates.live.shapes import ExecutionShape, LiveFunds


def execution_shape(
    evaluation: Evaluation, policy: Policy, cells: LiveFunds
) -> ExecutionShape:
    """写出资金总额一行: the amounts of ``evaluation.funds.total`` as they are now."""
    raise NotImplementedError(evaluation, policy, cells)
