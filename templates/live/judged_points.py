"""由人评定的得分: 公式空着, 由人填在得分格; 允许的最低与最高."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indicators.quantity import Absent
from indicators.read_row import ReadRow
from indicators.records import record
from scoring.result import RowResult
from templates.live import sentences
from templates.live.cell_text import joined, quoted
from templates.live.guards import (
    Guard,
    failing,
    guarded,
    is_number,
    quote,
    says_nothing,
)
from templates.live.shapes import CellFormula, LiveRow

ALIKE = "1E-7"
"""Points that differ by less are the same."""
Band = tuple[CellFormula, CellFormula]


@record
class Judged:
    """未达到指标值时由人评定的一行: `core` 为公式所给的最低得分, 满分即已达到."""

    core: str
    cells: LiveRow
    late: str | None
    days_late: int | None
    result: RowResult


def judged_band(row: Judged, guards: Sequence[Guard]) -> Band:
    """写出允许的得分: from what the formula leaves to the weight; "" while unknown."""
    low: Decimal | str = ""
    high: Decimal | str = ""
    if failing(guards) is None and row.result.low is not None:
        low, high = row.result.low, row.result.high or row.result.low
    return (
        CellFormula(guarded(guards, row.core), low),
        CellFormula(guarded(guards, row.cells.weight), high),
    )


def judged_status(row: Judged, otherwise: str, said: str) -> tuple[str, str]:
    """写出状态: what is still to be typed, or does not fit; else as before."""
    cell, weight = row.cells.points, row.cells.weight
    fits, ends = f"{cell}<={weight}", (row.core, weight)
    asked = joined(sentences.TO_JUDGE, *ends)
    if row.late:
        asked = joined(sentences.LATE_TO_JUDGE, row.late, *ends)
    missed = typed_status(cell, fits, ends, asked, otherwise)
    met = typed_status(cell, fits, (weight, weight), '""', otherwise)
    return f"IF({row.core}<{weight},{missed},{met})", _said(row, said)


def exactly_status(cell: str, core: str, otherwise: str) -> str:
    """写出状态, where points were typed over the formula: only its own result fits."""
    return typed_status(cell, f"{cell}<={core}", (core, core), '""', otherwise)


def overwritten_status(cells: LiveRow, core: str, otherwise: str) -> str:
    """写出状态: whether the points are still those of their formula."""
    cell, typed = cells.points, joined(sentences.TYPED_POINTS, cells.points)
    more = joined(sentences.TYPED_MORE, cell)
    return (
        f"IF({is_number(cell)},IF(ABS({cell}-{core})<{ALIKE},{otherwise},"
        f"IF({cell}>{cells.weight},{more},{typed})),{quoted(sentences.FORMULA_GONE)})"
    )


def typed_status(
    cell: str, fits: str, ends: tuple[str, str], asked: str, otherwise: str
) -> str:
    """写出对键入的得分的话: blank, no number, not fitting, or fine."""
    off = joined(sentences.NOT_ALLOWED, cell, *ends)
    return (
        f"IF({is_number(cell)},IF(AND({cell}>={ends[0]},{fits}),{otherwise},{off}),"
        f'IF(ISERROR({cell}),{asked},IF(TRIM({cell})="",{asked},'
        f"{joined(sentences.POINTS_TEXT, quote(cell))})))"
    )


def gives_zero(actual: str, points: str) -> str:
    """Ask whether a person has given 0 points to a row whose actual is not filled."""
    typed = f"ISNUMBER({points}),N({points})=0"
    return f"IF(ISERROR({actual}),FALSE,AND({says_nothing(actual)},{typed}))"


def zero_said(row: ReadRow) -> bool:
    """Tell whether the table gives 0 points to a row whose actual is not filled."""
    stated = row.indicator.stated
    return isinstance(row.actual.value, Absent) and stated is not None and not stated


def plain(number: Decimal) -> str:
    """Write a number as a cell shows it beside a text: without zeros at the end."""
    return f"{number.normalize():f}" if number else "0"


def _said(row: Judged, said: str) -> str:
    """Say the same in words, of the row as it is now."""
    result = row.result
    if result.low is None or result.high is None or result.low == result.high:
        return said
    span = plain(result.low), plain(result.high)
    if result.stated is None:
        late = row.days_late
        if late is None:
            return sentences.TO_JUDGE.format(*span)
        return sentences.LATE_TO_JUDGE.format(late, *span)
    if result.points is not None:
        return said
    return sentences.NOT_ALLOWED.format(plain(result.stated), *span)
