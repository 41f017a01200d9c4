"""填表: 把数据填进财政发的空表, 其余一切照旧.

The bureau's workbook is opened, its empty cells are found by their labels, rows are
added where it has too few, and values are written; nothing else is touched. What
openpyxl cannot keep is told beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation, FundLine, Indicator
from scoring.result import Result
from templates import contents
from templates.allotting import Plan, Seat, allot
from templates.contents import Content
from templates.grid import Grid
from templates.headings import key
from templates.keepsakes import losses
from templates.layout import Layout
from templates.places import (
    FundPlaces,
    Place,
    fund_places,
    goal_places,
    head_places,
    slots,
    total_places,
)
from templates.recognise_columns import Heading, headings
from templates.row_insertion import insert
from templates.sources import load
from templates.workbook import LONGEST
from templates.writer import scored

_YEAR = re.compile(r"(?<!\d)(?:\d{4}|[ 　_]*)(?=\s*年度)")
_KINDS = ("总额|合计|总计", "拨款|财政|中央", "结转|结余", "其他|其它")
_FUNDS = ("initial", "budget", "spent", "weight", "rate", "stated")
_INDICATOR = {
    "name": "name",
    "actual": "actual",
    "weight": "weight",
    "stated": "stated",
    "note": "note",
    "deduction": "deduction",
}


@frozen
class Filled:
    """填好的工作簿, 与填的时候拿不准的地方."""

    content: bytes
    warnings: tuple[Problem, ...]


@define
class _Pen:
    """写格: values go in with a number format that shows them, text stays text."""

    sheet: Any
    file: str
    warnings: list[Problem] = field(factory=list)

    def warn(self, where: str, message: str, value: str | None = None) -> None:
        self.warnings.append(Problem(where, message, value or None))

    def put(self, place: Place, content: Content) -> None:
        """Write a value; nothing to write leaves the cell as it is."""
        if not content.text:
            return
        cell = self.sheet.cell(*place)
        where = f"{self.sheet.title}!{cell.coordinate}"
        if type(cell).__name__ == "MergedCell":
            self.warn(where, "这一格是合并区的一部分，未写入", content.text)
        elif cell.data_type == "f":
            self.warn(where, "空表里是公式，保留公式，未写入", content.text)
        elif content.number is not None and cell.number_format != "@":
            self._number(cell, content)
        else:
            self._text(cell, content.text, where)

    def _number(self, cell: Any, content: Content) -> None:
        if not _shows(cell.number_format, content):
            cell.number_format = content.format
        number = content.number or Decimal(0)
        whole = number == number.to_integral_value()
        cell.value = int(number) if whole else float(number)

    def _text(self, cell: Any, text: str, where: str) -> None:
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
            raise InputError.of(where, f"文字超过 {LONGEST} 字", f"{text[:20]}…")
        if ILLEGAL_CHARACTERS_RE.search(text):
            raise InputError.of(where, "文字里有控制字符，写不进表格", repr(text[:40]))
        cell.value = text
        cell.data_type = "s"


def _shows(number_format: str, content: Content) -> bool:
    """Say whether a cell's own format shows the whole number."""
    from templates.sources.number_format import shown

    number = content.number or Decimal(0)
    text = shown(number, number_format)
    plain = text.replace(",", "").strip()
    if re.fullmatch(r"-?\d+(\.\d+)?%", plain):
        return Decimal(plain[:-1]) == number * 100 and content.format.endswith("%")
    digits = re.fullmatch(r"-?\d+(\.\d+)?", plain)
    return bool(digits) and Decimal(plain) == number and "%" not in content.format


def fill(
    path: Path,
    evaluation: Evaluation,
    result: Result | None = None,
    sheet: str | None = None,
) -> Filled:
    """填一张空表. With a `result` the points are the computed ones.

    Raises `InputError` when the file is no .xlsx workbook, or holds no form.
    """
    from openpyxl import load_workbook

    lost = losses(path)
    grid = _blank(path, sheet)
    shown = evaluation if result is None else scored(evaluation, result)
    try:
        book = load_workbook(path, rich_text=True)
        pen = _Pen(book[grid.name], path.name)
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


