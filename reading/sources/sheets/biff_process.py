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
    cells, struck = cells_of(book, sheet)
    return {
        "name": sheet.name,
        "hidden": bool(sheet.visibility),
        "cells": cells,
        "struck": struck,
        "merges": [
            [[top, left], [bottom - 1, right - 1]]
            for top, bottom, left, right in sheet.merged_cells[:MERGE_LIMIT]
        ],
        "hidden_rows": [n + 1 for n, row in sheet.rowinfo_map.items() if row.hidden],
        "hidden_columns": [n + 1 for n, c in sheet.colinfo_map.items() if c.hidden],
        "from_1904": bool(book.datemode),
    }


StatedCell = tuple[int, int, str, str, str]


def cells_of(book: Any, sheet: Any) -> tuple[list[StatedCell], list[list[int]]]:
    """List the cells, and where text was struck out, which is no part of them.

    A cell is its row, its column, its kind, its text and the code of its format.
    """
    codes = [code_of(book, style.format_key) for style in book.xf_list]
    cells: list[StatedCell] = []
    struck: list[list[int]] = []
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            said = stated(cell)
            if said is None:
                continue
            seen = unstruck(book, sheet, (row, column), said)
            if seen != said:
                struck.append([row + 1, column + 1])
            if seen is not None:
                cells.append((row + 1, column + 1, *seen, codes[cell.xf_index]))
    return cells, struck


def unstruck(
    book: Any, sheet: Any, place: tuple[int, int], said: tuple[str, str]
) -> tuple[str, str] | None:
    """Leave out what is struck out of a cell: all of it, or the runs of some fonts."""
    fonts = book.font_list
    whole = fonts[book.xf_list[sheet.cell(*place).xf_index].font_index].struck_out
    runs = sheet.rich_text_runlist_map.get(place, ())
    if not whole and not any(fonts[font].struck_out for _, font in runs):
        return said
    kind, text = said
    starts = [0, *(start for start, _ in runs), len(text)]
    struck = [bool(whole), *(bool(fonts[font].struck_out) for _, font in runs)]
    pieces = zip(struck, starts, starts[1:], strict=False)
    kept = "".join(text[start:end] for gone, start, end in pieces if not gone)
    return (kind, kept) if kept.strip() else None


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
