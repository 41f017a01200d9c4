"""年初核对的样子: 每个项目的结论、发现、核对的项数; JSON ziping.plan-check/1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.text.blocks import Block
from app.text.visible import flat
from app.views.audit_text import listed
from app.views.policybook import unverified
from auditing.audit import AuditResult
from auditing.finding import SEVERITIES, SEVERITY_WORDS
from auditing.results.contract import finding_document, tally_document

SCHEMA = "ziping.plan-check/1"


def plan_checks(results: Mapping[int, AuditResult]) -> Iterator[Block]:
    """各个项目的核对, by their numbers in the file."""
    for number, (which, result) in enumerate(results.items()):
        yield from [""] * bool(number)
        yield from _plan_check(which, result)


def _plan_check(which: int, result: AuditResult) -> Iterator[Block]:
    """The findings of one project, between its head and the count of the checks."""
    plan, policy = result.facts.evaluation, result.facts.policy
    name = plan.project or plan.unit or "（没有读到项目名称）"
    year = f"（{plan.year} 年度）" if plan.year else ""
    yield flat(f"{which}. {name}{year}：{_counted(result)}")
    reason = flat(result.choice.reason)
    yield f"评分办法：{policy.id} {policy.title}（{reason}）"
    yield from unverified(policy)
    yield ""
    yield from listed(result.findings, "--json")
    counts = Counter(tally.conclusion for tally in result.checks.values())
    yield (
        f"核对 {len(result.checks)} 项：{counts['passed']} 项通过，"
        f"{counts['failed']} 项有发现，{counts['not_applicable']} 项不适用"
    )


def _counted(result: AuditResult) -> str:
    """How many findings there are, the severe first."""
    counts = Counter(finding.severity for finding in result.findings)
    words = (f"{SEVERITY_WORDS[s]} {counts[s]} 处" for s in SEVERITIES if counts[s])
    return f"指标 {len(result.facts.rows)} 个；" + ("，".join(words) or "没有发现")


def document(file: Path, result: AuditResult) -> dict[str, Any]:
    """写成 JSON 结构."""
    plan = result.facts.evaluation
    return {
        "schema": SCHEMA,
        "source": {"path": str(file)},
        "project": plan.project,
        "year": None if plan.year is None else str(plan.year),
        "policy": result.facts.policy.id,
        "policy_reason": result.choice.reason,
        "indicators": len(result.facts.rows),
        "findings": [finding_document(finding) for finding in result.findings],
        "checks": {code: tally_document(t) for code, t in result.checks.items()},
    }
