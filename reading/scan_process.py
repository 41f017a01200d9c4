"""另一个进程里的识别: ``python -m reading.scan_process FILE [PAGE …]``.

Prints one JSON value: the grids, or the problems; says on stderr which page it reads.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from indicators.errors import InputError
from reading.locating.page_labels import PageLabels
from reading.sources.carried import told as told_of
from reading.sources.carried import written
from reading.sources.isolated import limit
from reading.sources.scans.reader import Told, read_scan

MEMORY: Final = 4 << 30
"""Addresses, not memory in use: the libraries ask for many more than they fill."""
CPU_SECONDS: Final = 3000


def answer(path: Path, told: Told, pages: Sequence[int] = ()) -> dict[str, Any]:
    """Read a scan, or some of its pages, into what JSON can carry."""
    try:
        return {"grids": written(read_scan(path, PageLabels(), told, pages))}
    except InputError as error:
        return {"problems": told_of(error.problems)}


def _heard() -> Told:
    """Say on stderr which page is read; whatever libraries say there is not heard."""
    heard = os.fdopen(os.dup(2), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)

    def tell(number: int, count: int) -> None:
        heard.write(f"扫描件：识别第 {number} 页，共 {count} 页\n")
        heard.flush()

    return tell


if __name__ == "__main__":
    limit(CPU_SECONDS, MEMORY)
    numbers = [int(number) for number in sys.argv[2:]]
    json.dump(answer(Path(sys.argv[1]), _heard(), numbers), sys.stdout)
