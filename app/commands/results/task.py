"""一个文件做完写成的: 可以对照的表, 与记录; 每张表的一页当时写出. 在哪个进程里都一样."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from app.commands.saving import save
from app.report import kept_lines
from app.report.kept_lines import PAGES
from app.views.doubts import doubt_sentences
from batch.accepted import Accepted
from batch.chain import Chain
from batch.outcomes import Audited, Event, Notice, Unread
from batch.papers import Paper, paper_of
from batch.results import kept_papers
from batch.results.journal import FILE, ID, Answer, Journal, Used, packed
from batch.results.keys import Job
from batch.results.records import finding_record, row_records, table_record
from batch.run import Order, file_events
from batch.sources.found_file import FoundFile
from indicators.errors import Problem
from reading.sources.detect import kind_of

BLANK, ABSENT, UNREADABLE = "空表", "没有自评表", "读不了"
NAMELESS: Final = frozenset({"xlsx", "xls", "xlsb"})
"""What is read of these does not depend on the name of the file."""
_CHANGED = "读的时候文件变了，没有审核"


@frozen
class RecordTask:
    """审核一个文件, 写成记录. `folder` 为结果的文件夹."""

    order: Order
    chain: Chain
    accepted: Accepted
    folder: Path

    def __call__(self, job: Job) -> Answer:
        """What is noted of a file; its pages are written."""
        found = tuple(file_events(job.source, self.order, self.chain))
        audited = [event for event in found if isinstance(event, Audited)]
        if any(each.sha256 != job.digest for each in audited):
            told = Problem(str(job.source.path), _CHANGED, remedy="请再运行一次")
            changed = Unread(job.source.path, (told,), named=job.source.named)
            return Answer("", "[]", unread_record(changed))
        unsaid = FoundFile(Path(FILE), job.source.path, job.source.named)
        return self._noted(job, tuple(map(unsaid.called, found)))

    def _noted(self, job: Job, events: tuple[Event, ...]) -> Answer:
        """What is noted of the events of a file."""
        tables = [event for event in events if isinstance(event, Audited)]
        record, rows = _empty(), list[dict[str, Any]]()
        for event in events:
            if isinstance(event, Unread):
                record["unread"].append(_unread(event))
            elif isinstance(event, Notice):
                record["doubts"] += doubt_sentences(event.path, event.doubts)
        for number, each in enumerate(tables, 1):
            rows += self._add(record, each, number, job)
        tells = not tables or _tells_its_name(job.source, tables)
        return Answer(
            job.named if tells else job.content,
            kept_papers.written(_papers(tables)),
            packed(_said(record)),
            packed("".join(f"{_said(row)}\n" for row in rows)),
        )

    def _add(
        self, record: dict[str, Any], each: Audited, number: int, job: Job
    ) -> Iterator[dict[str, Any]]:
        """Add what a table gives to the record of its file, and write its page.

        Gives the records of its rows.
        """
        file = str(job.source.path)
        known = self.accepted.of(file)
        taken = [known.take(finding, file) for finding in each.findings]
        pairs = tuple(zip(each.findings, taken, strict=True))
        open_ = evolve(each, findings=tuple(f for f, accepted in pairs if not accepted))
        line, name, page = kept_lines.page_of(open_, f"{ID}{number}")
        made = kept_lines.placed(page, job.used)
        save(self.folder / PAGES / job.used.told(name), made, force=True)
        table = table_record(open_, number, sum(taken))
        table |= {"conclusion": line.verdict.word, "page": f"{PAGES}/{name}"}
        record["tables"].append(table)
        record["findings"] += (
            finding_record(open_, number, finding, accepted=accepted)
            for finding, accepted in pairs
        )
        record["lines"].append(kept_lines.written(line))
        tallies = each.result.checks.items()
        record["checks"].append(
            {code: [*tally.counts, tally.reasons] for code, tally in tallies}
        )
        return row_records(open_, number)


def moved(folder: Path, noted: str, new: Used, journal: Journal) -> bool:
    """把别处同样内容的各页写成这个文件的; tells whether all of them are there."""
    old = journal.record(Used(noted))["tables"]
    tables = journal.record(new, noted)["tables"]
    for one, other in zip(old, tables, strict=True):
        try:
            page = (folder / one["page"]).read_bytes()
        except OSError:
            return False
        made = kept_lines.placed(page, new)
        save(folder / other["page"], made, force=True)
    return True


def unread_record(unread: Unread) -> str:
    """没有审成的一个文件的记录."""
    return packed(_said({**_empty(), "unread": [_unread(unread)]}))


def _said(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _empty() -> dict[str, Any]:
    names = ("tables", "findings", "lines", "checks", "unread", "doubts")
    return {name: [] for name in names}


def _unread(unread: Unread) -> dict[str, Any]:
    kind = ABSENT if unread.absent else UNREADABLE
    return {
        "kind": BLANK if unread.blank else kind,
        "file": str(unread.path),
        "sheet": unread.sheet,
        "named": unread.named,
        "problems": [str(problem) for problem in unread.problems],
    }


def _tells_its_name(source: FoundFile, tables: list[Audited]) -> bool:
    """Tell whether what was made of a file may depend on its name."""
    doubts = (w for t in tables for w in t.result.facts.evaluation.warnings)
    named = any(isinstance(doubt.where, str) for doubt in doubts)
    return named or kind_of(source.real) not in NAMELESS


def _papers(tables: list[Audited]) -> Iterator[Paper]:
    found = (
        paper_of(each.path, each.sheet, each.result.facts.evaluation) for each in tables
    )
    yield from filter(None, found)
