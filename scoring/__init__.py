"""一张自评表值多少分: 公式、评分办法、计分. 纯计算, 没有时钟.

>>> from scoring import load_policy
>>> load_policy("nanchang-2021").round("row")
Rounding(places=2, mode='up')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.first_use import on_first_use

if TYPE_CHECKING:
    from scoring.engine import score, score_row
    from scoring.policy import DEFAULT, Policy, check_policy, load_policy, policy_ids
    from scoring.result import OUTCOMES, Result, RowResult, Totals, dump

_HOMES = {
    "engine": ("score", "score_row"),
    "policy": ("DEFAULT", "Policy", "check_policy", "load_policy", "policy_ids"),
    "result": ("OUTCOMES", "Result", "RowResult", "Totals", "dump"),
}
"""Where each public name lives; a module is imported when a name of it is used."""

__all__ = [
    "DEFAULT",
    "OUTCOMES",
    "Policy",
    "Result",
    "RowResult",
    "Totals",
    "check_policy",
    "dump",
    "load_policy",
    "policy_ids",
    "score",
    "score_row",
]

__getattr__, __dir__ = on_first_use(__name__, _HOMES)
