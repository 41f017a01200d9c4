"""对齐: 几页扫描件放得高低不一, 把各页的表移到与第一页同高."""

from __future__ import annotations

from functools import partial
from typing import Final

from attrs import evolve

from reading.sources.pages.page import PrintedPage
from reading.sources.pages.text import PrintedLine

_LAID: Final = 20.0
"""Points: by so much one page is laid higher than another on the glass of a scanner."""


def at_one_height(pages: list[PrintedPage]) -> list[PrintedPage]:
    """Move pages so that their tables begin where those of the first page do.

    A print that is too wide for its paper goes on to the right on pages of its own, with
    the same rows at the same heights. A page whose table begins far from there stays.
    """
    first = next((_top(page) for page in pages if page.tables), 0.0)
    for page in pages:
        if page.tables and abs(shift := first - _top(page)) <= _LAID:
            _move(page, shift)
    return pages


def _top(page: PrintedPage) -> float:
    return min(box.top for table in page.tables for box in table.boxes)


def _move(page: PrintedPage, shift: float) -> None:
    down = partial(_moved, shift)
    for table in page.tables:
        table.boxes = [
            evolve(
                box,
                top=box.top + shift,
                bottom=box.bottom + shift,
                lines=tuple(map(down, box.lines)),
            )
            for box in table.boxes
        ]
        table.before, table.after = (
            list(map(down, table.before)),
            list(map(down, table.after)),
        )
    page.lines = list(map(down, page.lines))


def _moved(shift: float, line: PrintedLine) -> PrintedLine:
    return evolve(line, top=line.top + shift, bottom=line.bottom + shift)
