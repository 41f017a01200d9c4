"""做一遍: 只做没有做过的文件, 做完一个记下一个; 一套表里有别的文件的, 再对照一遍."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain as joined
from pathlib import Path
from secrets import token_hex
from sys import intern
from typing import Any, NamedTuple

from attrs import evolve, field, frozen

from batch.chain import Chain, by_project
from batch.converting import converted_ahead
from batch.inputs import hashed, reachable
from batch.many import stopped
from batch.outcomes import Started, Unread
from batch.papers import Paper
from batch.results import kept_papers
from batch.results.journal import Answer, Journal, Used
from batch.results.keys import Job, beside, key, settings
from batch.run import Order
from batch.sources.found_file import FoundFile
from batch.workers import Begun, Stop, Workers, WorkLimits
from indicators.errors import InputError
from reading.sources.office.shelf import shelf

Task = Callable[[Job], Answer | Stop]
Papers = Mapping[str, Sequence[Paper]]
"""A project → the tables that speak of it."""


class DoneKeys(NamedTuple):
    """各个文件记在哪里: `used` in the order of the files, `kept` all that count."""

    used: list[Used]
    kept: list[str]


@frozen
class Doing:
    """一次运行.

    `task` makes what does a file from the tables that it may be compared with; `unread`
    is what is noted of a file that nothing could be read of; `moved` takes over what
    was made of the same content elsewhere, and tells whether it could; `lacks` tells
    whether something is to be made of a file yet that is not noted; `ready` loads what
    all need before processes are copied from this one. `program` tells what the results
    depend on beside the files and the order; `run` is told from all other runs.
    """

    order: Order
    limits: WorkLimits
    program: str
    also: Callable[[FoundFile], Any]
    task: Callable[[Chain], Task]
    unread: Callable[[Unread], str]
    moved: Callable[[str, Used, Journal], bool]
    lacks: Callable[[Job, Journal], bool]
    ready: Callable[[], None]
    run: str = field(factory=token_hex)

    def over(
        self, sources: Sequence[FoundFile], journal: Journal
    ) -> Iterator[Started | DoneKeys]:
        """Do what is not done; at last, under which keys all files are noted."""
        jobs = [self._job(source, journal) for source in sources]
        with shelf():
            yield from self._all(jobs, journal, Chain(self.order.chained))
            known = self._known(jobs, journal)
            own = _by_file(known)
            again = [self._again(job, own, known) for job in jobs]
            chain = Chain(self.order.chained, known)
            yield from self._all(list(filter(None, again)), journal, chain)
            last = [two or one for one, two in zip(jobs, again, strict=True)]
            yield from self._do(self._lacking(last, journal), journal, chain)
        every = (*jobs, *filter(None, again))
        used = [self._used(job, journal) for job in last]
        yield DoneKeys(used, [self._key(job, journal) for job in every])

    def _lacking(self, jobs: Iterable[Job], journal: Journal) -> Iterator[Job]:
        """Files that were done and are to be read once more."""
        for job in jobs:
            if not job.noted and job.key in journal and self.lacks(job, journal):
                yield job

    def _key(self, job: Job, journal: Journal) -> str:
        """The key that a job is noted by: of one that was given up, with its limits.

        Who allows more time or memory has it tried again. One that changed while it was
        read is noted for this run alone.
        """
        if job.key in journal:
            return job.key
        if (name := self._for_now(job)) in journal:
            return name
        return key(job.key, self.limits.seconds, self.limits.megabytes)

    def _for_now(self, job: Job) -> str:
        return key(job.key, self.run)

    def _used(self, job: Job, journal: Journal) -> Used:
        return Used(self._key(job, journal), str(job.source.path))

    def told(self, unread: Sequence[Unread], journal: Journal) -> list[Used]:
        """Note what could not be opened on the way to the files; gives the keys."""
        return [Used(self._note(each, journal)) for each in unread]

    def _note(self, unread: Unread, journal: Journal) -> str:
        """Note what nothing could be read of; what is in its way may be gone next time."""
        record = self.unread(unread)
        name = key("", record)
        if name not in journal:
            journal.add(name, Answer("", "[]", record))
        return name

    def _job(self, source: FoundFile, journal: Journal) -> Job:
        try:
            reachable(source.real)  # a pipe would be waited for without end
            digest = hashed(source.real)
        except InputError as error:
            told = source.called(Unread(source.real, error.problems))
            name = self._note(told, journal)  # type: ignore[arg-type]
            return Job(source, "", "", name)
        common = settings(self.order, self.program)
        # Of one sheet alone the name decides: the sheet of a .csv is called by its file.
        name = source.path.suffix if self.order.sheet is None else source.path.name
        content = key(digest, *common, name, source.named, self.also(source))
        return Job(source, digest, content)

    def _all(
        self, jobs: Sequence[Job], journal: Journal, chain: Chain
    ) -> Iterator[Started]:
        """Do each content once, and take it over for the others that hold the same."""
        new = [job for job in jobs if self._key(job, journal) not in journal]
        first = {job.content: job for job in reversed(self._left(new, journal))}
        yield from self._do(first.values(), journal, chain)
        yield from self._do(self._left(new, journal), journal, chain)

    def _left(self, jobs: Iterable[Job], journal: Journal) -> list[Job]:
        """Those that are not done, and that nothing can be taken over for."""
        return [
            job
            for job in jobs
            if self._key(job, journal) not in journal
            and not self._is_moved(job, journal)
        ]

    def _is_moved(self, job: Job, journal: Journal) -> bool:
        """Take over what was made of the same content, under another path."""
        known = journal.like(job.contents)
        if known is None or not self.moved(known, job.used, journal):
            return False
        journal.add(job.key, journal.answer(known))
        return True

    def _do(
        self, jobs: Iterable[Job], journal: Journal, chain: Chain
    ) -> Iterator[Started]:
        new = sorted(jobs, key=lambda job: str(job.source.path))
        if new:
            self.ready()
        yield from converted_ahead([job.source for job in new])
        for step in Workers(self.task(chain), self.limits).over(new):
            if isinstance(step, Begun):
                yield Started(step.item.source.path, step.done + 1, len(new))
            elif isinstance(step.answer, Stop):
                told = stopped(step.item.source, step.answer, self.limits)
                changed = step.answer is Stop.CHANGE
                named = (
                    self._for_now if changed else partial(self._key, journal=journal)
                )
                answer = Answer("", "[]", self.unread(told))
                journal.add(named(step.item), answer)
            else:
                journal.add(step.item.key, step.answer)

    def _known(self, jobs: Sequence[Job], journal: Journal) -> Papers:
        """The papers of projects that several files speak of, by project."""
        if not self.order.chained:
            return {}
        projects = [self._projects(job, journal) for job in jobs]
        files = Counter(joined.from_iterable(projects))
        several = {project for project, count in files.items() if count > 1}
        found = (
            kept_papers.read(journal.papers(self._used(job, journal)))
            for job, own in zip(jobs, projects, strict=True)
            if not several.isdisjoint(own)
        )
        papers = by_project(joined.from_iterable(found))
        return {project: papers[project] for project in papers if project in several}

    def _projects(self, job: Job, journal: Journal) -> set[str]:
        """The projects that the papers of a file are of."""
        papers = journal.papers(self._used(job, journal))
        return {intern(paper["identity"]["project"]) for paper in papers}

    def _again(
        self, job: Job, own: Mapping[Path, Sequence[Paper]], known: Papers
    ) -> Job | None:
        """The file once more, where there are tables of others to compare it with."""
        papers = own.get(job.source.path, ())
        compared = beside(papers, self.order.chained, known) if papers else None
        if compared is None:
            return None
        return evolve(job, content=key(job.content, compared))


def _by_file(known: Papers) -> dict[Path, list[Paper]]:
    """Papers by the file that they stand in."""
    files: dict[Path, list[Paper]] = {}
    for paper in joined.from_iterable(known.values()):
        files.setdefault(paper.path, []).append(paper)
    return files
