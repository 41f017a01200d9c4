"""许多文件: 在几个进程里审核, 或就在这里; 每个文件的答案由 `made` 从结局做出.

What is given does not depend on the number of processes. A file that is given up
because it takes too long or too much memory is one that could not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from attrs import frozen

from batch.chain import Chain
from batch.converting import converted_ahead
from batch.inputs import REPEAT
from batch.loaded import load_ahead
from batch.outcomes import Event, Started, Unread
from batch.run import Order, audits, file_events
from batch.sources.found_file import FoundFile
from batch.sources.read_before import FOLDER, ReadBefore
from batch.workers import Begun, Done, Stop, Workers, WorkLimits
from indicators.errors import Problem
from reading.sources.office.shelf import shelf

Made = TypeVar("Made")
Answer = TypeVar("Answer")
_REMEDY = "请单独打开核对，只保留自评表后另存"


@frozen
class FileTask(Generic[Made]):
    """审核一个文件, 在哪个进程里都一样."""

    order: Order
    chain: Chain
    made: Callable[[Event], Made]

    def __call__(self, source: FoundFile) -> tuple[Made, ...]:
        """What is made of each event of the file."""
        return tuple(map(self.made, file_events(source, self.order, self.chain)))


def audited_here(
    sources: Sequence[FoundFile], order: Order, made: Callable[[Event], Made]
) -> Iterator[Started | Made]:
    """就在这里, 一个接一个地审核: for few files a process of their own costs more."""
    for event in audits(sources, order):
        yield event if isinstance(event, Started) else made(event)


def audited_apart(
    sources: Sequence[FoundFile],
    order: Order,
    made: Callable[[Event], Made],
    limits: WorkLimits,
    place: Path,
) -> Iterator[Started | Made]:
    """在几个进程里审核; the results are in the order of the files.

    In `place`, a folder, lies what is needed until the end.
    """
    load_ahead()
    with shelf():
        yield from converted_ahead(sources)
        chain = Chain(order.chained, before=ReadBefore(place / FOLDER))
        if chain.wanted:
            chain.look(sources, order.sheet, lambda task, of: over(task, of, limits))
        workers = Workers(FileTask(order, chain, made), limits)
        for step in workers.over(sources):
            if isinstance(step, Begun):
                yield Started(step.item.path, step.done + 1, len(sources))
            elif isinstance(step.answer, Stop):
                yield made(stopped(step.item, step.answer, limits))
            else:
                yield from step.answer


def over(
    task: Callable[[FoundFile], Answer],
    sources: Sequence[FoundFile],
    limits: WorkLimits,
) -> Iterable[Answer | None]:
    """Do one thing with each file, in several processes; None where it was given up."""
    for step in Workers(task, limits).over(sources):
        if isinstance(step, Done):
            yield None if isinstance(step.answer, Stop) else step.answer


def stopped(source: FoundFile, stop: Stop, limits: WorkLimits) -> Unread:
    """停下了的一个文件, 为什么."""
    allowed: dict[Stop, Any] = {
        Stop.TIME: f"限 {limits.seconds} 秒",
        Stop.MEMORY: f"限 {limits.megabytes} MB",
    }
    remedy = REPEAT if stop is Stop.CHANGE else _REMEDY
    told = Problem(str(source.path), stop.value, allowed.get(stop), remedy)
    return Unread(source.path, (told,), named=source.named)
