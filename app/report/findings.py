"""报告中的发现: 每条连到它所说的行、合计或资金, 提示按编号折叠."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen

from auditing import AuditResult, Finding
from auditing.check import Check
from auditing.facts.facts import TOTAL
from auditing.finding import SEVERITY_WORDS, points
from auditing.registry import CHECKS

FINE = 10**6
"""Points as whole numbers of this part, for a script to sort by."""


@frozen
class FindingText:
    """一条发现: 编号、链接与所在."""

    id: str
    finding: Finding
    word: str
    where: str
    link: str
    points: str
    key: int


@frozen
class Fold:
    """折叠的一组提示: 同一项核对的各处."""

    check: Check
    entries: tuple[FindingText, ...]


def entries_of(
    result: AuditResult, findings: Sequence[Finding], prefix: str
) -> Iterator[FindingText]:
    """逐条写出发现, 由重到轻."""
    for number, finding in enumerate(findings, 1):
        above = (name for name in finding.path if name and name != finding.name)
        yield FindingText(
            f"{prefix}-f{number}",
            finding,
            SEVERITY_WORDS[finding.severity],
            " › ".join(above),
            _link(result, finding, prefix),
            points(finding.points) if finding.points else "",
            int(finding.points * FINE),
        )


def _link(result: AuditResult, finding: Finding, prefix: str) -> str:
    """Where a finding points to: its row, its group's or the total's line, funds."""
    if finding.spot.row is not None:
        return f"{prefix}-r{finding.spot.row}"
    panel = result.panel
    if (finding.name, finding.path) == (TOTAL, ()):
        return f"{prefix}-s0"
    for number, line in enumerate(panel.levels, 1):
        if line.path == finding.path and line.name == finding.name:
            return f"{prefix}-s{number}"
    labels = (line.label.rstrip(":：") for line in result.facts.evaluation.funds.lines)
    return f"{prefix}-funds" if finding.name.rstrip(":：") in labels else ""


def folds(entries: list[FindingText]) -> Iterator[Fold]:
    """按核对的编号折叠."""
    ordered = sorted(entries, key=lambda entry: entry.finding.code)
    for code, group in groupby(ordered, key=lambda entry: entry.finding.code):
        yield Fold(CHECKS[code], tuple(group))
