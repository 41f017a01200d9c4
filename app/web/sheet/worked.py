"""算过的一张表: 各行的得分与三行依据, 合计, 发现, 还差什么."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from attrs import define, field

from app.report.findings import FindingText, entries_of
from app.report.rows import GroupHeading, RowText, lines, mentioned
from app.report.section import Sum, sums
from app.views.row_points import number_or_range
from app.views.verdicts import Verdict, verdict
from app.web.sheet.placing import Spotted
from app.web.sheet.printed import FoundTable
from app.web.sheet.slots import Fillable
from auditing import AuditResult, audit
from auditing.owed import Owing, owing
from batch.outcomes import Audited
from indicators.place import Place, Places
from scoring.policy import Policy

PREFIX = "t1"


@define(slots=False)
class Worked:
    """算过的一张表."""

    found: FoundTable
    result: AuditResult
    slots: Mapping[Spotted, Fillable] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """What can be filled is asked for again and again."""
        self.slots = self.found.slots

    @cached_property
    def rows(self) -> tuple[RowText, ...]:
        """各行写成文字, 预算执行率在先, as in `all_rows`."""
        told = mentioned(self.result.findings, PREFIX)
        every = lines(self.result, PREFIX, told)
        return tuple(each for each in every if not isinstance(each, GroupHeading))

    @cached_property
    def of_lines(self) -> dict[Spotted, tuple[RowText, ...]]:
        """印好的一行 → 在那里的各行的结果."""
        found: dict[Spotted, tuple[RowText, ...]] = {}
        for text, row in zip(self.rows, self.result.result.all_rows, strict=True):
            spot = self.found.placing.spotted(row.place)
            if spot is not None:
                line = spot._replace(column=0)
                found[line] = (*found.get(line, ()), text)
        return found

    @property
    def verdict(self) -> Verdict:
        """结论."""
        return verdict(self.result, self.result.findings)

    @property
    def sums(self) -> tuple[Sum, ...]:
        """合计栏."""
        return tuple(sums(self.result, PREFIX))

    @property
    def findings(self) -> tuple[FindingText, ...]:
        """发现, 由重到轻."""
        return tuple(entries_of(self.result, self.result.findings, PREFIX))

    @cached_property
    def owing(self) -> Owing:
        """还差什么."""
        return owing(self.result)

    @property
    def total(self) -> str:
        """总分: one number, or the range that it may still be in."""
        outlook = self.owing.outlook
        if outlook.low is None or outlook.high is None:
            return ""
        return number_or_range(outlook.low, outlook.high)

    def key_of(self, where: Place | Places | None) -> str | None:
        """一个位置在页上的称呼, of several the first; None for no cell."""
        first = where.places[0] if isinstance(where, Places) else where
        spot = self.found.placing.spotted(first)
        return spot and spot.key

    def audited(self, file: str, sha256: str) -> Audited:
        """审过的一张表, 写报告用."""
        found = self.result.findings
        return Audited(Path(file), sha256, None, self.result, found)


def worked(found: FoundTable, policy: Policy | None) -> Worked:
    """算一张表. Raises `InputError` where the policy is none."""
    return Worked(found, audit(found.table, policy))
