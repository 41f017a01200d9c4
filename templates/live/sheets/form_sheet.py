"""第一张表: 官方版式, 得分、小计、执行率、总分、等级都是公式."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from indicators.errors import InputError
from indicators.evaluation import Evaluation, FundLine
from scoring.policy import Policy
from scoring.result import Result
from templates.forms.capacity import NAMES, holds
from templates.forms.form import Form
from templates.live.sheets import fund_cells, indicator_cells
from templates.live.sheets.cells import Cells
from templates.live.sheets.fund_cells import LiveExecution, live_execution
from templates.live.sheets.indicator_cells import (
    LiveIndicator,
    from_formula,
    live_indicators,
)
from templates.live.sheets.inputs import AMOUNTS, as_typed, is_entry
from templates.live.sheets.sums import LiveGroup, LiveTotal, live_groups, live_total
from templates.writing.contents import Content
from templates.writing.page import Box, Page, Slot, higher
from templates.writing.typesetting import lay_out

NEEDED = (
    *("indicators.target", "indicators.actual", "indicators.weight"),
    *("indicators.stated", "total.stated"),
)
"""What a form must have cells for, or it cannot work out its own points."""


@frozen
class LiveForm:
    """一张会计分的表: 页面, 各值的格, 各行、各组与总分的公式."""

    page: Page
    cells: Cells
    result: Result
    rows: tuple[LiveIndicator, ...]
    execution: LiveExecution | None
    groups: tuple[LiveGroup, ...]
    total: LiveTotal


def live_form(result: Result, form: Form) -> LiveForm:
    """排出官方版式, 换上公式.

    Raises `InputError` for a form or a policy that has no points.
    """
    policy = result.policy
    _refuse(form, policy)
    table = _with_lines(result.evaluation, form)
    result = evolve(result, evaluation=table)
    page = lay_out(table, form)
    cells = Cells(page)
    rows = tuple(live_indicators(result, cells))
    execution = live_execution(result, cells)
    groups = live_groups(rows, cells, policy)
    total = live_total(rows, execution, cells, policy, table.total.weight)
    live = LiveForm(page, cells, result, rows, execution, groups, total)
    return evolve(live, page=_dressed(live))


def _refuse(form: Form, policy: Policy) -> None:
    lacking = [NAMES[part] for part in NEEDED if part not in holds(form)]
    if lacking:
        words = "、".join(lacking)
        remedy = "请换一种版式，如 national-2020"
        raise InputError.of("版式", f"没有“{words}”的格，不能自己计分", form.id, remedy)
    if not policy.scored:
        raise InputError.of(
            "评分办法", "这种办法不计分", policy.id, "请用 --policy 指定计分的办法"
        )


def _with_lines(evaluation: Evaluation, form: Form) -> Evaluation:
    """The table with the fund lines that the form prints, where it has none of its own."""
    if evaluation.funds.lines or not form.labels:
        return evaluation
    lines = tuple(map(FundLine, form.labels))
    unit = evaluation.funds.unit or form.unit
    return evolve(evaluation, funds=evolve(evaluation.funds, lines=lines, unit=unit))


def _dressed(live: LiveForm) -> Page:
    """Put formulas and numbers into the cells, and open those that a person fills."""
    written = {slot: (content, entry) for slot, content, entry in _contents(live)}
    boxes = [_dressed_box(box, written) for box in live.page.boxes]
    total = [box for box in boxes if box.slot and box.slot.owner == "total"]
    return higher(evolve(live.page, boxes=tuple(boxes)), total)


def _dressed_box(box: Box, written: Mapping[Slot, tuple[Content, bool]]) -> Box:
    slot = box.slot
    if slot is None:
        return box
    known = written.get(slot)
    if known is not None:
        return box.holding(known[0], entry=known[1])
    content = as_typed(box.content) if slot.role in AMOUNTS else box.content
    if is_entry(slot, content):
        return box.holding(content, entry=True)
    return box if content is box.content else box.holding(content, entry=False)


def _contents(live: LiveForm) -> Iterator[tuple[Slot, Content, bool]]:
    """Give every cell whose content is not just what the table says."""
    yield from indicator_cells.contents(live.rows, live.cells)
    if live.execution is not None:
        yield from fund_cells.contents(live.execution, live.result)
    shape = live.total.shape
    places = live.result.policy.round("total").places
    shown = f"0.{'0' * places}" if places else "0"
    yield Slot("total", "weight"), from_formula(live.total.weight), False
    yield Slot("total", "stated"), from_formula(shape.points_formula, shown), False
    if live.total.grade is not None:
        yield Slot("total", "grade"), from_formula(live.total.grade), False
