"""写表: 一张自评表 + 一种版式 → .xlsx; 有计分结果时, 另附“计分说明”.

Everything a person typed is written as text, whatever it begins with. The same data
gives the same bytes: the creation date is fixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

from attrs import define, evolve, field

from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation, FundLine
from indicators.quantity import Quantity
from scoring.result import EXECUTION, OUTCOME_WORDS, Result, RowResult
from scoring.rounding import Rounding, places, rounded
from templates.contents import Content, number
from templates.form import Form
from templates.layout import BODY, LEAST, Page, Style, lay_out
from templates.measure import height

CREATED = datetime(2020, 1, 1)
FONT = "宋体"
LONGEST = 32767
"""What a cell of a workbook can hold."""

_STYLES: dict[Style, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "align": "center", "border": 0},
    "subtitle": {"font_size": 11, "align": "center", "border": 0},
    "label": {"align": "center"},
    "text": {"align": "left"},
    "center": {"align": "center"},
    "number": {"align": "center"},
}
_SHARED = {
    "font_name": FONT,
    "font_size": BODY,
    "border": 1,
    "valign": "vcenter",
    "text_wrap": True,
}
_HEADINGS = ("序号", "指标", "结局", "分值", "得分", "公式", "代入", "结果", "假设")
_WIDTHS = (5, 26, 9, 7, 12, 30, 26, 34, 30)


@define
class _Book:
    """正在写的工作簿; formats are made once each."""

    workbook: Any
    formats: dict[tuple[Style, str, float], Any] = field(factory=dict)

    def format(self, style: Style, number_format: str = "", size: float = BODY) -> Any:
        key = (style, number_format, size)
        if key not in self.formats:
            look = _SHARED | {"font_size": size} | _STYLES[style]
            if number_format:
                look["num_format"] = number_format
            self.formats[key] = self.workbook.add_format(look)
        return self.formats[key]


def write(evaluation: Evaluation, form: Form, result: Result | None = None) -> bytes:
    """写出一个 .xlsx.

    With a `result` the points are the computed ones, and a second sheet explains
    each; without one they are the stated ones. Raises `InputError` for a text that is
    longer than a cell can hold.
    """
    from xlsxwriter import Workbook

    shown = evaluation if result is None else scored(evaluation, result)
    page = lay_out(shown, form)
    _refuse_too_long(page)
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": form.title, "created": CREATED})
        book = _Book(workbook)
        _write_page(book, page, "自评表")
        if result is not None:
            _write_notes(book, result)
    return stream.getvalue()


def scored(evaluation: Evaluation, result: Result) -> Evaluation:
    """以计算所得代替填报得分: rows, execution and total."""
    first = len(result.rows) - len(evaluation.indicators)
    rows = zip(evaluation.indicators, result.rows[first:], strict=True)
    lines = evaluation.funds.lines
    if first:
        total, execution = evaluation.funds.total, result.rows[0]
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


def _refuse_too_long(page: Page) -> None:
    problems = [
        Problem(
            f"第 {box.row + 1} 行第 {box.column + 1} 列",
            f"文字有 {len(box.content.text)} 字，一格最多 {LONGEST} 字",
            f"{box.content.text[:20]}…",
            "请缩短文字",
        )
        for box in page.boxes
        if len(box.content.text.encode("utf-16-le")) > 2 * LONGEST
    ]
    if problems:
        raise InputError(problems)


def _write_page(book: _Book, page: Page, name: str) -> None:
    sheet = book.workbook.add_worksheet(name)
    _set_up(sheet, page.widths, page.heights)
    if page.repeated is not None:
        sheet.repeat_rows(page.repeated)
    for box in page.boxes:
        look = book.format(box.style, box.content.format, box.size)
        if box.rows > 1 or box.columns > 1:
            last_row, last_column = box.row + box.rows - 1, box.column + box.columns - 1
            sheet.merge_range(box.row, box.column, last_row, last_column, "", look)
        _write_content(sheet, box.row, box.column, box.content, look)


def _set_up(sheet: Any, widths: tuple[int, ...], heights: tuple[float, ...]) -> None:
    """Set sizes and print set-up: A4 landscape, one page wide, numbered pages."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, tall in enumerate(heights):
        sheet.set_row(row, tall)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页", {"margin": 0.3})
    sheet.center_horizontally()
    sheet.hide_gridlines(2)


