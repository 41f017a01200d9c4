"""一份分页的文件: 选要读的页, 一页页成表, 跨页接上; 没有线框时给出文字行.

A cheap pass over the text finds the pages that speak of 绩效 or 自评; only these, and
the pages on which their tables go on, are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Final, Protocol

from attrs import evolve, frozen

from indicators.errors import InputError, Problem
from indicators.place import Place
from indicators.reasons import Doubt
from reading.grid import Cell, Grid
from reading.sources.missing_recogniser import INSTALL
from reading.sources.notices import Notices
from reading.sources.pages.column_breaks import beside
from reading.sources.pages.drawing import PageDrawing
from reading.sources.pages.labels import Labels
from reading.sources.pages.page import PrintedPage, read_page
from reading.sources.pages.page_breaks import joined_tables, may_go_on

# Taking a page apart costs by its characters, and something by itself.
PAGE_COST: Final = 200
COST_LIMIT: Final = 120_000
UNNAMED_PAGES: Final = 20
# From wide to narrow: a thick book is searched for the narrower word.
SUBJECTS: Final = tuple(
    re.compile(words) for words in (r"绩\s*效|自\s*评", r"自\s*评", r"自\s*评\s*表")
)
ORIGINAL: Final = "请提供原始的 Excel、Word 文件"


class NoTextError(InputError):
    """一个字也没有的文件: its pages are pictures."""


class Pages(Protocol):
    """The pages of a file, as a reader of its format gives them."""

    @property
    def name(self) -> str:
        """The name of the file, or of the document in it."""

    @property
    def texts(self) -> Sequence[str]:
        """The text of each page, quickly."""

    def drawn(self, number: int) -> PageDrawing:
        """What a page shows; the first is 1."""


@frozen
class _Plan:
    """Which pages to take apart: what each page costs, and the wanted ones."""

    costs: tuple[int, ...]
    wanted: frozenset[int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Plan:
        """Choose all, or the widest subject whose pages take no more than we have."""
        costs = tuple(PAGE_COST + len(text) for text in texts)
        if sum(costs) <= COST_LIMIT:
            return cls(costs, frozenset(range(1, len(texts) + 1)))
        wanted: frozenset[int] = frozenset()
        for subject in SUBJECTS:
            named = [n for n, text in enumerate(texts, 1) if subject.search(text)]
            wanted = frozenset(named) or wanted
            if sum(costs[n - 1] for n in named) <= COST_LIMIT:
                break
        return cls(costs, wanted)

    @property
    def first_pages(self) -> frozenset[int]:
        """The pages at the beginning that take no more than we have."""
        sums = accumulate(self.costs[:UNNAMED_PAGES])
        return frozenset(n for n, spent in enumerate(sums, 1) if spent <= COST_LIMIT)


def grids_of(
    document: Pages, labels: Labels, *, running: bool = False
) -> tuple[Grid, ...]:
    """Read the tables of a document, or its lines of text; if `running`, both.

    Raises:
        InputError: no page has text (it was scanned), or too many speak of the subject.

    """
    if not any(text.strip() for text in document.texts):
        raise NoTextError.of(
            document.name,
            "扫描件，没有可读文字",
            remedy=f"{ORIGINAL}，或{INSTALL}",
        )
    notices = Notices()
    plan = _Plan.of(document.texts)
    if not plan.wanted:
        plan = evolve(plan, wanted=plan.first_pages)
        notices.add(
            document.name,
            f"没有一页提到“绩效”或“自评”，只读取前 {len(plan.wanted)} 页",
            "请只保留自评表所在的页",
        )
    pages_read = beside(list(_pages(document, plan)), notices, labels)
    grids = joined_tables(pages_read, notices, labels)
    outside = _outside(document.name, pages_read) if grids else ()
    if running or not grids:
        grids.append(_around(document, pages_read, plan, notices))
    layer = Problem.of(document.name, Doubt.HIDDEN_LAYER, remedy=ORIGINAL)
    hidden = [layer] if grids[-1].kind == "scan" else []
    warnings = (*_pictures(pages_read), *notices.problems(), *hidden)
    grids[0] = evolve(grids[0], warnings=warnings, outside=outside)
    return tuple(grids)


def _outside(name: str, pages: Sequence[PrintedPage]) -> tuple[Cell, ...]:
    """The lines of pages without a table, which no reading of a table looks at."""
    lines = [(p.number, [line.text for line in p.lines]) for p in pages if not p.tables]
    return _text(name, lines, Notices()).cells


def _pictures(pages: Sequence[PrintedPage]) -> Iterator[Problem]:
    """Pages among others with text that are pictures: what stands on them is not read."""
    remedy = f"{ORIGINAL}，或{INSTALL}"
    for page in pages:
        if page.is_picture and not page.tables:
            where = Place("table", page=page.number)
            yield Problem.of(where, Doubt.PAGE_OF_PICTURE, remedy=remedy)


def _pages(document: Pages, plan: _Plan) -> Iterator[PrintedPage]:
    """Take the wanted pages apart, and those on which a table goes on."""
    spent = 0
    last: PrintedPage | None = None
    for number, cost in enumerate(plan.costs, 1):
        if number not in plan.wanted and last is None:
            continue
        spent += cost
        if spent > COST_LIMIT:
            raise too_long(document.name, f"{len(plan.costs)} 页")
        read = read_page(document.drawn(number))
        if number in plan.wanted or (last and may_go_on(last, read)):
            yield read
            last = read if read.tables else None
        else:
            last = None


def _around(
    document: Pages, pages: list[PrintedPage], plan: _Plan, notices: Notices
) -> Grid:
    """The lines outside of tables; of a scan those that a program recognised."""
    lines = [(page.number, [line.text for line in page.lines]) for page in pages]
    if not any(map(itemgetter(1), lines)):
        texts = document.texts
        lines = [(n, texts[n - 1].split("\n")) for n in sorted(plan.wanted)]
    text = _text(document.name, lines, notices)
    if any(page.is_picture for page in pages):
        text = evolve(text, kind="scan")
    return text


def _text(name: str, pages: list[tuple[int, list[str]]], notices: Notices) -> Grid:
    """The lines of all pages, one below the other."""
    cells: list[Cell] = []
    for page, lines in pages:
        for number, line in enumerate(filter(str.strip, lines), 1):
            place = Place("line", page=page, row=number)
            clean = notices.clean(line, place).strip()
            cells.append(Cell(clean, len(cells) + 1, 1, place))
    return Grid(name, tuple(cells), height=len(cells), width=1, kind="text")


def too_long(where: str, value: str) -> InputError:
    """Say that a file holds more pages of the subject than a table takes."""
    return InputError.of(
        where,
        "文件中提到绩效自评的内容过多，不像一份自评表",
        value=value,
        remedy="请只保留自评表所在的页",
    )
