"""会自己计分的工作簿: 官方的表、检查、说明三张. 没有宏, 保护没有密码."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.result import Result
from templates.forms.form import Form, load_form
from templates.live.sheets.cells import CHECKS, FORM, NOTES, STATUSES, fixed
from templates.live.sheets.checks_sheet import Checks, checks_sheet
from templates.live.sheets.conditional import mark, mark_told
from templates.live.sheets.form_sheet import LiveForm, live_form
from templates.live.sheets.policy_sheet import policy_sheet
from templates.live.sheets.validation import limit
from templates.writing.workbook import pack

_ALLOWED = {"insert_rows": True, "format_columns": True, "format_rows": True}
"""What the protection leaves to everybody, beside filling the open cells."""


def write_live(
    result: Result, form: Form | str, notes: Sequence[tuple[str, str]] = ()
) -> bytes:
    """写出一个 .xlsx, 表与评分办法照计分结果. `form` is a form, or the id of a shipped one.

    Every formula has its exact result stored. `notes` are (栏目, 文字) for “说明”.
    Raises `InputError` for a form or a policy without points.
    """
    if isinstance(form, str):
        form = load_form(form)
    live = live_form(result, form)
    checks = checks_sheet(live)
    pages = {
        FORM: live.page,
        CHECKS: checks.page,
        NOTES: policy_sheet(live, notes),
    }

    def finish(workbook: Any, sheets: Mapping[str, Any]) -> None:
        _finish(workbook, sheets, live, checks)

    return pack(pages, form.title, finish)


def _finish(
    workbook: Any, sheets: Mapping[str, Any], live: LiveForm, checks: Checks
) -> None:
    """Limit what can be typed, mark what lacks, and protect all sheets."""
    cells = f"='{CHECKS}'!{fixed(checks.statuses)}"
    workbook.define_name(STATUSES, cells)
    limit(sheets[FORM], live, checks)
    mark(workbook, sheets[FORM], live)
    mark_told(workbook, sheets[CHECKS], checks)
    sheets[FORM].print_black_and_white()
    for sheet in sheets.values():
        sheet.protect("", _ALLOWED)
