"""另一个进程里的 LibreOffice: 一次启动转完一个文件夹里的文件, 限内存、限时间.

``python -m reading.sources.office.process PROGRAM FOLDER SECONDS`` converts what stands in
FOLDER/in into FOLDER/out and prints one JSON value. It waits for LibreOffice beside
whoever asked: when that one is gone, or the time is up, LibreOffice and all that it has
started are ended. A profile of its own: no macros, no links, nothing of the user's.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from reading.sources.isolated import limit

MEMORY_LIMIT: Final = 1500 << 20
"""LibreOffice 7.4 needs 0.7 GB of addresses for a small document."""
_STEP: Final = 0.02
_TO: Final = "docx:MS Word 2007 XML"
_ITEM: Final = (
    '<item oor:path="/org.openoffice.Office.Common/{}"><prop oor:name="{}" '
    'oor:op="fuse"><value>{}</value></prop></item>'
)
_SETTINGS: Final = (
    ("Security/Scripting", "MacroSecurityLevel", "3"),
    ("Security/Scripting", "DisableMacrosExecution", "true"),
    ("Security/Scripting", "DisableActiveContent", "true"),
    ("Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Misc", "FirstRun", "false"),
)


def settings() -> str:
    """The settings of the profile, as LibreOffice keeps them."""
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )


def convert(program: str, folder: Path, seconds: float) -> bool:
    """Convert all files of a folder; True where LibreOffice came to its end."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(settings(), "utf-8")
    command = [
        program,
        f"-env:UserInstallation={user.parent.as_uri()}",
        *("--headless", "--norestore", "--nodefault", "--nolockcheck"),
        *("--convert-to", _TO, "--outdir", str(folder / "out")),
        *map(str, sorted((folder / "in").iterdir())),
    ]
    nowhere = subprocess.DEVNULL
    office = subprocess.Popen(  # noqa: S603 - a program of this machine, no shell
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )
    asked, until = os.getppid(), monotonic() + seconds
    try:
        while office.poll() is None and monotonic() < until:
            if os.getppid() != asked:
                shutil.rmtree(folder, ignore_errors=True)
                break
            sleep(_STEP)
        return office.poll() == 0
    finally:
        _end(office)


def _end(office: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and all that it has started, some of which may outlive it."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(office.pid, signal.SIGKILL)
        else:
            office.kill()
    office.wait()


if __name__ == "__main__":
    allowed = float(sys.argv[3])
    limit(int(allowed), MEMORY_LIMIT)
    json.dump({"ended": convert(sys.argv[1], Path(sys.argv[2]), allowed)}, sys.stdout)
