"""位置: 一个值写在哪里 — 哪张工作表、哪一页、第几张表、几行几列.

A place is a value: whoever needs the page, the sheet or the row of a cell asks for it.
Its text (自评表!G12、表2第5行第3列、第3页第7行) is printed at the edge of the program, for
people, and nothing reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from attrs import field

from indicators.records import record

_RANGE = 3
PlaceKind = Literal["sheet", "table", "line", "given"]
WHOLE = 10_000
"""A page is so many units wide, and so many high, whatever picture it is drawn in."""


@record
class Place:
    """位置. What the source does not know is None.

    `kind` says how the other fields are meant: ``sheet``, a workbook's cell (`sheet`,
    `row`, `column`); ``table``, a cell of a table in a document, in a PDF (with its
    `page`) or of a CSV file (no `table`); ``line``, a line of text; ``given``, the text
    that a data file gives for a place, in `text`. (Of a workbook's cell `text` is an
    address that is none.) Rows and columns count from 1. Without
    a row it is the sheet or the table as a whole. `typed` says that a workbook stores
    the number in the cell as text, which its sums leave out; it tells no places apart.

    >>> str(Place("sheet", sheet="自评表", row=12, column=7))
    '自评表!G12'
    >>> str(Place("table", page=3, table=1, row=5, column=2))
    '第3页表1第5行第2列'
    >>> str(Place("line", row=7)), str(Place("table", table=2))
    ('第7行', '表2')
    """

    kind: PlaceKind
    sheet: str | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    text: str | None = None
    typed: bool = field(default=False, eq=False, repr=False)

    @property
    def address(self) -> str | None:
        """单元格地址 (G12) of a workbook's cell; None for any other place."""
        if self.kind != "sheet" or self.row is None or self.column is None:
            return None
        return f"{column_letters(self.column)}{self.row}"

    def cell(self, row: int, column: int) -> Place:
        """Give the place of a cell in this sheet or table; an exact place stays."""
        if self.row is not None or self.kind == "given":
            return self
        return Place(self.kind, self.sheet, self.page, self.table, row, column)

    def in_column(self, column: int) -> Place:
        """Give the place of the cell of another column in the same row.

        >>> cell = Place("table", page=2, table=1, row=3, column=1)
        >>> str(cell.in_column(8))
        '第2页表1第3行第8列'
        """
        return Place(self.kind, self.sheet, self.page, self.table, self.row, column)

    @property
    def as_typed(self) -> Place:
        """The same place, of a number that is stored as text."""
        own = (self.kind, self.sheet, self.page, self.table, self.row, self.column)
        return Place(*own, self.text, typed=True)

    @property
    def whole(self) -> Place:
        """The sheet or the table that this place is in."""
        if self.row is None or self.kind == "given":
            return self
        return Place(self.kind, self.sheet, self.page, self.table)

    def is_parted_from(self, other: Place | None) -> bool:
        """Say whether a page break of a PDF, or of two tables in Word, lies between.

        >>> cell = Place("table", table=1, row=5, column=2)
        >>> cell.is_parted_from(Place("table", table=2, row=1, column=2))
        True
        """
        if other is None or self.kind != other.kind:
            return False
        if self.page is None or other.page is None:
            return self.page is other.page and self.table != other.table
        return self.page != other.page

    def is_below(self, other: Place) -> bool:
        """Say whether this is the cell of a workbook right below another one."""
        here, above = (self.sheet, self.column), (other.sheet, other.column)
        cells = self.address is not None and other.address is not None
        return cells and here == above and self.row == (other.row or 0) + 1

    def __str__(self) -> str:
        """Write the place as a person reads it."""
        if self.kind == "sheet":
            return "!".join(filter(None, (self.sheet, self.address or self.text)))
        if self.kind == "given":
            return self.text or ""
        column = None if self.kind == "line" else self.column
        page = f"第{self.page}页" if self.page else ""
        table = f"表{self.table}" if self.table else ""
        row = f"第{self.row}行" if self.row else ""
        return f"{page}{table}{row}{f'第{column}列' if column else ''}"


@record
class PictureSpot:
    """图上的一处: 第几页, 四边在页面上的万分之几.

    The page is as it lies in the file (a PDF's with its own rotation): whoever draws it,
    at any resolution, finds the spot. `turned` says by how many quarters of a circle
    the page must be turned clockwise to be read.
    """

    page: int
    left: int
    top: int
    right: int
    bottom: int
    turned: int = 0


@record
class Places:
    """几处: 一条发现说到的几个位置.

    >>> sheet = Place("sheet", sheet="表")
    >>> print(Places(tuple(sheet.cell(row, 7) for row in (3, 4, 5, 9))))
    表!G3:G5、表!G9
    """

    places: tuple[Place, ...]

    def __str__(self) -> str:
        """Write them one after the other; several cells in one column as a range."""
        runs: list[list[Place]] = []
        for place in self.places:
            if runs and place.is_below(runs[-1][-1]):
                runs[-1].append(place)
            else:
                runs.append([place])
        return "、".join(map(_run, runs))


def _run(places: list[Place]) -> str:
    """Write cells one below the other: from three on, the first and the last."""
    if len(places) < _RANGE:
        return "、".join(map(str, places))
    return f"{places[0]}:{places[-1].address}"


def together(places: Iterable[Place | Places | None]) -> Places | None:
    """几处合在一起, in the order in which they are printed; None when there are none."""
    known = [place for place in places if isinstance(place, Place)]
    return Places(tuple(sorted(known, key=str))) if known else None


def given(text: str) -> Place:
    """A place of which only the text is known: that of a data file."""
    return Place("given", text=text)


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """列号写成字母.

    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
