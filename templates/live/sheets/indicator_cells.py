"""指标行的各格: 指标值、完成值存成数, 得分是公式, 由人填的打开."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from indicators.evaluation import Indicator
from indicators.read_row import ReadRow
from scoring.policy import Policy
from scoring.result import JUDGED, Result
from scoring.rounding import places
from templates.live.row_formula import row_shape
from templates.live.shapes import CellFormula, LiveRow, RowShape, TypedCell
from templates.live.sheets.cells import Cells
from templates.writing.contents import Content, number, split
from templates.writing.page import Slot

OWNER = "indicators"


@frozen
class LiveIndicator:
    """一行指标: 公式, 与分值格、得分格现在显示的数 (None: 空着, 或不是数)."""

    row: Indicator
    shape: RowShape
    weight: Decimal | None
    points: Decimal | None
    points_cell: Content
    applies: bool


def live_indicators(result: Result, cells: Cells) -> Iterator[LiveIndicator]:
    """逐行写出公式."""
    split_target = cells.box(OWNER, "value") is not None
    for count, (read, scored) in enumerate(zip(result.read, result.rows, strict=True)):
        row = read.indicator
        shape = _shape(read, count, result, cells, split_target=split_target)
        given = scored.points if scored.outcome == JUDGED else None
        content = _points(shape, row, given or row.stated, result.policy)
        yield LiveIndicator(
            row, shape, row.weight, content.number, content, scored.scored
        )


def _shape(
    read: ReadRow, count: int, result: Result, cells: Cells, *, split_target: bool
) -> RowShape:
    row, (target, actual, weight, points) = read.indicator, addresses(cells, count)
    return row_shape(
        read,
        result.policy,
        LiveRow(target, actual, weight, points),
        year=result.evaluation.year,
        shown=split(row.target, row.direction)[1] if split_target else None,
        concessions=result.conceded,
    )


def addresses(cells: Cells, count: int) -> tuple[str, str, str, str]:
    """给出一行的指标值、完成值、分值、得分四格的地址."""
    found = [
        cells.at(OWNER, role, count)
        for role in ("target", "actual", "weight", "stated")
    ]
    target, actual, weight, points = (place or "" for place in found)
    return target, actual, weight, points


def _points(
    shape: RowShape, row: Indicator, awarded: Decimal | None, policy: Policy
) -> Content:
    """得分格: the formula, or what a person has given where the formula leaves it open."""
    given, shown = shape.points_formula, points_format(policy, "row", row.weight)
    open_ = given is None or (shape.typed_points and given.value == "")
    if given is None or (open_ and awarded is not None):
        typed = number(awarded)
        return evolve(typed, format=shown) if typed.number is not None else typed
    return from_formula(given, shown)


def points_format(policy: Policy, part: str, weight: Decimal | None) -> str:
    """得分的数字格式: as many decimals as the policy keeps, or as the weight has."""
    if weight is None:
        return ""
    kept = max(policy.round(part).places, places(weight))
    return f"0.{'0' * kept}" if kept else "0"


def from_formula(formula: CellFormula, shown: str = "") -> Content:
    """一格公式, 存着它的结果."""
    value = formula.value
    if isinstance(value, str):
        return Content(value, None, shown, formula.text)
    return Content(f"{value:f}", value, shown, formula.text)


def typed(cell: TypedCell) -> Content:
    """一个由人填的格: 现在的内容, 与将要填的格式."""
    return Content(cell.text, cell.number, cell.format)


def contents(
    indicators: Sequence[LiveIndicator], cells: Cells
) -> Iterator[tuple[Slot, Content, bool]]:
    """逐格给出内容, 与是否由人填."""
    target = "target" if cells.box(OWNER, "target") else "value"
    for count, each in enumerate(indicators):
        shape = each.shape
        by_hand = shape.points_formula is None or shape.typed_points
        yield Slot(OWNER, "stated", count), each.points_cell, by_hand
        yield Slot(OWNER, "actual", count), typed(shape.actual), True
        blank = not shape.target.text
        yield Slot(OWNER, target, count), typed(shape.target), blank
