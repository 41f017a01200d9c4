"""许多文件分给几个进程去做; 一个文件做不完, 停下它, 说出来, 不耽误其余的.

Each worker has a bound on its memory, and each item a bound on its time. What a worker
gives back is the answer of `task`, or why there is none. Answers come in the order of
the items, whatever the number of workers. Nothing is printed here.
"""

from __future__ import annotations

import gc
import mmap
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from enum import Enum, unique
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from attrs import define, field, frozen

from batch import sending  # noqa: F401 - it tells how values are sent
from batch.inputs import CHANGED
from batch.orphans import end_with
from indicators.errors import InputError, Problem

Item = TypeVar("Item")
Answer = TypeVar("Answer")

WINDOW: Final = 512
"""So many answers at most wait for an earlier one."""


@unique
class Stop(Enum):
    """为什么一个文件没有做完."""

    TIME = "太久没有读完，已停止"
    MEMORY = "太占内存，已停止"
    DEATH = "读它的进程中止了（多半是内存不够，或文件已损坏）"
    CHANGE = CHANGED


@frozen
class WorkLimits:
    """限度: 几个进程, 一个文件几秒, 一个进程几兆字节.

    `ahead` is how many items a worker has at hand. With two it need not wait for the
    next; of items that take long each wants a worker that is free.
    """

    jobs: int = 1
    seconds: int = 120
    megabytes: int = 2048
    ahead: int = 2


@frozen
class Refusal:
    """不能接着做了: what a task could not write, or a fault of the program."""

    problems: tuple[Problem, ...]


@frozen
class Begun(Generic[Item]):
    """开始做一个: 它, 已做完几个."""

    item: Item
    done: int


@frozen
class Done(Generic[Item, Answer]):
    """做完一个: the answer, or why there is none."""

    item: Item
    answer: Answer | Stop


def cores() -> int:
    """这台机器让用几个核."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@define
class _Worker:
    """One process, and the numbers of the items that it has at hand."""

    process: BaseProcess
    connection: Connection
    hand: deque[int] = field(factory=deque)
    since: float = 0.0


class Workers(Generic[Item, Answer]):
    """几个进程. `task` 由一个文件得出一个答案; it must not depend on the others."""

    def __init__(self, task: Callable[[Item], Answer], limits: WorkLimits) -> None:
        self.task, self.limits = task, limits
        self.context = _context()
        self.workers: list[_Worker] = []
        self.waiting: deque[int] = deque()
        self.answers: dict[int, Answer | Stop] = {}

    def over(self, items: Sequence[Item]) -> Iterator[Begun[Item] | Done[Item, Answer]]:
        """Do all of them: when each begins, and its answer in the order of the items."""
        self.waiting.extend(range(len(items)))
        following = 0
        try:
            while following < len(items):
                for number in self._hand_out(items, following):
                    yield Begun(items[number], following + len(self.answers))
                self._collect()
                while following in self.answers:
                    yield Done(items[following], self.answers.pop(following))
                    following += 1
        finally:
            self._end()

    def _hand_out(self, items: Sequence[Item], following: int) -> Iterator[int]:
        """Give each worker what it has room for, the first of all to each first."""
        while len(self.workers) < min(self.limits.jobs, len(self.waiting)):
            self.workers.append(self._started())
        for room in range(1, self.limits.ahead + 1):
            for worker in self.workers:
                while len(worker.hand) < room and self._may_go_on(following):
                    number = self.waiting.popleft()
                    with suppress(
                        OSError
                    ):  # a worker that died is seen when collecting
                        worker.connection.send((number, items[number]))
                    if not worker.hand:
                        worker.since = monotonic()
                    worker.hand.append(number)
                    yield number

    def _may_go_on(self, following: int) -> bool:
        return bool(self.waiting) and self.waiting[0] < following + WINDOW

    def _started(self) -> _Worker:
        """A new process; it keeps no end of another's pipe."""
        ours, theirs = self.context.Pipe()
        others = [ours, *(worker.connection for worker in self.workers)]
        kept = others if self.context.get_start_method() == "fork" else []
        process = self.context.Process(  # type: ignore[attr-defined]
            target=_serve,
            args=(self.task, theirs, kept, self.limits.megabytes, os.getpid()),
            daemon=True,
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _collect(self) -> None:
        """Wait for an answer, for the death of a worker, or for the end of its time."""
        busy = {w.connection: w for w in self.workers if w.hand}
        first = min((w.since for w in busy.values()), default=monotonic())
        rest = max(first + self.limits.seconds - monotonic(), 0)
        for connection in wait(list(busy), rest):
            self._take(busy[connection])  # type: ignore[index]
        now = monotonic()
        for worker in list(self.workers):
            late = worker.hand and now - worker.since > self.limits.seconds
            if late and not worker.connection.poll():
                self._lose(worker, Stop.TIME)

    def _take(self, worker: _Worker) -> None:
        try:
            number, answer, full = worker.connection.recv()
        except (EOFError, OSError):
            self._lose(worker, Stop.DEATH)
            return
        if isinstance(answer, Refusal):
            raise InputError(answer.problems)
        worker.hand.remove(number)
        worker.since = monotonic()
        self.answers[number] = answer
        if full:
            self._retire(worker)

    def _lose(self, worker: _Worker, why: Stop) -> None:
        """Give up a worker and what it was at; what it had not begun is done by others."""
        self.answers[worker.hand.popleft()] = why
        self._retire(worker)

    def _retire(self, worker: _Worker) -> None:
        self.waiting.extendleft(reversed(worker.hand))
        self.workers.remove(worker)
        _killed(worker)

    def _end(self) -> None:
        for worker in self.workers:
            _killed(worker)
        self.workers.clear()


def _killed(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.connection.close()


def _context() -> BaseContext:
    """Linux copies the process; elsewhere that is not safe, and a new one is started."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _serve(
    task: Callable[[Any], Any],
    connection: Connection,
    others: Sequence[Connection],
    megabytes: int,
    parent: int,
) -> None:
    """The life of a worker: an item, its answer, and whether it has used much memory."""
    for other in others:
        other.close()
    gc.freeze()  # what the parent holds is not gone through, and stays shared with it
    end_with(parent)
    bound(megabytes)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            number, item = connection.recv()
            connection.send((number, _answered(task, item), used() > megabytes // 2))


def _answered(task: Callable[[Any], Any], item: Any) -> Any:
    try:
        return task(item)
    except MemoryError:
        return Stop.MEMORY
    except InputError as error:
        return Refusal(error.problems)
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user
        message = f"程序内部出错（{type(error).__name__}：{error}）"
        return Refusal((Problem(str(item), message, remedy="请报告此问题"),))


def bound(megabytes: int) -> None:
    """Bound the memory that this process takes from now on, where the system can.

    What it holds already, of the process that it came from, does not count.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        most = _held() + (megabytes << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _held() -> int:
    """Bytes of address space that this process has; 0 where the system does not tell."""
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
        return int(pages) * mmap.PAGESIZE
    return 0


def used() -> int:
    """用过的内存的最大值, 兆字节; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 20 if sys.platform == "darwin" else 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> unit
