"""另一个进程里的读表: ``python -m app.web.intake.process FILE MADE [GRIDS]``.

Prints one JSON value: the grids with the names of their tables, or the problems. A
file without cells to fill (data, lines of text) is laid out as an official form, which
is written to MADE; then the grids are those of that workbook. Of a document that has to be
converted by LibreOffice it says so, and reads nothing: there is no room for that here.
Nor is there for files of pages, which may be scans: each is read in a process of its
own, and then its grids are given, in a file of JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from batch.inputs import is_data, read_one
from indicators.errors import InputError
from indicators.evaluation import Evaluation
from reading.grid import Grid
from reading.reader import found_on, tables
from reading.sources import carried, load
from reading.sources.detect import kind_of
from reading.sources.isolated import limit
from reading.sources.office.program import program
from reading.sources.office.shelf import KINDS
from templates.forms.form import DEFAULT
from templates.writing.writer import write

UNNAMED = "未命名项目"
_CELLS = frozenset({"sheet", "table"})
_OF_PAGES = frozenset({"pdf", "ofd", "picture"})


def answer(path: Path, made: Path, grids: Path | None = None) -> dict[str, Any]:
    """Read a file into what JSON can carry."""
    try:
        if grids is None and (elsewhere := _elsewhere(path)):
            return {elsewhere: True}
        read, found = _read(path, made, grids)
    except InputError as error:
        return {"problems": carried.told(error.problems)}
    return {"grids": carried.written(read), "titles": list(map(title_of, found))}


def _elsewhere(path: Path) -> str:
    """What has to read a file, where this process has no room for it; '' for nothing."""
    kind = "" if is_data(path) else kind_of(path)
    if kind in KINDS and program() is not None:
        return "office"
    return "pages" if kind in _OF_PAGES else ""


def _read(
    path: Path, made: Path, grids: Path | None
) -> tuple[tuple[Grid, ...], Sequence[Evaluation]]:
    if is_data(path):
        return _laid_out(read_one(path), made)
    read = load(path) if grids is None else carried.read(json.loads(grids.read_bytes()))
    found = tables(path, read)
    if not all(grid.kind in _CELLS for grid, _ in found):
        return _laid_out(found[0][1], made)
    return read, [table for _, table in found]


def _laid_out(
    table: Evaluation, made: Path
) -> tuple[tuple[Grid, ...], Sequence[Evaluation]]:
    """The table as an official form, read back."""
    made.write_bytes(write(table, DEFAULT))
    grids = load(made)
    return grids, [each for _, each in found_on(grids)]


def title_of(table: Evaluation) -> str:
    """一张表叫什么: 项目的名称, 没有的用单位的."""
    return table.project or table.unit or UNNAMED


if __name__ == "__main__":
    limit()
    json.dump(answer(*map(Path, sys.argv[1:])), sys.stdout)
