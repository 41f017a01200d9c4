"""一次批量审核收下的: 各个文件的记录里, 写工作簿与网页要用的.

The same records give the same bytes, whoever made them and when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from app.commands.results.task import ABSENT, BLANK, tallies
from app.report import kept_lines, review
from app.report.checks import Appendix
from app.report.contents import ContentsLine
from auditing.finding import SEVERITIES
from auditing.sorts import Sort
from batch.results.journal import Journal, Used
from batch.results.keys import copy_name
from batch.results.table_set import SetTable, TableSet
from scoring import load_policy

if TYPE_CHECKING:
    from app.views.closing import Closing

NOTE = "说明.txt"
_KEPT = (
    "file", "sheet", "number", "copy_of", "sort", "year", "project", "department",
    "unit", "policy", "total_stated", "total_low", "total_high", "verdict",
    "conclusion", "finished", "unread", *review.COUNTS, "accepted", "page",
)  # fmt: skip
"""What workbook and page need of a table; the data are written from what was noted."""
_PLACES = {name: place for place, name in enumerate(_KEPT)}
_OWN = frozenset({"file", "project", "page"})
"""What no other table has."""


@frozen
class KeptRecord(Mapping[str, Any]):
    """一张表的记录里留在内存里的: for a million tables a mapping of its own is too large."""

    values_: tuple[Any, ...]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> KeptRecord:
        """What is kept of a record; what recurs in those of other tables is kept once."""
        return cls(tuple(_once(name, table[name]) for name in _KEPT))

    def __getitem__(self, name: str) -> Any:
        """A value, by its name."""
        return self.values_[_PLACES[name]]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(_KEPT)

    def __len__(self) -> int:
        """How many there are."""
        return len(_KEPT)


def _once(name: str, value: Any) -> Any:
    return intern(value) if isinstance(value, str) and name not in _OWN else value


@frozen
class ResultTable:
    """一张审过的表: its record, its line of the contents, and where it is noted.

    `copy` is the name of the annotated copy of its file, if there is one.
    """

    record: KeptRecord
    line: ContentsLine
    used: Used
    copy: str

    @property
    def is_copy(self) -> bool:
        """Tell whether an earlier file holds the same."""
        return self.record["copy_of"] is not None


@define
class FindingCounts:
    """发现的处数: 共几处, 各项核对几张表、几处, 认可了几处, 认可的是哪些."""

    whole: int = 0
    tables: Counter[str] = field(factory=Counter)
    places: Counter[str] = field(factory=Counter)
    accepted: Counter[str] = field(factory=Counter)
    taken: set[tuple[str, str, str]] = field(factory=set)

    def take(self, record: Mapping[str, Any], file: str) -> None:
        """Count those of one file."""
        for _, code, places, accepted in record["counts"]:
            self.whole += places
            self.tables[code] += places > accepted
            self.places[code] += places
            if accepted:
                self.accepted[code] += accepted
        self.taken.update((code, file, place) for code, place in record["taken"])


@define
class BatchResults:
    """收下各个文件的记录. `folder` 为结果的文件夹, `used` 为各个文件记在哪里."""

    folder: Path
    journal: Journal
    used: Sequence[Used]
    tables: list[ResultTable] = field(factory=list)
    unread: list[dict[str, Any]] = field(factory=list)
    doubts: list[str] = field(factory=list)
    counts: FindingCounts = field(factory=FindingCounts)
    whole: TableSet = field(factory=TableSet)
    appendix: Appendix = field(factory=Appendix)

    def take(self) -> None:
        """Go through the records in the order of the files."""
        for used in self.used:
            record = self.journal.record(used)
            self.unread += record["unread"]
            self.doubts += record["doubts"]
            self.counts.take(record, used.path)
            copy = copy_name(record["content"], used.path)
            parts = (record["tables"], record["lines"], record["checks"])
            for table, line, checks in zip(*parts, strict=True):
                table["copy_of"] = self.whole.take(SetTable.recorded(table))
                table["file"] = used.path
                same = {text: text for text in (used.path, table["project"])}
                named = {
                    n: same.get(line[n], line[n]) for n in ("file", "label", "title")
                }
                own = KeptRecord.of(table), kept_lines.read(line | named)
                each = ResultTable(*own, used, copy)
                self.tables.append(each)
                if not each.is_copy:
                    self.appendix.take(load_policy(table["policy"]), tallies(checks))

    def count(self, closing: Closing) -> None:
        """Count the tables and the files as the closing sentence tells them."""
        for each in self.tables:
            _count(closing, each.record)
        for unread in self.unread:
            closing.refused |= unread["named"]
            if unread["kind"] == BLANK:
                closing.blank += 1
            else:
                kind = closing.absent if unread["kind"] == ABSENT else closing.unread
                kind.add(Path(unread["file"]))


def _count(closing: Closing, table: Mapping[str, Any]) -> None:
    counts = dict(zip(SEVERITIES, (table[n] for n in review.COUNTS), strict=True))
    found = any(counts.values())
    closing.found += found
    closing.clean += not found
    sort = Sort[table["sort"].upper()]
    if sort is not Sort.SELF_EVALUATION:
        closing.others[sort.value] += 1
    elif not table["finished"]:
        closing.unfilled += 1
    closing.partly += table["unread"] > 0
    closing.heavy |= any(counts[severity] for severity in closing.worst)
