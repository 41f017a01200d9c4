"""填表: 把数据填进财政发的空表, 其余一切照旧.

The bureau's workbook is opened, its empty cells are found by their labels, rows are
added where it has too few, and values are written; nothing else is touched. What
openpyxl cannot keep is told beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from attrs import frozen

from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation, Indicator
from reading.grid import Grid, Layout
from reading.locating.columns import Heading
from reading.locating.headings import headings
from reading.locating.places import (
    FundPlaces,
    Place,
    fund_places,
    goal_places,
    head_places,
)
from reading.locating.slots import slots, total_places, total_row
from reading.sources import load
from scoring.result import Result
from templates.filling.allotting import Seat, allot
from templates.filling.fund_lines import AMOUNTS, write_funds
from templates.filling.group_cells import repeat_groups
from templates.forms.capacity import NAMES
from templates.workbooks.losses import losses
from templates.workbooks.pen import Pen, is_covered
from templates.workbooks.row_insertion import insert
from templates.writing import contents
from templates.writing.contents import Content
from templates.writing.writer import scored

_YEAR = re.compile(r"(?<!\d)(?:\d{4}|[ 　_]*)(?=\s*年度)")
LONGEST_TITLE = 60
_INDICATOR = {
    "name": "name",
    "actual": "actual",
    "weight": "weight",
    "stated": "stated",
    "note": "note",
    "deduction": "deduction",
}


_COLUMNS = {
    "target": "target",
    "actual": "actual",
    "weight": "weight",
    "stated": "stated",
    "note": "variance_note",
    "deduction": "deduction",
}
"""Roles of columns → where their values stand in an indicator."""


@frozen
class Filled:
    """填好的工作簿, 与填的时候拿不准的地方."""

    content: bytes
    warnings: tuple[Problem, ...]


def fill(
    path: Path,
    evaluation: Evaluation,
    result: Result | None = None,
    sheet: str | None = None,
) -> Filled:
    """填一张空表. With a `result` the points are the computed ones.

    Raises `InputError` when the file is no .xlsx workbook, or holds no form.
    """
    import warnings

    from openpyxl import load_workbook

    grid = _blank(path, sheet)
    lost = losses(path)
    shown = evaluation if result is None else scored(evaluation, result)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # told by `losses`, in Chinese
            book = load_workbook(path, rich_text=True)
        pen = Pen(book[grid.name], path.name)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        message = "工作簿打不开，无法填写"
        raise InputError.of(path.name, message, str(error)[:80]) from None
    _fill(pen, Layout(grid), shown)
    stream = BytesIO()
    book.save(stream)
    return Filled(stream.getvalue(), (*lost, *pen.warnings))


def _blank(path: Path, sheet: str | None) -> Grid:
    """Choose the sheet with an indicator table: the one named, else the first."""
    found = [grid for grid in load(path) if headings(Layout(grid))]
    if sheet is not None:
        found = [grid for grid in found if grid.name == sheet]
    visible = [grid for grid in found if not grid.hidden] or found
    if not visible:
        remedy = "请确认表中有一级、二级、三级指标和指标值等列名"
        raise InputError.of(path.name, "没有找到可填的自评表", sheet, remedy)
    return visible[0]


def _fill(pen: Pen, layout: Layout, evaluation: Evaluation) -> None:
    heading, *others = headings(layout)
    if others:
        pen.warn(others[0].columns[0].place, "表里还有一张指标表，只填第一张")
    last = heading.top - 1
    funds = fund_places(layout, last)
    _head(pen, layout, evaluation, last)
    write_funds(pen, funds, evaluation)
    _goals(pen, layout, evaluation, (last, set(funds.taken)))
    found, end = slots(layout, heading)
    if not found:
        raise InputError.of(
            pen.file, "指标表下面没有可填的行", str(heading.columns[0].place)
        )
    _tell_absent(pen, heading, funds, evaluation)
    plan = allot(evaluation.indicators, found)
    total = total_row(layout, end)
    for place, content in _total(layout, heading, total, evaluation):
        pen.put(place, content)
    for insertion in plan.insertions:
        own = [(c.first, c.last) for c in heading.levels[insertion.depth :]]
        insert(pen.sheet, insertion, own)
    for row, seat in zip(evaluation.indicators, plan.seats, strict=True):
        _indicator(pen, heading, row, (plan.row(seat), seat))
    repeat_groups(pen, layout, heading, plan)


def _tell_absent(
    pen: Pen, heading: Heading, funds: FundPlaces, evaluation: Evaluation
) -> None:
    """Say which columns of the data the blank does not have."""
    printed = {column.role for column in heading.columns}
    for role_, name in _COLUMNS.items():
        values = (getattr(row, name) for row in evaluation.indicators)
        if role_ not in printed and any(value is not None for value in values):
            pen.warn(pen.file, "指标表没有这一栏，未写入", NAMES[f"indicators.{role_}"])
    for name in AMOUNTS if funds.rows else ():
        values = (getattr(line, name) for line in evaluation.funds.lines)
        if name not in funds.columns and any(value is not None for value in values):
            pen.warn(pen.file, "资金表没有这一栏，未写入", NAMES[f"funds.{name}"])


def _head(pen: Pen, layout: Layout, evaluation: Evaluation, last: int) -> None:
    places = head_places(layout, last)
    for what, name in {
        "project": "项目名称",
        "department": "主管部门",
        "unit": "实施单位",
    }.items():
        value = getattr(evaluation, what)
        if what in places:
            pen.put(places[what], Content(value or ""))
        elif value:
            pen.warn(pen.file, f"空表没有“{name}”一栏，未写入", value)
    if evaluation.year is not None:
        _year(pen, layout, evaluation.year, last)


def _year(pen: Pen, layout: Layout, year: int, last: int) -> None:
    """（    年度）: the blank before 年度 takes the year; another year is told."""
    for row in range(1, last + 1):
        for cell in layout.begun(row):
            match = _YEAR.search(cell.text)
            if match is None or len(cell.text) > LONGEST_TITLE:
                continue
            if match[0].isdigit():
                if match[0] != str(year):
                    pen.warn(
                        cell.place, f"空表印的是 {match[0]} 年度，未改动", str(year)
                    )
            else:
                text = cell.text[: match.start()] + str(year) + cell.text[match.end() :]
                pen.put((cell.row, cell.column), Content(text))
            return


def _goals(
    pen: Pen, layout: Layout, evaluation: Evaluation, above: tuple[int, set[int]]
) -> None:
    places = goal_places(layout, *above)
    for what, name in {"expected": "预期目标", "actual": "实际完成情况"}.items():
        value = getattr(evaluation.goals, what)
        if what in places:
            pen.put(places[what], Content(value or ""))
        elif value:
            pen.warn(pen.file, f"空表没有“{name}”一栏，未写入", f"{value[:20]}…")


def _total(
    layout: Layout, heading: Heading, row: int, evaluation: Evaluation
) -> Iterator[tuple[Place, Content]]:
    places = total_places(layout, heading, row)
    for what, place in places.items():
        yield place, contents.single(evaluation, f"total.{what}")


def _indicator(
    pen: Pen, heading: Heading, row: Indicator, at: tuple[int, Seat]
) -> None:
    number, seat = at
    columns = {column.role: column.first for column in heading.columns}
    named = seat.slot.name is not None and not seat.extra
    for role_, name in _INDICATOR.items():
        if role_ in columns and not (role_ == "name" and named):
            pen.put((number, columns[role_]), contents.of_indicator(row, name))
    three = {"sign", "unit"} & set(columns)
    for role_, name in {"sign": "sign", "target": "value", "unit": "unit"}.items():
        if role_ in columns:
            wanted = name if three else "target"
            pen.put((number, columns[role_]), contents.of_indicator(row, wanted))
    for title, text in row.extra:
        same = [c for c in heading.columns if c.role == "extra" and c.title == title]
        for column in same[:1]:
            pen.put((number, column.first), Content(text))
    for depth, level in enumerate(heading.levels[: len(row.path)]):
        if depth >= seat.depth:
            _level(pen, (number, level.first), row, depth)


def _level(pen: Pen, place: Place, row: Indicator, depth: int) -> None:
    """Write the name of a group that the blank does not print."""
    cell = pen.sheet.cell(*place)
    if not is_covered(cell):
        content = contents.level(row.path[depth], row.path_weights[depth])
        pen.put(place, content)
