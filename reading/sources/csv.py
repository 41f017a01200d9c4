""".csv: 逗号、制表符或分号分隔; UTF-8 或 GBK. 文字原样保留, 不猜数字."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from indicators.errors import InputError
from indicators.place import Place
from reading.grid import Cell, Grid, sheet_grid
from reading.sources.notices import Notices
from reading.sources.plain import decode, read_bytes

_DELIMITERS = ",\t;"
_SAMPLE = 50


def read(path: Path) -> tuple[Grid, ...]:
    """Read one table."""
    notices = Notices()
    text = decode(read_bytes(path), path.name, notices)
    try:
        rows = list(_rows(text, _delimiter(text)))
    except csv.Error as error:
        raise InputError.of(
            path.name,
            "不是完整的 CSV",
            value=str(error),
            remedy="请检查引号是否成对，或另存为 .xlsx",
        ) from error
    cells, origin = [], Place("table")
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value:
                clean = notices.clean(value, origin.cell(row, column))
                cells.append(Cell(clean, row, column, origin))
    return (sheet_grid(path.stem, cells, warnings=notices.problems()),)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """Choose the delimiter that cuts the first rows into the most columns."""

    def columns(delimiter: str) -> float:
        rows = islice(_rows(text, delimiter), _SAMPLE)
        return median([len(row) for row in rows if row] or [0])

    return max(_DELIMITERS, key=columns)
