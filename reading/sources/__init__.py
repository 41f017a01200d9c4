"""读文件: 各种文件 → 格子. 只读文字, 不认表."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from attrs import evolve

from indicators.errors import InputError, Problem
from reading.grid import Grid
from reading.sources.detect import EXTENSIONS, NAMES, opened
from reading.sources.look_alikes import usual_grid
from reading.sources.package import Package

__all__ = ["load"]

# Which module reads which kind of content.
_READERS = {
    "xlsx": "sheets.xlsx",
    "xls": "sheets.xls",
    "xlsb": "sheets.xls",
    "ods": "sheets.ods",
    "docx": "documents.docx",
    "odt": "documents.odt",
    "doc": "office.reader",
    "rtf": "office.reader",
    "pdf": "pages.isolated_reader",
    "picture": "scans.isolated_reader",
    "ofd": "pages.isolated_reader",
    "html": "documents.html",
    "csv": "csv",
    "txt": "plain",
}
_PACKAGES = frozenset({"xlsx", "docx", "ods", "odt"})
"""Kinds that are read from the parts of a package."""
_OF_PAGES = frozenset({"pdf", "ofd"})
"""Kinds whose tables stand on pages, with lines around them."""


def load(path: Path | str, *, running: bool = False) -> tuple[Grid, ...]:
    """Read any file that a person may submit: one grid per sheet or table.

    With `running` the last grid of a file of pages that has tables holds the lines around them;
    of any other document each table knows the lines before and after it.

    What the file is is decided by its content, and its characters are those that a
    person sees. Warnings about the file as a whole
    stand in the first grid.

    Raises:
        InputError: the file cannot be read; nothing else is raised for bad input.

    """
    path = Path(path)
    kind, package = opened(path)
    module = import_module(f"reading.sources.{_READERS[kind]}")
    read = module.read_running if running and kind in _OF_PAGES else module.read
    try:
        grids = tuple(map(usual_grid, _grids(read, path, kind, package)))
    except OSError as error:
        raise InputError.of(path.name, "文件读取中断", value=str(error)) from error
    suffix = path.suffix.lower()
    if suffix in EXTENSIONS[kind] or not suffix:
        return grids
    warning = Problem(
        path.name,
        f"扩展名是 {suffix}，内容是{NAMES[kind]}，已按内容读取",
        remedy="请改用正确的扩展名",
    )
    first = evolve(grids[0], warnings=(warning, *grids[0].warnings))
    return (first, *grids[1:])


def _grids(
    read: Callable[..., tuple[Grid, ...]],
    path: Path,
    kind: str,
    package: Package | None,
) -> tuple[Grid, ...]:
    """Read the grids of a file; a package that is open already is not opened again."""
    if package is None:
        return read(path)
    if kind in _PACKAGES:
        return read(path, package)
    package.close()
    return read(path)
