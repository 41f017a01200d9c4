""".pdf: 在另一个进程里读取 (见 `reading.pdf_process`), 结果仍是格子."""

from __future__ import annotations

from pathlib import Path

from indicators.errors import InputError
from reading.grid import Grid
from reading.sources import carried
from reading.sources.isolated import ask

RUNNING = "running"
PROCESS = "reading.pdf_process"
"""The program that reads a PDF.

It stands above the sources, which know no words: it hands the words of the project to
`reader`. So it is named here and not imported, as every program of `isolated.ask` is.
"""


def read(path: Path) -> tuple[Grid, ...]:
    """Read the tables of a PDF, or its lines of text."""
    return _asked(path)


def read_running(path: Path) -> tuple[Grid, ...]:
    """Read the tables of a PDF, and as the last grid the lines around them."""
    return _asked(path, RUNNING)


def _asked(path: Path, *wanted: str) -> tuple[Grid, ...]:
    answer = ask(PROCESS, [str(path.resolve()), *wanted])
    if answer is None:
        raise InputError.of(
            path.name,
            "PDF 过大、过于复杂或已损坏，没有读完",
            remedy="请只保留自评表所在的页，或提供 Excel 原件",
        )
    if problems := answer.get("problems"):
        raise InputError(map(carried.problem, problems))
    return carried.read(answer["grids"])
