"""批注: 标出各处发现, 附“复核”工作表; 原文件不动.

The notes come as plain texts with a place; nothing is judged here. Every cell that a
note names gets a comment and a fill, the worst note choosing its colour; a note whose
place is no cell of the workbook stands on the review sheet alone. Of a workbook the
copy is that workbook; what earlier reviews wrote into it goes first, and what people
wrote stays. Of anything else it is a transcript: what was read, set out in cells.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from indicators.errors import InputError, Problem
from reading.grid import Grid
from reading.sources import load
from reading.sources.detect import NAMES, kind_of
from templates.annotating import doubt_sheet, review_sheet
from templates.annotating.located import InWorkbook
from templates.annotating.marking import clear, mark
from templates.annotating.notes import Note, Review
from templates.annotating.transcript.copying import copied
from templates.workbooks.losses import losses
from templates.workbooks.opening import opened
from templates.workbooks.settled import saved

SUFFIXES: Final = (".xlsx", ".xlsm")
LARGE: Final = 50_000
"""So many cells are transcribed in some seconds."""
_DATA: Final = (".toml", ".json")
_TRANSCRIPT: Final = (
    "副本是照抄件，不是原件：读出的文字与表格另排成工作簿，"
    "印章、图片、格式与公式不在其中"
)
_CUT: Final = "这一格的文字过长，照抄件里只有开头"


def is_workbook(path: Path) -> bool:
    """副本就是这个工作簿的, 看后缀."""
    return path.suffix.lower() in SUFFIXES


def copy_suffix(path: Path) -> str:
    """批注过的副本的后缀; "" for a data file, of which there is none.

    >>> copy_suffix(Path("甲.xlsm")), copy_suffix(Path("乙.PDF")), copy_suffix(Path("丙.toml"))
    ('.xlsm', '.xlsx', '')
    """
    suffix = path.suffix.lower()
    if suffix in _DATA:
        return ""
    return suffix if suffix in SUFFIXES else SUFFIXES[0]


def is_large(grids: Sequence[Grid]) -> bool:
    """照抄起来太久: for one of many files, or for a page that is waited for."""
    return sum(len(grid.cells) for grid in grids) > LARGE


def accept(path: Path, out: Path) -> None:
    """数据文件没有格可以批注; 副本的后缀与原文件相同, 照抄件是 .xlsx."""
    wanted = copy_suffix(path)
    if not wanted:
        remedy = "请用 --report 写出报告"
        raise InputError.of(str(path), "数据文件里没有表可以批注", path.suffix, remedy)
    message = "原文件不是 .xlsx，副本是照抄的工作簿"
    if is_workbook(path):
        workbook(path)
        message = "副本的后缀与原文件不同"
    if out.suffix.lower() != wanted:
        remedy = f"请把副本的后缀写成 {wanted}"
        raise InputError.of(str(out), message, out.suffix, remedy)


def workbook(path: Path) -> None:
    """拒绝内容不是工作簿的文件, 不管它的后缀."""
    kind = kind_of(path)
    if kind != "xlsx":
        message = f"内容是{NAMES[kind]}，不是 .xlsx 工作簿"
        remedy = "请用 Excel 或 WPS 打开，另存为 .xlsx"
        raise InputError.of(path.name, message, remedy=remedy)


def annotate(
    path: Path, reviews: Sequence[Review], grids: Sequence[Grid] = ()
) -> tuple[bytes, tuple[Problem, ...]]:
    """批注一个副本, 每张表一次复核, 并说出副本里留不住的东西.

    `grids` are those of a file that is no workbook, where it has been read already.
    Raises `InputError` when the file cannot be opened or read.
    """
    if is_workbook(path):
        return _in_workbook(path, reviews)
    return transcribed(path.name, reviews, grids or load(path))


def _in_workbook(
    path: Path, reviews: Sequence[Review]
) -> tuple[bytes, tuple[Problem, ...]]:
    macros = path.suffix.lower() == ".xlsm"
    lost = list(
        losses(path, copy="批注过的副本", remedy="以原文件为准", keeps_macros=macros)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # told by `losses`, in Chinese
        book, mended = opened(path, "批注", macros=macros)
        lost.extend(mended)
        if _calculates(book):
            book.calculation.fullCalcOnLoad = True
            message = "副本不带公式已存的结果，用表格软件打开时会重新计算"
            lost.append(Problem(path.name, message))
        review_sheet.remove(book)
        clear(book)
        located = InWorkbook(book)
        mark(located, _notes(reviews))
        review_sheet.add(located, [_with_doubts(review) for review in reviews])
        content = saved(book)
    return content, tuple(lost)


def transcribed(
    name: str, reviews: Sequence[Review], grids: Sequence[Grid], said: str = ""
) -> tuple[bytes, tuple[Problem, ...]]:
    """批注在照抄件上. `name` is that of the file, `said` what else is to be known."""
    transcript = copied(grids, name)
    own = transcript.book.sheetnames
    doubts = doubt_sheet.doubts_of(transcript, reviews, grids)
    every = [doubt for _, of_one in doubts for doubt in of_one]
    marked = [(each.cell, each.comment) for each in every if each.cell is not None]
    mark(transcript, _notes(reviews), marked)
    told = [("照抄件", f"{_TRANSCRIPT}。以原件为准，原件没有改动。{said}")]
    if every:
        told.append((doubt_sheet.NAME, f"{len(every)} 处，见“{doubt_sheet.NAME}”表。"))
    review_sheet.add(transcript, reviews, told)
    doubt_sheet.add(transcript, doubts)
    lost = [Problem(name, _TRANSCRIPT, remedy="以原件为准")]
    lost += (Problem(place, _CUT) for place in transcript.cut)
    return saved(transcript.book, text_sheets=own), tuple(lost)


def _notes(reviews: Sequence[Review]) -> list[Note]:
    return [note for review in reviews for note in review.notes]


def _with_doubts(review: Review) -> Review:
    """The doubts in the head, where they have no sheet of their own."""
    if not review.doubts:
        return review
    line = (doubt_sheet.NAME, "；".join(map(str, review.doubts)))
    return evolve(review, head=(*review.head, line))


def _calculates(book: Any) -> bool:
    cells = (c for sheet in book.worksheets for row in sheet.iter_rows() for c in row)
    return any(cell.data_type == "f" for cell in cells)
