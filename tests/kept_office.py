"""一直开着的 LibreOffice: 转换一份文件, 不必每次从头起动 (一秒的处理器)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

A_DOCUMENT = Path(__file__).parent / "files/transfer-libreoffice.docx"
"""What it has open: it ends with the last document."""
PATIENCE = 600


class Office(NamedTuple):
    """The program, and the folder where it keeps its profile."""

    process: subprocess.Popen[bytes]
    folder: Path


def convert(sources: Sequence[Path | str], folder: Path, kind: str) -> None:
    """LibreOffice writes files in another kind into a folder."""
    ask = (
        *command(opened().folder),
        "--convert-to",
        kind,
        "--outdir",
        folder,
        *sources,
    )
    subprocess.run(ask, check=True, capture_output=True, timeout=PATIENCE)


def converted(source: Path, folder: Path, kind: str) -> Path:
    """LibreOffice writes a file in another kind; gives where."""
    convert((source,), folder, kind)
    return folder / f"{source.stem}.{kind}"


def command(folder: Path) -> tuple[str, ...]:
    """What is started with the profile of one that runs asks that one, and waits."""
    profile = (folder / "profile").as_uri()
    return ("soffice", f"-env:UserInstallation={profile}", "--headless")


@cache
def opened() -> Office:
    """Start it, and wait until its document is locked."""
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    document = shutil.copy(A_DOCUMENT, folder / "open.docx")
    process = subprocess.Popen(
        [*command(folder), "--norestore", document],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + PATIENCE
    while not (folder / ".~lock.open.docx#").exists():
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    return Office(process, folder)


def close() -> None:
    """End it, where it was started."""
    if opened.cache_info().currsize:
        office = opened()
        os.killpg(office.process.pid, signal.SIGKILL)
        office.process.wait()
        shutil.rmtree(office.folder)
        opened.cache_clear()
