"""空表没有的栏: 数据里有而表里没有列的, 一一说明."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.evaluation import Evaluation
from reading.locating.form_map import FormMap
from templates.filling.fund_lines import AMOUNTS
from templates.forms.capacity import NAMES
from templates.workbooks.pen import Pen

_INDICATOR_FIELDS = {
    "target": "target",
    "actual": "actual",
    "weight": "weight",
    "stated": "stated",
    "note": "variance_note",
    "deduction": "deduction",
}
"""Roles of columns → the fields of an indicator that they show."""


def note_absent(pen: Pen, form_map: FormMap, evaluation: Evaluation) -> None:
    """Say which columns of the data the blank does not have."""
    heading, funds = form_map.tables[0].heading, form_map.funds
    for role, name in _INDICATOR_FIELDS.items():
        if not heading.has(role) and _is_held(evaluation.indicators, name):
            column = NAMES[f"indicators.{role}"]
            pen.warn(pen.file, "指标表没有这一栏，未写入", column)
    for role in AMOUNTS if funds and funds.rows else ():
        if funds and not funds.has(role) and _is_held(evaluation.funds.lines, role):
            pen.warn(pen.file, "资金表没有这一栏，未写入", NAMES[f"funds.{role}"])


def _is_held(rows: Iterable[object], name: str) -> bool:
    """Say whether one of the rows has a value in a field."""
    return any(getattr(row, name) is not None for row in rows)
