"""填表: 把数据填进财政发的空表, 其余一切照旧.

The bureau's workbook is opened, the map of its form says where everything goes, rows
are added where it has too few, and values are written; nothing else is touched. What
openpyxl cannot keep is said beforehand.
"""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from reading.grid import Grid
from reading.locating.flat import is_flat
from reading.locating.form_map import FormMap
from reading.locating.locate import locate
from reading.sources import load
from scoring.open_points import open_points
from scoring.result import Result
from templates.filling.absent_columns import note_absent
from templates.filling.fund_lines import write_funds
from templates.filling.head_and_goals import write_goals, write_head, write_year
from templates.filling.indicator_rows import write_indicators
from templates.filling.total_row import prints_grade, total_cells, write_total
from templates.workbooks.losses import losses
from templates.workbooks.mended_merges import mended_file
from templates.workbooks.opening import opened, worksheet
from templates.workbooks.pen import Pen
from templates.workbooks.settled import saved
from templates.writing.writer import scored

_FLAT = "这是系统导出的平铺表，每行重复项目、资金与总分，不是可填的空表"
_FLAT_REMEDY = "请填财政发的空表，或用 ziping forms 写出的空表；平铺表在系统里改"
_REMEDY = "请确认表中有一级、二级、三级指标和指标值等列名"


@frozen
class Filled:
    """填好的工作簿, 与填的时候拿不准的地方.

    `unsettled` says that something is left to do: a value that has no place, a row whose
    points are open, or blank.
    """

    content: bytes
    warnings: tuple[Problem, ...]
    unsettled: bool = False


def fill(
    path: Path,
    evaluation: Evaluation,
    result: Result | None = None,
    sheet: str | None = None,
    *,
    tidy: bool = False,
) -> Filled:
    """填一张空表. With a `result` the points are the computed ones.

    What is open then is said, and older points in the cells go. `tidy` takes the
    placeholders (指标2：) out of the rows that are left.

    Raises `InputError` when the file is no .xlsx workbook, or holds no form.
    """
    grid, form_maps = _blank(path, sheet)
    lost = losses(path)
    shown = evaluation if result is None else _scored(evaluation, result, form_maps[0])
    book, mended = opened(path, "填写")
    scored_ = result is not None
    pen = Pen(worksheet(book, grid.name, path), path.name, scored=scored_)
    _fill(pen, form_maps, shown, tidy=tidy)
    left = tuple(open_points(result, path.name)) if result else ()
    content = saved(book)
    warnings = (*lost, *mended, *pen.warnings, *left)
    return Filled(content, warnings, pen.unsettled or bool(left))


def _scored(evaluation: Evaluation, result: Result, form_map: FormMap) -> Evaluation:
    """The table with its computed points; a grade only where data or blank has one."""
    shown = scored(evaluation, result)
    cells = total_cells(form_map, form_map.tables[0].total)
    asked = evaluation.total.grade is not None or prints_grade(cells)
    return shown if asked else evolve(shown, total=evolve(shown.total, grade=None))


def located_form(path: Path, sheet: str | None) -> tuple[Grid, FormMap]:
    """The sheet with the form that is read from a file, and where everything stands."""
    grid, form_maps = _blank(path, sheet)
    return grid, form_maps[0]


def _blank(path: Path, sheet: str | None) -> tuple[Grid, tuple[FormMap, ...]]:
    """Choose the sheet with a form: the one named, else the first that is seen."""
    with mended_file(path) as mended:
        grids = load(mended)
    found = [(grid, form_maps) for grid in grids if (form_maps := locate(grid))]
    wanted = [(grid, maps) for grid, maps in found if sheet in {None, grid.name}]
    if not wanted:
        raise InputError.of(path.name, "没有找到可填的自评表", sheet, _REMEDY)
    grid, form_maps = min(wanted, key=lambda pair: pair[0].hidden)
    if any(map(is_flat, form_maps)):
        raise InputError.of(path.name, _FLAT, remedy=_FLAT_REMEDY)
    return grid, form_maps


def _fill(
    pen: Pen, form_maps: tuple[FormMap, ...], evaluation: Evaluation, *, tidy: bool
) -> None:
    """Write an evaluation into the first form, and there into the first table."""
    form_map = form_maps[0]
    table, *others = (table for each in form_maps for table in each.tables)
    if others:
        place = others[0].heading.columns[0].place
        pen.warn(place, "表里还有一张指标表，只填第一张")
    # The year first: the fields of the head may stand in the same cell.
    write_year(pen, form_map, evaluation.year)
    write_head(pen, form_map, evaluation)
    write_funds(pen, form_map.funds, evaluation)
    write_goals(pen, form_map, evaluation)
    note_absent(pen, form_map, evaluation)
    write_total(pen, total_cells(form_map, table.total), evaluation)
    write_indicators(pen, table, evaluation.indicators, tidy=tidy)
