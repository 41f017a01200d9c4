"""许多文件的审核: 走文件夹, 分给几个进程, 逐张写出; 哪些没有审, 最后分开列."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from attrs import frozen

from app.commands.inputs import notice_to_stderr, problems_to_stderr
from app.commands.options import PATH
from app.terminal.streams import PROGRESS, to_stderr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.commands.outputs import Writer
    from app.text.blocks import Block
    from app.views.closing import Closing
    from app.views.presentations import Presentation
    from batch.accepted import Accepted
    from batch.outcomes import Event, Notice, Outcome, Started, Unread
    from batch.results.table_set import SetTable
    from batch.run import Order
    from batch.sources.found_file import FoundFile
    from batch.sources.walk import Walk

MANY = 24
"""From so many files on, processes of their own are worth their start."""
LISTED = 20
"""So many of the files that were not audited are named; the others are counted."""


class Work(NamedTuple):
    """怎样分给几个进程: `jobs` 几个, 一个文件至多几秒、几兆字节."""

    jobs: int | None = None
    seconds: int = 120
    megabytes: int = 2048


class Lists(NamedTuple):
    """应报单位的名单, 与认可的发现."""

    roster: Path | None = None
    accepted: Path | None = None

    def read(self) -> tuple[tuple[str, ...], Accepted]:
        """Read both. Raises `InputError` where one is not what it should be."""
        from batch import accepted as told

        names = told.roster(self.roster) if self.roster else ()
        known = told.accepted(self.accepted) if self.accepted else told.Accepted()
        return names, known


LISTS: dict[str, dict[str, Any]] = {
    "roster": {
        "type": PATH,
        "metavar": "文件",
        "help": "应报单位的名单，列出没有报来的",
    },
    "accepted": {
        "type": PATH,
        "metavar": "文件",
        "help": "认可的发现：编号、文件、位置各一列，不再算作发现",
    },
}
WORK: dict[str, dict[str, Any]] = {
    "jobs": {
        "type": click.IntRange(1, 64),
        "metavar": "个数",
        "help": "几个进程，默认每个核一个",
    },
    "seconds": {
        "type": click.IntRange(1),
        "metavar": "秒",
        "default": 120,
        "help": "一个文件读这么久还没完就停下，默认 120",
    },
    "megabytes": {
        "type": click.IntRange(200),
        "metavar": "MB",
        "default": 2048,
        "help": "一个进程至多用这么多内存，默认 2048",
    },
}


def walked(files: Sequence[Path], folder: Path, apart: Iterable[Path]) -> Walk:
    """走一遍给出的路径; `folder` is where archives are unpacked to.

    Raises `InputError` where there is nothing to audit.
    """
    from batch.sources.walk import Walk
    from indicators.errors import InputError

    walk = Walk(folder, frozenset(path.resolve() for path in apart))
    walk.take(files)
    if not walk.sources and not walk.unread:
        tell_skipped(walk)
        where = "、".join(map(str, files))
        raise InputError.of(where, "里面没有可审核的文件", remedy="请核对路径")
    return walk


@frozen
class Showing:
    """由一个结局做出的: what is shown of it, how it counts, and itself where needed.

    `table` is what the set is judged by; `taken` are its accepted findings, by code,
    file and place.
    """

    event: Notice | Outcome | None
    shown: Any = None
    closing: Closing | None = None
    table: SetTable | None = None
    taken: tuple[tuple[str, str, str], ...] = ()


@frozen
class Making:
    """由结局做出一步; this may happen in another process."""

    presentation: Presentation
    worst: tuple[str, ...]
    whole: bool
    accepted: Accepted

    def __call__(self, event: Event) -> Showing:
        """Make what the run needs to know of an event, and no more."""
        from app.views.closing import Closing
        from batch.outcomes import Audited, Notice, Started

        if isinstance(event, Started | Notice):
            return Showing(None if isinstance(event, Started) else event)
        from batch.results.table_set import SetTable

        counted = Closing(0, self.worst)
        if not isinstance(event, Audited):
            counted.take(event)
            return Showing(event, self.presentation.shown(event), counted)
        event, taken = self.accepted.apart(event)
        counted.take(event)
        kept = event if self.whole else None
        shown = self.presentation.shown(event)
        return Showing(kept, shown, counted, SetTable.of(event), taken)


class Run:
    """一次审核: each outcome is written as soon as it is there."""

    def __init__(
        self,
        presentation: Presentation,
        closing: Closing,
        writers: Sequence[Writer],
        *,
        accepted: Accepted,
        progress: bool,
    ) -> None:
        from batch.results.table_set import TableSet

        self.presentation, self.closing = presentation, closing
        self.writers, self.progress, self.accepted = writers, progress, accepted
        self.apart: list[Unread] = []
        self.whole = TableSet()
        self.taken: list[tuple[str, str, str]] = []

    def over(self, walk: Walk, order: Order, work: Work) -> bool:
        """Audit what was walked; returns whether every output could be written."""
        worst, whole = self.closing.worst, bool(self.writers)
        making = Making(self.presentation, worst, whole, self.accepted)
        for unread in walk.unread:
            self._take(making(unread))
        for step in _steps(walk, order, making, work):
            if isinstance(step, Showing):
                self._take(step)
            elif self.progress:
                PROGRESS.at(step.number, step.count, step.path.name)
        PROGRESS.clear()
        self._write(self.presentation.end())
        _tell_apart(self.apart)
        tell_skipped(walk)
        written = [_end(writer) for writer in self.writers]
        return all(written)

    def _take(self, step: Showing) -> None:
        from batch.outcomes import Notice, Unread

        if isinstance(step.event, Notice):
            notice_to_stderr(step.event)
            return
        if isinstance(step.event, Unread):
            if step.event.named:
                problems_to_stderr(step.event.problems)
            else:
                self.apart.append(step.event)
        self._write(self.presentation.take(step.shown))
        if step.closing is not None:
            self.closing.add(step.closing)
        if step.table is not None:
            self.whole.take(step.table)
            self.taken += step.taken
        if step.event is not None:
            for writer in self.writers:
                writer.take(step.event)

    def of_the_set(self, roster: Sequence[str]) -> Iterator[str]:
        """What is to be said of all the tables together."""
        from app.commands.results import over_set

        yield from over_set.set_findings(self.whole)
        if self.accepted.entries:
            yield over_set.accepted(len(self.taken))
            yield from over_set.unused(self.accepted, self.taken)
        if roster:
            yield over_set.lacking(self.whole.missing(roster), len(roster))

    def _write(self, blocks: Iterable[Block]) -> None:
        """Write to stdout; where the pipe is closed, the chosen files are written all the same."""
        from app.terminal.console import show_going_on

        show_going_on(blocks, more=bool(self.writers))


def _steps(
    walk: Walk, order: Order, making: Making, work: Work
) -> Iterator[Started | Showing]:
    """The audits of all files: of many, or of what was found, in other processes."""
    from batch.many import audited_apart, audited_here
    from batch.workers import WorkLimits, cores

    sources: Sequence[FoundFile] = walk.sources
    if len(sources) < MANY and not walk.whole:
        return audited_here(sources, order, making)
    limits = WorkLimits(work.jobs or cores(), work.seconds, work.megabytes)
    return audited_apart(sources, order, making, limits, walk.folder)


def _tell_apart(unread: Sequence[Unread]) -> None:
    """List what was found and not audited: without a table, blank, not to be read."""
    kinds: dict[str, list[Unread]] = {
        "空表": [],
        "没有自评表的文件": [],
        "读不了的文件": [],
    }
    for each in unread:
        name = "空表" if each.blank else "没有自评表的文件"
        kinds[name if each.blank or each.absent else "读不了的文件"].append(each)
    for name, found in kinds.items():
        if found:
            to_stderr(f"{name}，{len(found)} 个：")
        for each in found[:LISTED]:
            told = each.path if each.absent else each.problems[0]
            to_stderr(f"  {told}")
        if len(found) > LISTED:
            to_stderr(f"  其余 {len(found) - LISTED} 个见 --json")


def tell_skipped(walk: Walk) -> None:
    """Say what was passed over because of its name."""
    if told := "，".join(
        f"{count} 个{name}" for name, count in (+walk.skipped).items()
    ):
        to_stderr(f"略过：{told}")


def _end(writer: Writer) -> bool:
    """Write an output, and return whether it could be; the others are written all the same."""
    from indicators.errors import InputError

    try:
        writer.end()
    except InputError as error:
        problems_to_stderr(error.problems)
        return False
    return True
