"""年度的空: 空表的年度写在哪里 — 表名或年度行的空白处, 或“年度”一栏的值格.

Only a title, a line below it and a label of the year take a year. A label of another
field that begins with 年度 (年度总体目标) is never written to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from reading.grid import Cell, Layout
from reading.locating.head_fields import HeadLabel, YearBlank
from reading.vocabulary.head_labels import blank_behind
from reading.vocabulary.headings import role
from reading.vocabulary.titles import is_line, is_title, year_in

_LONGEST = 60
# （    年度）, 20__年度, （年度）, （2021年度）: a blank, or a year that is printed.
_BLANK = re.compile(
    r"(?:(?<!\d)(?P<printed>\d{4})|(?<!\d)(?:20)?[ 　_＿×XxＸ]+|^|(?<=[(（\n]))"
    r"(?=[ 　]*年(?:度|[)）]))"
)
_ANY_YEAR = 2000


def year_blank(
    layout: Layout, rows: Iterable[int], labels: Sequence[HeadLabel]
) -> YearBlank | None:
    """Find where a form takes its year; None where it prints no place for it."""
    in_cells = (
        _in_cell(cell, leads=not number)
        for row in rows
        for number, cell in enumerate(layout.written(row))
    )
    return next(filter(None, chain(in_cells, map(_of_label, labels))), None)


def leaves_year_open(line: str) -> bool:
    """Say whether a line of text is a title, or one below it, with a blank for the year.

    >>> leaves_year_open("（    年度）"), leaves_year_open("（2022年度）")
    (True, False)
    """
    match = _BLANK.search(line[:_LONGEST])
    if match is None or match["printed"]:
        return False
    dated = f"{line[: match.start()]}{_ANY_YEAR}{line[match.end() :]}"
    return is_line([dated]) or is_title(dated)


def _in_cell(cell: Cell, *, leads: bool) -> YearBlank | None:
    """The blank in a title or in a line below one; None in other cells.

    A title `leads` its row.
    """
    if "年" not in cell.text or len(cell.text) > _LONGEST:
        return None
    match = _BLANK.search(cell.text)
    if match is None:
        return None
    start, end = match.span()
    place, printed = cell.place, match["printed"]
    blank = YearBlank(cell.row, cell.column, cell.text, start, end, place, printed)
    return blank if _is_year_text(blank, leads=leads) else None


def _is_year_text(blank: YearBlank, *, leads: bool) -> bool:
    """Say whether a text with its year is a title or a line below one.

    年度 alone is the label of a field.
    """
    if blank.start == blank.end and role("head", blank.text):
        return False
    dated = blank.filled(_ANY_YEAR)
    return is_line([dated]) or (leads and is_title(dated))


def _of_label(label: HeadLabel) -> YearBlank | None:
    """年度 | 2021: the cell beside the label, or the end of 填报年度：."""
    cell = label.label
    if label.value is not None:
        row, column = label.value.position
        text, year = label.value.text, year_in(label.text)
        printed = str(year) if year else None
        return YearBlank(row, column, text, 0, len(text), label.place, printed)
    blank = blank_behind(cell.text, "year") if cell else None
    if cell is None or blank is None:
        return None
    return YearBlank(cell.row, cell.column, cell.text, *blank, cell.place, None)
