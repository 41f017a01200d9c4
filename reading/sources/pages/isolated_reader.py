"""版式文件 (.pdf、.ofd): 在另一个进程里读取 (见 `reading.pages_process`), 结果仍是格子."""

from __future__ import annotations

from pathlib import Path

from indicators.errors import Problem
from reading.grid import Grid
from reading.sources import carried
from reading.sources.isolated import ask
from reading.sources.scans import isolated_reader as scans
from reading.sources.scans.among_pages import with_scanned_pages
from reading.sources.scans.isolated_reader import is_installed

_UNREAD = "文件过大、过于复杂或已损坏，没有读完"
_REMEDY = "请只保留自评表所在的页，或提供 Excel 原件"
RUNNING = "running"
PROCESS = "reading.pages_process"
"""The program that reads pages.

It stands above the sources, which know no words: it hands the words of the project to
the reader of the format. So it is named here and not imported, as every program of `isolated.ask` is.
"""


def read(path: Path) -> tuple[Grid, ...]:
    """Read the tables of a file with pages, or its lines of text."""
    return _asked(path)


def read_running(path: Path) -> tuple[Grid, ...]:
    """Read the tables, and as the last grid the lines around them."""
    return _asked(path, RUNNING)


def _asked(path: Path, *wanted: str) -> tuple[Grid, ...]:
    answer = ask(PROCESS, [str(path.absolute()), *wanted])
    if answer and answer["scanned"] and is_installed():
        return scans.read(path)
    unread = Problem(path.name, _UNREAD, remedy=_REMEDY)
    grids = carried.read(carried.answered(answer, unread)["grids"])
    return with_scanned_pages(path, grids) if is_installed() else grids
