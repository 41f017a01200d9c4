"""另一个进程里的 xlrd: .xls 的单元格连同数字格式, 97% 仍读作 97% 而不是 0.97.

``python -m reading.sources.sheets.biff_process FILE`` prints one JSON value: the sheets, or
why there are none. xlrd is pure Python and trusts what it reads, so it runs where it
can do no harm.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

from reading.sources.isolated import limit
from reading.sources.sheets.calamine_process import CELL_LIMIT
from reading.sources.sheets.number_format import BUILT_IN

MERGE_LIMIT = 10_000
# What takes longer is left to calamine, which has its own time.
CPU_SECONDS = 4
_LONGEST_INTEGER = 1e15


def code_of(book: Any, key: int) -> str:
    """The code of a format, as Chinese Excel reads the ones that every file has."""
    from xlrd.formatting import std_format_strings

    known = book.format_map.get(key)
    code = known.format_str if known is not None else std_format_strings.get(key, "")
    plain = not code or code == std_format_strings.get(key)
    return BUILT_IN.get(key, code) if plain else str(code)


def stated(cell: Any) -> tuple[str, str] | None:
    """Say a value as its kind and its text: n for numbers, t for all else."""
    import xlrd

    kind, value = cell.ctype, cell.value
    if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK} or value == "":
        return None
    if kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        whole = value.is_integer() and abs(value) < _LONGEST_INTEGER
        return "n", str(int(value)) if whole else repr(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "t", "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return "t", xlrd.error_text_from_code.get(value, "#N/A")
    return "t", str(value)


def sheet_of(book: Any, sheet: Any) -> dict[str, Any]:
    """Take one sheet apart: only cells that hold something."""
    if sum(map(sheet.row_len, range(sheet.nrows))) > CELL_LIMIT:
        return {"name": sheet.name, "too_large": [sheet.nrows, sheet.ncols]}
    return {
        "name": sheet.name,
        "hidden": bool(sheet.visibility),
        "cells": cells_of(book, sheet),
        "merges": [
            [[top, left], [bottom - 1, right - 1]]
            for top, bottom, left, right in sheet.merged_cells[:MERGE_LIMIT]
        ],
        "hidden_rows": [n + 1 for n, row in sheet.rowinfo_map.items() if row.hidden],
        "hidden_columns": [n + 1 for n, c in sheet.colinfo_map.items() if c.hidden],
        "from_1904": bool(book.datemode),
    }


def cells_of(book: Any, sheet: Any) -> list[tuple[int, int, str, str, str]]:
    """List the cells: row, column, kind, text and the code of the format."""
    codes = [code_of(book, style.format_key) for style in book.xf_list]
    return [
        (row + 1, column + 1, *said, codes[cell.xf_index])
        for row in range(sheet.nrows)
        for column, cell in enumerate(sheet.row(row))
        if (said := stated(cell)) is not None
    ]


def sheets_of(path: str) -> dict[str, Any]:
    """Read a workbook, or say that it is encrypted or cannot be read."""
    import xlrd

    try:
        book = xlrd.open_workbook(
            path, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        )
        return {"sheets": [sheet_of(book, sheet) for sheet in book.sheets()]}
    except Exception as error:  # noqa: BLE001 - a damaged file raises anything
        if "encrypted" in str(error):
            return {"error": "encrypted"}
        return {"error": "broken", "detail": str(error)}


if __name__ == "__main__":
    limit(CPU_SECONDS)
    json.dump(sheets_of(sys.argv[1]), sys.stdout)
