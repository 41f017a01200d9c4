"""一览的工作表: 平常的文字照写, 不逐字翻查.

XlsxWriter looks through each text several times for what is rare: a list has hundreds of
thousands, and almost all hold nothing that must be written in another way.
"""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellBlankTuple, CellStringTuple, Worksheet

_RARE = re.compile(r"[&<>\x00-\x09\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
"""What the library writes in another way, or with the blanks around it kept."""


class ListPage(Worksheet):  # type: ignore[misc]
    """A worksheet that writes plain texts at once; the signatures are the library's.

    It must be one of constant memory: the text stands in its cell.
    """

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        text = isinstance(cell, CellStringTuple)
        if (text and _RARE.search(cell.string)) or not cell.format:
            super()._write_cell(row, col, cell)
            return
        style = cell.format._get_xf_index()  # noqa: SLF001 - a number of the library's
        where = f'r="{xl_col_to_name(col)}{row + 1}" s="{style}"'
        if text:
            self.fh.write(f'<c {where} t="inlineStr"><is><t>{cell.string}</t></is></c>')
        elif isinstance(cell, CellBlankTuple):
            self.fh.write(f"<c {where}/>")
        else:
            super()._write_cell(row, col, cell)
