"""写出一次批量审核的结果: 工作簿、网页、数据、各单位的文件夹, 各在一个进程里, 只由收下的记录得出."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, unique
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrs import evolve, frozen

from app.commands.results.collected import NOTE, BatchResults, ResultTable
from app.commands.results.copies import COPIES, INSIDE, AnnotatedCopies
from app.commands.results.task import ABSENT
from app.commands.results.units import (
    UNITS,
    UnitFolder,
    UnitWriting,
    keep_only,
    unit_folders,
)
from app.commands.saving import save
from app.report import kept_lines, review
from app.report.folder import INDEX
from app.report.review import ReviewTable
from batch.locking import LOCK_FILE
from batch.results.journal import NAME
from batch.results.parquet import RecordFiles, write_parquet
from batch.results.records import set_record
from batch.system_errors import of_path
from batch.workers import Done, Stop, Workers, WorkLimits
from indicators.errors import InputError
from templates.writing.list_book import MOST_ROWS, write_lists

if TYPE_CHECKING:
    from templates.writing.list_book import ListSheet

LINES = "tables.ndjson"
BOOK, TITLE = "复核汇总表.xlsx", "自评复核汇总表"
FOREVER = 1 << 20
"""Seconds, and megabytes: what is written has no limit."""


@unique
class Part(Enum):
    """要写出的几样."""

    BOOK = "工作簿"
    PAGE = "网页"
    DATA = "数据"


@frozen
class Wanted:
    """要写出什么: 应报的单位, 另写不写 NDJSON, 写不写各单位的文件夹, 用几个进程."""

    roster: tuple[str, ...]
    lines: bool
    per_unit: bool
    jobs: int


def write_results(results: BatchResults, wanted: Wanted) -> None:
    """写出工作簿、网页、数据, 几样同时写; drop what no result leads to any more.

    Raises `InputError` where something cannot be written.
    """
    whole = WorkLimits(wanted.jobs, FOREVER, FOREVER, ahead=1)
    units = tuple(unit_folders(results.tables)) if wanted.per_unit else ()
    writing = PartWriting(results, wanted, units)
    steps = Workers(writing, whole).over((*Part, *range(len(units))))
    for step in steps:
        if isinstance(step, Done) and isinstance(step.answer, Stop):
            what = writing.name(step.item)
            told = f"{what}没有写完，进程中止了（多半是内存不够）"
            raise InputError.of(str(results.folder), told, remedy="请再运行一次")
    if not wanted.lines:
        (results.folder / LINES).unlink(missing_ok=True)
    _tidy(results, units, per_unit=wanted.per_unit)


def _tidy(
    results: BatchResults, units: Sequence[UnitFolder], *, per_unit: bool
) -> None:
    """Drop what no result leads to any more."""
    folder = results.folder
    pages = {Path(each.record["page"]).name for each in results.tables}
    keep_only(folder / kept_lines.PAGES, pages)
    AnnotatedCopies(folder).drop_others({each.copy for each in results.tables})
    inside = {NAME, NOTE, LOCK_FILE, *([Path(COPIES).name] * per_unit)}
    keep_only(folder / INSIDE, inside)
    keep_only(folder / UNITS, {unit.folder for unit in units})
    if not units and (folder / UNITS).is_dir():
        (folder / UNITS).rmdir()


@frozen
class PartWriting:
    """写出一样; this may happen in another process."""

    results: BatchResults
    wanted: Wanted
    units: tuple[UnitFolder, ...]

    def name(self, part: Part | int) -> str:
        """What is written, as a person calls it."""
        if isinstance(part, Part):
            return part.value
        return f"{UNITS}/{self.units[part].folder}"

    @property
    def work(self) -> Path:
        """Where what is not whole yet lies."""
        return self.results.folder / INSIDE

    def __call__(self, part: Part | int) -> None:
        """Write it. Raises `InputError` where it cannot be written."""
        journal = self.results.journal.again()
        here = evolve(self, results=evolve(self.results, journal=journal))
        try:
            here.write(part)
        except OSError as error:
            where = Path(error.filename or self.results.folder)
            raise of_path(where, error) from None
        finally:
            journal.close()

    def write(self, part: Part | int) -> None:
        """Write it in this process."""
        if isinstance(part, int):
            UnitWriting(self.results)(self.units[part])
        elif part is Part.BOOK:
            self._book()
        elif part is Part.PAGE:
            self._page()
        else:
            self._data()

    def _data(self) -> None:
        """Write the Parquet files, and the lines where they are asked for."""
        files, told = RecordFiles(self.work), self.work / f"said-{LINES}"
        journal = self.results.journal
        copies = {
            each.record["page"]: each.record["copy_of"]
            for each in self.results.tables
            if each.is_copy
        }
        with told.open("w", encoding="utf-8") as file:
            for used in self.results.used:
                record, rows = journal.record(used), journal.rows(used)
                findings = journal.finding_lines(used)
                files.take("rows", rows)
                files.take("findings", findings)
                for each in record["tables"]:
                    each["copy_of"] = copies.get(each["page"])
                    files.add("tables", each)
                for each in record["unread"]:
                    files.add(
                        "unread", each | {"problems": "\n".join(each["problems"])}
                    )
                if self.wanted.lines:
                    file.write(_said(record, rows, findings))
        for check, count in self.results.whole.findings():
            files.add("findings", set_record(check, check.message(count)))
        files.close()
        write_parquet(files, self.results.folder)
        if self.wanted.lines:
            told.replace(self.results.folder / LINES)

    def _book(self) -> None:
        """Write the workbook."""
        tables = self.results.tables
        ordered = sorted(tables, key=lambda each: each.line.weight, reverse=True)
        lines = [each.line for each in ordered if not each.is_copy]
        book = write_lists(self._sheets(ordered), TITLE, review.charts(lines))
        self._put(BOOK, book)

    def _page(self) -> None:
        """Write the page of the summary and the contents."""
        self._put(INDEX, self._index())

    def _put(self, name: str, content: bytes) -> None:
        """Write a file: nobody sees it before it is whole."""
        save(self.work / name, content, force=True)
        (self.work / name).replace(self.results.folder / name)

    def _listed(self, each: ResultTable) -> ReviewTable:
        copies = self.results.whole.copies.get(each.record["file"], ())
        return ReviewTable(each.record, tuple(copies))

    def _sheets(self, ordered: Sequence[ResultTable]) -> Iterator[ListSheet]:
        tables, linked = tuple(map(self._listed, ordered)), cache(self._linked)
        yield review.tables_sheet(tables, linked)
        for name, heading, of in (
            ("按单位", "单位", lambda t: t["unit"] or t["department"] or "（没有写）"),
            ("按项目", "项目", lambda t: t["project"] or "（没有写）"),
        ):
            yield review.groups_sheet(name, heading, tables, of)
        counts, roster = self.results.counts, self.wanted.roster
        found_in = Counter(counts.tables)
        found_in.update({c.code: n for c, n in self.results.whole.findings()})
        places = counts.places | found_in
        yield review.codes_sheet(found_in, places, counts.accepted)
        yield review.findings_sheet(self._findings(ordered), counts.whole, linked)
        yield review.unread_sheet(self.results.unread, linked)
        if roster:
            yield review.missing_sheet(self.results.whole.missing(roster), len(roster))

    def _findings(
        self, ordered: Sequence[ResultTable]
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The findings of one table after the other, until there are enough."""
        count = 0
        for each in ordered:
            table: Any = each.record
            for finding in self.results.journal.findings(each.used):
                if finding["number"] == table["number"]:
                    yield table, finding
                    count += 1
            if count > MOST_ROWS:
                return

    def _linked(self, file: str) -> str:
        """The way from the results to a file; of one in an archive, to the archive."""
        path = Path(file)
        outer = next((p for p in (path, *path.parents) if p.exists()), path)
        return os.path.relpath(outer, self.results.folder)

    def _index(self) -> bytes:
        """The page of the summary: of equal files the first alone."""
        tables = self.results.tables
        lines = [each.line for each in tables if not each.is_copy]
        hrefs = {each.line.id: quote(each.record["page"]) for each in tables}
        unread = [each for each in self.results.unread if each["kind"] != ABSENT]
        told = [problem for each in unread for problem in each["problems"]]
        absent = [
            each["file"] for each in self.results.unread if each["kind"] == ABSENT
        ]
        told += [f"没有自评表的文件 {len(absent)} 个：{'、'.join(absent)}"] * bool(
            absent
        )
        return kept_lines.index(
            lines, hrefs, self.results.whole.copies, told, self.results.appendix
        )


def _said(record: dict[str, Any], rows: str, findings: str) -> str:
    """What is told of a file on one line of NDJSON."""
    lines = {"rows": rows, "findings": findings}
    said = record | {
        name: list(map(json.loads, text.split("\n")[:-1]))
        for name, text in lines.items()
    }
    names = ("tables", "rows", "findings", "unread", "doubts")
    line = {"schema": "ziping.batch/1", **{name: said[name] for name in names}}
    return json.dumps(line, ensure_ascii=False) + "\n"
