"""条件格式: 没有填的、认不得的、少了原因的、加不拢的, 在格里看得见."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from templates.live.sheets.cells import fixed, span
from templates.live.sheets.checks_sheet import Checks
from templates.live.sheets.form_sheet import LiveForm
from templates.live.sheets.indicator_cells import OWNER
from templates.live.sheets.reasons import lacks_reason

MISSING, WRONG = "#FCE4B8", "#F8CBAD"
"""Something is to be filled; something does not hold."""


def mark(workbook: Any, form: Any, live: LiveForm) -> None:
    """给第一张表加上条件格式. No condition looks at another sheet."""
    missing = workbook.add_format({"bg_color": MISSING})
    wrong = workbook.add_format({"bg_color": WRONG})
    rules = (
        *(_of_rows(live, missing, wrong) if live.rows else ()),
        *_of_groups(live, wrong),
        *_of_total(live, wrong),
    )
    for cells, condition, look in rules:
        rule = {"type": "formula", "criteria": f"={condition}", "format": look}
        form.conditional_format(cells, rule)


def mark_told(workbook: Any, sheet: Any, checks: Checks) -> None:
    """给“检查”加上条件格式: what says something is seen at once."""
    first = checks.told[0].partition(":")[0]
    rule = {
        "type": "formula",
        "criteria": f"=LEN({first})>0",
        "format": workbook.add_format({"bg_color": MISSING}),
        "multi_range": " ".join(checks.told),
    }
    sheet.conditional_format(first, rule)


Rule = tuple[str, str, Any]
"""Cells, the condition as for the first of them, the format."""


def _of_rows(live: LiveForm, missing: Any, wrong: Any) -> Iterator[Rule]:
    """Mark actual values and reasons that lack, and points that cannot be worked out."""
    columns = {role: _column(live, role) for role in ("actual", "weight", "stated")}
    actual, weight, points = (cells.partition(":")[0] for cells in columns.values())
    begun = f"COUNTA({fixed(columns['actual'])})>0"
    blank = f'TRIM({actual})=""'
    lacks = f"AND(ISNUMBER({weight}),{blank},{begun})"
    yield columns["actual"], lacks, missing
    unusable = f"AND(ISNUMBER({weight}),NOT({blank}),NOT(ISNUMBER({points})))"
    yield columns["stated"], unusable, wrong
    notes = _column(live, "note")
    if notes:
        note = notes.partition(":")[0]
        yield notes, lacks_reason(weight, points, note), missing


def _column(live: LiveForm, role: str) -> str:
    """The cells of one value in all rows; "" where the form has none."""
    first = live.cells.at(OWNER, role)
    last = live.cells.at(OWNER, role, len(live.rows) - 1)
    return span(first, last) if first and last else ""


def _of_groups(live: LiveForm, wrong: Any) -> Iterator[Rule]:
    """Mark a group whose rows do not add up to the weight that it prints."""
    for group in live.groups:
        cell = live.cells.at(f"level{group.depth + 1}", "weight", group.first)
        if cell is not None and group.weight is not None:
            summed = fixed(group.shape.weight_formula.text.removeprefix("="))
            yield cell, f"ROUND({summed}-{group.weight:f},6)<>0", wrong


def _of_total(live: LiveForm, wrong: Any) -> list[Rule]:
    cell = live.cells.at("total", "weight")
    if cell is None:
        return []
    return [(cell, f"ROUND({cell}-{live.total.full:f},6)<>0", wrong)]
