"""填表头与目标: 项目名称、主管部门、实施单位、年度、预期目标、实际完成情况."""

from __future__ import annotations

from indicators.evaluation import Evaluation
from reading.locating.form_map import FormMap, GoalField
from reading.locating.head_fields import HeadField
from templates.workbooks.pen import Pen
from templates.writing.contents import Content

_HEAD = {"project": "项目名称", "department": "主管部门", "unit": "实施单位"}
_GOALS = {"expected": "预期目标", "actual": "实际完成情况"}
_SHOWN = 60


def write_head(pen: Pen, form_map: FormMap, evaluation: Evaluation) -> None:
    """Write the fields of the head."""
    for what, name in _HEAD.items():
        _write(pen, name, form_map.head.get(what), getattr(evaluation, what))


def write_goals(pen: Pen, form_map: FormMap, evaluation: Evaluation) -> None:
    """Write the goals."""
    for what, name in _GOALS.items():
        _write(pen, name, form_map.goals.get(what), getattr(evaluation.goals, what))


def _write(
    pen: Pen, name: str, field: HeadField | GoalField | None, text: str | None
) -> None:
    """Write a text into the cell of its field; one that has no cell is said."""
    if field is not None and field.value is not None:
        pen.put(field.value.position, Content(text or ""))
    elif text:
        pen.warn(
            pen.file,
            f"空表没有“{name}”一栏，未写入",
            text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…",
        )


def write_year(pen: Pen, form_map: FormMap, year: int | None) -> None:
    """（    年度）: the blank takes the year; another year that is printed stays."""
    blank = form_map.year_blank
    if year is None or blank is None:
        return
    if blank.printed is None:
        pen.put((blank.row, blank.column), Content(blank.filled(year)))
    elif blank.printed != str(year):
        message = f"空表印的是 {blank.printed} 年度，未改动"
        pen.warn(blank.place or pen.file, message, str(year))
