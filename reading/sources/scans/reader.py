"""扫描件 → 格子: 逐页识别, 跨页接成一张表, 与 PDF 同样接法."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve

from indicators.place import Place
from reading.grid import Cell, Grid
from reading.sources.notices import Notices
from reading.sources.pages.labels import Labels
from reading.sources.pages.page import PrintedPage
from reading.sources.pages.page_breaks import joined_tables
from reading.sources.scans.pictures import pages_of
from reading.sources.scans.recogniser import Recogniser
from reading.sources.scans.small_pictures import SmallPictures
from reading.sources.scans.straight import Picture
from reading.sources.scans.upright import read_upright

Told = Callable[[int, int], None]
"""Hears which page is read, of how many."""
NumberedPicture = tuple[int, int, Picture]
"""The number of a page, how many there are, and its picture in red, green, blue."""
_RECOGNISED: Final = "扫描件，文字由程序识别；拿不准的格另列，其余也请抽查"


def read_scan(
    path: Path, labels: Labels, told: Told, pages: Sequence[int] = ()
) -> tuple[Grid, ...]:
    """Read the tables of a file of pictures, or of some pages of a PDF."""
    return read_pictures(path.name, pages_of(path, pages), labels, told)


def read_pictures(
    name: str, pictures: Iterable[NumberedPicture], labels: Labels, told: Told
) -> tuple[Grid, ...]:
    """Read the tables of pictures of pages, whatever file they were taken from.

    Without a ruled table the grid is that of the lines of text, of the kind "scan".
    """
    notices = Notices()
    pages = list(_read(pictures, told))
    grids = joined_tables(pages, notices, labels) or [_lines(name, pages)]
    notices.once(name, _RECOGNISED)
    grids[0] = evolve(grids[0], warnings=notices.problems())
    return tuple(grids)


def _read(pictures: Iterable[NumberedPicture], told: Told) -> Iterator[PrintedPage]:
    recogniser, small = Recogniser(), SmallPictures()
    for number, count, picture in pictures:
        told(number, count)
        yield read_upright(picture, number, recogniser, small)


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
