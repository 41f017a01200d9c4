"""另一个进程里的版式文件读取: ``python -m reading.pages_process FILE [running]``.

Prints one JSON value: the grids or the problems, and whether the pages are pictures.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from indicators.errors import InputError
from reading.locating.page_labels import PageLabels
from reading.sources.carried import told, written
from reading.sources.detect import kind_of
from reading.sources.isolated import limit
from reading.sources.pages.document import NoTextError
from reading.sources.pages.isolated_reader import RUNNING


def answer(path: Path, *, running: bool = False) -> dict[str, Any]:
    """Read a file into what JSON can carry; if `running`, the lines around tables too."""
    try:
        kind = kind_of(path)
        reader = import_module(f"reading.sources.{kind}.reader")
        found = reader.read_document(path, PageLabels(), running=running)
    except InputError as error:
        return {
            "problems": told(error.problems),
            "scanned": isinstance(error, NoTextError),
        }
    scanned = kind == "pdf" and any(grid.kind == "scan" for grid in found)
    return {"grids": written(found), "scanned": scanned}


if __name__ == "__main__":
    limit()
    wanted = sys.argv[2:] == [RUNNING]
    json.dump(answer(Path(sys.argv[1]), running=wanted), sys.stdout)
