"""占位文字: 没有用到的“指标2：”“……”, 要求时清掉, 否则说出来."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product, starmap

from reading.locating.table_map import IndicatorTable
from reading.text import single
from reading.vocabulary.fillers import is_filler
from reading.vocabulary.values import is_mark
from templates.workbooks.pen import Pen

MOST_SHOWN = 3


def clear_placeholders(
    pen: Pen, table: IndicatorTable, rows: Iterable[int], *, tidy: bool
) -> None:
    """清掉没有用到的各行的占位文字 (`tidy`), 或说出有几处; `rows` are rows of the sheet."""
    levels = {level.first for level in table.heading.levels}
    columns = {column.first for column in table.heading.columns} - levels
    spots = product(rows, sorted(columns))
    left = list(filter(_is_placeholder, starmap(pen.sheet.cell, spots)))
    if tidy:
        for cell in left:
            cell.value = None
    elif left:
        shown = "、".join(dict.fromkeys(single(str(cell.value)) for cell in left))
        count = len(left)
        message = f"空表还留着没有用到的占位文字，{count} 处，可用 --tidy 清掉"
        pen.warn(pen.file, message, shown, settled=True)


def _is_placeholder(cell: object) -> bool:
    """Say whether a cell holds 指标2： or dots, and no more."""
    value = getattr(cell, "value", None)
    if not isinstance(value, str):
        return False
    text = single(value)
    return is_filler(text) and not is_mark(text)
