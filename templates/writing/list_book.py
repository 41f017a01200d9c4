"""一览的工作簿: 几张可以筛选的单子, 表头不动, 文字按文字写, 链接指到文件.

The same lists give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from templates.writing.list_charts import ChartSheet, write_charts
from templates.writing.measure import LEADING, lines, room
from templates.writing.workbook import A4, CREATED, FONT, LONGEST

if TYPE_CHECKING:
    from templates.writing.list_page import ListPage

MOST_ROWS: Final = 200_000
"""So many rows of a list are written; where there are more, a line below says so."""
MOST_LINKS: Final = 60_000
"""A sheet holds so many links, and a cell a link of so many characters."""
LONGEST_LINK: Final = 2_000
SIZE: Final = 10
MOST_LINES: Final = 8


@frozen
class FileLink:
    """一个链接: 显示的文字, 与文件的相对路径."""

    text: str
    path: str


ListValue = str | Decimal | int | FileLink | None


@frozen
class ListColumn:
    """一列: 列名、宽度 (字符)."""

    heading: str
    width: int


@frozen
class ListSheet:
    """一张单子. `note` 为表上方的一句话; `whole` is how many rows there are in all.

    The rows are gone through once, and none is kept.
    """

    name: str
    note: str
    columns: tuple[ListColumn, ...]
    rows: Iterable[Sequence[ListValue]]
    whole: int


def write_lists(
    sheets: Iterable[ListSheet], title: str, charts: ChartSheet | None = None
) -> bytes:
    """写出一个 .xlsx; the charts stand before the lists."""
    import xlsxwriter

    made = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": title, "created": CREATED})
        if charts is not None:
            write_charts(book, charts)
        writing = _ListBook(book)
        for sheet in sheets:
            writing.write(sheet)
    return made.getvalue()


@lru_cache(maxsize=1 << 16)
def _lines(text: str, width: int) -> int:
    """How many lines a text takes; lists say the same again and again."""
    return lines(text, room((width,)), SIZE)


def _row_height(row: Sequence[ListValue], widths: Sequence[int]) -> float:
    """The height that shows every text of a row; a very long one is cut."""
    most = 1
    for cell, width in zip(row, widths, strict=True):
        text = cell.text if isinstance(cell, FileLink) else cell
        if isinstance(text, str) and (len(text) * 2 > width or "\n" in text):
            most = max(most, _lines(text, width))
    return min(most, MOST_LINES) * SIZE * LEADING + 2


class _ListBook:
    """正在写的工作簿."""

    def __init__(self, book: Any) -> None:
        self.book = book
        plain = {"font_name": FONT, "font_size": SIZE, "valign": "top", "border": 1}
        plain["border_color"] = "#BFBFBF"
        self.text = book.add_format({**plain, "text_wrap": True})
        self.number = book.add_format({**plain, "align": "right"})
        self.link = book.add_format(
            {**plain, "text_wrap": True, "font_color": "#0B5394", "underline": 1}
        )
        self.head = book.add_format(
            {
                **plain,
                "bold": True,
                "bg_color": "#E8EEF5",
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center",
            }
        )
        self.note = book.add_format({"font_name": FONT, "font_size": SIZE})
        self.links = 0

    def write(self, sheet: ListSheet) -> None:
        """Write one list: a note, the headings, the rows."""
        from templates.writing.list_page import ListPage

        page = self.book.add_worksheet(sheet.name, ListPage)
        self.links = 0
        last = len(sheet.columns) - 1
        page.write_string(0, 0, sheet.note, self.note)
        for column, each in enumerate(sheet.columns):
            page.set_column(column, column, each.width)
            page.write_string(1, column, each.heading, self.head)
        widths = tuple(column.width for column in sheet.columns)
        number = 1
        for number, row in enumerate(islice(sheet.rows, MOST_ROWS), 2):
            cells = self._cells(page, number, row)
            page.list_row(number, _row_height(row, widths), cells)
        page.freeze_panes(2, 0)
        page.autofilter(1, 0, max(number, 2), last)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(1)
        page.set_footer("&C第 &P 页，共 &N 页")
        for line, told in enumerate(self._lacking(sheet.whole - number + 1), 1):
            page.write_string(number + line, 0, told, self.note)

    def _lacking(self, rows: int) -> Iterator[str]:
        """What of a list is not written: rows, and links."""
        if rows > 0:
            yield f"另有 {rows} 行没有写在这里，见 findings.parquet"
        if self.links > MOST_LINKS:
            plain = self.links - MOST_LINKS
            yield f"一张工作表容不下更多链接，末尾 {plain} 格只写了路径，不能点开"

    def _cells(
        self, page: ListPage, number: int, row: Sequence[ListValue]
    ) -> Iterator[tuple[str | Decimal | int | None, Any]]:
        """The cells of a row, each with its format; a link is made of those that are."""
        for column, value in enumerate(row):
            if isinstance(value, FileLink):
                linked = self._linked(page, number, column, value)
                yield value.text[:LONGEST], self.link if linked else self.text
            elif value is None or isinstance(value, str):
                yield value and value[:LONGEST], self.text
            else:
                yield value, self.number

    def _linked(self, page: ListPage, row: int, column: int, link: FileLink) -> bool:
        """Make a link; tells whether a workbook can hold it."""
        self.links += 1
        fits = len(link.path) <= LONGEST_LINK and self.links <= MOST_LINKS
        if not fits or "#" in link.path:
            return False
        page.link(row, column, f"external:{link.path}", self.link)
        return True
