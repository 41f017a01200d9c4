"""批注的内容: 把发现与重算结果写成朴素的批注, 交给写工作簿的一方."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from app.version import version
from app.views.row_points import due_and_gap
from app.views.verdicts import span, verdict_of
from auditing import Finding
from auditing.finding import SEVERITY_WORDS, points
from batch.outcomes import Audited
from indicators.exact import Fraction
from indicators.place import Place
from scoring.result import OUTCOME_WORDS, RowResult
from scoring.totals import INCONSISTENT
from templates.annotating.notes import Note, Review, Reviewed

if TYPE_CHECKING:
    from auditing import AuditResult
    from auditing.results.panel import PanelLine


def review(each: Audited) -> Review:
    """写成一次复核: head, one note per finding, one line per row and the total."""
    result, verdict = each.result, verdict_of(each)
    policy, warnings = result.result.policy, result.facts.evaluation.warnings
    head = (
        ("结论", f"{verdict.word}。{verdict.sentence}{verdict.counts}。"),
        ("评分办法", f"{policy.id} {policy.title}（{result.choice.reason}）"),
        *((("未查证", "；".join(policy.doubts)),) if policy.doubts else ()),
    )
    about = (
        ("文件", each.path.name),
        ("sha256", each.sha256),
        ("软件", f"ziping {version()}"),
    )
    rows = tuple(_rows(result))
    total = _total(result.panel.total, result.facts.evaluation.total.place)
    notes = tuple(map(_note, each.findings))
    title = each.sheet or each.title
    return Review(title, head, notes, (*rows, total), about, warnings)


def _note(finding: Finding) -> Note:
    return Note(
        place=finding.place,
        code=finding.code,
        severity=finding.severity,
        word=SEVERITY_WORDS[finding.severity],
        name=finding.name,
        stated=finding.stated,
        expected=finding.expected,
        difference=points(finding.points) if finding.points else None,
        message=finding.message,
        remedy=finding.remedy,
        basis=finding.basis,
    )


def _rows(result: AuditResult) -> Iterator[Reviewed]:
    """Number the indicators from 1, as the report does."""
    if result.result.execution is not None:
        yield _row(result.result.execution, "")
    for number, row in enumerate(result.facts.rows, 1):
        yield _row(row.reading, str(number))


def _row(row: RowResult, number: str) -> Reviewed:
    due, gap = due_and_gap(row)
    return Reviewed(
        number=number,
        place=row.place,
        name=row.name,
        weight=_text(row.weight),
        stated=_text(row.stated),
        due=due,
        difference=gap or None,
        outcome=OUTCOME_WORDS[row.outcome],
        explanation="\n".join(_lines(row)),
    )


def _lines(row: RowResult) -> Iterator[str]:
    yield from row.explanation.lines
    yield from (f"假设：{text}" for text in row.assumptions)


def _total(line: PanelLine, place: Place | None) -> Reviewed:
    return Reviewed(
        number="",
        place=place,
        name=line.name,
        weight=_text(line.weight),
        stated=_text(line.stated),
        due=span(line) or "—",
        difference=None,
        outcome="不一致" if line.verdict == INCONSISTENT else "",
        explanation="",
    )


def _text(number: Decimal | Fraction | None) -> str | None:
    return None if number is None else points(number)
