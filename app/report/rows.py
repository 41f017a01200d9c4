"""报告中的各行: 按指标树排列, 每行带三句解释与指向发现的链接."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from attrs import frozen

from app.views.row_points import due_and_gap, points_or_blank
from auditing import AuditResult, Finding
from indicators.evaluation import FundLine, Indicator
from scoring.result import COMPUTED, OUTCOME_WORDS, RowResult


@frozen
class Mention:
    """一条发现在别处的提法: 编号、轻重、链接."""

    code: str
    severity: str
    id: str


@frozen
class GroupHeading:
    """一级或二级指标的标题行. `depth` 从 0 起."""

    is_heading: ClassVar = True
    name: str
    weight: str
    depth: int


@frozen
class RowText:
    """一行指标, 都已写成文字."""

    is_heading: ClassVar = False
    id: str
    number: str
    name: str
    target: str
    actual: str
    weight: str
    stated: str
    due: str
    gap: str
    outcome: str
    note: str
    place: str
    explanation: tuple[tuple[str, str], ...]
    summary: str
    mentions: tuple[Mention, ...]


def lines(
    result: AuditResult, prefix: str, mentions: Mapping[int, Sequence[Mention]]
) -> Iterator[GroupHeading | RowText]:
    """排出各行: the execution row first, then the tree in printed order."""
    execution, first = result.result.execution, result.result.first_row
    if execution is not None:
        yield _line(execution, prefix, 0, "", _fund(result.facts.line), mentions)
    path: tuple[str | None, ...] = ()
    for number, row in enumerate(result.facts.rows, first):
        indicator = row.indicator
        yield from _headings(indicator, path)
        path = indicator.path
        texts = (indicator.target, indicator.actual, indicator.variance_note)
        count = str(number - first + 1)
        yield _line(row.reading, prefix, number, count, texts, mentions)


Texts = tuple[str | None, str | None, str | None]


def _fund(line: FundLine | None) -> Texts:
    if line is None:
        return None, None, None
    rate = f"\n执行率 {line.rate}" if line.rate is not None else ""
    return f"预算 {line.budget or '—'}", f"执行 {line.spent or '—'}{rate}", None


def _headings(
    indicator: Indicator, before: tuple[str | None, ...]
) -> Iterator[GroupHeading]:
    """Print a group's name where it begins, and everything below it again."""
    changed = False
    for depth, name in enumerate(indicator.path):
        changed = changed or before[depth : depth + 1] != (name,)
        weight = indicator.path_weights[depth]
        if changed and name:
            yield GroupHeading(name, points_or_blank(weight), depth)


def _line(
    row: RowResult,
    prefix: str,
    number: int,
    count: str,
    texts: Texts,
    mentions: Mapping[int, Sequence[Mention]],
) -> RowText:
    target, actual, note = (text or "" for text in texts)
    return RowText(
        f"{prefix}-r{number}",
        count,
        row.name,
        target,
        actual,
        points_or_blank(row.weight),
        points_or_blank(row.stated),
        *due_and_gap(row),
        "" if row.outcome == COMPUTED else OUTCOME_WORDS[row.outcome],
        note,
        str(row.place or ""),
        tuple(_explanation(row)),
        row.explanation.result,
        tuple(mentions.get(number, ())),
    )


def _explanation(row: RowResult) -> Iterator[tuple[str, str]]:
    yield from row.explanation.named
    yield from (("假设", str(each)) for each in row.assumptions)


def mentioned(
    findings: Sequence[Finding], prefix: str
) -> dict[int, tuple[Mention, ...]]:
    """各行被哪些发现提到, 按发现的次序."""
    found: dict[int, tuple[Mention, ...]] = {}
    for number, finding in enumerate(findings, 1):
        row = finding.spot.row
        if row is not None:
            mention = Mention(finding.code, finding.severity, f"{prefix}-f{number}")
            found[row] = (*found.get(row, ()), mention)
    return found
