""".odt: 流式读取正文, 每个表格一张表, 嵌套的另算一张; 不必装 LibreOffice.

What is seen: deleted text, hidden text, comments, foot notes and phonetic guides are
left out; text that is struck out and text boxes are not read, and said so. Automatic
numbers of lists are not in the text of a document.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrs import define, evolve, field

from reading.grid import Grid
from reading.sources.documents.flow import (
    COLUMN_LIMIT,
    ROW_LIMIT,
    DocumentCell,
    DocumentTable,
    Flow,
)
from reading.sources.documents.odt_looks import PLAIN, STRUCK, OdtLooks
from reading.sources.notices import COVERED
from reading.sources.package import Attributes, Handlers, Package, local
from reading.sources.sheets.ods import refuse_encrypted

_SIGNS: Final = {"tab": "\t", "line-break": "\n"}
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_PARAGRAPHS: Final = frozenset({"p", "h"})
# Nothing inside these is seen in the place where it stands.
_DRAWN: Final = frozenset({"frame", "custom-shape"})
_SKIPPED: Final = _DRAWN | {
    "tracked-changes",
    "annotation",
    "note",
    "ruby-text",
    "forms",
}
_SPACE_LIMIT: Final = 1000


def read(path: Path, opened: Package | None = None) -> tuple[Grid, ...]:
    """Read every table of a document."""
    flow = Flow(path.name)
    with opened or Package(path) as package:
        refuse_encrypted(package)
        reader = _OdtReader(flow)
        if "styles.xml" in package:
            package.parse("styles.xml", Handlers(reader.style))
        handlers = Handlers(reader.start, reader.end, reader.characters)
        package.parse("content.xml", handlers)
    return flow.grids()


@define
class _OpenOdtTable:
    """An open table: the next column, and the cell with its paragraphs.

    Cells and rows that are alike stand once, with how often they are repeated. What a
    cell holds that is `covered` lies under a span and is not seen.
    """

    table: DocumentTable
    column: int = 1
    box: DocumentCell | None = None
    repeated: int = 1
    rows: int = 1
    covered: bool = False
    paragraphs: list[str] = field(factory=list)
    told: int = 0

    def start_row(self, given: Attributes) -> None:
        """Begin a row, or several alike."""
        self.rows = _count(given, "number-rows-repeated", ROW_LIMIT)
        self.table.rows.append([])
        self.column = 1

    def start_cell(self, given: Attributes, *, covered: bool) -> None:
        """Begin a cell, or several alike."""
        self.repeated = _count(given, "number-columns-repeated", COLUMN_LIMIT)
        self.covered = covered
        self.box = DocumentCell(
            "",
            columns=_count(given, "number-columns-spanned", COLUMN_LIMIT),
            rows=_count(given, "number-rows-spanned", ROW_LIMIT),
            column=self.column,
        )
        self.paragraphs.clear()
        self.told = 0

    def lead(self) -> str:
        """The paragraphs of the cell since the last table in it."""
        lead = "\n".join(self.paragraphs[self.told :])
        self.told = len(self.paragraphs)
        return lead

    def end_cell(self, flow: Flow) -> None:
        """Put the cell into its row; what lies under a span is passed over."""
        box, self.box = self.box, None
        if box is None:
            return
        flow.count(self.repeated * box.columns)
        box.text = "\n".join(self.paragraphs).strip("\n")
        box.rest = self.lead() if self.told else None
        first, self.column = self.column, self.column + self.repeated
        if self.covered and box.text:
            flow.notices.once(flow.where, COVERED)
        for column in range(first, first if self.covered else self.column):
            self.table.add(evolve(box, column=column))

    def end_row(self, flow: Flow) -> None:
        """Say the row again, as often as it is repeated."""
        row = self.table.rows[-1] if self.table.rows else []
        for _ in range(1, self.rows):
            flow.count(1 + len(row))
            self.table.rows.append([evolve(box, rows=1) for box in row])


class _OdtReader:
    """Hears the tags of the body in order."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._tables: list[_OpenOdtTable] = []
        self._looks = OdtLooks()
        self._text: list[str] = []
        self._skipping = 0
        self._in_drawing = False
        # Some writers put a foot note into a paragraph as a paragraph.
        self._paragraphs = 0

    def style(self, tag: str, given: Attributes) -> None:
        """Hear an opening tag of the styles."""
        name = local(tag)
        if name == "style":
            self._looks.style(given)
        elif name == "text-properties":
            self._looks.properties(given)

    def start(self, tag: str, given: Attributes) -> None:
        """Hear an opening tag."""
        name = local(tag)
        if name in _SKIPPED:
            self._in_drawing = name in _DRAWN
            self._skipping += 1
        elif self._skipping:
            self._note_drawing(name)
        elif name in _PARAGRAPHS:
            self._start_paragraph(given)
        elif name == "span":
            self._looks.begin("text", _get(given, "style-name"))
        elif name in _SIGNS:
            self._add(_SIGNS[name])
        elif name == "s":
            self._add(" " * _count(given, "c", _SPACE_LIMIT))
        else:
            self._start_part(name, given)

    def _start_part(self, name: str, given: Attributes) -> None:
        """A part of a table, or a style, begins."""
        if name == "table":
            self._start_table()
        elif self._tables and name == "table-row":
            self._tables[-1].start_row(given)
        elif self._tables and name in _CELLS:
            self._tables[-1].start_cell(given, covered=name != "table-cell")
        else:
            self.style(name, given)

    def end(self, tag: str) -> None:
        """Hear a closing tag."""
        name = local(tag)
        if name in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif not self._skipping and name in _ENDS:
            _ENDS[name](self)

    def characters(self, text: str) -> None:
        """Hear text."""
        if self._paragraphs and not self._skipping:
            self._add(text)

    def _add(self, text: str) -> None:
        look = self._looks.now
        if look == PLAIN:
            self._text.append(text)
        elif look == STRUCK:
            self._note_struck(text)

    def _note_struck(self, text: str) -> None:
        """What is struck out is no part of the text, and said to stand there."""
        box = self._tables[-1].box if self._tables else None
        if box is None:
            self._flow.strike(text)
        else:
            box.struck |= bool(text.strip())

    def _note_drawing(self, name: str) -> None:
        """A text box, or a shape with text."""
        if self._in_drawing and name in {"text-box", *_PARAGRAPHS}:
            self._flow.note_text_box()

    def _start_paragraph(self, given: Attributes) -> None:
        self._put("".join(self._text))
        self._paragraphs += 1
        self._looks.begin("paragraph", _get(given, "style-name"))

    def end_paragraph(self) -> None:
        """End a paragraph."""
        self._paragraphs = max(0, self._paragraphs - 1)
        self._looks.end()
        self._put("".join(self._text), empty=not self._paragraphs)

    def _put(self, text: str, *, empty: bool = False) -> None:
        """Say what was heard; an empty paragraph only where one ends."""
        self._text.clear()
        if not (text or empty):
            return
        if not self._tables:
            self._flow.line(text)
        elif self._tables[-1].box:
            self._tables[-1].paragraphs.append(text)

    def end_span(self) -> None:
        """End a run."""
        self._looks.end()

    def _start_table(self) -> None:
        if self._tables:
            top = self._tables[-1]
            table = self._flow.table(top.table, top.lead())
        else:
            table = self._flow.table()
        self._tables.append(_OpenOdtTable(table))

    def end_cell(self) -> None:
        """End a cell."""
        if self._tables:
            self._tables[-1].end_cell(self._flow)

    def end_row(self) -> None:
        """End a row."""
        if self._tables:
            self._tables[-1].end_row(self._flow)

    def end_table(self) -> None:
        """End a table."""
        if self._tables:
            self._tables.pop()


_ENDS: Final[dict[str, Callable[[_OdtReader], None]]] = {
    "p": _OdtReader.end_paragraph,
    "h": _OdtReader.end_paragraph,
    "span": _OdtReader.end_span,
    "table-cell": _OdtReader.end_cell,
    "covered-table-cell": _OdtReader.end_cell,
    "table-row": _OdtReader.end_row,
    "table": _OdtReader.end_table,
}


def _get(given: Attributes, wanted: str) -> str:
    return next((given[key] for key in given if local(key) == wanted), "")


def _count(given: Attributes, wanted: str, most: int) -> int:
    text = _get(given, wanted)
    return min(max(1, int(text[:8])), most) if text.isdecimal() else 1
