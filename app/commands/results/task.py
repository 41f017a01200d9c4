"""一个文件做完写成的: 可以对照的表, 与记录; 每张表的一页当时写出. 在哪个进程里都一样."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from app.commands.results.copies import INSIDE, AnnotatedCopies
from app.commands.saving import save
from app.report import kept_lines
from app.report.kept_lines import PAGES
from app.views.annotated import review as annotated_review
from app.views.doubts import doubt_sentences
from auditing.finding import Tally
from batch.accepted import Accepted
from batch.chain import Chain
from batch.inputs import holds
from batch.outcomes import Audited, Event, Notice, Unread
from batch.papers import Paper, paper_of
from batch.results import kept_papers
from batch.results.journal import ID, Answer, Journal, Used, packed
from batch.results.keys import Job
from batch.results.nameless import Nameless, nameless
from batch.results.records import finding_record, row_records, table_record
from batch.run import Order, file_events
from batch.workers import Stop
from indicators.errors import InputError, Problem
from templates.annotating.notes import Review

BLANK, ABSENT, UNREADABLE = "空表", "没有自评表", "读不了"


@frozen
class RecordTask:
    """审核一个文件, 写成记录. `folder` 为结果的文件夹."""

    order: Order
    chain: Chain
    accepted: Accepted
    folder: Path
    annotated: bool

    def __call__(self, job: Job) -> Answer | Stop:
        """What is noted of a file; its pages are written.

        Nothing is noted of one whose content is not that of the job: not that it could not
        be read either, since it may come back.

        A finding is accepted by its place, which may say the name of the file: where
        there is such a mark, the file is read by its own name.
        """
        own = bool(self.accepted.of(str(job.source.path)).entries)
        with nameless(job, self.folder / INSIDE, own=own) as read:
            found = tuple(file_events(read.source, self.order, self.chain))
            audited = [event for event in found if isinstance(event, Audited)]
            if self.annotated:
                self._copy(job, read, audited)
            if not _is_of(job, audited):
                return Stop.CHANGE
            return self._noted(job, read, tuple(map(read.unsaid, found)))

    def _copy(self, job: Job, read: Nameless, tables: list[Audited]) -> None:
        """Keep an annotated copy where there is something to annotate."""
        from templates.annotating.annotate import annotate, copy_suffix, is_workbook

        path = job.source.path
        named = self._named(job, read, tables) if is_workbook(path) else tables
        shown = [self._open(each)[0] for each in named]
        if not copy_suffix(path) or not any(each.findings for each in shown):
            return
        made: bytes | None
        try:
            if is_workbook(path):
                made, _ = annotate(job.source.real, list(map(annotated_review, shown)))
            else:
                made = _transcribed(path.name, read, shown)
        except InputError:
            made = None  # what cannot be opened again is told by its report alone
        if holds(job.source.real, job.digest):
            AnnotatedCopies(self.folder).keep(job.named, str(path), made)

    def _named(
        self, job: Job, read: Nameless, tables: list[Audited]
    ) -> Iterable[Audited]:
        """The tables with the name of their file, read again where they say it."""
        if not any(read.tells(doubt) for each in tables for doubt in _doubts(each)):
            return tables
        again = file_events(job.source, self.order, self.chain)
        return [each for each in again if isinstance(each, Audited)]

    def _open(self, each: Audited) -> tuple[Audited, tuple[bool, ...]]:
        """The table with the findings that nobody accepted, and which those are."""
        file = str(each.path)
        known = self.accepted.of(file)
        taken = tuple(known.take(finding, file) for finding in each.findings)
        pairs = zip(each.findings, taken, strict=True)
        kept = tuple(finding for finding, accepted in pairs if not accepted)
        return evolve(each, findings=kept), taken

    def _noted(self, job: Job, read: Nameless, events: tuple[Event, ...]) -> Answer:
        """What is noted of the events of a file."""
        tables = [event for event in events if isinstance(event, Audited)]
        record = _empty() | {"content": job.content} | _told(events)
        rows: list[dict[str, Any]] = []
        findings: list[dict[str, Any]] = []
        for number, each in enumerate(tables, 1):
            open_, taken = self._added(record, each, number, job, read)
            rows += row_records(open_, number)
            pairs = zip(each.findings, taken, strict=True)
            findings += (
                finding_record(open_, number, finding, accepted=accepted)
                for finding, accepted in pairs
            )
        record |= counted(findings)
        return Answer(
            _known_by(job, read, tables),
            read.hidden(kept_papers.written(_papers(tables))),
            packed(read.hidden(_said(record))),
            *(packed(read.hidden(_lines(each))) for each in (rows, findings)),
        )

    def _added(
        self,
        record: dict[str, Any],
        each: Audited,
        number: int,
        job: Job,
        read: Nameless,
    ) -> tuple[Audited, tuple[bool, ...]]:
        """Add what a table gives to the record of its file, and write its page.

        Gives the table without the findings that are accepted, and which those are.
        """
        own, taken = self._open(evolve(each, path=job.source.path))
        open_ = evolve(own, path=each.path)
        line, name, page = kept_lines.page_of(open_, f"{ID}{number}")
        made = kept_lines.placed(read.hidden(page), job.used)
        save(self.folder / PAGES / job.used.told(name), made, force=True)
        table = table_record(open_, number, sum(taken))
        table |= {"conclusion": line.verdict.word, "page": f"{PAGES}/{name}"}
        record["tables"].append(table)
        record["lines"].append(kept_lines.written(line))
        tallies = each.result.checks.items()
        record["checks"].append(
            {code: [*tally.counts, tally.reasons] for code, tally in tallies}
        )
        return open_, taken


def _transcribed(name: str, read: Nameless, shown: Sequence[Audited]) -> bytes | None:
    """The transcript of a file that was read under another name; None of a large one."""
    from reading.sources import load
    from templates.annotating.annotate import is_large, transcribed

    grids = shown[0].grids or load(read.source.real)
    if is_large(grids):
        return None
    own = [evolve(grid, name=read.own(grid.name)) for grid in grids]
    reviews = [_called(annotated_review(each), read) for each in shown]
    return transcribed(name, reviews, own)[0]


def _called(review: Review, read: Nameless) -> Review:
    """A review that says the name of the file, not that under which it was read."""
    doubts = tuple(
        evolve(doubt, where=read.own(doubt.where), message=read.own(doubt.message))
        if isinstance(doubt.where, str)
        else doubt
        for doubt in review.doubts
    )
    return evolve(review, title=read.own(review.title), doubts=doubts)


def _is_of(job: Job, audited: Iterable[Audited]) -> bool:
    """Whether what was read is the content of the job: where no table tells, the file does."""
    told = {each.sha256 for each in audited}
    return told == {job.digest} if told else holds(job.source.real, job.digest)


def counted(findings: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """各张表各项核对有几处发现, 认可了几处; which those are."""
    counts: dict[tuple[int, str], list[int]] = {}
    for each in findings:
        count = counts.setdefault((each["number"], each["code"]), [0, 0])
        count[0] += 1
        count[1] += each["accepted"]
    taken = [[f["code"], f["place"] or ""] for f in findings if f["accepted"]]
    return {"counts": [[*key, *count] for key, count in counts.items()], "taken": taken}


def _lines(records: Iterable[dict[str, Any]]) -> str:
    return "".join(f"{_said(record)}\n" for record in records)


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
        pages = [(folder / one["page"]).read_bytes() for one in old]
    except OSError:
        return False
    for page, other in zip(pages, tables, strict=True):
        made = kept_lines.moved(page, new)
        save(folder / other["page"], made, force=True)
    return True


def unread_record(unread: Unread) -> str:
    """没有审成的一个文件的记录."""
    return packed(_said({**_empty(), "unread": [_unread(unread)]}))


_said = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A record as one line of JSON."""


