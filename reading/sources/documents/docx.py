""".docx: 流式读取正文, 每个表格一张表, 嵌套的另算一张.

What Word shows: deleted, moved-away and hidden text is left out, and so are phonetic
guides; text that is struck out and text boxes are not read, and said so. Automatic numbers of lists are not in the text of a document.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrs import define, field

from reading.grid import Grid
from reading.sources.documents.flow import DocumentCell, DocumentTable, Flow
from reading.sources.documents.slivers import drop_slivers
from reading.sources.documents.symbol_fonts import is_symbol_font, seen, sign
from reading.sources.package import Attributes, Handlers, Package, local
from reading.sources.sheets.workbook_parts import main_part

_OFF = {"0", "false", "off"}
_SIGNS = {
    "br": "\n",
    "cr": "\n",
    "tab": "\t",
    "noBreakHyphen": "-",
}
# Nothing inside these is seen in the place where it stands.
_SKIPPED = {"txbxContent", "Fallback", "moveFrom", "del", "rt"}
_COLUMN_LIMIT = 100


def read(path: Path, opened: Package | None = None) -> tuple[Grid, ...]:
    """Read every table of a document."""
    flow = Flow(path.name)
    with opened or Package(path) as package:
        reader = _DocxReader(flow)
        handlers = Handlers(reader.start, reader.end, reader.characters)
        package.parse(main_part(package, "word/document.xml"), handlers)
    return flow.grids()


@define
class _OpenDocxTable:
    """An open table: the next column, and the cell with its paragraphs."""

    table: DocumentTable
    column: int = 1
    box: DocumentCell | None = None
    paragraphs: list[str] = field(factory=list)
    told: int = 0
    widths: list[int] = field(factory=list)

    def grid_column(self, given: Attributes) -> None:
        """A column of the grid that all rows share, with its width."""
        text = _value(given, "w")
        self.widths.append(int(text[:6]) if text.isdecimal() else 0)

    def close(self) -> None:
        """All rows are there."""
        drop_slivers(self.table, self.widths)

    def start_row(self, _: Attributes) -> None:
        """Begin a row."""
        self.table.rows.append([])
        self.column = 1

    def start_cell(self, _: Attributes) -> None:
        """Begin a cell."""
        self.box = DocumentCell("", column=self.column)
        self.paragraphs.clear()
        self.told = 0

    def leave_out(self, given: Attributes) -> None:
        """The row begins some columns later."""
        self.column += _count(given)

    def span(self, given: Attributes) -> None:
        """The cell covers several columns."""
        if self.box:
            self.box.columns = max(1, _count(given))

    def merge(self, given: Attributes) -> None:
        """The cell goes on, or is the first of those merged in its column."""
        if self.box:
            self.box.above = _value(given) != "restart"

    def lead(self) -> str:
        """The paragraphs of the cell since the last table in it."""
        lead = "\n".join(self.paragraphs[self.told :])
        self.told = len(self.paragraphs)
        return lead


class _DocxReader:
    """Hears the tags of the body in order."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._tables: list[_OpenDocxTable] = []
        self._runs: list[str] = []
        self._skipping = 0
        self._in_run = self._in_text = self._vanished = self._struck = False
        self._font = ""

    def start(self, tag: str, given: Attributes) -> None:
        """Hear an opening tag."""
        name = local(tag)
        if name in _SKIPPED:
            self._skip(name)
        elif self._skipping:
            return
        elif name in _OF_TEXT:
            _OF_TEXT[name](self, given)
        elif name in _OF_TABLE and self._tables:
            _OF_TABLE[name](self._tables[-1], given)
        elif name in _SIGNS and self._in_run:
            self._sign(name, given)

    def end(self, tag: str) -> None:
        """Hear a closing tag."""
        name = local(tag)
        if name in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif self._skipping:
            return
        elif name == "t":
            self._in_text = False
        elif name == "r":
            self._in_run = False
        elif name == "p":
            self._end_paragraph()
        elif name == "tc" and self._tables:
            self._end_cell(self._tables[-1])
        elif name == "tbl" and self._tables:
            self._tables.pop().close()

    def characters(self, text: str) -> None:
        """Hear text."""
        if self._in_text and not self._skipping and not self._vanished:
            if self._struck:
                self._note_struck(text)
            else:
                self._runs.append(seen(text, self._font) if self._font else text)

    def _note_struck(self, text: str) -> None:
        """What is struck out is no part of the text, and said to stand there."""
        box = self._tables[-1].box if self._tables else None
        if box is None:
            self._flow.strike(text)
        else:
            box.struck |= bool(text.strip())

    def _skip(self, name: str) -> None:
        # An empty <w:del/> in a row's or a paragraph's properties marks, not holds.
        self._skipping += 1
        if name == "txbxContent" and self._skipping == 1:
            self._flow.note_text_box()

    def start_table(self, _: Attributes) -> None:
        """Begin a table; inside a cell the paragraphs above it lead to it."""
        if self._tables:
            top = self._tables[-1]
            table = self._flow.table(top.table, top.lead())
        else:
            table = self._flow.table()
        self._tables.append(_OpenDocxTable(table))

    def start_paragraph(self, _: Attributes) -> None:
        """Begin a paragraph."""
        self._runs.clear()

    def start_run(self, _: Attributes) -> None:
        """Begin a run: text of one look."""
        self._in_run, self._font = True, ""
        self._vanished = self._struck = False

    def start_text(self, _: Attributes) -> None:
        """Begin what is written in a run."""
        self._in_text = True

    def vanish(self, given: Attributes) -> None:
        """The run is hidden."""
        self._vanished = self._in_run and _value(given) not in _OFF

    def strike(self, given: Attributes) -> None:
        """The run is struck out, by one line or by two."""
        self._struck |= self._in_run and _value(given) not in _OFF

    def symbol(self, given: Attributes) -> None:
        """A sign of a symbol font."""
        if self._in_run and not self._vanished and not self._struck:
            self._runs.append(sign(_value(given, "char"), _value(given, "font")))

    def fonts(self, given: Attributes) -> None:
        """The run may be in a font that draws signs."""
        named = (_value(given, "ascii"), _value(given, "hAnsi"))
        self._font = next(filter(is_symbol_font, named), "") if self._in_run else ""

    def _sign(self, name: str, given: Attributes) -> None:
        if not self._vanished and _value(given, "type") != "page":
            self._runs.append(_SIGNS[name])

    def _end_paragraph(self) -> None:
        text = "".join(self._runs)
        self._runs.clear()
        if not self._tables:
            self._flow.line(text)
        elif self._tables[-1].box:
            self._tables[-1].paragraphs.append(text)

    def _end_cell(self, top: _OpenDocxTable) -> None:
        box = top.box
        if box is None:
            return
        self._flow.count(box.columns)
        box.text = "\n".join(top.paragraphs).strip("\n")
        box.rest = "\n".join(top.paragraphs[top.told :]) if top.told else None
        top.table.add(box)
        top.column += box.columns
        top.box = None


