"""报告的目录: 每张表一行, 重的在先; 完全相同的文件只列一次, 副本写在它名下."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from attrs import define, field, frozen

from app.report.section import ReportSection
from app.views.verdicts import Verdict
from auditing.results.bridge import nearest
from auditing.results.panel import PanelLine
from batch.outcomes import Audited, Weight
from indicators.exact import Fraction
from scoring.rounding import Interval
from scoring.totals import INCONSISTENT

NAMELESS = "（没有写单位）"
FULL = 100


@frozen
class ContentsLine:
    """目录的一行. `share` 与 `reach` 为填报总分与重算上端, 按满分折成百分制.

    `over` is how far the stated total lies above (+) or below (−) the recomputed
    one; `codes` are the checks with findings, and how many each has; `policy` is the
    评分办法 by which it was computed.
    """

    id: str
    file: str
    title: str
    unit: str
    year: str
    label: str
    stated: str
    due: str
    verdict: Verdict
    settled: bool
    counts: tuple[int, ...]
    unread: int
    weight: Weight
    share: Fraction | None
    reach: Fraction | None
    over: Fraction
    codes: Counter[str]
    policy: str


def contents_line(each: Audited, made: ReportSection) -> ContentsLine:
    """写出一张表在目录里的一行."""
    table, total = each.result.result.evaluation, each.result.panel.total
    whole = made.sums[0]
    return ContentsLine(
        made.id,
        made.source.name,
        made.title,
        table.unit or table.department or NAMELESS,
        "" if table.year is None else str(table.year),
        made.source.label,
        whole.stated,
        whole.span,
        made.verdict,
        made.settled,
        each.counts,
        table.unread,
        each.weight,
        _share(total.stated, total),
        _share(None if total.high is None else Fraction(total.high), total),
        _over(total),
        Counter(finding.code for finding in each.findings),
        each.result.result.policy.id,
    )


def _share(value: Fraction | None, total: PanelLine) -> Fraction | None:
    """Give a total out of a hundred, whatever the table's full marks are."""
    return None if value is None else value * FULL / (total.weight or FULL)


def _over(total: PanelLine) -> Fraction:
    stated, low, high = total.stated, total.low, total.high
    if total.verdict != INCONSISTENT or stated is None or low is None or high is None:
        return Fraction(0)
    return stated - nearest(stated, Interval(Fraction(low), Fraction(high)))


@define
class Copies:
    """认出完全相同的文件: by their content, whatever their names are."""

    first: dict[str, Path] = field(factory=dict)
    taken: set[tuple[Path, str | None]] = field(factory=set)
    found: dict[Path, list[Path]] = field(factory=dict)

    def has(self, each: Audited) -> bool:
        """Tell whether a table stands in a copy of a file that came before."""
        original = self.first.setdefault(each.sha256, each.path)
        if original != each.path:
            known = self.found.setdefault(original, [])
            known += [each.path] if each.path not in known else []
            return True
        again = (each.path, each.sheet) in self.taken
        self.taken.add((each.path, each.sheet))
        return again
