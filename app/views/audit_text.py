"""审核的样子: 先说哪个文件、结论与处数, 再由重到轻的发现、合计栏、核对次数."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from app.text.blocks import Block, TextTable
from app.text.visible import flat
from app.views.policybook import unverified
from app.views.row_points import points_or_blank
from app.views.verdicts import span, verdict_of, word_of
from auditing.audit import AuditResult
from auditing.check import Check
from auditing.finding import SEVERITY_WORDS, Finding, points
from auditing.registry import CHECKS
from auditing.results.panel import PanelLine
from auditing.results.reproduce import Ways
from batch.outcomes import Audited

FEW = 3
"""How many names of a folded group are shown."""

COLUMNS = ("指标", ">分值", ">填报", ">各行之和", ">重算区间", "结论")


def audit_blocks(each: Audited, codes: tuple[str, ...]) -> Iterator[Block]:
    """审核结果. With `codes` only the findings of those checks, every one in full."""
    yield from _head(each, codes)
    if each.findings:
        yield ""
        yield from listed(each.findings, None if codes else "--only {}")
        yield ""
        if each.result.sort.judged:
            yield TextTable(COLUMNS, tuple(_lines(each.result)), frozenset({0}))
            yield from _conditions(each.result)
    yield _counts(each, codes)
    if codes:
        yield from _apart(each.result, codes)


def _head(each: Audited, codes: tuple[str, ...]) -> Iterator[str]:
    result, verdict = each.result, verdict_of(each)
    evaluation, policy = result.result.evaluation, result.result.policy
    chosen = "所选核对" if codes else ""
    yield flat(f"{each.label}：{verdict.word}；{chosen}{verdict.counts}")
    year = f"（{evaluation.year} 年度）" if evaluation.year else ""
    yield flat(f"{each.title}{year}")
    yield f"评分办法：{policy.id} {policy.title}（{flat(result.choice.reason)}）"
    yield from unverified(policy)
    yield from (flat(f"对照：{label}") for label in each.compared)
    if not each.findings:
        yield verdict.sentence


def listed(findings: Iterable[Finding], more: str | None) -> Iterator[str]:
    """Each finding in full; with `more` notes (提示) of one kind together.

    `more` says where the rest of them is to be seen, ``{}`` for their code.
    """
    notes: dict[str, list[Finding]] = {}
    for finding in findings:
        if more and finding.severity == "info":
            notes.setdefault(finding.code, []).append(finding)
        else:
            yield from _finding(finding)
    for code, group in sorted(notes.items()):
        yield from _notes(CHECKS[code], group, (more or "").format(code))


def told_of(findings: Iterable[Finding]) -> Iterator[str]:
    """Each finding in full, and an empty line behind them."""
    for finding in findings:
        yield from _finding(finding)
        yield ""


def _finding(finding: Finding) -> Iterator[str]:
    where = " > ".join(name for name in finding.path if name and name != finding.name)
    place = "，".join(str(text) for text in (where, finding.place) if text)
    word = SEVERITY_WORDS[finding.severity]
    shown = f"（{place}）" if place else ""
    yield flat(f"{finding.code} {word}  {finding.name}{shown}")
    yield f"    {flat(finding.message)}"
    yield f"    办法：{finding.remedy}"


def _notes(check: Check, group: list[Finding], more: str) -> Iterator[str]:
    """Fold notes of one kind: one in full, many as a count with a few names."""
    if len(group) == 1:
        yield from _finding(group[0])
        return
    yield f"{check.code} {SEVERITY_WORDS[check.severity]}  {check.title_failed}，{len(group)} 处"
    yield from (f"    {flat(f'{f.name}：{f.message}')}" for f in group[:FEW])
    if len(group) > FEW:
        yield f"    其余 {len(group) - FEW} 处见 {more}"
    yield f"    办法：{check.remedy}"


def _lines(result: AuditResult) -> Iterator[tuple[str, ...]]:
    panel = result.panel
    yield _line(panel.total, panel.total.name)
    for level in panel.levels:
        yield _line(level, "  " * (len(level.path) - 1) + level.name)


def _line(line: PanelLine, name: str) -> tuple[str, ...]:
    numbers = map(points_or_blank, (line.weight, line.stated, line.sum_of_stated))
    return (name, *numbers, span(line), word_of(line))


def _conditions(result: AuditResult) -> Iterator[str]:
    conditions = result.panel.conditions
    if not conditions:
        return
    yield f"重算区间有宽度，因为 {len(conditions)} 行由人评定或无法核对："
    yield from (f"    {flat(condition)}" for condition in conditions[:FEW])
    if len(conditions) > FEW:
        yield f"    其余 {len(conditions) - FEW} 行见 --json"


def _counts(each: Audited, codes: tuple[str, ...]) -> str:
    """Count the chosen checks; all of them where none was chosen."""
    chosen = {c: t for c, t in each.result.checks.items() if c.startswith(codes or "")}
    counts = Counter(tally.conclusion for tally in chosen.values())
    others = len(each.result.findings) - len(each.findings)
    beside = f"；其余核对另有发现 {others} 处，未列出" if others else ""
    return (
        f"核对 {len(chosen)} 项：{counts['passed']} 项通过，{counts['failed']} 项有发现"
        f"（共 {len(each.findings)} 处），{counts['not_applicable']} 项不适用"
        f"{beside}"
    )


def _apart(result: AuditResult, codes: tuple[str, ...]) -> Iterator[str]:
    """Say of each chosen check that did not apply, why."""
    for code, tally in result.checks.items():
        if code.startswith(codes) and tally.conclusion == "not_applicable":
            reasons = "；".join(tally.reasons)
            yield f"    {code} {CHECKS[code].title_passed}：不适用，{flat(reasons)}"


def check_blocks(result: AuditResult, codes: tuple[str, ...]) -> Iterator[Block]:
    """逐项核对的结果: how often each passed, failed, did not apply and why."""
    names = ("编号", "核对", ">通过", ">发现", ">不适用", "不适用的原因")
    rows = (
        (
            code,
            CHECKS[code].title_passed,
            *(str(count or "") for count in tally.counts),
            "；".join(tally.reasons),
        )
        for code, tally in result.checks.items()
        if code.startswith(codes or "")
    )
    yield ""
    yield TextTable(names, tuple(rows))


def reproduction_blocks(result: AuditResult) -> Iterator[Block]:
    """复算的样子: 各种办法给出多少行; 执行率; 与所用办法不同的行."""
    made = result.reproduction
    yield ""
    yield f"复算：{made.attempted} 行有公式可用，各种评分办法给出的行数："
    rows = [(policy, str(count)) for policy, count in made.counts]
    yield TextTable(("评分办法", ">行数"), tuple(rows))
    if made.by_amounts:
        yield f"执行率得分按金额：{_policies(made.by_amounts)}"
    if made.by_printed_rate:
        yield f"执行率得分按填报的执行率：{_policies(made.by_printed_rate)}"
    used = result.result.policy.id
    odd = [
        (row.indicator.name, points(row.indicator.stated or 0), _policies(ways))
        for row, ways in zip(result.facts.rows, made.rows, strict=True)
        if ways is not None and used not in ways.exactly
    ]
    if odd:
        yield f"{used} 给不出的得分："
        yield TextTable(("指标", ">填报", "能给出此数的办法"), tuple(odd))


def _policies(ways: Ways) -> str:
    """Name the policies that give a score, with the rounding where it is not their own."""
    if ways.exactly:
        return "、".join(ways.exactly)
    by_rounding: dict[str, list[str]] = {}
    for policy, rounding in ways.otherwise:
        by_rounding.setdefault(rounding, []).append(policy)
    groups = (f"{'、'.join(names)}（{how}）" for how, names in by_rounding.items())
    return "；".join(groups) or "没有"
