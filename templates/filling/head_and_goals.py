"""填表头与目标: 项目名称、主管部门、实施单位、年度、预期目标、实际完成情况."""

from __future__ import annotations

from indicators.evaluation import Evaluation
from indicators.place import Place
from reading.grid import Cell
from reading.locating.form_map import FormMap, GoalField
from reading.locating.head_fields import HeadField
from reading.locating.value_cells import is_any_label
from reading.vocabulary.goals import blank_of_goal
from reading.vocabulary.head_labels import blank_behind, fields_in
from reading.vocabulary.titles import year_in
from templates.workbooks.pen import Pen
from templates.writing.contents import Content

_HEAD = {"project": "项目名称", "department": "主管部门", "unit": "实施单位"}
_GOALS = {"expected": "预期目标", "actual": "实际完成情况"}
_LONGEST, _SHOWN = 60, 20
"""A longer text is shown in a notice by its beginning."""


def write_head(pen: Pen, form_map: FormMap, evaluation: Evaluation) -> None:
    """Write the fields of the head, beside their labels or in the blanks behind them."""
    for what, name in _HEAD.items():
        field, text = form_map.head.get(what), getattr(evaluation, what)
        cell = field.inline if field else None
        if not (cell and text and _write_behind(pen, cell, what, text)):
            _write(pen, name, field, text)


def write_goals(pen: Pen, form_map: FormMap, evaluation: Evaluation) -> None:
    """Write the goals, beside their labels, below them, or behind them."""
    for what, name in _GOALS.items():
        field, text = form_map.goals.get(what), getattr(evaluation.goals, what)
        if not (field and text and _write_in_label(pen, field, text)):
            _write(pen, name, field, text)


def _write_in_label(pen: Pen, field: GoalField, text: str) -> bool:
    """预期目标：____: write behind a label into its own cell.

    False where no blank is drawn there and another cell is free for the text. Another
    text that is printed there stays and is said.
    """
    position = field.label.row, field.label.column
    if field.inline is not None:
        return _stays(pen, position, field.inline, text)
    label, drawn = blank_of_goal(pen.text(position))
    if not label or (not drawn and _is_free(pen, field)):
        return False
    pen.put(position, Content(f"{label}{text}"))
    return True


def _write_behind(pen: Pen, cell: Cell, what: str, text: str) -> bool:
    """项目名称：____: write behind a label into its own cell; False for no blank there.

    Another text that is printed there stays and is said.
    """
    position = cell.row, cell.column
    printed = pen.text(position)
    blank = blank_behind(printed, what)
    if blank is not None:
        pen.put(position, Content(_between(printed, blank, text)))
        return True
    value = {each: value for each, _, value in fields_in(printed)}.get(what)
    return _stays(pen, position, value, text)


def _stays(pen: Pen, position: tuple[int, int], printed: str | None, text: str) -> bool:
    """Say that another text that the blank prints stays; False where it prints none."""
    if printed and printed != text:
        message = f"空表印的是“{_short(printed)}”，未改动"
        pen.warn(pen.place(position), message, _short(text))
    return bool(printed)


def _between(printed: str, blank: tuple[int, int], text: str) -> str:
    """Put a text into the blank of another, apart from the label that follows."""
    before, behind = printed[: blank[0]], printed[blank[1] :]
    colon = "" if before.endswith((":", "：")) else "："
    apart = "" if not behind or behind[0] in " 　\r\n(（" else "　"
    return f"{before}{colon}{text}{apart}{behind}"


def _write(
    pen: Pen, name: str, field: HeadField | GoalField | None, text: str | None
) -> None:
    """Write a text into the cell of its field; one that has no cell is said.

    A cell with another label is none.
    """
    value = field.value if field else None
    if value is not None and _is_free(pen, field):
        pen.put(value.position, Content(text or ""))
    elif text:
        pen.warn(pen.file, f"空表没有“{name}”一栏，未写入", _short(text))


def _is_free(pen: Pen, field: HeadField | GoalField | None) -> bool:
    """Say whether a field has a cell for its text, and no other label stands in it."""
    value = field.value if field else None
    return value is not None and not is_any_label(pen.text(value.position))


def _short(text: str) -> str:
    """A text as a notice shows it."""
    return text if len(text) <= _LONGEST else f"{text[:_SHOWN]}…"


def write_year(pen: Pen, form_map: FormMap, year: int | None) -> None:
    """（    年度）: the blank takes the year; another year that is printed stays.

    A form that has no place for the year is said.
    """
    blank, printed = form_map.year_blank, _printed_years(form_map)
    if year is None:
        return
    if blank is not None and blank.printed is None:
        pen.put((blank.row, blank.column), Content(blank.filled(year)))
    elif not printed:
        pen.warn(pen.file, "空表没有写年度的地方，未写入", str(year))
    elif str(year) not in printed:
        other, place = next(iter(printed.items()))
        pen.warn(place or pen.file, f"空表印的是 {other} 年度，未改动", str(year))


def _printed_years(form_map: FormMap) -> dict[str, Place | None]:
    """Return the years that a form prints, each with its place."""
    blank = form_map.year_blank
    if blank is not None and blank.printed:
        return {blank.printed: blank.place}
    found = {year_in(spot.text): spot.place for spot in form_map.years}
    return {str(year): place for year, place in found.items() if year}
