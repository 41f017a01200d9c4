"""审核的样子: 由重到轻的发现、合计栏、核对次数; 一切无误时只有两行."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.console import Block, Table
from auditing.audit import AuditResult
from auditing.check import Check
from auditing.finding import SEVERITY_WORDS, Finding, points
from auditing.panel import Line
from auditing.registry import CHECKS
from auditing.reproduce import Ways
from scoring.totals import CONDITIONAL, CONSISTENT, INCONSISTENT

VERDICTS = {
    CONSISTENT: "一致",
    INCONSISTENT: "不一致",
    CONDITIONAL: "认可评定则一致",
    None: "—",
}
FEW = 3
"""How many names of a folded group are shown."""

COLUMNS = ("指标", ">分值", ">填报", ">各行之和", ">重算区间", "结论")


def audited(
    result: AuditResult, findings: Sequence[Finding], *, folded: bool = True
) -> Iterator[Block]:
    """审核结果. `findings` are those to show; `folded` groups the notes (提示)."""
    yield from _head(result)
    if not findings:
        yield _quiet(result)
        return
    yield ""
    loud = [f for f in findings if f.severity != "info" or not folded]
    for finding in loud:
        yield from _finding(finding)
    notes = sorted((f for f in findings if f not in loud), key=lambda f: f.code)
    for code, group in groupby(notes, key=lambda f: f.code):
        yield from _notes(CHECKS[code], list(group))
    yield ""
    yield Table(COLUMNS, tuple(_lines(result)), frozenset({0}))
    yield from _conditions(result)
    yield _counts(result)


def _head(result: AuditResult) -> Iterator[str]:
    evaluation, policy = result.result.evaluation, result.result.policy
    year = f"（{evaluation.year} 年度）" if evaluation.year else ""
    yield f"{evaluation.project or evaluation.unit or '未命名项目'}{year}"
    yield f"评分办法：{policy.id} {policy.title}（{result.choice.reason}）"
    if policy.doubts:
        count = len(policy.doubts)
        yield f"其中 {count} 处取值未经查证，见 ziping policies {policy.id}"


def _quiet(result: AuditResult) -> str:
    total = result.panel.total
    stated = f"，总分 {points(total.stated)}" if total.stated is not None else ""
    word = f"，{VERDICTS[total.verdict]}" if total.verdict else ""
    return f"没有发现{stated}{word}。{_counts(result)}"


def _finding(finding: Finding) -> Iterator[str]:
    where = " > ".join(name for name in finding.path if name and name != finding.name)
    place = "，".join(text for text in (where, finding.place) if text)
    word = SEVERITY_WORDS[finding.severity]
    yield f"{finding.code} {word}  {finding.name}" + (f"（{place}）" if place else "")
    yield f"    {finding.message}"
    yield f"    办法：{finding.remedy}"


def _notes(check: Check, group: list[Finding]) -> Iterator[str]:
    """Fold notes of one kind: one in full, many as a count with a few names."""
    if len(group) == 1:
        yield from _finding(group[0])
        return
    yield f"{check.code} {SEVERITY_WORDS[check.severity]}  {check.title_failed}，{len(group)} 处"
    yield from (f"    {f.name}：{f.message}" for f in group[:FEW])
    if len(group) > FEW:
        yield f"    其余 {len(group) - FEW} 处见 --only {check.code}"
    yield f"    办法：{check.remedy}"


def _lines(result: AuditResult) -> Iterator[tuple[str, ...]]:
    panel = result.panel
    yield _line(panel.total, panel.total.name)
    for level in panel.levels:
        yield _line(level, "  " * (len(level.path) - 1) + level.name)


def _line(line: Line, name: str) -> tuple[str, ...]:
    span = ""
    if line.low is not None and line.high is not None:
        ends = (points(line.low), points(line.high))
        span = ends[0] if line.low == line.high else "～".join(ends)
    numbers = (line.weight, line.stated, line.sum_of_stated)
    shown = ("" if number is None else points(number) for number in numbers)
    return (name, *shown, span, VERDICTS[line.verdict])


def _conditions(result: AuditResult) -> Iterator[str]:
    conditions = result.panel.conditions
    if not conditions:
        return
    yield f"重算区间有宽度，因为 {len(conditions)} 行由人评定或无法核对："
    yield from (f"    {condition}" for condition in conditions[:FEW])
    if len(conditions) > FEW:
        yield f"    其余 {len(conditions) - FEW} 行见 --json"


def _counts(result: AuditResult) -> str:
    tallies = result.checks.values()
    failed = sum(tally.failed > 0 for tally in tallies)
    passed = sum(tally.passed > 0 and not tally.failed for tally in tallies)
    apart = len(result.checks) - failed - passed
    return (
        f"核对 {len(result.checks)} 项：{passed} 项通过，{failed} 项有发现"
        f"（共 {len(result.findings)} 处），{apart} 项不适用"
    )


def reproduced(result: AuditResult) -> Iterator[Block]:
    """复算的样子: 各种办法给出多少行; 执行率; 与所用办法不同的行."""
    made = result.reproduction
    yield ""
    yield f"复算：{made.attempted} 行有公式可用，各种评分办法给出的行数："
    rows = [(policy, str(count)) for policy, count in made.counts]
    yield Table(("评分办法", ">行数"), tuple(rows))
    execution = [
        ("按金额", made.by_amounts),
        ("按填报的执行率", made.by_printed_rate),
    ]
    for name, ways in execution:
        if ways is not None:
            yield f"执行率得分{name}：{_said(ways)}"
    used = result.result.policy.id
    odd = [
        (row.indicator.name, points(row.indicator.stated or 0), _said(ways))
        for row, ways in zip(result.facts.rows, made.rows, strict=True)
        if ways is not None and used not in ways.exactly
    ]
    if odd:
        yield f"{used} 给不出的得分："
        yield Table(("指标", ">填报", "能给出此数的办法"), tuple(odd))


def _said(ways: Ways) -> str:
    if ways.exactly:
        return "、".join(ways.exactly)
    by_rounding: dict[str, list[str]] = {}
    for policy, rounding in ways.otherwise:
        by_rounding.setdefault(rounding, []).append(policy)
    said = (f"{'、'.join(names)}（{how}）" for how, names in by_rounding.items())
    return "；".join(said) or "没有"
