""".pdf: 有文字的 PDF; 线框成表, 跨页接成一张; 没有线框时给出文字行.

A cheap pass over the text finds the pages that speak of 绩效 or 自评; only these, and
the pages on which their tables go on, are taken apart.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from indicators.errors import InputError
from indicators.place import Place
from reading.grid import Cell, Grid
from reading.sources.encrypted import encrypted
from reading.sources.look_alikes import usual
from reading.sources.notices import Notices
from reading.sources.pdf.labels import Labels
from reading.sources.pdf.page import PrintedPage, read_page
from reading.sources.pdf.page_breaks import joined_tables, may_go_on

PAGE_LIMIT: Final = 3000
# Taking a page apart costs by its characters, and something by itself.
PAGE_COST: Final = 200
COST_LIMIT: Final = 120_000
UNNAMED_PAGES: Final = 20
# From wide to narrow: a thick book is searched for the narrower word.
_SUBJECTS: Final = tuple(
    re.compile(words) for words in (r"绩\s*效|自\s*评", r"自\s*评", r"自\s*评\s*表")
)
_RECOGNISED: Final = "扫描件识别出的文字，没有表格线，读出的内容须与原件核对"
_ORIGINAL: Final = "请提供原始的 Excel、Word 文件"


@frozen
class _Plan:
    """Which pages to take apart: what each page costs, and the wanted ones."""

    texts: tuple[str, ...]
    costs: tuple[int, ...]
    wanted: frozenset[int]


def read_document(
    path: Path, labels: Labels, *, running: bool = False
) -> tuple[Grid, ...]:
    """Read the tables of a PDF, or its lines of text; if `running`, both."""
    notices = Notices()
    plan = _plan(path)
    if not plan.wanted:
        plan = evolve(plan, wanted=_first_pages(plan.costs))
        notices.add(
            path.name,
            f"没有一页提到“绩效”或“自评”，只读取前 {len(plan.wanted)} 页",
            "请只保留自评表所在的页",
        )
    pages_read = list(_pages(path, plan))
    grids = joined_tables(pages_read, notices, labels)
    if running or not grids:
        grids.append(_around(path.name, pages_read, plan, notices))
    grids[0] = evolve(grids[0], warnings=notices.problems())
    return tuple(grids)


def _around(name: str, pages: list[PrintedPage], plan: _Plan, notices: Notices) -> Grid:
    """The lines outside of tables; of a scan those that a program recognised."""
    lines = [(page.number, page.lines) for page in pages]
    if not any(found for _, found in lines):
        lines = [(n, plan.texts[n - 1].split("\n")) for n in sorted(plan.wanted)]
    text = _text(name, lines, notices)
    if any(page.is_picture for page in pages):
        text = evolve(text, kind="scan")
        notices.add(name, _RECOGNISED, _ORIGINAL)
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


def _plan(path: Path) -> _Plan:
    """Search the text of every page, quickly."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise encrypted(path.name) from error
        raise _broken(path.name) from error
    try:
        if len(document) > PAGE_LIMIT:
            raise _too_long(path.name, f"{len(document)} 页")
        texts = [_page_text(document, index) for index in range(len(document))]
    finally:
        document.close()
    if not any(text.strip() for text in texts):
        raise InputError.of(
            path.name,
            "扫描件，没有可读文字",
            remedy=f"{_ORIGINAL}，或先做文字识别",
        )
    costs = tuple(PAGE_COST + len(text) for text in texts)
    return _Plan(tuple(texts), costs, _wanted(texts, costs))


def _wanted(texts: list[str], costs: tuple[int, ...]) -> frozenset[int]:
    """Choose all pages, or the widest subject whose pages take no more than we have."""
    if sum(costs) <= COST_LIMIT:
        return frozenset(range(1, len(texts) + 1))
    wanted: frozenset[int] = frozenset()
    for subject in _SUBJECTS:
        named = [n for n, text in enumerate(texts, 1) if subject.search(text)]
        wanted = frozenset(named) or wanted
        if sum(costs[n - 1] for n in named) <= COST_LIMIT:
            break
    return wanted


def _first_pages(costs: tuple[int, ...]) -> frozenset[int]:
    sums = accumulate(costs[:UNNAMED_PAGES])
    return frozenset(n for n, spent in enumerate(sums, 1) if spent <= COST_LIMIT)


def _page_text(document: Any, index: int) -> str:
    """The text of a page; a damaged page has none."""
    import pypdfium2

    try:
        page = document[index]
        words = page.get_textpage()
        text = words.get_text_bounded()
        words.close()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return usual(str(text))


def _pages(path: Path, plan: _Plan) -> Iterator[PrintedPage]:
    """Take the wanted pages apart, and those on which a table goes on."""
    import pdfplumber

    # Its remarks about fonts and streams are not for a user's terminal.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    spent = 0
    last: PrintedPage | None = None
    try:
        with pdfplumber.open(path) as document:
            for number, page in enumerate(document.pages, 1):
                if number not in plan.wanted and last is None:
                    continue
                spent += plan.costs[number - 1]
                _check(path, plan, spent)
                read = read_page(page, number)
                page.close()
                if number in plan.wanted or (last and may_go_on(last, read)):
                    yield read
                    last = read if read.tables else None
                else:
                    last = None
    except InputError:
        raise
    except Exception as error:  # the library lets everything out: KeyError, struct …
        raise _broken(path.name) from error


def _check(path: Path, plan: _Plan, spent: int) -> None:
    if spent > COST_LIMIT:
        raise _too_long(path.name, f"{len(plan.costs)} 页")


def _broken(where: str) -> InputError:
    return InputError.of(
        where, "PDF 不完整或已损坏", remedy="请用阅读器打开后另存，或提供 Excel 原件"
    )


def _too_long(where: str, value: str) -> InputError:
    return InputError.of(
        where,
        "PDF 中提到绩效自评的内容过多，不像一份自评表",
        value=value,
        remedy="请只保留自评表所在的页",
    )
