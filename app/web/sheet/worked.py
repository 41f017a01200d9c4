"""算过的一张表: 各行的得分与三行依据, 合计, 发现, 还差什么."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from app.web.store.row_keys import RowKey
from app.web.store.rows import stamp_of
from auditing import AuditResult, audit
from auditing.finding import points
from auditing.owed import Owing, owing
from batch.outcomes import Audited
from indicators.exact import Fraction
from indicators.place import Place, Places
from indicators.target import Qualitative
from scoring.policy import Policy
from scoring.result import JUDGED, MISSING, RowResult

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
    def of_lines(self) -> dict[RowKey, tuple[RowText, ...]]:
        """印好的一行 → 在那里的各行的结果."""
        found: dict[RowKey, tuple[RowText, ...]] = {}
        for text, row in zip(self.rows, self.result.result.all_rows, strict=True):
            spot = self.found.placing.spotted(row.place)
            if spot is not None:
                found[spot.line] = (*found.get(spot.line, ()), text)
        return found

    def lines_unlike(self, other: Worked) -> set[RowKey]:
        """结果与另一张的不同的各行."""
        own, its = self.of_lines, other.of_lines
        return {
            line
            for line in {*own, *its}
            if _seen(own.get(line, ())) != _seen(its.get(line, ()))
        }

    @cached_property
    def judged(self) -> frozenset[int]:
        """由人评定得分的行: the points of these are typed by a person.

        Also of those that will be judged, once the rest of them is filled.
        """
        rows = enumerate(self.result.result.rows)
        return frozenset(number for number, row in rows if self._is_judged(number, row))

    def _is_judged(self, number: int, row: RowResult) -> bool:
        if row.outcome == JUDGED:
            return row.low != row.high
        unfilled = row.outcome == MISSING or row.weight is None
        return unfilled and number in self.described

    @cached_property
    def described(self) -> frozenset[int]:
        """定性的行: what is typed there is one of the texts of the policy."""
        read = enumerate(self.result.result.read)
        return frozenset(n for n, row in read if isinstance(row.target, Qualitative))

    def field(self, spot: Spotted, mode: str) -> str:
        """一格怎样填: "area", "list" where texts are offered, "" where it is not.

        `mode` is "" where nothing is filled, "all" where every cell is.
        """
        slot = self.slots.get(spot)
        if slot is None or not mode:
            return ""
        if mode != "all" and not slot.always and not self._asked(spot, slot):
            return ""
        offered = slot.role == "actual" and slot.row in self.described
        return "list" if offered else "area"

    def _asked(self, spot: Spotted, slot: Fillable) -> bool:
        """Whether a cell is filled here though it is none of those of every table."""
        return slot.row in self.judged if slot.role == "stated" else spot.line.added

    def fields_unlike(self, other: Worked, mode: str) -> list[Spotted]:
        """填法与另一张的不同的各格."""
        return [
            spot
            for spot, slot in self.slots.items()
            if slot.changing and self.field(spot, mode) != other.field(spot, mode)
        ]

    def stamp_of(self, line: RowKey) -> str:
        """一行添的里写着的的记号: by it a page says what it has seen."""
        cells = (cell for cell in self.found.line(line).cells if cell.slot)
        return stamp_of({cell.spot.key: cell.text for cell in cells if cell.text})

    def name_of(self, slot: Fillable) -> str:
        """一格叫什么: the indicator and the column."""
        if slot.row is None:
            return slot.label
        return f"{self.found.table.indicators[slot.row].name}　{slot.label}"

    def in_line(self, line: RowKey) -> list[tuple[str, str]]:
        """印好的一行里的各值: the key of each cell, and what it is called."""
        found = (spot for spot in self.slots if spot.line == line)
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


def _seen(rows: Sequence[RowText]) -> list[tuple[object, ...]]:
    """What a page shows of results."""
    return [(row.due, row.outcome, row.explanation) for row in rows]


def _percent(share: Fraction) -> str:
    return points(share * 100)


def worked(found: FoundTable, policy: Policy | None) -> Worked:
    """算一张表. Raises `InputError` where the policy is none."""
    return Worked(found, audit(found.table, policy))
