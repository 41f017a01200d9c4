"""写回得分: 给填过的表计分, 新的得分、总分与等级写进它的副本, 别的一格不动."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, frozen

from indicators.evaluation import Evaluation, FundLine, Indicator
from indicators.place import Place
from scoring.open_points import total_left_open
from scoring.result import Result, RowResult
from templates.filling.fill import Filled, located_form
from templates.filling.total_row import prints_grade, total_cells, write_total
from templates.workbooks.losses import losses
from templates.workbooks.opening import opened, worksheet
from templates.workbooks.pen import Pen
from templates.workbooks.settled import saved
from templates.writing.contents import number

SHARED = "一格里有几行的得分，未写入，请手工填写"
NOWHERE = "表上没有这一行的得分格，未写入"


@frozen
class _Due:
    """一行该写的得分, 与写在哪里; None where the sheet has no cell for it."""

    row: RowResult
    place: Place | None


def write_points(path: Path, result: Result, sheet: str | None = None) -> Filled:
    """写进副本. Formulas stay; older points of a row that is open go.

    `result` is of the table that was read from this file. Raises `InputError` when the
    file is no .xlsx workbook.
    """
    grid, form_map = located_form(path, sheet)
    lost = losses(path, copy="写回得分的文件", remedy="以原文件为准")
    book, mended = opened(path, "写回得分")
    pen = Pen(worksheet(book, grid.name, path), path.name, scored=True)
    dues = list(_dues(result))
    times = Counter(due.place for due in dues)
    for due in dues:
        _write(pen, due, shared=times[due.place] > 1)
    cells = total_cells(form_map, form_map.total)
    total = _total(result, graded=prints_grade(cells))
    if total.total.stated == result.totals.stated:
        total = evolve(total, total=evolve(total.total, stated=None))
        cells.pop("stated", None)
    write_total(pen, cells, total)
    left = tuple(total_left_open(result, path.name))
    content = saved(book)
    warnings = (*lost, *mended, *pen.warnings, *left)
    return Filled(content, warnings, pen.unsettled or bool(left))


def _dues(result: Result) -> Iterator[_Due]:
    """The rows whose points are others than those that stand there, each with its cell."""
    evaluation, line = result.evaluation, result.evaluation.funds.total
    records: list[tuple[Indicator | FundLine, RowResult]] = []
    if line is not None and result.execution is not None:
        records.append((line, result.execution))
    records += zip(evaluation.indicators, result.rows, strict=True)
    for record, row in records:
        place = record.places.get("stated") or record.blank.get("stated")
        if row.scored and row.points != row.stated:
            yield _Due(row, place)


def _write(pen: Pen, due: _Due, *, shared: bool) -> None:
    place, points = due.place, due.row.points
    if place is None or place.row is None or place.column is None:
        pen.warn(pen.file, NOWHERE, due.row.name)
    elif shared:
        pen.warn(place, SHARED, due.row.name)
    else:
        pen.put_points((place.row, place.column), number(points))


def _total(result: Result, *, graded: bool) -> Evaluation:
    """The total as computed; a grade only where the table has one."""
    totals, printed = result.totals, result.evaluation.total
    asked = graded or printed.grade is not None
    grade = totals.grade if asked else None
    total = evolve(printed, weight=None, stated=totals.points, grade=grade)
    return evolve(result.evaluation, total=total)
