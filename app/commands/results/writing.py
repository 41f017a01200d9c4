"""写出一次批量审核的结果: 工作簿、网页、Parquet, 各在一个进程里, 只由收下的记录得出."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, unique
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrs import evolve, frozen

from app.commands.results.collected import NOTE, BatchResults
from app.commands.results.task import ABSENT
from app.commands.saving import save
from app.report import kept_lines, review
from app.report.folder import INDEX
from app.report.review import ReviewTable
from batch.results.journal import NAME
from batch.results.parquet import write_parquet
from batch.system_errors import of_path
from batch.workers import Done, Stop, Workers, WorkLimits
from indicators.errors import InputError
from templates.writing.list_book import MOST_ROWS, write_lists

if TYPE_CHECKING:
    from templates.writing.list_book import ListSheet

BOOK, TITLE = "复核汇总表.xlsx", "自评复核汇总表"
FOREVER = 1 << 20
"""Seconds, and megabytes: what is written has no limit."""


@unique
class Part(Enum):
    """要写出的几样."""

    BOOK = "工作簿"
    PAGE = "网页"
    DATA = "数据"


def write_results(results: BatchResults, roster: Sequence[str], jobs: int) -> None:
    """写出工作簿、网页、数据, 几样同时写; drop what no result leads to any more.

    Raises `InputError` where something cannot be written.
    """
    whole = WorkLimits(jobs, FOREVER, FOREVER)
    steps = Workers(PartWriting(results, tuple(roster)), whole).over(tuple(Part))
    for step in steps:
        if isinstance(step, Done) and isinstance(step.answer, Stop):
            told = f"{step.item.value}没有写完，进程中止了（多半是内存不够）"
            raise InputError.of(str(results.folder), told, remedy="请再运行一次")
    kept = {Path(each.record["page"]).name for each in results.tables}
    pages = results.folder / kept_lines.PAGES
    for folder, names in ((pages, kept), (results.work, {NAME, NOTE})):
        for path in folder.glob("*"):
            if path.name not in names:
                path.unlink()


@frozen
class PartWriting:
    """写出一样; this may happen in another process."""

    results: BatchResults
    roster: tuple[str, ...]

    def __call__(self, part: Part) -> None:
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

    def write(self, part: Part) -> None:
        """Write it in this process."""
        if part is Part.BOOK:
            self._book()
        elif part is Part.PAGE:
            self._page()
        else:
            self._data()

    def _data(self) -> None:
        """Write the Parquet files."""
        write_parquet(self.results.work, self.results.folder)

    def _book(self) -> None:
        """Write the workbook."""
        order = sorted(
            range(len(self.results.lines)),
            key=lambda n: self.results.lines[n].weight,
            reverse=True,
        )
        tables = [self._with_copies(self.results.tables[n]) for n in order]
        self._put(BOOK, write_lists(self._sheets(tables), TITLE))

    def _page(self) -> None:
        """Write the page of the summary and the contents."""
        self._put(INDEX, self._index())

    def _put(self, name: str, content: bytes) -> None:
        """Write a file: nobody sees it before it is whole."""
        save(self.results.work / name, content, force=True)
        (self.results.work / name).replace(self.results.folder / name)

    def _with_copies(self, each: ReviewTable) -> ReviewTable:
        return evolve(
            each, copies=tuple(self.results.copies.get(each.record["file"], ()))
        )

    def _sheets(self, tables: Sequence[ReviewTable]) -> Iterator[ListSheet]:
        yield review.tables_sheet(tables, self._linked)
        for name, heading, of in (
            ("按单位", "单位", lambda t: t["unit"] or t["department"] or "（没有写）"),
            ("按项目", "项目", lambda t: t["project"] or "（没有写）"),
        ):
            yield review.groups_sheet(name, heading, tables, of)
        found_in = Counter(self.results.of_codes)
        found_in.update({c.code: n for c, n in self.results.of_the_set()})
        places = self.results.places | found_in
        yield review.codes_sheet(found_in, places, self.results.accepted)
        found = self._findings(tables)
        yield review.findings_sheet(found, self.results.whole, self._linked)
        yield review.unread_sheet(self.results.unread, self._linked)
        if self.roster:
            lacking = self.results.missing(self.roster)
            yield review.missing_sheet(lacking, len(self.roster))

    def _findings(
        self, tables: Sequence[ReviewTable]
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The findings of one table after the other, until there are enough."""
        count = 0
        for each in tables:
            table: Any = each.record
            record = self.results.journal.record(self.results.keys[table["file"]])
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
        return os.path.relpath(outer, self.results.folder)

    def _index(self) -> bytes:
        """The page of the summary: of equal files the first alone."""
        pairs = zip(self.results.tables, self.results.lines, strict=True)
        lines = [line for each, line in pairs if each.record["copy_of"] is None]
        hrefs = {
            line.id: quote(each.record["page"])
            for each, line in zip(self.results.tables, self.results.lines, strict=True)
        }
        unread = [each for each in self.results.unread if each["kind"] != ABSENT]
        told = [problem for each in unread for problem in each["problems"]]
        absent = [
            each["file"] for each in self.results.unread if each["kind"] == ABSENT
        ]
        told += [f"没有自评表的文件 {len(absent)} 个：{'、'.join(absent)}"] * bool(
            absent
        )
        return kept_lines.index(
            lines, hrefs, self.results.copies, told, self.results.checks
        )
