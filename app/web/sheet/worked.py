"""算过的一张表: 各行的得分与三行依据, 合计, 发现, 还差什么."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from attrs import define

from app.report.doubts import DoubtText, doubts_of
from app.report.findings import FindingText, entries_of
from app.report.rows import GroupHeading, RowText, lines, mentioned
from app.report.section import Sum, sums
from app.views.row_points import number_or_range
from app.views.verdicts import Verdict, verdict
from app.web.sheet.placing import Spotted
from app.web.sheet.printed import FoundTable
from app.web.sheet.slots import Fillable
from auditing import AuditResult, audit
from auditing.finding import points
from auditing.owed import Owing, owing
from batch.outcomes import Audited
from indicators.exact import Fraction
from indicators.place import Place, Places
from indicators.target import Qualitative
from scoring.policy import Policy
from scoring.result import JUDGED

PREFIX = "t1"


@define(slots=False)
class Worked:
    """算过的一张表."""

    found: FoundTable
    result: AuditResult

    @property
    def slots(self) -> Mapping[Spotted, Fillable]:
        """可以填的格."""
        return self.found.slots

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

    @cached_property
    def judged(self) -> frozenset[int]:
        """由人评定得分的行: the points of these are typed by a person."""
        rows = enumerate(self.result.result.rows)
        return frozenset(
            number
            for number, row in rows
            if row.outcome == JUDGED and row.low != row.high
        )

    @cached_property
    def described(self) -> frozenset[int]:
        """定性的行: what is typed there is one of the texts of the policy."""
        read = enumerate(self.result.result.read)
        return frozenset(n for n, row in read if isinstance(row.target, Qualitative))

    def name_of(self, slot: Fillable) -> str:
        """一格叫什么: the indicator and the column."""
        if slot.row is None:
            return slot.label
        return f"{self.found.table.indicators[slot.row].name}　{slot.label}"

    def in_line(self, line: Spotted) -> list[tuple[str, str]]:
        """印好的一行里的各值: the key of each cell, and what it is called."""
        found = (
            spot for spot in self.slots if spot[:2] == line[:2] and spot.column > 0
        )
        return [(spot.key, self.name_of(self.slots[spot])) for spot in sorted(found)]

    @property
    def bands(self) -> tuple[tuple[str, str], ...]:
        """评分办法的定性各档: the text, and the share of the weight."""
        return tuple(
            (band.texts[0], f"分值的 {_percent(band.low)}%～{_percent(band.high)}%")
            for band in self.result.result.policy.bands.bands
            if band.texts
        )

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
    def doubts(self) -> tuple[DoubtText, ...]:
        """读表时的存疑之处, 扫描件的连同小图."""
        return doubts_of(self.result)

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


def _percent(share: Fraction) -> str:
    return points(share * 100)


def worked(found: FoundTable, policy: Policy | None) -> Worked:
    """算一张表. Raises `InputError` where the policy is none."""
    return Worked(found, audit(found.table, policy))
