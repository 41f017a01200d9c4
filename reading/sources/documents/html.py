""".html / .htm, 以及内容是网页的 .xls: 每个 table 一张表, 嵌套的另算一张."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from indicators.errors import InputError
from indicators.place import Place
from reading.grid import Grid
from reading.sources.documents.flow import (
    COLUMN_LIMIT,
    ROW_LIMIT,
    DocumentCell,
    DocumentTable,
    Flow,
)
from reading.sources.documents.html_controls import Controls
from reading.sources.documents.html_tags import Tag, pieces
from reading.sources.documents.overlong_spans import shorten
from reading.sources.documents.strikes import HtmlStrikes
from reading.sources.plain import decode, read_bytes

PIECE_LIMIT: Final = 1_500_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ENCODINGS: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
}
_TOO_LONG: Final = "一格合并的行多于网页里有的行，已照下面各行的格数截短，须核对"
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BETWEEN_WIDE = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\uffef])")
_LINE = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
_UNSEEN = frozenset({"script", "style", "title", "template"})
_CELLS = frozenset({"td", "th"})
# Above a character stands how it is spoken: the text is the character.
_GUIDES = frozenset({"rt", "rp"})
_RUBY = _GUIDES | {"ruby", "rb"}


def read(path: Path) -> tuple[Grid, ...]:
    """Read every table of a page."""
    data = read_bytes(path)
    stated = _CHARSET.search(data[:4096])
    named = stated[1].decode("ascii", "replace").lower() if stated else ""
    flow = Flow(path.name)
    text = decode(data, path.name, flow.notices, _ENCODINGS.get(named, ""))
    page = _Page(flow)
    for number, piece in enumerate(pieces(text)):
        if number > PIECE_LIMIT:
            raise InputError.of(
                path.name, "网页的标签过多，不像一份自评表", remedy="请另存为 .xlsx"
            )
        page.hear(piece)
    page.finish()
    _shorten_spans(flow)
    return flow.grids()


def _shorten_spans(flow: Flow) -> None:
    """Cut cells that are merged over rows which were left out of the page."""
    for number, table in enumerate(flow.tables, 1):
        for row in shorten(table.rows):
            flow.notices.add(Place("table", table=number, row=row), _TOO_LONG)


class _OpenHtmlTable:
    """A table with the cell that is open in it."""

    def __init__(self, table: DocumentTable) -> None:
        self.table = table
        self.box: DocumentCell | None = None
        self.hidden_row = False
        # So many pieces of the text of the cell stand above a table in it.
        self.told = 0


class _Page:
    """Hears the tags; broken nesting is mended as browsers do."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._tables: list[_OpenHtmlTable] = []
        # One list of pieces for the page and one for each open table.
        self._texts: list[list[str]] = [[]]
        self._unseen = 0
        # What is open of that which is not seen: the title, a style sheet …
        self._behind = ""
        self._strikes = HtmlStrikes()
        self._guide = False
        self._controls = Controls()

    def hear(self, piece: Tag | str) -> None:
        """Hear a tag or a text."""
        if isinstance(piece, str):
            self._hear_text(piece)
        elif piece.name[0] == "/":
            self._end(piece.name[1:])
        else:
            self._start(piece)

    def _hear_text(self, text: str) -> None:
        if self._unseen:
            self._hear_unseen(text)
        elif self._controls.is_open:
            self._controls.hear(text)
        elif self._strikes.on:
            self._strike(text)
        elif not self._guide:
            self._texts[-1].append(_squeezed(text))

    def _hear_unseen(self, text: str) -> None:
        """The title of the page, or a style sheet."""
        if self._behind == "title":
            self._flow.caption = self._flow.caption or _squeezed(text).strip()
        elif self._behind == "style":
            self._strikes.sheet(text)

    def _strike(self, text: str) -> None:
        """What is struck out is no part of the text, and said to stand there."""
        box = self._tables[-1].box if self._tables else None
        if box is None:
            self._flow.strike(text)
        else:
            box.struck |= bool(text.strip())

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in _UNSEEN:
            self._unseen += 1
            self._behind = name
        elif name == "table":
            self._open_table()
        elif name == "br":
            self._texts[-1].append("\v")
        elif name == "tr" and self._tables:
            self._end_cell()
            top = self._tables[-1]
            top.table.rows.append([])
            top.hidden_row = _is_hidden(tag.attributes())
        elif name in _CELLS and self._tables:
            self._end_cell()
            self._start_cell(tag.attributes())
            self._strikes.cell(tag)
        else:
            self._start_inside(tag)

    def _start_inside(self, tag: Tag) -> None:
        """A line, a look or a phonetic guide begins."""
        self._strikes.start(tag)
        self._texts[-1].append(_squeezed(self._controls.start(tag)))
        if tag.name in _LINE:
            self._texts[-1].append("\n\n")
        elif tag.name in _RUBY:
            self._guide = tag.name in _GUIDES

    def _end(self, name: str) -> None:
        if name in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif name == "table":
            self._close_table()
        elif name in _CELLS or name == "tr":
            self._end_cell()
        elif name == "select":
            self._end_list()
        else:
            self._strikes.end(name)
            if name in _LINE:
                self._texts[-1].append("\n\n")
            elif name in _RUBY:
                self._guide = False

    def finish(self) -> None:
        """Close what the page left open."""
        while self._tables:
            self._close_table()
        self._flush_lines()

    def _open_table(self) -> None:
        self._unseen = 0
        self._texts[-1].append("\n\n")
        if not self._tables:
            self._flush_lines()
            table = self._flow.table()
        else:
            top = self._tables[-1]
            lead = _lines(self._texts[-1][top.told :])
            top.told = len(self._texts[-1])
            table = self._flow.table(top.table, lead)
        self._tables.append(_OpenHtmlTable(table))
        self._texts.append([])

    def _close_table(self) -> None:
        if self._tables:
            self._end_cell()
            self._tables.pop()
            self._texts.pop()

    def _start_cell(self, given: dict[str, str]) -> None:
        top = self._tables[-1]
        columns = max(1, _span(given.get("colspan"), COLUMN_LIMIT))
        self._flow.count(columns)
        top.box = DocumentCell(
            "",
            columns=columns,
            rows=_span(given.get("rowspan"), ROW_LIMIT),
            hidden=top.hidden_row or _is_hidden(given),
        )
        self._texts[-1].clear()

    def _end_list(self) -> None:
        """A list of options shows the chosen one."""
        self._texts[-1].append(_squeezed(self._controls.close()))

    def _end_cell(self) -> None:
        self._end_list()
        # What a cell leaves open does not go on in the next one.
        self._strikes.end_cell()
        self._guide = False
        if not self._tables:
            return
        top, pieces = self._tables[-1], self._texts[-1]
        if box := top.box:
            box.text = _lines(pieces)
            box.rest = _lines(pieces[top.told :]) if top.told else None
            top.table.add(box)
            top.box = None
        else:
            self._flow.above(top.table, _lines(pieces))
        top.told = 0
        pieces.clear()

    def _flush_lines(self) -> None:
        self._flow.line(_lines(self._texts[0]))
        self._texts[0].clear()


def _squeezed(text: str) -> str:
    """Fold white space as a browser does; a line end between Chinese is nothing."""
    return _SPACE.sub(" ", _BETWEEN_WIDE.sub("", text))


def _lines(parts: list[str]) -> str:
    r"""Join the pieces: ``\v`` is a line end, blocks stand on lines of their own."""
    text = re.sub(" +", " ", "".join(parts))
    text = re.sub(r" ?\n[ \n]*", "\n", text).strip("\n ")
    return re.sub(r" ?\v ?", "\n", text).strip("\n ")


def _span(stated: str | None, limit: int) -> int:
    text = (stated or "1").strip()
    return min(int(text[:8]), limit) if text.isascii() and text.isdecimal() else 1


def _is_hidden(given: dict[str, str]) -> bool:
    style = given.get("style", "").replace(" ", "").lower()
    return "hidden" in given or "display:none" in style
