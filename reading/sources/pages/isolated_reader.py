"""版式文件 (.pdf): 在另一个进程里读取 (见 `reading.pages_process`), 结果仍是格子."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from indicators.errors import InputError, Problem
from indicators.place import Place
from reading.grid import Cell, Grid
from reading.sources.isolated import ask

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
    answer = ask(PROCESS, [str(path.resolve()), *wanted])
    if answer is None:
        raise InputError.of(
            path.name,
            "文件过大、过于复杂或已损坏，没有读完",
            remedy="请只保留自评表所在的页，或提供 Excel 原件",
        )
    if problems := answer.get("problems"):
        raise InputError(map(_problem, problems))
    return tuple(_grid(grid) for grid in answer["grids"])


def _grid(stated: dict[str, Any]) -> Grid:
    return Grid(
        **{
            **stated,
            "cells": tuple(map(_cell, stated["cells"])),
            "before": tuple(stated["before"]),
            "after": tuple(stated["after"]),
            "warnings": tuple(map(_problem, stated["warnings"])),
        }
    )


def _cell(stated: dict[str, Any]) -> Cell:
    return Cell(**{**stated, "origin": Place(**stated["origin"])})


def _problem(stated: dict[str, Any]) -> Problem:
    where = stated["where"]
    is_file = isinstance(where, str)
    return Problem(**{**stated, "where": where if is_file else Place(**where)})
