"""扫描件 → 格子: 逐页识别, 跨页接成一张表, 与 PDF 同样接法."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve

from indicators.errors import InputError, Problem
from indicators.place import Place
from indicators.reasons import Doubt
from reading.grid import Cell, Grid
from reading.sources.notices import Notices
from reading.sources.pages.column_breaks import beside
from reading.sources.pages.document import ORIGINAL
from reading.sources.pages.labels import Labels
from reading.sources.pages.page import PrintedPage
from reading.sources.pages.page_breaks import joined_tables
from reading.sources.scans.alignment import at_one_height
from reading.sources.scans.pictures import NumberedPicture, pages_of
from reading.sources.scans.recogniser import Recogniser
from reading.sources.scans.small_pictures import SmallPictures
from reading.sources.scans.upright import read_upright

Told = Callable[[int, int], None]
"""Hears which page is read, of how many."""
_NONE: Final = "扫描件，没有可读文字，图片也读不出"
_RECOGNISED: Final = "扫描件，文字由程序识别；拿不准的格另列，其余也请抽查"


def read_scan(
    path: Path, labels: Labels, told: Told, pages: Sequence[int] = ()
) -> tuple[Grid, ...]:
    """Read the tables of a file of pictures, or of some pages of a PDF or an OFD."""
    return read_pictures(path.name, pages_of(path, pages), labels, told)


def read_pictures(
    name: str, pictures: Iterable[NumberedPicture], labels: Labels, told: Told
) -> tuple[Grid, ...]:
    """Read the tables of pictures of pages, whatever file they were taken from.

    Without a ruled table the grid is that of the lines of text, of the kind "scan".

    Raises:
        InputError: no page has a picture that can be read; of some, they are named.

    """
    notices, unread = Notices(), list[Problem]()
    pages = list(_read(pictures, told, unread))
    if not pages:
        why = f"{unread[0].where} {unread[0].value}" if unread else None
        raise InputError.of(name, _NONE, value=why, remedy=ORIGINAL)
    pages = beside(at_one_height(pages), notices, labels)
    tables = joined_tables(pages, notices, labels)
    lines = _lines(name, [page for page in pages if not page.tables])
    first, *rest = tables or [lines]
    notices.once(name, _RECOGNISED)
    warnings = (*unread, *notices.problems())
    outside = lines.cells if tables else ()
    return evolve(first, warnings=warnings, outside=outside), *rest


def _read(
    pictures: Iterable[NumberedPicture], told: Told, unread: list[Problem]
) -> Iterator[PrintedPage]:
    recogniser, small = Recogniser(), SmallPictures()
    for number, count, picture in pictures:
        told(number, count)
        if isinstance(picture, Problem):
            unread.append(_unread(picture, number))
        else:
            yield read_upright(picture, number, recogniser, small)


def _unread(problem: Problem, number: int) -> Problem:
    """Say that a page was not read, and why."""
    where, value = Place("table", page=number), f"{problem.where}：{problem.message}"
    return Problem.of(where, Doubt.PAGE_OF_PICTURE, value, ORIGINAL)


def _lines(name: str, pages: list[PrintedPage]) -> Grid:
    """The lines of pages that hold no ruled table."""
    cells = [
        Cell(
            line.text,
            *(0, 1, Place("line", page=page.number, row=row)),
            uncertain=line.doubt,
        )
        for page in pages
        for row, line in enumerate(page.lines, 1)
    ]
    placed = tuple(evolve(cell, row=row) for row, cell in enumerate(cells, 1))
    return Grid(name, placed, height=len(placed), width=1, kind="scan")