def tallies(checks: Mapping[str, Iterable[Any]]) -> dict[str, Tally]:
    """The results of the checks of a table, as they were noted."""
    return {
        code: Tally(passed, failed, apart, tuple(reasons))
        for code, (passed, failed, apart, reasons) in checks.items()
    }


def _empty() -> dict[str, Any]:
    names = ("tables", "counts", "taken", "lines", "checks", "unread", "doubts")
    return {"content": "", **{name: [] for name in names}}


def _unread(unread: Unread) -> dict[str, Any]:
    kind = ABSENT if unread.absent else UNREADABLE
    return {
        "kind": BLANK if unread.blank else kind,
        "file": str(unread.path),
        "sheet": unread.sheet,
        "named": unread.named,
        "problems": [str(problem) for problem in unread.problems],
    }


def _known_by(job: Job, read: Nameless, tables: list[Audited]) -> str:
    """What the content is known by, for a file of the same content elsewhere.

    What says where the file lies is of no other; what says how it is called, and was
    read by its own name, is of files that are called so.
    """
    path = str(job.source.path)
    said = (doubt for each in tables for doubt in _doubts(each))
    if any(isinstance(doubt.where, str) and path in doubt.where for doubt in said):
        return ""
    return job.content if read.stem else job.named


def _doubts(each: Audited) -> tuple[Problem, ...]:
    return each.result.facts.evaluation.warnings


def _papers(tables: list[Audited]) -> Iterator[Paper]:
    found = (
        paper_of(each.path, each.sheet, each.result.facts.evaluation) for each in tables
    )
    yield from filter(None, found)
