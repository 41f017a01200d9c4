"""一次批量审核写出的文件: Parquet、工作簿、网页、NDJSON, 都只由记录得出.

The same records give the same bytes, whoever made them and when.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrs import define, evolve, field

from app.commands.batch_task import ABSENT, BLANK
from app.commands.saving import save
from app.report import kept_lines, review
from app.report.contents import ContentsLine
from app.report.folder import INDEX
from app.report.review import ReviewTable
from auditing.finding import SEVERITIES, Tally
from auditing.sorts import Sort
from batch.accepted import Accepted, missing
from batch.results.journal import NAME, Journal
from batch.results.parquet import RecordFiles
from scoring import load_policy
from templates.writing.list_book import MOST_ROWS, write_lists

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.views.closing import Closing
    from scoring.policy import Policy
    from templates.writing.list_book import ListSheet

NOTE, BOOK, LINES = "说明.txt", "复核汇总表.xlsx", "tables.ndjson"
TITLE = "自评复核汇总表"


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
    used: set[tuple[str, str, str]] = field(factory=set)
    _first: dict[str, str] = field(factory=dict)
    _keys: dict[str, str] = field(factory=dict)

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
        files.write(self.folder)
        if lines:
            told.replace(self.folder / LINES)
        else:
            told.unlink()
            (self.folder / LINES).unlink(missing_ok=True)

    def _take(self, key: str, record: dict[str, Any], files: RecordFiles) -> None:
        self.unread += record["unread"]
        self.doubts += record["doubts"]
        for table, line, checks in zip(
            record["tables"], record["lines"], record["checks"], strict=True
        ):
            table["copy_of"] = self._original(table)
            self._keys[table["file"]] = key
            files.add("tables", table)
            self._count(table, kept_lines.read(line), checks)
        for row in record["rows"]:
            files.add("rows", row)
        for finding in record["findings"]:
            files.add("findings", finding)
        self._count_findings(record["findings"])

    def _original(self, table: dict[str, Any]) -> str | None:
        """The first file with the same content, where that is another."""
        first = self._first.setdefault(table["sha256"], table["file"])
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
            self.checks.append((load_policy(table["policy"]), tallies))

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

    def write(self, roster: Sequence[str]) -> None:
        """Write the workbook and the page, and drop pages that nothing leads to."""
        order = sorted(
            range(len(self.lines)), key=lambda n: self.lines[n].weight, reverse=True
        )
        tables = [self._with_copies(self.tables[n]) for n in order]
        book = write_lists(self._sheets(tables, roster), TITLE)
        self._put(BOOK, book)
        self._put(INDEX, self._index())
        kept = {Path(each.record["page"]).name for each in self.tables}
        for folder, names in (
            (self.folder / kept_lines.PAGES, kept),
            (self.work, {NAME, NOTE}),
        ):
            for path in folder.glob("*"):
                if path.name not in names:
                    path.unlink()

    def _put(self, name: str, content: bytes) -> None:
        """Write a file: nobody sees it before it is whole."""
        save(self.work / name, content, force=True)
        (self.work / name).replace(self.folder / name)

    def _with_copies(self, each: ReviewTable) -> ReviewTable:
        return evolve(each, copies=tuple(self.copies.get(each.record["file"], ())))

    def _sheets(
        self, tables: Sequence[ReviewTable], roster: Sequence[str]
    ) -> Iterator[ListSheet]:
        yield review.tables_sheet(tables, self._linked)
        for name, heading, of in (
            ("按单位", "单位", lambda t: t["unit"] or t["department"] or "（没有写）"),
            ("按项目", "项目", lambda t: t["project"] or "（没有写）"),
        ):
            yield review.groups_sheet(name, heading, tables, of)
        yield review.codes_sheet(self.of_codes, self.places, self.accepted)
        found = self._findings(tables)
        yield review.findings_sheet(found, self.whole, self._linked)
        yield review.unread_sheet(self.unread, self._linked)
        if roster:
            yield review.missing_sheet(self.missing(roster), len(roster))

    def _findings(
        self, tables: Sequence[ReviewTable]
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The findings of one table after the other, until there are enough."""
        count = 0
        for each in tables:
            table: Any = each.record
            record = self.journal.record(self._keys[table["file"]])
            for finding in record["findings"]:
                if finding["number"] == table["number"]:
                    yield table, finding
                    count += 1
            if count > MOST_ROWS:
                return

    def _linked(self, file: str) -> str:
        """The way from the results to a file; of one in an archive, to the archive."""
        path = Path(file)
        outer = next((p for p in (path, *path.parents) if p.exists()), path)
        return os.path.relpath(outer, self.folder)

    def _index(self) -> bytes:
        """The page of the summary: of equal files the first alone."""
        pairs = zip(self.tables, self.lines, strict=True)
        lines = [line for each, line in pairs if each.record["copy_of"] is None]
        hrefs = {
            line.id: quote(each.record["page"])
            for each, line in zip(self.tables, self.lines, strict=True)
        }
        unread = [each for each in self.unread if each["kind"] != ABSENT]
        told = [problem for each in unread for problem in each["problems"]]
        absent = [each["file"] for each in self.unread if each["kind"] == ABSENT]
        told += [f"没有自评表的文件 {len(absent)} 个：{'、'.join(absent)}"] * bool(
            absent
        )
        return kept_lines.index(lines, hrefs, self.copies, told, self.checks)


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
