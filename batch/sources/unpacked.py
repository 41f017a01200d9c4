"""压缩包解到哪里: 一个临时的文件夹, 用完就删; 上次中断而留下的, 这次删去."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Final

from batch.locking import LOCK_FILE, hold

PREFIX: Final = "ziping-unpacked-"
FILES: Final = "files"


@contextmanager
def unpacking_place() -> Iterator[Path]:
    """A folder for what is in archives, as long as it is needed."""
    _clean(Path(gettempdir()))
    folder, held = _own()
    try:
        place = folder / FILES
        place.mkdir()
        yield place
    finally:
        os.close(held)
        shutil.rmtree(folder, ignore_errors=True)


def _own() -> tuple[Path, int]:
    """A new folder and its lock.

    Another run that cleans up may come between the two, and takes the folder for one
    that was left: then a new one is made.
    """
    while True:
        folder = Path(mkdtemp(prefix=PREFIX))
        lock = folder / LOCK_FILE
        held = hold(lock)
        if held is None:
            continue
        if lock.exists():
            return folder, held
        os.close(held)


def _clean(home: Path) -> None:
    """Remove the folders of runs that ended without doing so."""
    for folder in home.glob(f"{PREFIX}*"):
        lock = folder / LOCK_FILE
        try:
            held = hold(lock) if lock.exists() and not lock.is_symlink() else None
        except OSError:
            continue  # another user's
        if held is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(held)
