"""一文件夹的真文件: 各种格式、几张表的工作簿、副本、闲杂文件、压缩包里的压缩包.

What a file is depends on the seed and its number alone: a corpus of a thousand files is
the beginning of one of two thousand. Files are written fifty at a time; the last six of
fifty lie in an archive, three of these in an archive in it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

from tests.oracle.corpus.paging import paged
from tests.oracle.corpus.pieces import LARGE, Piece, drawn_piece
from tests.oracle.corpus.stray import STRAY, written_stray
from tests.oracle.corpus.truth import KnownFile, KnownTable, known_table, write_truth
from tests.oracle.declaring import declared
from tests.oracle.model import Sheet
from tests.oracle.rendering import (
    as_csv,
    as_docx,
    as_html,
    as_ods,
    by_openpyxl,
    by_xlsxwriter,
)
from tests.oracle.rendering.packing import packed
from tests.oracle.writing import laid_out

TOP, TRUTH = "上报", "真相.jsonl"
BLOCK = 50
OPEN, NESTED = 44, 47
"""From the first number on, the files of a block lie in an archive; from the second, in
one inside it."""
COPIED = 0.04
STRAYED = 0.04
FORMATS = {"xlsx": 84, "docx": 5, "html": 4, "ods": 4, "csv": 3}
MANY = 0.07
"""Of the workbooks and documents, so many hold several tables."""


@dataclass(frozen=True)
class Corpus:
    """要写的语料. `large`: so many of the files have 118 rows."""

    folder: Path
    seed: str = "1"
    large: float = 0.08
    only: str | None = None
    """One format alone, each file of it with one table, and nothing else."""

    def called(self, path: Path) -> str:
        """How a file is called by who is handed the folder."""
        return str(path.relative_to(self.folder))


def write_corpus(corpus: Corpus, files: int, jobs: int = 1) -> None:
    """Write so many files into 上报/, and the truth beside it."""
    blocks = range(0, files, BLOCK)
    write = partial(written_block, corpus, files)
    if jobs == 1:
        known = [each for start in blocks for each in write(start)]
    else:
        with ProcessPoolExecutor(jobs) as pool:
            known = [each for block in pool.map(write, blocks) for each in block]
    write_truth(corpus.folder / TRUTH, known)


def written_block(corpus: Corpus, files: int, start: int) -> list[KnownFile]:
    """Write the files of one block; gives what they are."""
    top = corpus.folder / TOP
    place = top / f"{start:06}"
    place.mkdir(parents=True, exist_ok=True)
    known: list[KnownFile] = []
    for number in range(start, min(start + BLOCK, files)):
        known += list(_written(corpus, place, number, known))
    if corpus.only is None:
        known = _in_archives(top, start, known)
    return sorted(known, key=lambda each: each.file)


def _written(
    corpus: Corpus, place: Path, number: int, before: list[KnownFile]
) -> Iterator[KnownFile]:
    """Write one file, and those that belong to it."""
    draw = Random(f"{corpus.seed}/文件/{number}")
    turn = draw.random()
    originals = [each for each in before if each.what == "表"]
    home = place / _folder(number)
    home.mkdir(exist_ok=True)
    if corpus.only is not None:
        yield from _tables(corpus, home, number, draw, corpus.only)
    elif turn < COPIED and originals:
        yield _copied(corpus, home, number, draw.choice(originals))
    elif turn < COPIED + STRAYED:
        kind = tuple(STRAY)[number % len(STRAY)]
        path = home / f"{number:06}{STRAY[kind].suffix}"
        yield KnownFile(corpus.called(path), written_stray(kind, path, draw))
    else:
        suffix = draw.choices(tuple(FORMATS), tuple(FORMATS.values()))[0]
        yield from _tables(corpus, home, number, draw, suffix)


def _folder(number: int) -> str:
    """Where in the block a file lies: so the archive can be made of it."""
    place = number % BLOCK
    return "外" if place < OPEN else "包" if place < NESTED else "包/内"


def _copied(corpus: Corpus, home: Path, number: int, original: KnownFile) -> KnownFile:
    source = corpus.folder / original.file
    path = home / f"{number:06} {source.stem[7:]} 副本{source.suffix}"
    shutil.copyfile(source, path)
    return replace(original, file=corpus.called(path), what="副本")


def _tables(
    corpus: Corpus, home: Path, number: int, draw: Random, suffix: str
) -> Iterator[KnownFile]:
    """A file with one table or several; tables to compare with lie beside it."""
    rows = LARGE if draw.random() < corpus.large else 0
    first = drawn_piece(corpus.seed, number * 3, rows=rows)
    pieces = [first]
    several = corpus.only is None and suffix in {"xlsx", "docx"}
    if first.table.others:
        suffix = "xlsx"
    elif several and draw.random() < MANY:
        more = range(1, draw.randint(2, 3))
        drawn = (drawn_piece(corpus.seed, number * 3 + n) for n in more)
        pieces += [each for each in drawn if not each.table.others]
    name = first.table.head["project"] or "自评表"
    path = home / f"{number:06} {name}.{suffix}"
    known = _rendered(pieces, path, suffix, draw)
    yield KnownFile(corpus.called(path), "表", suffix, tuple(known))
    for role, other in first.table.others.items():
        yield _beside(corpus, role, other, path)


def _beside(corpus: Corpus, role: str, other: Sheet, path: Path) -> KnownFile:
    """Write a table that another one is compared with."""
    title = {"approved": "申报表", "last_year": "上年自评表"}[role]
    page = declared(other) if role == "approved" else laid_out(other)
    beside = path.with_name(f"{path.stem} {title}.xlsx")
    by_xlsxwriter([(title, page)], beside)
    table = KnownTable(1, title, other.layout, len(other.lines), "")
    return KnownFile(corpus.called(beside), "表", "xlsx", (table,))


def _rendered(
    pieces: list[Piece], path: Path, suffix: str, draw: Random
) -> list[KnownTable]:
    """Write the tables into one file; gives where the faults of each are."""
    made = paged(pieces, suffix, draw)
    pages = [(name, page) for name, page, _ in made]
    if suffix == "xlsx":
        write = by_openpyxl if draw.random() < 0.3 else by_xlsxwriter
        write(pages, path)
    elif suffix == "csv":
        as_csv(pages[0][1], path, draw.choice(("utf-8-sig", "gb18030")))
    else:
        {"docx": as_docx, "html": as_html, "ods": as_ods}[suffix](pages, path)
    tables = [pair for _, _, pairs in made for pair in pairs]
    return [
        known_table(number, piece, page, page.lead if suffix in {"docx", "html"} else 0)
        for number, (piece, page) in enumerate(tables, 1)
    ]


def _in_archives(top: Path, start: int, known: list[KnownFile]) -> list[KnownFile]:
    """Put what lies in 包/ into an archive, what lies in 包/内/ into one in it."""
    place = top / f"{start:06}"
    box = place / "包"
    if not box.is_dir():
        return known
    inner = box / "内"
    if inner.is_dir():
        _zipped(inner, box / "内.zip")
    _zipped(box, place / "包.zip")
    return [
        replace(
            each,
            file=each.file.replace("/包/内/", "/包/内.zip/", 1).replace(
                "/包/", "/包.zip/", 1
            ),
        )
        for each in known
    ]


def _zipped(folder: Path, path: Path) -> None:
    """Archive a folder and remove it."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    packed(path, {str(f.relative_to(folder)): f.read_bytes() for f in files})
    shutil.rmtree(folder)
