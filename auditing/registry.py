"""核对登记表: 编号 → 核对. A test walks the modules for checks that are not here."""

from __future__ import annotations

from collections.abc import Iterator

from auditing.check import Check
from auditing.registry_rows import ROWS
from auditing.registry_table import TABLE

CHECKS: dict[str, Check] = {check.code: check for check in (*TABLE, *ROWS)}
"""编号 → 核对."""

FAMILIES = {
    "S": "结构",
    "W": "分值",
    "F": "资金",
    "P": "得分",
    "N": "说明",
    "V": "填写",
    "X": "两表对照",
}
"""编号首字母 → 类别."""


def families() -> Iterator[tuple[str, tuple[Check, ...]]]:
    """Give the checks of each family, in catalogue order."""
    for letter, name in FAMILIES.items():
        yield name, tuple(check for check in CHECKS.values() if check.code[0] == letter)
