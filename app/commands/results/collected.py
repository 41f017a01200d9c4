"""一次批量审核写出的文件: Parquet、工作簿、网页、NDJSON, 都只由记录得出.

The same records give the same bytes, whoever made them and when.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from app.commands.results.task import ABSENT, BLANK
from app.report import kept_lines, review
from app.report.contents import ContentsLine
from app.report.review import ReviewTable
from auditing.finding import SEVERITIES, Tally
from auditing.registry import SET_CHECKS
from auditing.sorts import Sort
from batch.accepted import Accepted, missing
from batch.results.journal import Journal
from batch.results.parquet import RecordFiles
from batch.results.records import set_record
from indicators.exact import Fraction
from scoring import load_policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.views.closing import Closing
    from auditing.checks.over_many import SetCheck
    from scoring.policy import Policy

NOTE, LINES = "说明.txt", "tables.ndjson"


@define
class BatchResults:
    """收下各个文件的记录, 写出结果. `folder` 为结果的文件夹, `work` 里放没写完的."""

    folder: Path
    work: Path
    journal: Journal
    tables: list[ReviewTable] = field(factory=list)
    lines: list[ContentsLine] = field(factory=list)
    unread: list[dict[str, Any]] = field(factory=list)
    doubts: list[str] = field(factory=list)
    copies: dict[str, list[str]] = field(factory=dict)
    checks: list[tuple[Policy, Mapping[str, Tally]]] = field(factory=list)
    whole: int = 0
    of_codes: Counter[str] = field(factory=Counter)
    places: Counter[str] = field(factory=Counter)
    accepted: Counter[str] = field(factory=Counter)
    executions: list[tuple[Decimal, Fraction]] = field(factory=list)
    used: set[tuple[str, str, str]] = field(factory=set)
    first: dict[str, str] = field(factory=dict)
    keys: dict[str, str] = field(factory=dict)

    def take(self, keys: Sequence[str], *, lines: bool) -> None:
        """Go through the records in the order of the files, and write what is long."""
        files = RecordFiles(self.work)
        told = self.work / f"said-{LINES}"
        with told.open("w", encoding="utf-8") as file:
            for key in keys:
                record = self.journal.record(key)
                self._take(key, record, files)
                if lines:
                    file.write(json.dumps(_said(record), ensure_ascii=False) + "\n")
        for check, count in self.of_the_set():
            files.add("findings", set_record(check, check.message(count)))
        files.close()
        if lines:
            told.replace(self.folder / LINES)
        else:
            told.unlink()
            (self.folder / LINES).unlink(missing_ok=True)

    def of_the_set(self) -> Iterator[tuple[SetCheck, int]]:
        """What is found of all the tables together, and in how many of them."""
        for check in SET_CHECKS.values():
            if count := check.function(self.executions):
                yield check, count

    def _take(self, key: str, record: dict[str, Any], files: RecordFiles) -> None:
        self.unread += record["unread"]
        self.doubts += record["doubts"]
        for table, line, checks in zip(
            record["tables"], record["lines"], record["checks"], strict=True
        ):
            table["copy_of"] = self._original(table)
            self.keys[table["file"]] = key
            files.add("tables", table)
            self._count(table, kept_lines.read(line), checks)
        for row in record["rows"]:
            files.add("rows", row)
        for finding in record["findings"]:
            files.add("findings", finding)
        self._count_findings(record["findings"])

    def _original(self, table: dict[str, Any]) -> str | None:
        """The first file with the same content, where that is another."""
        first = self.first.setdefault(table["sha256"], table["file"])
        if first == table["file"]:
            return None
        known = self.copies.setdefault(first, [])
        if table["file"] not in known:
            known.append(table["file"])
        return first

    def _count(
        self, table: dict[str, Any], line: ContentsLine, checks: dict[str, list[Any]]
    ) -> None:
        self.tables.append(ReviewTable(table))
        self.lines.append(line)
        tallies = {
            code: Tally(passed, failed, apart, tuple(reasons))
            for code, (passed, failed, apart, reasons) in checks.items()
        }
        if table["copy_of"] is None:
            self._note_execution(table)
            self.checks.append((load_policy(table["policy"]), tallies))

    def _note_execution(self, table: dict[str, Any]) -> None:
        stated, due = table["execution_stated"], table["execution_due"]
        if stated is not None and due is not None:
            whole = (
                Fraction(*map(int, due.split("/")))
                if "/" in due
                else Fraction(Decimal(due))
            )
            self.executions.append((Decimal(stated), whole))

    def _count_findings(self, findings: Sequence[dict[str, Any]]) -> None:
        self.whole += len(findings)
        open_ = {(f["number"], f["code"]) for f in findings if not f["accepted"]}
        self.of_codes.update(code for _, code in open_)
        for each in findings:
            self.places[each["code"]] += 1
            if each["accepted"]:
                self.accepted[each["code"]] += 1
                self.used.add((each["code"], each["file"], each["place"] or ""))

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

    def unused(self, accepted: Accepted) -> list[str]:
        """Accepted findings that are found no more."""
        return [
            str(entry)
            for entry in accepted.entries
            if not any(entry.takes(*each) for each in self.used)
        ]

    def missing(self, roster: Sequence[str]) -> tuple[str, ...]:
        """Units of a roster of which no table came."""
        pairs = ((t.record["unit"], t.record["department"]) for t in self.tables)
        return missing(roster, (name for pair in pairs for name in pair if name))


def _said(record: dict[str, Any]) -> dict[str, Any]:
    """What is told of a file on one line of NDJSON."""
    names = ("tables", "rows", "findings", "unread", "doubts")
    return {"schema": "ziping.batch/1", **{name: record[name] for name in names}}


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
