"""夹在有字的页之间的扫描页: 识别出的表放回它们的次序."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

from attrs import evolve

from indicators.errors import InputError, Problem
from indicators.reasons import Doubt
from reading.grid import Cell, Grid
from reading.sources.scans.isolated_reader import read


def with_scanned_pages(path: Path, grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """The tables of a file, with those of its pages that are pictures between them.

    What cannot be read stays named as not read.
    """
    told = [w for w in grids[0].warnings if _is_unread(w)]
    if not told:
        return grids
    try:
        scanned = read(path, [w.place.page or 0 for w in told])
    except InputError:
        return grids
    first, *rest = _put_between(grids, [g for g in scanned if g.kind == "table"])
    return evolve(first, outside=_lines(grids[0], scanned)), *rest


def _lines(first: Grid, scanned: tuple[Grid, ...]) -> tuple[Cell, ...]:
    """The lines of pages without a table, in the order of the pages."""
    read = (grid.outside if grid.kind == "table" else grid.cells for grid in scanned)
    lines = (*first.outside, *chain.from_iterable(read))
    return tuple(sorted(lines, key=lambda line: line.origin.page or sys.maxsize))


def _put_between(grids: tuple[Grid, ...], tables: list[Grid]) -> tuple[Grid, ...]:
    first, *rest = (evolve(grid, outside=()) for grid in grids)
    told = (w for grid in tables for w in grid.warnings)
    pages = {*map(_page, tables), *(w.place.page for w in told if _is_unread(w))}
    left = [w for w in first.warnings if not _is_settled(w, pages)]
    lead, *others = sorted((evolve(first, warnings=()), *rest, *tables), key=_page)
    return (evolve(lead, warnings=(*left, *lead.warnings)), *others)


def _is_settled(problem: Problem, pages: set[int | None]) -> bool:
    """Say whether a page has been read since it was called unread, or its hidden text."""
    if problem.reason is Doubt.HIDDEN_LAYER:
        return bool(pages)
    return _is_unread(problem) and problem.place.page in pages


def _is_unread(problem: Problem) -> bool:
    """Say whether a warning calls a page unread."""
    return problem.reason is Doubt.PAGE_OF_PICTURE


def _page(grid: Grid) -> int:
    """The page on which a table begins; the lines around tables stand last."""
    known = grid.kind == "table" and grid.place and grid.place.page
    return known or sys.maxsize
