"""写表: 一张自评表 + 一种版式 → .xlsx; 有计分结果时, 另附“计分说明”."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from indicators.evaluation import Evaluation, FundLine
from indicators.exact import Fraction
from indicators.quantity import Quantity
from scoring.result import OUTCOME_WORDS, Result, RowResult
from scoring.rounding import Rounding, places, rounded
from templates.forms.form import Form, load_form
from templates.writing.contents import Content, number
from templates.writing.page import Box, Page, Style, spread
from templates.writing.typesetting import lay_out
from templates.writing.workbook import pack

_HEADINGS = ("序号", "指标", "结局", "分值", "得分", "公式", "代入", "结果", "假设")
_WIDTHS = (5, 26, 9, 7, 12, 30, 26, 34, 30)
_NAME = 2
"""How many columns the name of a preamble line takes."""

_CENTERED = {0, 2, 3, 4}


def write(
    evaluation: Evaluation, form: Form | str, result: Result | None = None
) -> bytes:
    """写出一个 .xlsx. `form` is a form, or the id of a shipped one.

    With a `result` the points are the computed ones, and a second sheet explains
    each; without one they are the stated ones. Raises `InputError` for a text that is
    longer than a cell can hold.
    """
    if isinstance(form, str):
        form = load_form(form)
    if result is None:
        return pack({form.paper: lay_out(evaluation, form)}, form.title)
    page = lay_out(scored(evaluation, result), form)
    return pack({form.paper: page, "计分说明": explanation(result)}, form.title)


def scored(evaluation: Evaluation, result: Result) -> Evaluation:
    """以计算所得代替填报得分: rows, execution and total."""
    rows = zip(evaluation.indicators, result.rows, strict=True)
    lines, execution = evaluation.funds.lines, result.execution
    if execution is not None:
        total = evaluation.funds.total
        lines = tuple(
            _executed(line, execution, result) if line is total else line
            for line in lines
        )
    totals, stated = result.totals, evaluation.total
    return evolve(
        evaluation,
        indicators=tuple(
            evolve(row, stated=_padded(found.points, result)) for row, found in rows
        ),
        funds=evolve(evaluation.funds, lines=lines),
        total=evolve(
            stated,
            weight=totals.weight if stated.weight is None else stated.weight,
            stated=totals.points,
            grade=totals.grade,
        ),
    )


def _padded(points: Decimal | None, result: Result) -> Decimal | None:
    """Show as many decimals as the policy keeps, so that the column looks even."""
    kept = result.policy.round("row").places
    if points is None or places(points) >= kept:
        return points
    return rounded(points, Rounding(kept))


def _executed(line: FundLine, row: RowResult, result: Result) -> FundLine:
    """Fill the total line; the rate follows the amounts unless one was conceded."""
    rate = line.rate
    if row.concession is None:
        rate = _rate(line, result)
    return evolve(line, weight=row.weight, stated=row.points, rate=rate)


def _rate(line: FundLine, result: Result) -> Quantity | None:
    execution = result.policy.execution
    initial = execution is not None and execution.base == "initial"
    budget = (line.initial or line.budget) if initial else line.budget
    if budget is None or line.spent is None or budget.base[0] <= 0:
        return None
    share = Fraction(line.spent.base[0], budget.base[0]) * 100
    return Quantity(rounded(share, Rounding(2)), "%")


def explanation(result: Result) -> Page:
    """排出“计分说明”: the policy, its doubts, each row's three lines."""
    last = len(_WIDTHS)
    boxes = [Box(0, 0, 1, last, Content("计分说明"), "title")]
    row = 1
    for name, text in _preamble(result):
        boxes.append(Box(row, 0, 1, _NAME, Content(name), "label"))
        boxes.append(Box(row, _NAME, 1, last - _NAME, Content(text), "text"))
        row += 1
    heading = row
    lines = [tuple(map(Content, _HEADINGS)), *_explained(result)]
    for number_, line in enumerate(lines, heading):
        for column, content in enumerate(line):
            style: Style = "center" if column in _CENTERED else "text"
            shown = "label" if number_ == heading else style
            boxes.append(Box(number_, column, 1, 1, content, shown))
    return spread(boxes, _WIDTHS, (heading, heading))


def _preamble(result: Result) -> Iterator[tuple[str, str]]:
    """Say under which rules the points were worked out, and what they rest on."""
    policy, totals = result.policy, result.totals
    yield "评分办法", f"{policy.id}　{policy.title}"
    yield "出处", policy.source
    if policy.doubts:
        yield "未查证的取值", "\n".join(policy.doubts)
    for row in result.all_rows:
        if row.concession:
            yield "让步", f"{row.name}：{row.concession}"
    span = _span(totals.low, totals.high)
    yield "总分", f"{totals.points}" if totals.points is not None else f"{span}（未定）"
    for note in totals.notes:
        yield "合计", note
    if not totals.complete:
        yield "不完整", "有未填的行，该行按 0 分计"


def _explained(result: Result) -> Iterator[tuple[Content, ...]]:
    for count, row in enumerate(result.all_rows, 1 - result.first_row):
        open_ = f"{_span(row.low, row.high)}（待定）"
        yield (
            Content(str(count) if count else ""),
            Content(row.name),
            Content(OUTCOME_WORDS[row.outcome]),
            number(row.weight),
            Content(open_) if row.points is None else number(row.points),
            *(Content(text) for _, text in row.explanation.named),
            Content("；".join(map(str, row.assumptions))),
        )


def _span(low: object, high: object) -> str:
    return "不计分" if low is None or high is None else f"{low}～{high}"
