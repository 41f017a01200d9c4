"""写表的速度: the 118-row workbook by templates.writing.writer against the same by openpyxl.

The baseline writes the same cells, merges, styles and sizes of the same laid-out page.
One run prints the ratio for the writing alone (the bar is 10) and for laying out and
writing together.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from indicators import load
from templates.forms.form import load_form
from templates.writing.measure import height
from templates.writing.page import Box, Page
from templates.writing.typesetting import lay_out
from templates.writing.workbook import pack
from templates.writing.writer import write

ROUNDS = 15
NANCHANG = Path(__file__).parent.parent / "examples/nanchang-2021/evaluation.toml"


THIN = Side(style="thin")
BORDER = Border(THIN, THIN, THIN, THIN)
LEFT = Alignment("left", "center", wrap_text=True)
CENTER = Alignment("center", "center", wrap_text=True)
BODY, SMALL, TITLE = Font("宋体", 10), Font("宋体", 8), Font("宋体", 18, bold=True)


def look(cell: Any, box: Box) -> None:
    """Style a cell with style objects made once, as a careful script does."""
    cell.font = TITLE if box.style == "title" else BODY if box.size > 8 else SMALL
    cell.alignment = LEFT if box.style in {"text", "note"} else CENTER
    if box.style not in {"title", "subtitle", "note"}:
        cell.border = BORDER
    if box.content.format:
        cell.number_format = box.content.format


def by_openpyxl(page: Page) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for column, width in enumerate(page.widths, 1):
        sheet.column_dimensions[chr(64 + column)].width = width
    for row, tall in enumerate(page.heights, 1):
        sheet.row_dimensions[row].height = tall
    for box in page.boxes:
        value = box.content.number
        for row in range(box.row + 1, box.row + box.rows + 1):
            for column in range(box.column + 1, box.column + box.columns + 1):
                look(sheet.cell(row, column), box)
        cell = sheet.cell(box.row + 1, box.column + 1)
        cell.value = box.content.text if value is None else float(value)
        if box.rows * box.columns > 1:
            last = (box.row + box.rows, box.column + box.columns)
            sheet.merge_cells(
                start_row=box.row + 1,
                start_column=box.column + 1,
                end_row=last[0],
                end_column=last[1],
            )
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def fastest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        height.cache_clear()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main() -> int:
    evaluation, form = load(NANCHANG), load_form()
    page = lay_out(evaluation, form)
    laying = fastest(lambda: lay_out(evaluation, form))
    ours = fastest(lambda: pack({"自评表": page}, form.title))
    theirs = fastest(lambda: by_openpyxl(page))
    whole = fastest(lambda: write(evaluation, form))
    print(f"排版                  {laying:8.1f} ms")
    print(f"写出，templates       {ours:8.1f} ms")
    print(f"写出，openpyxl        {theirs:8.1f} ms")
    print(f"倍数（写出）          {theirs / ours:8.1f}")
    print(f"倍数（排版并写出）    {(laying + theirs) / whole:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
