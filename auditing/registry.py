"""核对登记表: 编号 → 核对. A test walks the modules for checks that are not here."""

from __future__ import annotations

from collections.abc import Iterator

from auditing.check import Check
from auditing.checks import (
    across,
    comparable,
    completeness,
    consistency,
    execution,
    fund_sums,
    funds,
    policy_weights,
    rate,
    reasons,
    row_points,
    structure,
    targets,
    texts,
    totals,
    weights,
)

FAMILIES = {
    "S": "结构",
    "W": "分值",
    "F": "资金",
    "P": "得分",
    "N": "说明",
    "C": "完整",
    "V": "填写",
    "X": "两表对照",
}
"""编号首字母 → 类别."""

_ALL = (
    *structure.CHECKS,
    *consistency.CHECKS,
    *weights.CHECKS,
    *policy_weights.CHECKS,
    *rate.CHECKS,
    *execution.CHECKS,
    *funds.CHECKS,
    *fund_sums.CHECKS,
    *row_points.CHECKS,
    *totals.CHECKS,
    *reasons.CHECKS,
    *completeness.CHECKS,
    *texts.CHECKS,
    *comparable.CHECKS,
    *targets.CHECKS,
    *across.CHECKS,
)


def _in_catalogue(check: Check) -> tuple[int, str]:
    """Order checks by their families, then by their numbers."""
    return tuple(FAMILIES).index(check.code[0]), check.code


CHECKS: dict[str, Check] = {c.code: c for c in sorted(_ALL, key=_in_catalogue)}
"""编号 → 核对, 按目录的次序."""


def families() -> Iterator[tuple[str, tuple[Check, ...]]]:
    """Give the checks of each family, in catalogue order."""
    for letter, name in FAMILIES.items():
        yield name, tuple(check for check in CHECKS.values() if check.code[0] == letter)
