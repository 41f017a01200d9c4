"""同一处同时只许一次运行: a lock that ends with its process, however that ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from batch.system_errors import of_path
from indicators.errors import InputError

LOCK_FILE: Final = "lock"
_TAKEN: Final = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


def hold(path: Path) -> int | None:
    """Lock a file, which is made where there is none; None where another process has it.

    Gives what is to be closed in the end. Raises `OSError` where it cannot be made.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(file)
    except OSError as error:
        os.close(file)
        if error.errno in _TAKEN:
            return None
        raise
    return file


def _lock(file: int) -> None:
    """Lock one byte; a process that was forked does not have the lock."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1)


@contextmanager
def locked(folder: Path, inside: str) -> Iterator[None]:
    """Have a folder of results alone. Raises `InputError` where another run has it."""
    try:
        held = hold(folder / inside / LOCK_FILE)
    except OSError as error:
        raise of_path(folder, error) from None
    if held is None:
        told = "另一次运行正在往这里写"
        raise InputError.of(str(folder), told, remedy="请等它结束，或换个文件夹")
    try:
        yield
    finally:
        os.close(held)
