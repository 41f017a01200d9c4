"""排版: 一张表 + 一种版式 → 每格在哪里、写什么. 不涉及任何表格程序."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from attrs import define, evolve, field

from indicators.evaluation import Evaluation, Indicator
from templates.forms.form import Block, Form, FormColumn, Piece
from templates.writing import contents
from templates.writing.contents import Content
from templates.writing.page import LEAST, Box, Page, Slot, Style, spread

CENTERED = {"target", "actual", "sign", "unit", "completion"}
NUMBERS = {
    *("value", "weight", "stated", "deduction"),
    *("rate", "initial", "budget", "spent"),
}


@define
class _Canvas:
    """画布: logical rows are added from the top; `row` is the next one."""

    form: Form
    unit: str
    boxes: list[Box] = field(factory=list)
    row: int = 0
    repeated: tuple[int, int] | None = None

    def label(self, text: str) -> Content:
        """Give a printed label, the money unit filled in."""
        return Content(text.replace("{unit}", self.unit))

    def put(
        self,
        column: int,
        span: int,
        content: Content,
        style: Style,
        *,
        row: int | None = None,
        rows: int = 1,
        lines: int = 1,
        slot: Slot | None = None,
    ) -> None:
        row = self.row if row is None else row
        least = lines * LEAST
        box = Box(row, column, rows, span, content, style, least=least, slot=slot)
        self.boxes.append(box)


def lay_out(evaluation: Evaluation, form: Form) -> Page:
    """排版."""
    canvas = _Canvas(form, evaluation.funds.unit or form.unit)
    if form.headline:
        _headline(canvas, form.title, "title")
    if form.headline and form.subtitle:
        _year_line(canvas, evaluation.year)
    for block in form.blocks:
        first, start = canvas.row, block.side.span if block.side else 0
        _BLOCKS[block.kind](canvas, block, evaluation, start)
        if block.side and canvas.row > first:
            label, rows = canvas.label(block.side.text), canvas.row - first
            canvas.put(0, start, label, "label", row=first, rows=rows)
    return spread(canvas.boxes, form.widths, canvas.repeated)


def _year_line(canvas: _Canvas, known: int | None) -> None:
    """Put the line of the year below the title; a gap where no year is known."""
    year = "    " if known is None else str(known)
    text = canvas.form.subtitle.replace("{year}", year)
    slot = Slot("head", "year") if canvas.form.is_dated else None
    _headline(canvas, text, "subtitle", slot)


def _headline(
    canvas: _Canvas, text: str, style: Style, slot: Slot | None = None
) -> None:
    canvas.put(0, len(canvas.form.widths), Content(text), style, slot=slot)
    canvas.row += 1


def _fixed(canvas: _Canvas, block: Block, evaluation: Evaluation, start: int) -> None:
    for row in block.rows:
        column = start
        for piece in row:
            content, style = _piece(piece, evaluation)
            shown, slot = style if block.bordered else "note", _slot(piece)
            canvas.put(column, piece.span, content, shown, lines=piece.lines, slot=slot)
            column += piece.span
        canvas.row += 1


def _piece(piece: Piece, evaluation: Evaluation) -> tuple[Content, Style]:
    if piece.value is None:
        return Content(piece.text or ""), "label"
    content = contents.single(evaluation, piece.value)
    return content, "center" if piece.value.startswith("total.") else "text"


def _slot(piece: Piece) -> Slot | None:
    """Say which value a piece holds; None where it is printed, or blank."""
    if piece.value is None:
        return None
    owner, _, role = piece.value.rpartition(".")
    return Slot(owner or "head", role)


def _headings(canvas: _Canvas, columns: Sequence[FormColumn], start: int) -> None:
    """Put the heading row; two rows where neighbouring columns share a heading."""
    first, deep = canvas.row, any(column.over for column in columns)
    for over, run in groupby(columns, key=lambda column: column.over):
        members = tuple(run)
        span = sum(column.span for column in members)
        if over:
            canvas.put(start, span, canvas.label(over), "label", row=first)
        for column in members:
            row, rows = (first + 1, 1) if over else (first, 1 + deep)
            heading = canvas.label(column.heading)
            canvas.put(start, column.span, heading, "label", row=row, rows=rows)
            start += column.span
    canvas.row += 1 + deep


def _funds(canvas: _Canvas, block: Block, evaluation: Evaluation, start: int) -> None:
    if block.headed:
        _headings(canvas, block.columns, start)
    total = evaluation.funds.total
    for number, line in enumerate(evaluation.funds.lines):
        column = start
        for item in block.columns:
            content = contents.of_funds(line, item.role, component=line is not total)
            style: Style = "number" if item.role in NUMBERS else "text"
            slot = Slot(block.kind, item.role, number)
            canvas.put(column, item.span, content, style, slot=slot)
            column += item.span
        canvas.row += 1


def _indicators(
    canvas: _Canvas, block: Block, evaluation: Evaluation, start: int
) -> None:
    first, columns = canvas.row, _columns(block, evaluation.indicators)
    _headings(canvas, columns, start)
    canvas.repeated = first, canvas.row - 1
    for number, row in enumerate(evaluation.indicators):
        column = start
        for item in columns:
            if not item.role.startswith("level"):
                content = contents.of_indicator(row, item.role, item.heading)
                slot = Slot(block.kind, item.role, number)
                canvas.put(column, item.span, content, _style(item.role), slot=slot)
            column += item.span
        canvas.row += 1
    for item in columns:
        if item.role.startswith("level"):
            _levels(canvas, item, start, evaluation.indicators, block)
        start += item.span


def _columns(block: Block, rows: Sequence[Indicator]) -> list[FormColumn]:
    """The columns to print: an optional one without content gives its room away."""
    columns: list[FormColumn] = []
    for item in block.columns:
        if item.optional and columns and not _is_filled(item, rows):
            columns[-1] = evolve(columns[-1], span=columns[-1].span + item.span)
        else:
            columns.append(item)
    return columns


def _is_filled(column: FormColumn, rows: Sequence[Indicator]) -> bool:
    """Say whether a column has anything to show."""
    return any(contents.of_indicator(row, column.role).text for row in rows)


def _style(role: str) -> Style:
    if role in NUMBERS:
        return "number"
    return "center" if role in CENTERED else "text"


def _levels(
    canvas: _Canvas,
    column: FormColumn,
    start: int,
    rows: Sequence[Indicator],
    block: Block,
) -> None:
    """Put the group names of one level, merged over neighbouring rows."""
    depth = int(column.role.removeprefix("level"))
    number = first = canvas.row - len(rows)
    for (path, weights), run in groupby(
        rows, key=lambda row: (row.path[:depth], row.path_weights[:depth])
    ):
        count = len(tuple(run))
        here = len(path) >= depth
        content = contents.level(
            path[-1] if here else None,
            weights[-1] if here and block.level_weights else None,
        )
        high, times = (count, 1) if block.merged else (1, count)
        for turn in range(times):
            row = number + turn
            slot = Slot(column.role, "weight", row - first)
            canvas.put(
                start, column.span, content, "center", row=row, rows=high, slot=slot
            )
        number += count


_BLOCKS: dict[str, Callable[[_Canvas, Block, Evaluation, int], None]] = {
    "rows": _fixed,
    "funds": _funds,
    "indicators": _indicators,
}