def _fill(pen: _Pen, layout: Layout, evaluation: Evaluation) -> None:
    heading, *others = headings(layout)
    if others:
        pen.warn(others[0].columns[0].place, "表里还有一张指标表，只填第一张")
    last = heading.top - 1
    funds = fund_places(layout, last)
    _head(pen, layout, evaluation, last)
    _funds(pen, funds, evaluation)
    _goals(pen, layout, evaluation, (last, set(funds.taken)))
    found, end = slots(layout, heading)
    if not found:
        raise InputError.of(
            pen.file, "指标表下面没有可填的行", heading.columns[0].place
        )
    plan = allot(evaluation.indicators, found)
    for place, content in _total(layout, heading, end, evaluation):
        pen.put(place, content)
    for insertion in plan.insertions:
        insert(pen.sheet, insertion)
    for row, seat in zip(evaluation.indicators, plan.seats, strict=True):
        _indicator(pen, heading, row, (plan.row(seat), seat))
    _repeat_groups(pen, layout, heading, plan)


def _head(pen: _Pen, layout: Layout, evaluation: Evaluation, last: int) -> None:
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


def _year(pen: _Pen, layout: Layout, year: int, last: int) -> None:
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


LONGEST_TITLE = 60


def _funds(pen: _Pen, funds: FundPlaces, evaluation: Evaluation) -> None:
    """Write each line into the row of its name, else into the row of its kind."""
    left = list(funds.rows)
    waiting = []
    for line in evaluation.funds.lines:
        same = [pair for pair in left if _plain(pair[1]) == _plain(line.label)]
        if same:
            left.remove(same[0])
            _line(pen, funds, same[0][0], line)
        else:
            waiting.append(line)
    for line in waiting:
        alike = [pair for pair in left if _kind(pair[1]) == _kind(line.label)]
        if alike and _kind(line.label):
            left.remove(alike[0])
            _line(pen, funds, alike[0][0], line)
        elif any(getattr(line, name) is not None for name in _FUNDS):
            pen.warn(pen.file, "空表没有这一资金行，未写入", line.label)


def _plain(label: str) -> str:
    return re.sub("^其中[:：]?", "", key(label))


def _kind(label: str) -> int:
    """年度资金总额 1, 财政拨款 2, 结转 3, 其他 4; 0 is none of these."""
    kinds = (n for n, words in enumerate(_KINDS, 1) if re.search(words, label))
    return next(kinds, 0)


def _line(pen: _Pen, funds: FundPlaces, row: int, line: FundLine) -> None:
    for name in _FUNDS:
        if name in funds.columns:
            content = contents.of_funds(line, name, component=False)
            pen.put((row, funds.columns[name]), content)


def _goals(
    pen: _Pen, layout: Layout, evaluation: Evaluation, above: tuple[int, set[int]]
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
    pen: _Pen, heading: Heading, row: Indicator, at: tuple[int, Seat]
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
    if not seat.named:
        for depth, level in enumerate(heading.levels[: len(row.path)]):
            _level(pen, (number, level.first), row, depth)


def _level(pen: _Pen, place: Place, row: Indicator, depth: int) -> None:
    """Write the name of a group that the blank does not print."""
    cell = pen.sheet.cell(*place)
    if type(cell).__name__ != "MergedCell":
        content = contents.level(row.path[depth], row.path_weights[depth])
        pen.put(place, content)


def _repeat_groups(pen: _Pen, layout: Layout, heading: Heading, plan: Plan) -> None:
    """New rows of a group: its one-row cell grows, or its name is repeated."""
    merged = any(
        cell.rows > 1
        for level in heading.levels
        for number in range(heading.bottom + 1, layout.height + 1)
        if (cell := layout.rows.get(number, {}).get(level.first)) is not None
    )
    for insertion in plan.insertions:
        above = sum(i.count for i in plan.insertions if i.after < insertion.after)
        first = insertion.after + above
        for level in heading.levels:
            cell = pen.sheet.cell(first, level.first)
            if type(cell).__name__ == "MergedCell" or not cell.value:
                continue
            _grow(pen, (first, level.first, level.last), insertion.count, merged=merged)


def _grow(pen: _Pen, cell: tuple[int, int, int], count: int, *, merged: bool) -> None:
    row, first, last = cell
    below = pen.sheet.cell(row + 1, first)
    if type(below).__name__ == "MergedCell" or below.value:
        return
    if merged:
        _unmerge_beside(pen.sheet, cell, count)
        pen.sheet.merge_cells(
            start_row=row, start_column=first, end_row=row + count, end_column=last
        )
        return
    for offset in range(1, count + 1):
        pen.put((row + offset, first), Content(str(pen.sheet.cell(row, first).value)))


def _unmerge_beside(sheet: Any, cell: tuple[int, int, int], count: int) -> None:
    row, first, last = cell
    for area in list(sheet.merged_cells.ranges):
        inside = first <= area.min_col and area.max_col <= last
        if inside and row <= area.min_row and area.max_row <= row + count:
            sheet.unmerge_cells(area.coord)
