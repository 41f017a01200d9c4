"""一览的工作表: 一行一次写成, 不留在内存里; 平常的文字照写, 不逐字翻查.

XlsxWriter keeps each row's height, and looks through each text several times for what is
rare: a list has hundreds of thousands, and almost all hold nothing that must be written in
another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellNumberTuple, CellStringTuple, Worksheet

_RARE = re.compile(r"[&<>\x00-\x09\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
"""What the library writes in another way, or with the blanks around it kept."""


class ListPage(Worksheet):  # type: ignore[misc]
    """A worksheet that writes rows at once.

    It must be one of constant memory: the text stands in its cell.
    """

    def list_row(
        self, row: int, height: float, cells: Iterable[tuple[Any, Any]]
    ) -> None:
        """Write a row that is so many points high; a cell is a value and its format."""
        self._write_single_row(row)  # what stands before it
        parts = [f'<row r="{row + 1}" {_height(height)}>']
        column = -1
        for column, (value, style) in enumerate(cells):
            place = f'<c r="{_name(column)}{row + 1}" s="{style._get_xf_index()}"'  # noqa: SLF001 - a number of the library's
            if value is None:
                parts.append(f"{place}/>")
            elif isinstance(value, str) and not _RARE.search(value):
                parts.append(f'{place} t="inlineStr"><is><t>{value}</t></is></c>')
            else:
                self.fh.write("".join(parts))
                parts.clear()
                kind = CellStringTuple if isinstance(value, str) else CellNumberTuple
                self._write_cell(row, column, kind(value, style))
        self._check_dimensions(row, max(column, 0))
        self.fh.write("".join((*parts, "</row>")))

    def link(self, row: int, column: int, address: str, style: Any) -> None:
        """Have a cell lead somewhere; what stands in it is written with its row."""
        self.ignore_write_string = True
        self._write_url(row, column, address, style)


@lru_cache(maxsize=64)
def _name(column: int) -> str:
    return str(xl_col_to_name(column))


@lru_cache(maxsize=64)
def _height(points: float) -> str:
    """The height of a row, a whole number of pixels, as the library writes it."""
    return f'ht="{int(points * 4 / 3 + 0.5) * 0.75:.16g}" customHeight="1"'
