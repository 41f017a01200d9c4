"""“复核”与“复核重算”工作表: 各处发现; 各行的填报与重算; 都连到原来的单元格.

One heading row stands on top of each sheet: it stays in sight on the screen and is
printed on every page. The tables of a workbook follow one another below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from templates.annotating.listing import Columns, Listing
from templates.annotating.located import Located
from templates.annotating.notes import FILLS, Note, Review, Reviewed
from templates.annotating.review_style import tint

NAME, NAME_OF_ROWS = "复核", "复核重算"
WIDTHS = (8, 8, 30, 14, 11, 14, 9, 56, 30)
FOUND = ("编号", "轻重", "所在", "单元格", "填报", "对照", "相差", "发现", "办法")
WORKED = (
    "序号",
    "分值",
    "指标",
    "单元格",
    "填报",
    "重算",
    "差额",
    "公式与代入",
    "结局",
)
WORST, LINK, GAP = 1, 3, 6
"""Column numbers from 0: the severity, the link to the cell, the difference."""

HIGHEST = 20
"""The heading of a review sheet stands in one of its first rows."""

_CENTRED: Final = frozenset({0, 1, 3, 4, 5, 6})
_PLACES: Final = 26
"""The width for the places of a file that is no workbook: its page, table, row, column."""


def add(
    located: Located, reviews: Sequence[Review], more: Sequence[tuple[str, str]] = ()
) -> None:
    """加上两张工作表; 已有同名的, 用 复核(2). `more` 说明整个照抄件."""
    wide = WIDTHS if not more else (*WIDTHS[:LINK], _PLACES, *WIDTHS[LINK + 1 :])
    page = Listing.begun(located, NAME, Columns(FOUND, wide, _CENTRED, LINK))
    for label, text in more:
        page.wide(label, text)
    for review in reviews:
        _found(page, review)
    for label, text in reviews[0].about if reviews else ():
        page.wide(label, text)
    page = Listing.begun(located, NAME_OF_ROWS, Columns(WORKED, wide, _CENTRED, LINK))
    for review in reviews:
        page.title(review.title)
        for row in review.rows:
            _row(page, row)


def _found(page: Listing, review: Review) -> None:
    (_, verdict), *rest = review.head or (("", ""),)
    page.title(f"{review.title}：{verdict}" if verdict else review.title)
    for note in review.notes:
        _note(page, note)
    for label, text in rest:
        page.wide(label, text)


def remove(book: Any) -> None:
    """去掉以前加上的: a sheet of that name without our headings is somebody's own."""
    for sheet in list(book.worksheets):
        if sheet.title.startswith(NAME) and _is_ours(sheet):
            book.remove(sheet)


def _is_ours(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_row=HIGHEST, max_col=len(FOUND), values_only=True)
    return any(row in {FOUND, WORKED} for row in rows)


def _note(page: Listing, note: Note) -> None:
    page.line(
        (
            note.code,
            note.word,
            note.name,
            page.located.printed(note.place),
            note.stated,
            note.expected,
            note.difference,
            note.message,
            note.remedy,
        )
    )
    tint(page.sheet.cell(page.row - 1, WORST + 1), FILLS[note.severity])
    page.link(note.place)


def _row(page: Listing, row: Reviewed) -> None:
    page.line(
        (
            row.number,
            row.weight,
            row.name,
            page.located.printed(row.place),
            row.stated,
            row.due,
            row.difference,
            row.explanation,
            row.outcome,
        )
    )
    if row.difference:
        tint(page.sheet.cell(page.row - 1, GAP + 1), FILLS["inconsistency"])
    page.link(row.place)
