"""空表的工作簿: 第一张是官方的表, 第二张“编制说明”写明来历与依据."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.evaluation import Evaluation
from templates.forms.form import Form
from templates.writing.contents import Content
from templates.writing.page import Box, Page, spread
from templates.writing.typesetting import lay_out
from templates.writing.workbook import pack

NOTES = "编制说明"
_WIDTHS = (16, 110)


def write_plan(plan: Evaluation, form: Form, notes: Sequence[tuple[str, str]]) -> bytes:
    """写出一个 .xlsx. `notes` are (栏目, 文字): what the form has no cell for."""
    pages = {form.paper: lay_out(plan, form), NOTES: _notes(notes)}
    return pack(pages, form.title)


def _notes(notes: Sequence[tuple[str, str]]) -> Page:
    """排出“编制说明”."""
    boxes = [Box(0, 0, 1, len(_WIDTHS), Content(NOTES), "title")]
    for row, (label, text) in enumerate(notes, 1):
        boxes.append(Box(row, 0, 1, 1, Content(label), "label"))
        boxes.append(Box(row, 1, 1, 1, Content(text), "text"))
    return spread(boxes, _WIDTHS, None)
