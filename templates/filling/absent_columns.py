"""空表没有的栏: 数据里有而表里没有列的, 一一说明."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from indicators.evaluation import Evaluation
from reading.locating.form_map import FormMap
from reading.vocabulary.headings import key
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
_BLOCKS = {"indicators": "指标表", "funds": "资金表"}
_AMOUNT_FIELDS = {role: role for role in AMOUNTS}


def note_absent(pen: Pen, form_map: FormMap, evaluation: Evaluation) -> None:
    """Say which columns of the data the blank does not have."""
    heading, funds = form_map.tables[0].heading, form_map.funds
    held = _held(evaluation.indicators, _INDICATOR_FIELDS)
    # What a file records as a concession was never printed on a table.
    if evaluation.concessions_under is not None and "deduction" in held:
        held.remove("deduction")
    _note(pen, held, heading.has, "indicators")
    _note_kept(pen, form_map, evaluation)
    if funds is None or not funds.rows:
        return
    held = _held(evaluation.funds.lines, _AMOUNT_FIELDS)
    _note(pen, held, funds.has, "funds")


def _note(
    pen: Pen, held: Iterable[str], has: Callable[[str], bool], block: str
) -> None:
    """Say which roles that the data holds have no column in a block."""
    message = f"{_BLOCKS[block]}没有这一栏，未写入"
    for role in held:
        if not has(role):
            pen.warn(pen.file, message, NAMES[f"{block}.{role}"])


def _note_kept(pen: Pen, form_map: FormMap, evaluation: Evaluation) -> None:
    """Say which columns that have no name of their own, and which remarks, have no place."""
    extras = form_map.tables[0].heading.of("extra")
    known = {key(column.title) for column in extras}
    kept = chain.from_iterable(row.extra for row in evaluation.indicators)
    for title in dict.fromkeys(title for title, _ in kept if key(title) not in known):
        pen.warn(pen.file, "指标表没有这一栏，未写入", title)
    printed = {(remark.label, remark.text) for remark in form_map.remarks}
    for label, _ in sorted({*evaluation.remarks} - printed):
        pen.warn(pen.file, "表下的说明没有填写，请手工补上", label)


def _held(rows: Iterable[object], fields: Mapping[str, str]) -> list[str]:
    """List the roles whose field has a value in one of the rows."""
    every = list(rows)
    return [
        role
        for role, name in fields.items()
        if any(getattr(row, name) is not None for row in every)
    ]
