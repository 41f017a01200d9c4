"""一张自评表值多少分: 公式、评分办法、计分. 纯计算, 不读文件, 没有时钟.

>>> from scoring import load_policy, policy_ids
>>> load_policy("nanchang-2021").round("row")
Rounding(places=2, mode='up')
"""

from __future__ import annotations

from scoring.engine import score, score_row
from scoring.policy import DEFAULT, Policy, load_policy, policy_ids
from scoring.result import OUTCOMES, Result, RowResult, Totals, dump

__all__ = [
    "DEFAULT",
    "OUTCOMES",
    "Policy",
    "Result",
    "RowResult",
    "Totals",
    "dump",
    "load_policy",
    "policy_ids",
    "score",
    "score_row",
]
