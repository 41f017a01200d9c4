"""隔离: 不可信的库放在另一个进程里读, 限内存、限时间, 死了也只死它自己.

Measured: a damaged .xls made calamine ask for 137 GB and abort the process; 300 KB of
PDF unpacked to 650 MB. Neither library can be told a limit, but a process can.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import Thread
from typing import Any, Final

MEMORY_LIMIT: Final = 480 << 20
CPU_SECONDS: Final = 9
# On a busy machine the clock runs on while the process waits.
WALL_SECONDS: Final = 60
_ROOT: Final = Path(__file__).parents[2]
hearer: ContextVar[Callable[[str], None] | None] = ContextVar("hearer", default=None)
"""Who hears, line by line, what a program that runs `aloud` says of its progress."""


def limit(seconds: int = CPU_SECONDS, most: int = MEMORY_LIMIT) -> None:
    """Bound the memory and the time of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    # Where less is allowed already, nobody but root may ask for more.
    allowed = resource.getrlimit(resource.RLIMIT_AS)[1]
    unbound = allowed == resource.RLIM_INFINITY
    memory = most if unbound else min(most, allowed)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def ask(
    module: str,
    arguments: Sequence[str],
    seconds: float = WALL_SECONDS,
    *,
    aloud: bool = False,
) -> dict[str, Any] | None:
    """Run a module of ours as a program; None if it did not survive its task.

    `aloud`: what it says of its progress on stderr is heard, by `hearer` where there is one.
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    try:
        with _heard(aloud=aloud) as stderr:
            done = subprocess.run(  # noqa: S603 - our own program, no shell
                command,
                stdout=subprocess.PIPE,
                stderr=stderr,
                timeout=seconds,
                check=True,
                env=environment,
            )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError):
        return None
    return answer


@contextmanager
def _heard(*, aloud: bool) -> Iterator[int | None]:
    """Where a program says how far it is: to whoever hears it, else where we say it."""
    listener = hearer.get()
    if not aloud or listener is None:
        yield None if aloud else subprocess.PIPE
        return
    ear, mouth = os.pipe()
    hearing = Thread(target=_hear, args=(ear, listener))
    hearing.start()
    try:
        yield mouth
    finally:
        os.close(mouth)
        hearing.join()


def _hear(ear: int, listener: Callable[[str], None]) -> None:
    with os.fdopen(ear, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            listener(line.rstrip("\n"))
