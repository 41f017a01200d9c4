"""一次批量审核: 只做没做过的, 收下全部的记录, 写出结果."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from attrs import evolve, frozen

from app.commands.results.collected import NOTE, BatchResults
from app.commands.results.copies import INSIDE, AnnotatedCopies
from app.commands.results.task import RecordTask, moved, unread_record
from app.commands.results.writing import Wanted, write_results
from app.commands.saving import same, save
from app.report import kept_lines
from app.report.kept_lines import PAGES
from batch.accepted import Accepted
from batch.chain import Chain
from batch.loaded import load_ahead
from batch.outcomes import Started
from batch.results.doing import Doing, Task
from batch.results.journal import NAME, Journal, Used
from batch.results.keys import Job
from batch.results.program import program
from batch.run import Order
from batch.sources.found_file import FoundFile
from batch.sources.walk import Walk
from batch.system_errors import of_path
from batch.workers import WorkLimits
from indicators.errors import InputError

Told = Callable[[Started | None], None]
"""Is told what begins, and at last None."""


@frozen
class BatchRun:
    """怎样审: 结果的文件夹, 审核什么, 认可的发现, 另写什么, 限度, 要不要从头做."""

    folder: Path
    order: Order
    accepted: Accepted
    wanted: Wanted
    limits: WorkLimits
    anew: bool

    def over(self, walk: Walk, told: Told) -> BatchResults:
        """Do what is not done, and write the results of all.

        Raises `InputError` where something cannot be written.
        """
        pages = self.folder / PAGES
        try:
            anew = self.anew or not pages.is_dir()
            journal = Journal(self.folder / INSIDE / NAME, anew=anew)
            pages.mkdir(parents=True, exist_ok=True)
            with closing(journal):
                used, keys = self._done(walk, journal, told)
                results = BatchResults(self.folder, journal, used)
                results.take()
                write_results(results, self.wanted)
                journal.keep(keys)
        except OSError as error:
            raise of_path(Path(error.filename or self.folder), error) from None
        return results

    def _done(
        self, walk: Walk, journal: Journal, told: Told
    ) -> tuple[list[Used], list[str]]:
        """Audit every file that is not done; where all are noted, and what to keep."""
        doing = Doing(
            self.order,
            self.limits,
            program(),
            self._also,
            self._task,
            unread_record,
            lambda *given: moved(self.folder, *given),
            self._lacks,
            _ready,
        )
        used = doing.told(walk.unread, journal)
        kept = [each.key for each in used]
        for step in doing.over(once(walk.sources), journal):
            if isinstance(step, Started):
                told(step)
            else:
                used += step.used
                kept += step.kept
        told(None)
        return used, kept

    def _also(self, source: FoundFile) -> list[object]:
        """What else decides what is made of a file."""
        return list(map(str, self.accepted.of(str(source.path)).entries))

    def _lacks(self, job: Job, journal: Journal) -> bool:
        """Tell whether an annotated copy is wanted that is not there.

        Other results are written from what is noted; a copy, from the file alone.
        """
        copies = AnnotatedCopies(self.folder)
        if not self.wanted.per_unit or copies.has(job.named, str(job.source.path)):
            return False
        counts = journal.record(job.used)["counts"]
        return any(places > accepted for *_, places, accepted in counts)

    def _task(self, chain: Chain) -> Task:
        per_unit = self.wanted.per_unit
        order = evolve(self.order, grids=per_unit)
        return RecordTask(order, chain, self.accepted, self.folder, per_unit)


def _ready() -> None:
    """Load what reads, audits and shows a table."""
    load_ahead()
    kept_lines.ready()


def once(sources: Sequence[FoundFile]) -> list[FoundFile]:
    """The files in the order of their paths, each once."""
    found: dict[str, FoundFile] = {}
    for source in sorted(sources, key=lambda each: (str(each.path), not each.named)):
        found.setdefault(os.path.realpath(source.real), source)
    return list(found.values())


def prepare(folder: Path, files: Sequence[Path]) -> None:
    """Refuse a folder that cannot be written to, or that holds something else.

    Raises `InputError`; nothing was read yet.
    """
    if any(same(folder, file) for file in files):
        raise InputError.of(str(folder), "结果与要审的是同一处", remedy="请换个文件夹")
    if folder.exists() and not folder.is_dir():
        raise InputError.of(
            str(folder), "这里不是一个文件夹", remedy="请写出文件夹的名字"
        )
    ours = (folder / INSIDE).is_dir()
    if folder.exists() and not ours and any(folder.iterdir()):
        message = "文件夹里已有别的文件，未改动"
        raise InputError.of(str(folder), message, remedy="请换个文件夹，或先清空")
    note = "ziping batch 做完的清单在这里；删去它，下次从头做起。\n"
    save(folder / INSIDE / NOTE, note.encode(), force=True)
