"""一个文件做完写成的: 可以对照的表, 与记录; 每张表的一页当时写出. 在哪个进程里都一样."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from app.commands.saving import save
from app.report import kept_lines
from app.report.kept_lines import PAGES
from app.views.doubts import doubt_sentences
from batch.accepted import Accepted
from batch.chain import Chain
from batch.outcomes import Audited, Notice, Unread
from batch.papers import Paper, paper_of
from batch.results import kept_papers
from batch.results.journal import packed
from batch.results.keys import Job
from batch.results.records import finding_record, row_records, table_record
from batch.run import Order, file_events
from indicators.errors import Problem

BLANK, ABSENT, UNREADABLE = "空表", "没有自评表", "读不了"
ID = 12
"""So many letters of a key tell a page from all others."""
_CHANGED = "读的时候文件变了，没有审核"


@frozen
class RecordTask:
    """审核一个文件, 写成记录. `folder` 为结果的文件夹."""

    order: Order
    chain: Chain
    accepted: Accepted
    folder: Path

    def __call__(self, job: Job) -> tuple[str, str]:
        """Papers as one line of JSON, and a packed record."""
        events = tuple(file_events(job.source, self.order, self.chain))
        tables = [event for event in events if isinstance(event, Audited)]
        if any(each.sha256 != job.digest for each in tables):
            told = Problem(str(job.source.path), _CHANGED, remedy="请再运行一次")
            changed = Unread(job.source.path, (told,), named=job.source.named)
            return "[]", unread_record(changed)
        record = _empty()
        for event in events:
            if isinstance(event, Unread):
                record["unread"].append(_unread(event))
            elif isinstance(event, Notice):
                record["doubts"] += doubt_sentences(event.path, event.doubts)
        for number, each in enumerate(tables, 1):
            self._add(record, each, number, f"{job.key[:ID]}{number}")
        return kept_papers.written(_papers(tables)), packed(record)

    def _add(
        self, record: dict[str, Any], each: Audited, number: int, id_: str
    ) -> None:
        """Add what a table gives to the record of its file, and write its page."""
        known = self.accepted.of(str(each.path))
        taken = [known.take(finding, str(each.path)) for finding in each.findings]
        pairs = tuple(zip(each.findings, taken, strict=True))
        open_ = evolve(each, findings=tuple(f for f, accepted in pairs if not accepted))
        line, name, page = kept_lines.page_of(open_, id_)
        save(self.folder / PAGES / name, page, force=True)
        table = table_record(open_, number, sum(taken))
        table |= {"conclusion": line.verdict.word, "page": f"{PAGES}/{name}"}
        record["tables"].append(table)
        record["rows"] += row_records(open_, number)
        record["findings"] += (
            finding_record(open_, number, finding, accepted=accepted)
            for finding, accepted in pairs
        )
        record["lines"].append(kept_lines.written(line))
        tallies = each.result.checks.items()
        record["checks"].append(
            {code: [*tally.counts, tally.reasons] for code, tally in tallies}
        )


def unread_record(unread: Unread) -> str:
    """没有审成的一个文件的记录."""
    return packed({**_empty(), "unread": [_unread(unread)]})


def _empty() -> dict[str, Any]:
    names = ("tables", "rows", "findings", "lines", "checks", "unread", "doubts")
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


def _papers(tables: list[Audited]) -> Iterator[Paper]:
    found = (
        paper_of(each.path, each.sheet, each.result.facts.evaluation) for each in tables
    )
    yield from filter(None, found)