def _value(given: Attributes, wanted: str = "val") -> str:
    return next((given[key] for key in given if local(key) == wanted), "")


def _count(given: Attributes) -> int:
    text = _value(given)
    return min(int(text[:4]), _COLUMN_LIMIT) if text.isdecimal() else 0


# What the opening tags mean: those of the text, and those of a table that is open.
_OF_TEXT: Final[dict[str, Callable[[_DocxReader, Attributes], None]]] = {
    "tbl": _DocxReader.start_table,
    "p": _DocxReader.start_paragraph,
    "r": _DocxReader.start_run,
    "t": _DocxReader.start_text,
    "vanish": _DocxReader.vanish,
    "strike": _DocxReader.strike,
    "dstrike": _DocxReader.strike,
    "sym": _DocxReader.symbol,
    "rFonts": _DocxReader.fonts,
}
_OF_TABLE: Final[dict[str, Callable[[_OpenDocxTable, Attributes], None]]] = {
    "gridCol": _OpenDocxTable.grid_column,
    "tr": _OpenDocxTable.start_row,
    "tc": _OpenDocxTable.start_cell,
    "gridBefore": _OpenDocxTable.leave_out,
    "gridSpan": _OpenDocxTable.span,
    "vMerge": _OpenDocxTable.merge,
}
