"""自评: 读表、计分、审核、对照、填表、写表、批注. 公开的名字都在这里, 用到时才引入.

>>> import ziping
>>> table = ziping.load("examples/nanchang-2021/evaluation.toml")
>>> ziping.score(table, ziping.load_policy("nanchang-2021")).totals.points
Decimal('97.74')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.first_use import on_first_use

if TYPE_CHECKING:
    from auditing.audit import AuditResult, audit
    from auditing.compare import Comparison, compare
    from auditing.finding import Finding
    from indicators.codec import load
    from indicators.errors import InputError, Problem
    from indicators.evaluation import Evaluation
    from reading.reader import read, read_all
    from scoring.engine import score
    from scoring.policy import Policy, load_policy, policy_ids
    from scoring.result import Result
    from templates.annotating.annotate import annotate
    from templates.filling.fill import fill
    from templates.forms.form import form_ids, load_form
    from templates.live.book import write_live
    from templates.writing.writer import write

_HOMES = {
    "auditing.audit": ("AuditResult", "audit"),
    "auditing.compare": ("Comparison", "compare"),
    "auditing.finding": ("Finding",),
    "indicators.codec": ("load",),
    "indicators.errors": ("InputError", "Problem"),
    "indicators.evaluation": ("Evaluation",),
    "reading.reader": ("read", "read_all"),
    "scoring.engine": ("score",),
    "scoring.policy": ("Policy", "load_policy", "policy_ids"),
    "scoring.result": ("Result",),
    "templates.annotating.annotate": ("annotate",),
    "templates.filling.fill": ("fill",),
    "templates.forms.form": ("form_ids", "load_form"),
    "templates.live.book": ("write_live",),
    "templates.writing.writer": ("write",),
}
"""Where each public name lives; a module is imported when a name of it is used."""

__all__ = [
    "AuditResult",
    "Comparison",
    "Evaluation",
    "Finding",
    "InputError",
    "Policy",
    "Problem",
    "Result",
    "annotate",
    "audit",
    "compare",
    "fill",
    "form_ids",
    "load",
    "load_form",
    "load_policy",
    "policy_ids",
    "read",
    "read_all",
    "score",
    "write",
    "write_live",
]

__getattr__, __dir__ = on_first_use("", _HOMES)