def _write_content(
    sheet: Any, row: int, column: int, content: Content, look: Any
) -> None:
    if content.number is not None:
        sheet.write_number(row, column, float(content.number), look)
    elif content.text:
        sheet.write_string(row, column, content.text, look)
    else:
        sheet.write_blank(row, column, None, look)


def _write_notes(book: _Book, result: Result) -> None:
    """Write the sheet 计分说明: the policy, its doubts, each row's three lines."""
    sheet = book.workbook.add_worksheet("计分说明")
    lines: list[tuple[Style, tuple[Content, ...]]] = [
        ("title", (Content("计分说明"),)),
        *(("text", tuple(map(Content, line))) for line in _preamble(result)),
        ("label", tuple(map(Content, _HEADINGS))),
        *(("text", row) for row in _explained(result)),
    ]
    _set_up(sheet, _WIDTHS, tuple(_note_height(style, row) for style, row in lines))
    sheet.repeat_rows(next(i for i, (look, _) in enumerate(lines) if look == "label"))
    for number_, (style, row) in enumerate(lines):
        _write_line(book, sheet, number_, style, row)


def _write_line(
    book: _Book, sheet: Any, row: int, style: Style, cells: tuple[Content, ...]
) -> None:
    """Write a full row; a short one is merged over the rest of the width."""
    last = len(_WIDTHS) - 1
    if len(cells) < len(_WIDTHS):
        first = len(cells) - 1 + (len(cells) > 1)
        sheet.merge_range(row, first, row, last, "", book.format(style))
        if first == 2:  # noqa: PLR2004 - a named line: its name covers two columns
            sheet.merge_range(row, 0, row, 1, "", book.format("label"))
            _write_content(sheet, row, 0, cells[0], book.format("label"))
        _write_content(sheet, row, first, cells[-1], book.format(style))
        return
    for column, content in enumerate(cells):
        narrow: Style = "center" if column in {0, 2, 3, 4} else style
        look = book.format(narrow, content.format)
        _write_content(sheet, row, column, content, look)


def _note_height(style: Style, cells: tuple[Content, ...]) -> float:
    if style == "title":
        return 36
    if len(cells) < len(_WIDTHS):
        return max(LEAST, height(cells[-1].text, _WIDTHS[2:], BODY))
    pairs = zip(cells, _WIDTHS, strict=True)
    return max(LEAST, *(height(cell.text, [width], BODY) for cell, width in pairs))


def _preamble(result: Result) -> Iterator[tuple[str, str]]:
    """Say under which rules the points were worked out, and what they rest on."""
    policy, totals = result.policy, result.totals
    yield "评分办法", f"{policy.id}　{policy.title}"
    yield "出处", policy.source
    if policy.doubts:
        yield "未查证的取值", "\n".join(policy.doubts)
    for row in result.rows:
        if row.concession:
            yield "让步", f"{row.name}：{row.concession}"
    span = _span(totals.low, totals.high)
    yield "总分", f"{totals.points}" if totals.points is not None else f"{span}（未定）"
    for note in totals.notes:
        yield "合计", note
    if not totals.complete:
        yield "不完整", "有未填的行，该行按 0 分计"


def _explained(result: Result) -> Iterator[tuple[Content, ...]]:
    first = len(result.rows) - len(result.evaluation.indicators)
    for place, row in enumerate(result.rows, 1 - first):
        open_ = f"{_span(row.low, row.high)}（待定）"
        yield (
            Content("" if row.name == EXECUTION and place < 1 else str(place)),
            Content(row.name),
            Content(OUTCOME_WORDS[row.outcome]),
            number(row.weight),
            Content(open_) if row.points is None else number(row.points),
            *(Content(line.partition("：")[2] or line) for line in row.explanation),
            Content("；".join(row.assumptions)),
        )


def _span(low: object, high: object) -> str:
    return "不计分" if low is None or high is None else f"{low}～{high}"
