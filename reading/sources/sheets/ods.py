""".ods: 流式读取; 文件里存着人眼看到的文字, 所以照读, 不必懂数字格式."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

from attrs import define, evolve, field

from indicators.errors import InputError
from indicators.place import Place
from reading.grid import Cell, Grid, sheet_grid
from reading.sources.encrypted import encrypted
from reading.sources.notices import STRUCK, Notices
from reading.sources.package import Attributes, Handlers, Package, local
from reading.sources.sheets.number_text import dashed
from reading.sources.sheets.ods_strikes import OdsStrikes
from reading.sources.sheets.plain_dates import REWRITTEN, is_readable
from reading.sources.sheets.worksheet import (
    CELL_LIMIT,
    LAST_COLUMN,
    LAST_ROW,
)

_CELLS = frozenset({"table-cell", "covered-table-cell"})
# Comments and drawings lie over the cells, not in them.
_SKIPPED = frozenset(
    {"annotation", "frame", "shapes", "custom-shape", "tracked-changes", "ruby-text"}
)
_SIGNS = {"tab": "\t", "line-break": "\n"}
_HIDDEN = frozenset({"collapse", "filter"})
_NUMBERS = frozenset({"float", "percentage", "currency"})


@define
class _OdsSheet:
    """A sheet that is being read; `row` and `column` are the places reached."""

    name: str
    hidden: bool
    cells: list[Cell] = field(factory=list)
    notices: Notices = field(factory=Notices)
    row: int = 1
    column: int = 1
    columns_seen: int = 1
    hidden_columns: list[tuple[int, int]] = field(factory=list)

    @property
    def origin(self) -> Place:
        """Where its cells come from."""
        return Place("sheet", self.name)

    def hides(self, column: int) -> bool:
        """Say whether a column is hidden."""
        return any(low <= column <= high for low, high in self.hidden_columns)

    def grid(self) -> Grid:
        """Close the sheet."""
        return sheet_grid(
            self.name,
            self.cells,
            hidden=self.hidden,
            warnings=self.notices.problems(),
        )


def read(path: Path, opened: Package | None = None) -> tuple[Grid, ...]:
    """Read every sheet."""
    with opened or Package(path) as package:
        refuse_encrypted(package)
        reader = _OdsReader(path.name)
        handlers = Handlers(reader.start, reader.end, reader.characters)
        if "styles.xml" in package:
            package.parse("styles.xml", Handlers(reader.style))
        package.parse("content.xml", handlers)
    if not reader.sheets:
        raise InputError.of(path.name, "ODF 文件里没有工作表")
    return tuple(sheet.grid() for sheet in reader.sheets)


def refuse_encrypted(package: Package) -> None:
    """Refuse an ODF file that has a password."""

    def start(name: str, _: Attributes) -> None:
        if local(name) == "encryption-data":
            raise encrypted(package.where)

    if "META-INF/manifest.xml" in package:
        package.parse("META-INF/manifest.xml", Handlers(start))


class _OdsReader:
    """Hears the tags of the content in order."""

    def __init__(self, where: str) -> None:
        self.sheets: list[_OdsSheet] = []
        self._where = where
        self._skipping = 0
        self._styles: set[str] = set()
        self._style = ""
        self._row: tuple[int, bool] = (1, False)
        self._row_cells: list[Cell] = []
        self._given: Attributes | None = None
        self._paragraphs: list[str] = []
        self._text: list[str] = []
        self._in_paragraph = False
        self._count = 0
        self._strikes = OdsStrikes()
        self._struck = False

    def start(self, tag: str, given: Attributes) -> None:
        """Hear an opening tag."""
        name = local(tag)
        if name in _SKIPPED:
            self._skipping += 1
        elif self._skipping:
            return
        elif name in _CELLS:
            self._given = given if name == "table-cell" else {**given, "covered": "1"}
            self._paragraphs, self._struck = [], False
        elif name == "p":
            self._in_paragraph = True
            self._text = []
        elif name in _SIGNS:
            self._text.append(_SIGNS[name])
        elif name == "s":
            self._text.append(" " * min(_count(given, "c"), 1000))
        else:
            self._start_part(name, given)

    def style(self, tag: str, given: Attributes) -> None:
        """Hear an opening tag of the styles."""
        name = local(tag)
        if name == "style":
            self._style = _get(given, "name")
            self._strikes.style(given)
        elif name == "text-properties":
            self._strikes.look(given)
        elif name == "table-properties" and _get(given, "display") == "false":
            self._styles.add(self._style)

    def _start_part(self, name: str, given: Attributes) -> None:
        if name == "span":
            self._strikes.span(_get(given, "style-name"))
        elif name == "table":
            hidden = _get(given, "style-name") in self._styles
            self.sheets.append(_OdsSheet(_get(given, "name"), hidden))
            self._strikes.sheet()
        elif name == "table-row":
            hidden = _get(given, "visibility") in _HIDDEN
            self._row = (_count(given, "number-rows-repeated"), hidden)
            self._row_cells = []
            self._strikes.row(_get(given, "default-cell-style-name"))
        elif name == "table-column" and self.sheets:
            sheet, repeated = self.sheets[-1], _count(given, "number-columns-repeated")
            first, sheet.columns_seen = (
                sheet.columns_seen,
                sheet.columns_seen + repeated,
            )
            if _get(given, "visibility") in _HIDDEN:
                sheet.hidden_columns.append((first, sheet.columns_seen - 1))
            default = _get(given, "default-cell-style-name")
            self._strikes.columns(first, sheet.columns_seen - 1, default)
        else:
            self.style(name, given)

    def end(self, tag: str) -> None:
        """Hear a closing tag."""
        name = local(tag)
        if name in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif self._skipping or not self.sheets:
            return
        elif name == "p":
            self._paragraphs.append("".join(self._text))
            self._in_paragraph = False
        elif name == "span":
            self._strikes.end_span()
        elif name in _CELLS:
            self._end_cell(self.sheets[-1])
        elif name == "table-row":
            self._end_row(self.sheets[-1])

    def characters(self, text: str) -> None:
        """Hear text."""
        if not self._in_paragraph or self._skipping:
            return
        if self._strikes.on:
            self._struck |= bool(text.strip())
        else:
            self._text.append(text)

    def _end_cell(self, sheet: _OdsSheet) -> None:
        given, self._given = self._given or {}, None
        repeated = _count(given, "number-columns-repeated")
        rows = min(_count(given, "number-rows-spanned"), LAST_ROW)
        columns = min(_count(given, "number-columns-spanned"), LAST_COLUMN)
        first, sheet.column = sheet.column, sheet.column + repeated
        text = self._seen(sheet, first, _get(given, "style-name"))
        if "covered" in given:
            _note_covered(sheet, first, text)
            return
        if not (text or rows > 1 or columns > 1):
            return
        self._charge(repeated)
        number = self._number(given)
        formula = _get(given, "formula") or None
        day = _day(given, text)
        if day is not None:
            sheet.notices.once(sheet.origin.cell(sheet.row, first), REWRITTEN)
        text = _shown(number, day, text)
        for column in range(first, first + repeated):
            self._row_cells.append(
                Cell(
                    sheet.notices.clean(text, sheet.origin.cell(sheet.row, column)),
                    sheet.row,
                    column,
                    sheet.origin,
                    rows,
                    columns,
                    number=number,
                    formula=formula,
                    hidden=self._row[1] or sheet.hides(column),
                )
            )

    def _seen(self, sheet: _OdsSheet, column: int, style: str) -> str:
        """The text of the cell without what is struck out, which is noted."""
        text = "\n".join(self._paragraphs)
        if text and self._strikes.cell(style, column):
            text, self._struck = "", True
        if self._struck:
            sheet.notices.add(sheet.origin.cell(sheet.row, column), STRUCK)
        return text

    def _number(self, given: Attributes) -> Decimal | None:
        """The number that the cell stores, unless it is struck out."""
        return None if self._struck else _number(given)

    def _end_row(self, sheet: _OdsSheet) -> None:
        repeated, _ = self._row
        self._charge(len(self._row_cells) * (repeated - 1))
        sheet.cells += self._row_cells
        for row in (
            range(sheet.row + 1, sheet.row + repeated) if self._row_cells else ()
        ):
            for cell in self._row_cells:
                copy = evolve(cell, row=row, rows=1, columns=1)
                sheet.cells.append(copy)
        self._row_cells = []
        sheet.row += repeated
        sheet.column = 1

    def _charge(self, cells: int) -> None:
        self._count += cells
        if self._count > CELL_LIMIT:
            raise InputError.of(
                self._where,
                f"单元格超过 {CELL_LIMIT} 个，不像一份自评表",
                remedy="请只保留自评表所在的工作表后重新保存",
            )


def _get(given: Attributes, wanted: str) -> str:
    return next((given[key] for key in given if local(key) == wanted), "")


def _count(given: Attributes, wanted: str) -> int:
    text = _get(given, wanted)
    return max(1, int(text[:8])) if text.isdecimal() else 1


def _day(given: Attributes, text: str) -> str | None:
    """A date that is shown as 12/31/22, by its stored value; None where it is read."""
    if _get(given, "value-type") != "date" or not text or is_readable(text):
        return None
    stored = _get(given, "date-value")[:10]
    return stored if is_readable(stored) else None


def _shown(number: Decimal | None, day: str | None, text: str) -> str:
    """What a cell says: its day; a zero that is shown as a dash is 0."""
    return day or ("0" if dashed(number, text) else text)


def _note_covered(sheet: _OdsSheet, column: int, text: str) -> None:
    """Say which text a merged cell hides."""
    if text:
        sheet.notices.covered(sheet.origin.cell(sheet.row, column), text)


def _number(given: Attributes) -> Decimal | None:
    if _get(given, "value-type") not in _NUMBERS:
        return None
    try:
        number = Decimal(_get(given, "value"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
