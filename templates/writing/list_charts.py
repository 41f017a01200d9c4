"""一览的图: 几张小表, 旁边各一幅图; 图里的数就是表里的数."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from templates.writing.workbook import A4, FONT

SIZE: Final = 10
LEAST: Final = 16
"""So many rows a table takes at least, that its picture fits beside it."""
_WIDTHS = (30, 9, 9)
_ROW, _PICTURE, _GAP = 20, 620, 12
"""The height of a row, the width of a picture and the room around it, in pixels."""


@frozen
class ChartTable:
    """一张小表与它的图: 第一列是名称, 其余各列是数, 一列一种颜色.

    `along` tells that the bars lie, one below the other, as names that are long want.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    colours: tuple[str, ...]
    along: bool = False


@frozen
class ChartSheet:
    """一张工作表的图."""

    name: str
    note: str
    tables: tuple[ChartTable, ...]


def write_charts(book: Any, sheet: ChartSheet) -> None:
    """Write the tables below one another, and a picture beside each."""
    page = book.add_worksheet(sheet.name)
    note = book.add_format({"font_name": FONT, "font_size": SIZE})
    plain = {"font_name": FONT, "font_size": SIZE, "border": 1}
    plain["border_color"] = "#BFBFBF"
    text, head = (
        book.add_format(plain),
        book.add_format({**plain, "bold": True, "bg_color": "#E8EEF5"}),
    )
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.write_string(0, 0, sheet.note, note)
    row = 2
    for table in filter(_drawn, sheet.tables):
        page.write_row(row, 0, table.headings, head)
        for place, values in enumerate(table.rows, row + 1):
            page.write_row(place, 0, values, text)
        _picture(book, page, table, row)
        row += max(len(table.rows) + 3, LEAST)
    page.set_portrait()
    page.set_paper(A4)
    page.fit_to_pages(1, 1)
    page.hide_gridlines(2)


def _drawn(table: ChartTable) -> bool:
    return bool(table.rows)


def _picture(book: Any, page: Any, table: ChartTable, row: int) -> None:
    """Draw a table: the numbers stand at the ends of the bars."""
    chart = book.add_chart({"type": "bar" if table.along else "column"})
    font = {"name": FONT, "size": 9}
    first, last = row + 1, row + len(table.rows)
    for column, colour in enumerate(table.colours, 1):
        chart.add_series(
            {
                "name": [page.name, row, column],
                "categories": [page.name, first, 0, last, 0],
                "values": [page.name, first, column, last, column],
                "fill": {"color": colour},
                "gap": 40,
                "data_labels": {"value": True, "font": font},
            }
        )
    named, counted = {"num_font": font, "reverse": table.along}, _quiet()
    chart.set_x_axis(counted if table.along else named)
    chart.set_y_axis(named if table.along else counted)
    chart.set_title({"name": table.title, "name_font": {"name": FONT, "size": 12}})
    several = len(table.colours) > 1
    chart.set_legend(
        {"position": "bottom", "font": font} if several else {"none": True}
    )
    height = max(len(table.rows) + 2, LEAST - 2) * _ROW
    chart.set_size({"width": _PICTURE, "height": height})
    place = {"x_offset": _GAP, "y_offset": 0, "description": table.title}
    page.insert_chart(row, len(_WIDTHS), chart, place)


def _quiet() -> dict[str, Any]:
    """An axis of which the bars say the numbers."""
    return {"visible": False, "major_gridlines": {"visible": False}}
