"""计分时也要说的: 分值加不拢 (W201)、上下级重复计分 (S104), 与审核相同的总分区间."""

from __future__ import annotations

from attrs import evolve

from auditing.facts.facts import gather
from auditing.finding import Finding
from auditing.registry import CHECKS
from auditing.results.panel import total_line
from scoring.result import Result

TOLD = ("W201", "S104")
"""What makes a total wrong before a single point is looked at."""


def beside_score(result: Result) -> tuple[Result, tuple[Finding, ...]]:
    """同一个计分结果, 总分区间与结论同审核的一样; and what is wrong with its sums."""
    facts = gather(result)
    found = [finding for code in TOLD for finding in CHECKS[code].run(facts)[0]]
    line = total_line(facts)
    totals = evolve(result.totals, low=line.low, high=line.high, verdict=line.verdict)
    return evolve(result, totals=totals), tuple(found)
