"""一个文件做完写成的: 可以对照的表, 与记录; 每张表的一页当时写出. 在哪个进程里都一样."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from app.commands.saving import save
from app.report import kept_lines
from app.report.kept_lines import PAGES
from app.views.annotated import review as annotated_review
from app.views.doubts import doubt_sentences
from auditing.finding import Tally
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
from indicators.errors import InputError, Problem
from reading.sources.detect import kind_of

INSIDE: Final = ".ziping"
"""Where what is not for people lies, in the folder of the results."""
COPIES: Final = f"{INSIDE}/copies"
"""Where annotated copies are kept: by the keys of their files."""
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
    annotated: bool

    def __call__(self, job: Job) -> Answer:
        """What is noted of a file; its pages are written."""
        found = tuple(file_events(job.source, self.order, self.chain))
        audited = [event for event in found if isinstance(event, Audited)]
        if any(each.sha256 != job.digest for each in audited):
            told = Problem(str(job.source.path), _CHANGED, remedy="请再运行一次")
            changed = Unread(job.source.path, (told,), named=job.source.named)
            return Answer("", "[]", unread_record(changed))
        unsaid = FoundFile(Path(FILE), job.source.path, job.source.named)
        copy = self._copied(job, audited) if self.annotated else None
        return self._noted(job, tuple(map(unsaid.called, found)), copy)

    def _copied(self, job: Job, tables: list[Audited]) -> str | None:
        """Write an annotated copy where there is something to annotate; its suffix."""
        from templates.annotating.annotate import SUFFIXES, annotate

        suffix, real = job.source.path.suffix.lower(), job.source.real
        shown = [self._open(each)[0] for each in tables]
        if suffix not in SUFFIXES or not any(each.findings for each in shown):
            return None
        try:
            made, _ = annotate(real, list(map(annotated_review, shown)))
        except InputError:
            return None  # what cannot be opened again is told by its report alone
        save(self.folder / COPIES / f"{job.key}{suffix}", made, force=True)
        return suffix

    def _open(self, each: Audited) -> tuple[Audited, tuple[bool, ...]]:
        """The table with the findings that nobody accepted, and which those are."""
        file = str(each.path)
        known = self.accepted.of(file)
        taken = tuple(known.take(finding, file) for finding in each.findings)
        pairs = zip(each.findings, taken, strict=True)
        kept = tuple(finding for finding, accepted in pairs if not accepted)
        return evolve(each, findings=kept), taken

    def _noted(self, job: Job, events: tuple[Event, ...], copy: str | None) -> Answer:
        """What is noted of the events of a file."""
        tables = [event for event in events if isinstance(event, Audited)]
        record = _empty() | {"copy": copy} | _told(events)
        rows = [
            row
            for number, each in enumerate(tables, 1)
            for row in self._add(record, each, number, job)
        ]
        tells = not tables or self.annotated or _tells_its_name(job.source, tables)
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
        own, taken = self._open(evolve(each, path=job.source.path))
        open_ = evolve(own, path=each.path)
        pairs = zip(each.findings, taken, strict=True)
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


def _told(events: tuple[Event, ...]) -> dict[str, Any]:
    """What is told of a file: what could not be audited, and what is doubted."""
    doubts = (
        doubt_sentences(event.path, event.doubts)
        for event in events
        if isinstance(event, Notice)
    )
    return {
        "unread": [_unread(event) for event in events if isinstance(event, Unread)],
        "doubts": list(chain.from_iterable(doubts)),
    }


def moved(folder: Path, noted: str, new: Used, journal: Journal) -> bool:
    """把别处同样内容的各页写成这个文件的; tells whether all of them are there."""
    old = journal.record(Used(noted))["tables"]
    tables = journal.record(new, noted)["tables"]
    try:
        if suffix := journal.record(new, noted)["copy"]:
            copy = (folder / COPIES / f"{noted}{suffix}").read_bytes()
            save(folder / COPIES / f"{new.key}{suffix}", copy, force=True)
        pages = [(folder / one["page"]).read_bytes() for one in old]
    except OSError:
        return False
    for page, other in zip(pages, tables, strict=True):
        made = kept_lines.placed(page, new)
        save(folder / other["page"], made, force=True)
    return True


def unread_record(unread: Unread) -> str:
    """没有审成的一个文件的记录."""
    return packed(_said({**_empty(), "unread": [_unread(unread)]}))


def _said(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def tallies(checks: Mapping[str, Iterable[Any]]) -> dict[str, Tally]:
    """The results of the checks of a table, as they were noted."""
    return {
        code: Tally(passed, failed, apart, tuple(reasons))
        for code, (passed, failed, apart, reasons) in checks.items()
    }


def _empty() -> dict[str, Any]:
    names = ("tables", "findings", "lines", "checks", "unread", "doubts")
    return {"copy": None, **{name: [] for name in names}}


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
