"""另一个进程里的 calamine: 损坏的 .xls 会让它申请上百 GB 内存而中止整个进程.

``python -m reading.sources.sheets.calamine_process FILE`` prints one JSON value: the sheets,
or why there are none.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time
from typing import Any

from reading.sources.isolated import limit

CELL_LIMIT = 500_000


def stated(value: object) -> tuple[str, str]:
    """Say a value as its kind and its text: n for numbers, t for all else."""
    if isinstance(value, bool):
        return "t", "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return "n", repr(value)
    if isinstance(value, datetime):
        return "t", value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    if isinstance(value, date | time):
        return "t", value.isoformat()
    return "t", str(value)


def sheet_of(sheet: Any, name: str, *, hidden: bool) -> dict[str, Any]:
    """Take one sheet apart: only cells that hold something."""
    if sheet.total_height * sheet.total_width > CELL_LIMIT:
        return {"name": name, "too_large": [sheet.total_height, sheet.total_width]}
    cells = [
        (row, column, *stated(value))
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), 1)
        for column, value in enumerate(values, 1)
        if not (isinstance(value, str) and value == "")
    ]
    return {
        "name": name,
        "hidden": hidden,
        "cells": cells,
        "merges": sheet.merged_cell_ranges or [],
    }


def sheets_of(path: str) -> dict[str, Any]:
    """Read a workbook, or say that it is encrypted or broken."""
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(path)
        visible = calamine.SheetVisibleEnum.Visible
        sheets = [
            sheet_of(
                book.get_sheet_by_name(meta.name),
                meta.name,
                hidden=meta.visible != visible,
            )
            for meta in book.sheets_metadata
        ]
    except calamine.PasswordError:
        return {"error": "encrypted"}
    except (calamine.CalamineError, OSError, ValueError) as error:
        return {"error": "broken", "detail": str(error)}
    return {"sheets": sheets}


if __name__ == "__main__":
    limit()
    json.dump(sheets_of(sys.argv[1]), sys.stdout)
