"""标在格上: 底色与批注; 以前的复核所加的去掉, 人写的留下."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from attrs import define, field

from templates.annotating.located import Located
from templates.annotating.notes import DOUBTED, FILLS, Note, plain
from templates.writing.measure import lines

AUTHOR: Final = "复核"
ADDED: Final = "〔以下由 ziping 复核所加〕"
"""Stands in somebody's comment before what the review adds to it."""

WIDE, LINE, TALLEST, SIZE = 360, 18, 420, 9
"""Sizes of a comment box and of its letters."""

_OURS = re.compile(
    rf"(?:{ADDED}\s*)?【复核】[A-Z]\d{{3}} [^\n]*\n.*?\n办法：[^\n]*\n*", re.DOTALL
)


def clear(book: Any) -> None:
    """去掉以前的复核写进批注的与它的底色."""
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


def mark(
    located: Located, notes: Sequence[Note], doubts: Iterable[tuple[Any, str]] = ()
) -> None:
    """各条批注标在各自的格上, 次序不变; 存疑的话跟在后面.

    The worst note chooses the fill; a doubt does where there is none.
    """
    found: dict[tuple[str, str], _Marked] = {}

    def at(cell: Any) -> _Marked:
        return found.setdefault((cell.parent.title, cell.coordinate), _Marked(cell))

    for note in notes:
        for cell in located.cells(note.place):
            at(cell).notes.append(note)
    for cell, text in doubts:
        at(cell).doubts.append(text)
    for marked in found.values():
        marked.write()


@define
class _Marked:
    """一格上要标的."""

    cell: Any
    notes: list[Note] = field(factory=list)
    doubts: list[str] = field(factory=list)

    @property
    def colour(self) -> str:
        """That of the worst note."""
        heavy = [note.severity for note in self.notes]
        return next((FILLS[each] for each in FILLS if each in heavy), DOUBTED)

    def write(self) -> None:
        """Fill the cell and put the texts into its comment, after what it says already."""
        from openpyxl.comments import Comment
        from openpyxl.styles import PatternFill

        self.cell.fill = PatternFill(
            "solid", start_color=self.colour, end_color=self.colour
        )
        old = self.cell.comment
        before = (old.text, ADDED) if old else ()
        text = "\n\n".join((*before, *map(_said, self.notes), *self.doubts))
        comment = Comment(plain(text), old.author if old else AUTHOR)
        comment.width = WIDE
        comment.height = min(LINE * (lines(text, WIDE * 0.7, SIZE) + 1), TALLEST)
        self.cell.comment = comment


def _said(note: Note) -> str:
    """A note in three lines; a message of several is written in one."""
    message = " ".join(note.message.split("\n"))
    return f"【复核】{note.code} {note.word}\n{message}\n办法：{note.remedy}"
