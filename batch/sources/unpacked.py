"""压缩包解到哪里: 一个临时的文件夹, 用完就删; 上次中断而留下的, 这次删去."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

from batch.locking import LOCK_FILE, hold

PREFIX: Final = "ziping-unpacked-"
FILES: Final = "files"


@contextmanager
def unpacking_place() -> Iterator[Path]:
    """A folder for what is in archives, as long as it is needed."""
    _clean(Path(gettempdir()))
    with TemporaryDirectory(prefix=PREFIX) as folder:
        held = hold(Path(folder) / LOCK_FILE)
        place = Path(folder) / FILES
        place.mkdir()
        try:
            yield place
        finally:
            if held is not None:
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
