"""一张填好的自评表对得上吗: 核对、发现、复算、对照.

>>> from auditing import CHECKS
>>> CHECKS["P405"].title_failed
'总分与各行得分之和不一致'
"""

from __future__ import annotations

from auditing.audit import AuditResult, audit, dump
from auditing.compare import Comparison, compare
from auditing.finding import SEVERITIES, Finding
from auditing.registry import CHECKS
from auditing.results.reproduce import Reproduction, reproduce

__all__ = [
    "CHECKS",
    "SEVERITIES",
    "AuditResult",
    "Comparison",
    "Finding",
    "Reproduction",
    "audit",
    "compare",
    "dump",
    "reproduce",
]
