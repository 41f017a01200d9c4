"""JSON 合约 ziping.audit/1: numbers are strings, empty is null."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from auditing.finding import Finding, Tally
from auditing.results.panel import PanelLine
from auditing.results.reproduce import Ways
from indicators.exact import Fraction
from scoring.readings.explain import number
from scoring.result import dump as dump_result

if TYPE_CHECKING:
    from auditing.audit import AuditResult
    from auditing.second_reader import SecondReading


SCHEMA = "ziping.audit/1"


def document(audited: AuditResult, source: dict[str, str] | None) -> dict[str, Any]:
    """Build the whole document from the scoring result and what the audit adds."""
    plain = dump_result(audited.result)
    made = audited.reproduction
    scored = audited.result.execution is not None
    ways = (made.by_amounts, *made.rows) if scored else made.rows
    for row, way in zip(plain["rows"], ways, strict=True):
        row.update(_ways(way))
    del plain["schema"]
    head = {
        "schema": SCHEMA,
        "source": source,
        "policy": plain.pop("policy"),
        "policy_reason": audited.choice.reason,
        "concessions": plain.pop("concessions"),
        "sort": audited.sort.name.lower(),
        "finished": audited.finished,
    }
    total = audited.panel.total
    plain["totals"] |= {
        "low": exact(total.low),
        "high": exact(total.high),
        "verdict": total.verdict,
        "conditions": list(audited.panel.conditions),
        "levels": [_line(line) for line in audited.panel.levels],
    }
    tail = {
        "reproduction": _reproduction(audited),
        "findings": [finding_document(finding) for finding in audited.findings],
        "checks": {
            code: tally_document(tally) for code, tally in audited.checks.items()
        },
    }
    again = [_second_reading(each) for each in audited.second_readings]
    return head | plain | ({"second_readings": again} if again else {}) | tail


def _second_reading(reading: SecondReading) -> dict[str, Any]:
    return {
        "place": str(reading.place),
        "read": reading.read,
        "text": reading.text,
        "as_read": reading.as_read,
        "agreeing": list(reading.sentences),
        "rivals": [str(place) for place in reading.rivals],
    }


def _ways(way: Ways | None) -> dict[str, Any]:
    """The policies that give the stated points; null where no formula decides."""
    if way is None:
        return {"reproduced_by": None, "reproduced_with": None}
    return {
        "reproduced_by": list(way.exactly),
        "reproduced_with": [
            {"policy": policy, "rounding": rounding}
            for policy, rounding in way.otherwise
        ],
    }


def _reproduction(audited: AuditResult) -> dict[str, Any]:
    made = audited.reproduction
    return {
        "attempted": made.attempted,
        "rows": dict(made.counts),
        "best": list(made.best),
        "execution": {
            "by_amounts": _ways(made.by_amounts),
            "by_printed_rate": _ways(made.by_printed_rate),
        },
    }


def _line(line: PanelLine) -> dict[str, Any]:
    return {
        "path": list(line.path),
        "weight": exact(line.weight),
        "sum_of_stated": exact(line.sum_of_stated),
        "low": exact(line.low),
        "high": exact(line.high),
        "verdict": line.verdict,
    }


def finding_document(finding: Finding) -> dict[str, Any]:
    """一条发现的 JSON 结构."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "place": None if finding.place is None else str(finding.place),
        "path": list(finding.path),
        "name": finding.name,
        "row": finding.spot.row,
        "stated": finding.stated,
        "expected": finding.expected,
        "points": exact(finding.points),
        "message": finding.message,
        "remedy": finding.remedy,
        "basis": finding.basis,
    }


def tally_document(tally: Tally) -> dict[str, Any]:
    """一项核对的次数的 JSON 结构."""
    return {
        "passed": tally.passed,
        "failed": tally.failed,
        "not_applicable": tally.not_applicable,
        "reasons": list(tally.reasons),
    }


def exact(value: Fraction | Decimal | None) -> str | None:
    """Write an exact number: decimals where they end, else a fraction (2/3)."""
    return None if value is None else number(Fraction(value))
