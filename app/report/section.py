"""报告的一节: 一张表的审核结果, 都已写成文字, 模板只管摆放."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from app.report.checks import counted
from app.report.doubts import DoubtText, doubts_of, without_picture
from app.report.findings import FindingText, Fold, entries_of, folds
from app.report.group_picture import GroupChart, groups
from app.report.pictures import Waterfall, waterfall
from app.report.rows import GroupHeading, Mention, RowText, lines, mentioned
from app.views.row_points import points_or_blank
from app.views.verdicts import Verdict, span, verdict_of, word_of
from auditing import AuditResult
from auditing.results.bridge import bridge
from auditing.results.panel import PanelLine
from batch.outcomes import Audited, labelled
from indicators.evaluation import FundLine
from indicators.exact import Fraction
from scoring.policy import Policy

UNJUDGED = "不计分"
SHOWN = 3
"""So many doubts stand in the head; the others are folded."""


@frozen
class Source:
    """被审核的文件: 称呼、工作表与 sha256."""

    name: str
    sheet: str | None
    sha256: str

    @property
    def label(self) -> str:
        """文件与工作表."""
        return labelled(self.name, self.sheet)


@frozen
class Sum:
    """合计栏的一行, 写成文字."""

    id: str
    name: str
    depth: int
    weight: str
    stated: str
    summed: str
    span: str
    verdict: str
    agrees: bool


@frozen
class ReportSection:
    """一张表."""

    id: str
    number: int
    source: Source
    title: str
    facts: tuple[tuple[str, str], ...]
    policy: Policy
    reason: str
    verdict: Verdict
    bridge: Waterfall | None
    loud: tuple[FindingText, ...]
    folded: tuple[Fold, ...]
    sums: tuple[Sum, ...]
    conditions: tuple[str, ...]
    groups: GroupChart | None
    funds: tuple[FundLine, ...]
    unit: str
    rows: tuple[GroupHeading | RowText, ...]
    doubts: tuple[DoubtText, ...]
    checked: str

    @property
    def settled(self) -> bool:
        """总分一致, 至多有提示: the details stay folded, on paper too."""
        return not self.loud and self.verdict.tone == "good"

    @property
    def first_doubts(self) -> tuple[DoubtText, ...]:
        """The doubts that stand in the head."""
        return self.doubts[:SHOWN]

    @property
    def more_doubts(self) -> tuple[DoubtText, ...]:
        """The doubts that are folded."""
        return self.doubts[SHOWN:]

    @property
    def without_picture(self) -> int:
        """Of how many cells of a scan no picture is shown."""
        return without_picture(self.doubts)


def section(each: Audited, name: str, number: int) -> ReportSection:
    """写成一节. `name` 为文件的称呼; `number` makes the anchors unique."""
    result, findings, prefix = each.result, each.findings, f"t{number}"
    evaluation = result.result.evaluation
    entries = tuple(entries_of(result, findings, prefix))
    loud = tuple(e for e in entries if e.finding.severity != "info")
    return ReportSection(
        prefix,
        number,
        Source(name, each.sheet, each.sha256),
        each.title,
        (*_facts(result), *(("对照", label) for label in each.compared)),
        result.result.policy,
        result.choice.reason,
        verdict_of(each),
        _picture(result),
        loud,
        tuple(folds([e for e in entries if e.finding.severity == "info"])),
        tuple(sums(result, prefix)),
        result.panel.conditions,
        groups(list(_with_execution(result))) if result.sort.judged else None,
        evaluation.funds.lines,
        evaluation.funds.unit or "",
        tuple(_rows(result, prefix, mentioned(findings, prefix))),
        doubts_of(result),
        counted(result),
    )


def _facts(result: AuditResult) -> Iterator[tuple[str, str]]:
    evaluation = result.result.evaluation
    year = None if evaluation.year is None else f"{evaluation.year} 年度"
    pairs = (
        ("年度", year),
        ("表名", evaluation.form),
        ("主管部门", evaluation.department),
        ("实施单位", evaluation.unit),
    )
    yield from ((label, text) for label, text in pairs if text)


def sums(result: AuditResult, prefix: str) -> Iterator[Sum]:
    """合计栏的各行, 总分在先."""
    panel = result.panel
    for number, line in enumerate((panel.total, *panel.levels)):
        yield Sum(
            f"{prefix}-s{number}",
            line.name,
            len(line.path),
            points_or_blank(line.weight),
            points_or_blank(line.stated),
            points_or_blank(line.sum_of_stated),
            span(line),
            word_of(line),
            line.verdict != "inconsistent",
        )


def _rows(
    result: AuditResult, prefix: str, told: Mapping[int, Sequence[Mention]]
) -> Iterator[GroupHeading | RowText]:
    """The rows; without points where the values are no results of the year."""
    bare: dict[str, Any] = {
        "due": "",
        "gap": "",
        "outcome": "",
        "explanation": (),
        "summary": UNJUDGED,
    }
    judged = result.sort.judged
    for line in lines(result, prefix, told):
        yield line if judged or line.is_heading else evolve(line, **bare)


def _picture(result: AuditResult) -> Waterfall | None:
    made, total = bridge(result.facts), result.panel.total
    if made is None or made.level or total.low is None or total.high is None:
        return None
    return waterfall(made, (f"{total.low:f}", f"{total.high:f}"))


def _with_execution(result: AuditResult) -> Iterator[PanelLine]:
    """The groups of the tree, led by the execution row where the table scores it."""
    row = result.facts.execution
    if row is not None and result.facts.execution_counts and row.weight is not None:
        stated = None if row.stated is None else Fraction(row.stated)
        weight = Fraction(row.weight)
        yield PanelLine(
            row.name, (row.name,), weight, stated, stated, row.low, row.high, None
        )
    yield from result.panel.levels
