"""一个文件里的几张表怎样放: 各在一页, 或上下放在一页; 空列、空行、偏一格、填表说明页."""

from __future__ import annotations

from random import Random

from tests.oracle.corpus.pieces import Piece
from tests.oracle.page import Page, below, with_blank_column, with_blank_row
from tests.oracle.writing import laid_out

Placed = tuple[str, Page, list[tuple[Piece, Page]]]
"""The name of a page, the page, and the tables on it, each with its own places."""
STACKED, BLANK_COLUMN, BLANK_ROW, SHIFTED, NOTE_PAGE = 0.25, 0.05, 0.08, 0.05, 0.1
NOTES = (
    "填表说明",
    "1.各单位应如实填报本表，并对数据的真实性负责。",
    "2.定性指标按三档评定，分别为 100%-80%（含）、80%-60%（含）、60%-0%。",
    "3.本表一式三份，于次年三月底前报送。",
)


def paged(pieces: list[Piece], suffix: str, draw: Random) -> list[Placed]:
    """Lay the tables out on pages."""
    pages = [_untidy(laid_out(piece.table), suffix, draw) for piece in pieces]
    pairs = list(zip(pieces, pages, strict=True))
    if suffix == "xlsx" and len(pairs) == 2 and draw.random() < STACKED:
        (one, first), (two, second) = pairs
        both, moved = below(first, second)
        made: list[Placed] = [("自评表", both, [(one, first), (two, moved)])]
    else:
        names = ["自评表", *(f"自评表{n}" for n in range(2, len(pairs) + 1))]
        made = [
            (name, page, [(piece, page)])
            for name, (piece, page) in zip(names, pairs, strict=True)
        ]
    if suffix == "xlsx" and draw.random() < NOTE_PAGE:
        made.insert(draw.choice((0, len(made))), ("填表说明", _notes(), []))
    return made


def _notes() -> Page:
    page = Page()
    for text in NOTES:
        page.put(1, text)
        page.row += 1
    return page


def _untidy(page: Page, suffix: str, draw: Random) -> Page:
    """Columns and rows that hold nothing, as they are left in published files."""
    if draw.random() < BLANK_COLUMN:
        page = with_blank_column(page, draw.randint(4, page.width))
    if draw.random() < BLANK_ROW:
        page = with_blank_row(page, page.keys["funds"][0])
    if suffix in {"xlsx", "ods"} and draw.random() < SHIFTED:
        page = page.moved(lambda row: row + 1, lambda column: column + 1)
    return page
