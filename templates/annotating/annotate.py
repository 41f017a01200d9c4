"""批注: 在工作簿的副本上标出各处发现, 附“复核”工作表; 原文件不动.

The notes come as plain texts with a place; nothing is judged here. Every cell that a
note names gets a comment and a fill, the worst note choosing its colour; a note whose
place is no cell of the workbook stands on the review sheet alone. A copy that was
annotated before loses the earlier notes first; what people wrote stays.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indicators.errors import InputError, Problem
from reading.sources.detect import NAMES, kind_of
from templates.annotating.notes import FILLS, Note, Review, cells_at, plain
from templates.annotating.review_sheet import add, remove
from templates.workbooks.losses import losses
from templates.workbooks.opening import opened
from templates.workbooks.settled import saved
from templates.writing.measure import lines

SUFFIXES = (".xlsx", ".xlsm")
AUTHOR = "复核"
ADDED = "〔以下由 ziping 复核所加〕"
"""Stands in somebody's comment before what the review adds to it."""

WIDE, LINE, TALLEST, SIZE = 360, 18, 420, 9
"""Sizes of a comment box and of its letters."""

_OURS = re.compile(
    rf"(?:{ADDED}\s*)?【复核】[A-Z]\d{{3}} [^\n]*\n.*?\n办法：[^\n]*\n*", re.DOTALL
)


def accept(path: Path, out: Path) -> None:
    """只批注 .xlsx 与 .xlsm, 副本的后缀与原文件相同."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        remedy = "请另存为 .xlsx，或用 --report 写出报告"
        raise InputError.of(
            str(path), "只有 .xlsx 和 .xlsm 可以批注", path.suffix, remedy
        )
    workbook(path)
    if out.suffix.lower() != suffix:
        remedy = f"请把副本的后缀写成 {suffix}"
        raise InputError.of(str(out), "副本的后缀与原文件不同", out.suffix, remedy)


def workbook(path: Path) -> None:
    """拒绝内容不是工作簿的文件, 不管它的后缀."""
    kind = kind_of(path)
    if kind != "xlsx":
        message = f"内容是{NAMES[kind]}，不是 .xlsx 工作簿"
        remedy = "请用 Excel 或 WPS 打开，另存为 .xlsx"
        raise InputError.of(path.name, message, remedy=remedy)


def annotate(
    path: Path, reviews: Sequence[Review]
) -> tuple[bytes, tuple[Problem, ...]]:
    """批注一个副本, 每张表一次复核, 并说出副本里留不住的东西.

    Raises `InputError` when the file is no workbook that can be opened.
    """
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
        remove(book)
        _clear(book)
        for cell, notes in _gathered(book, [n for each in reviews for n in each.notes]):
            _mark(cell, notes)
        add(book, reviews)
        content = saved(book)
    return content, tuple(lost)


def _calculates(book: Any) -> bool:
    cells = (c for sheet in book.worksheets for row in sheet.iter_rows() for c in row)
    return any(cell.data_type == "f" for cell in cells)


def _clear(book: Any) -> None:
    """Take away what an earlier review wrote into comments, and its fills."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cells = (c for sheet in book.worksheets for row in sheet.iter_rows() for c in row)
    for cell in cells:
        old = getattr(cell, "comment", None)
        if old is None or not _OURS.search(old.text):
            continue
        kept = _OURS.sub("", old.text).strip("\n")
        cell.comment = Comment(kept, old.author) if kept else None
        if cell.fill.start_color.rgb in FILLS.values():
            cell.fill = PatternFill()


def _gathered(book: Any, notes: Sequence[Note]) -> list[tuple[Any, list[Note]]]:
    """Gather the notes of each cell; the order of the notes is kept."""
    found: dict[tuple[str, str], tuple[Any, list[Note]]] = {}
    for note in notes:
        for cell in cells_at(book, note.place):
            key = (cell.parent.title, cell.coordinate)
            found.setdefault(key, (cell, []))[1].append(note)
    return list(found.values())


def _mark(cell: Any, notes: Sequence[Note]) -> None:
    """Fill the cell and put the notes into its comment, after what it says already."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    worst = min(notes, key=lambda note: list(FILLS).index(note.severity))
    colour = FILLS[worst.severity]
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)
    old = cell.comment
    before = (old.text, ADDED) if old else ()
    text = "\n\n".join((*before, *map(_said, notes)))
    comment = Comment(plain(text), old.author if old else AUTHOR)
    comment.width = WIDE
    comment.height = min(LINE * (lines(text, WIDE * 0.7, SIZE) + 1), TALLEST)
    cell.comment = comment


def _said(note: Note) -> str:
    """A note in three lines; a message of several is written in one."""
    message = " ".join(note.message.split("\n"))
    return f"【复核】{note.code} {note.word}\n{message}\n办法：{note.remedy}"
