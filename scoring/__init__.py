"""一张自评表值多少分: 公式、评分办法、计分. 纯计算, 没有时钟.

>>> from scoring import load_policy
>>> load_policy("nanchang-2021").round("row")
Rounding(places=2, mode='up')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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


def __getattr__(name: str) -> Any:
    """Import a public name on first use."""
    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"scoring.{module}"), name)
            globals()[name] = value
            return value
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
