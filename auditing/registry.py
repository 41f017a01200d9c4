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
    over_many,
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
from auditing.checks.over_many import SetCheck

FAMILIES = {
    "S": "结构",
    "W": "分值",
    "F": "资金",
    "P": "得分",
    "N": "说明",
    "C": "完整",
    "V": "填写",
    "X": "几张表对照",
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
SET_CHECKS: dict[str, SetCheck] = {c.code: c for c in over_many.SET_CHECKS}
"""编号 → 看整批表的核对; no single table is asked about them."""

BEFORE_THE_YEAR = (
    *("S101", "S102"),
    *("W201", "W202", "W203", "W204"),
    *("V604", "V606", "V607", "V608", "V609"),
    "C807",
)
"""不等完成值就能核对的各项."""
WITHOUT_RESULTS = frozenset(
    (*BEFORE_THE_YEAR, "F303", "V610", "V611", "C804", "C805", "X701", "X702")
)
"""对没有全年结果的表 (目标表、监控表) 也说得上话的各项."""


def families() -> Iterator[tuple[str, tuple[Check | SetCheck, ...]]]:
    """Give the checks of each family, in catalogue order."""
    known: tuple[Check | SetCheck, ...] = (*CHECKS.values(), *SET_CHECKS.values())
    for letter, name in FAMILIES.items():
        yield name, tuple(check for check in known if check.code[0] == letter)
