""".pdf: 有文字的 PDF; 线框成表, 跨页接成一张; 没有线框时给出文字行."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from indicators.errors import InputError
from reading.grid import Grid
from reading.sources.encrypted import encrypted
from reading.sources.look_alikes import usual
from reading.sources.pages.document import grids_of, too_long
from reading.sources.pages.drawing import PageDrawing
from reading.sources.pages.labels import Labels
from reading.sources.pdf.characters import drawing

PAGE_LIMIT: Final = 3000


@frozen
class _PdfPages:
    """The pages of a PDF: their texts, and how pdfplumber draws them."""

    name: str
    texts: tuple[str, ...]
    document: Any

    def drawn(self, number: int) -> PageDrawing:
        """What a page shows."""
        page = self.document.pages[number - 1]
        drawn = drawing(page, number)
        page.close()
        return drawn


def read_document(
    path: Path, labels: Labels, *, running: bool = False
) -> tuple[Grid, ...]:
    """Read the tables of a PDF, or its lines of text; if `running`, both."""
    import pdfplumber

    texts = _texts(path)
    # Its remarks about fonts and streams are not for a user's terminal.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(path) as document:
            return grids_of(
                _PdfPages(path.name, texts, document), labels, running=running
            )
    except InputError:
        raise
    except Exception as error:  # the library lets everything out: KeyError, struct …
        raise _broken(path.name) from error


def _texts(path: Path) -> tuple[str, ...]:
    """The text of every page, quickly."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise encrypted(path.name) from error
        raise _broken(path.name) from error
    try:
        if len(document) > PAGE_LIMIT:
            raise too_long(path.name, f"{len(document)} 页")
        return tuple(_page_text(document, index) for index in range(len(document)))
    finally:
        document.close()


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


def _broken(where: str) -> InputError:
    return InputError.of(
        where, "PDF 不完整或已损坏", remedy="请用阅读器打开后另存，或提供 Excel 原件"
    )
