"""排版: 一张表 + 一种版式 → 每格在哪里、写什么、行多高. 不涉及任何表格程序.

Logical rows are laid out first; a row that needs more than a sheet row can be tall is
then spread over several, its cells merged downwards, so that nothing is ever cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from math import ceil
from typing import Literal

from attrs import define, evolve, field, frozen

from indicators.evaluation import Evaluation, FundLine, Indicator
from templates import contents
from templates.contents import Content
from templates.form import Block, Column, Form, Piece
from templates.measure import height

Style = Literal["title", "subtitle", "label", "text", "center", "number"]
SIZES: dict[Style, float] = {"title": 18, "subtitle": 11}
BODY = 10.0
SMALLER = (9.0, 8.0)
"""What a row that is too tall is set in, before it is spread over several rows."""

LEAST = 20.0
TALLEST = 409.0
"""The tallest row of a sheet. A page break never falls inside a row."""

CENTERED = {"level1", "level2", "target", "actual", "sign", "unit"}
NUMBERS = {"value", "weight", "stated", "rate", "initial", "budget", "spent"}


@frozen
class Box:
    """一格: 位置 (从 0 数)、跨度、内容、样式."""

    row: int
    column: int
    rows: int
    columns: int
    content: Content
    style: Style
    size: float = BODY


@frozen
class Page:
    """排好的一张表. `repeated` is the heading row to print on every page."""

    boxes: tuple[Box, ...]
    heights: tuple[float, ...]
    widths: tuple[int, ...]
    repeated: int | None


@define
class _Canvas:
    """画布: logical rows are added from the top; `row` is the next one."""

    form: Form
    boxes: list[Box] = field(factory=list)
    row: int = 0
    repeated: int | None = None

    def put(self, column: int, span: int, content: Content, style: Style) -> None:
        self.boxes.append(Box(self.row, column, 1, span, content, style))

    def over(self, first: int, column: int, span: int, box: Content) -> None:
        """Put a label that covers the rows from `first` to the last one."""
        rows = self.row - first
        self.boxes.append(Box(first, column, rows, span, box, "label"))


def lay_out(evaluation: Evaluation, form: Form) -> Page:
    """排版."""
    canvas = _Canvas(form)
    _headline(canvas, form.title, "title")
    if form.subtitle is not None:
        year = "    " if evaluation.year is None else str(evaluation.year)
        _headline(canvas, form.subtitle.replace("{year}", year), "subtitle")
    for block in form.blocks:
        first, start = canvas.row, block.side.span if block.side else 0
        _BLOCKS[block.kind](canvas, block, evaluation, start)
        if block.side and canvas.row > first:
            unit = evaluation.funds.unit or form.unit
            text = block.side.text.replace("{unit}", unit)
            canvas.over(first, 0, start, Content(text))
    return _spread(canvas)


def _headline(canvas: _Canvas, text: str, style: Style) -> None:
    canvas.put(0, len(canvas.form.widths), Content(text), style)
    canvas.row += 1


def _fixed(canvas: _Canvas, block: Block, evaluation: Evaluation, start: int) -> None:
    for row in block.rows:
        column = start
        for piece in row:
            content, style = _piece(piece, evaluation)
            canvas.put(column, piece.span, content, style)
            column += piece.span
        canvas.row += 1


def _piece(piece: Piece, evaluation: Evaluation) -> tuple[Content, Style]:
    if piece.value is None:
        return Content(piece.text or ""), "label"
    content = contents.single(evaluation, piece.value)
    return content, "center" if piece.value.startswith("total.") else "text"


def _headings(canvas: _Canvas, columns: Sequence[Column], start: int) -> None:
    for column in columns:
        canvas.put(start, column.span, Content(column.heading), "label")
        start += column.span
    canvas.row += 1


def _funds(canvas: _Canvas, block: Block, evaluation: Evaluation, start: int) -> None:
    _headings(canvas, block.columns, start)
    total = evaluation.funds.total
    for line in evaluation.funds.lines:
        column = start
        for item in block.columns:
            content = contents.of_funds(line, item.role, component=line is not total)
            style: Style = "number" if item.role in NUMBERS else "text"
            canvas.put(column, item.span, content, style)
            column += item.span
        canvas.row += 1


def _indicators(
    canvas: _Canvas, block: Block, evaluation: Evaluation, start: int
) -> None:
    canvas.repeated = canvas.row
    _headings(canvas, block.columns, start)
    for row in evaluation.indicators:
        column = start
        for item in block.columns:
            if not item.role.startswith("level"):
                content = contents.of_indicator(row, item.role)
                canvas.put(column, item.span, content, _style(item.role))
            column += item.span
        canvas.row += 1
    for item in block.columns:
        if item.role.startswith("level"):
            _levels(canvas, item, start, evaluation.indicators, block)
        start += item.span


def _style(role: str) -> Style:
    if role in NUMBERS:
        return "number"
    return "center" if role in CENTERED else "text"


def _levels(
    canvas: _Canvas,
    column: Column,
    start: int,
    rows: Sequence[Indicator],
    block: Block,
) -> None:
    """Put the group names of one level, merged over neighbouring rows."""
    depth = int(column.role.removeprefix("level"))
    number = canvas.row - len(rows)
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
            canvas.boxes.append(
                Box(number + turn, start, high, column.span, content, "center")
            )
        number += count


_BLOCKS: dict[str, Callable[[_Canvas, Block, Evaluation, int], None]] = {
    "rows": _fixed,
    "funds": _funds,
    "indicators": _indicators,
}


def _spread(canvas: _Canvas) -> Page:
    """Work out the heights, and spread rows that are too tall over several."""
    boxes = _sized(canvas)
    heights = _heights(canvas.row, boxes, canvas.form.widths)
    counts = [max(1, ceil(tall / TALLEST)) for tall in heights]
    starts = [sum(counts[:row]) for row in range(len(counts) + 1)]
    return Page(
        tuple(_moved(box, starts) for box in boxes),
        tuple(
            tall / count
            for tall, count in zip(heights, counts, strict=True)
            for _ in range(count)
        ),
        canvas.form.widths,
        None if canvas.repeated is None else starts[canvas.repeated],
    )


def _moved(box: Box, starts: Sequence[int]) -> Box:
    """Move a box from its logical row to the sheet rows that the row became."""
    first, after = starts[box.row], starts[box.row + box.rows]
    return evolve(box, row=first, rows=after - first)


def _sized(canvas: _Canvas) -> list[Box]:
    """Set the rows that would be too tall in smaller type."""
    widths, sizes = canvas.form.widths, dict[int, float]()
    for box in canvas.boxes:
        if box.rows == 1 and _needed(box, widths) > TALLEST:
            fits = (
                s for s in SMALLER if _needed(evolve(box, size=s), widths) <= TALLEST
            )
            size = next(fits, SMALLER[0])
            sizes[box.row] = min(size, sizes.get(box.row, size))
    return [
        evolve(box, size=sizes[box.row]) if box.rows == 1 and box.row in sizes else box
        for box in canvas.boxes
    ]


def _heights(count: int, boxes: Sequence[Box], widths: Sequence[int]) -> list[int]:
    """Give each logical row the height of its tallest cell, merged ones included."""
    heights = [LEAST] * count
    for box in sorted(boxes, key=lambda box: box.rows):
        rows = range(box.row, box.row + box.rows)
        lacking = _needed(box, widths) - sum(heights[row] for row in rows)
        if lacking > 0:
            for row in rows:
                heights[row] += lacking / box.rows
    return [ceil(tall) for tall in heights]


def _needed(box: Box, widths: Sequence[int]) -> float:
    columns = widths[box.column : box.column + box.columns]
    return height(box.content.text, columns, SIZES.get(box.style, box.size))


def blank(form: Form, year: int | None = None) -> Evaluation:
    """空表: the form's own component rows and group rows, nothing filled in."""
    funds, table = form.block("funds"), form.block("indicators")
    rows = (
        Indicator(group.path, name, path_weights=group.weights)
        for group in (table.groups if table else ())
        for name in group.names
    )
    lines = tuple(FundLine(label) for label in (funds.labels if funds else ()))
    empty = Evaluation(year=year, indicators=tuple(rows))
    return evolve(empty, funds=evolve(empty.funds, lines=lines, unit=form.unit))
