"""指标行的各格: 指标值、完成值存成数, 得分是公式, 由人填的打开."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from attrs import evolve, field

from indicators.evaluation import Indicator
from indicators.read_row import ReadRow
from indicators.records import record
from scoring.policy import Policy
from scoring.result import JUDGED, Result, RowResult
from scoring.rounding import places
from templates.live.row_formula import row_shape
from templates.live.shapes import CellFormula, LiveRow, RowShape, TypedCell
from templates.live.sheets.cells import BAND, Cells, in_any_row, in_row
from templates.writing.contents import Content, number, split
from templates.writing.page import Slot

OWNER = "indicators"
ADDRESSED = ("target", "actual", "weight", "stated")
"""The values that the formulas of a row name."""


@record
class LiveIndicator:
    """一行指标, 在表的第 `at` 行.

    The formulas of `shape` are those of any row like this one: `in_row` fills in where
    it stands. `weight` and `points` are the numbers that these cells show now, None where
    they are empty or hold a text; `points_cell` is all that the cell of the points holds.
    """

    row: Indicator
    at: int
    shape: RowShape
    weight: Decimal | None
    points: Decimal | None
    points_cell: Content
    applies: bool


@record
class _Asked:
    """所求的公式: equal where the formulas and their results are the same.

    What a row is called and where it stands is no part of `key`. `how`: the year of the
    table, whether concessions hold, whether the target stands in three cells.
    """

    key: tuple[object, ...]
    policy: Policy
    cells: LiveRow
    how: tuple[int | None, bool, bool]
    read: ReadRow = field(eq=False)


def _key(read: ReadRow) -> tuple[object, ...]:
    """All of a row that its formulas depend on; 0.5 and 0.50 are shown differently."""
    row = read.indicator
    said = row.target, row.direction, row.unit, row.deduction, row.unread
    points = str(row.weight), row.stated
    return read.target, read.printed, read.actual, read.measured, *points, *said


@lru_cache(maxsize=4096)
def _shape(asked: _Asked) -> RowShape:
    """Write the formulas of a row, once for all rows that say the same."""
    year, concessions, split_target = asked.how
    row = asked.read.indicator
    return row_shape(
        asked.read,
        asked.policy,
        asked.cells,
        year=year,
        shown=split(row.target, row.direction)[1] if split_target else None,
        concessions=concessions,
    )


def live_indicators(result: Result, cells: Cells) -> Iterator[LiveIndicator]:
    """逐行写出公式."""
    target, actual, weight, points = (
        in_any_row(cells, OWNER, role) for role in ADDRESSED
    )
    split_target = cells.box(OWNER, "value") is not None
    row_cells, policy = LiveRow(target, actual, weight, points, BAND), result.policy
    how = (result.evaluation.year, result.conceded, split_target)
    for count, (read, scored) in enumerate(zip(result.read, result.rows, strict=True)):
        box, row = cells.box(OWNER, "stated", count), read.indicator
        at = 0 if box is None else box.row + 1
        shape = _shape(_Asked(_key(read), policy, row_cells, how, read))
        yield _live(row, scored, at, shape, policy)


def _live(
    row: Indicator, scored: RowResult, at: int, shape: RowShape, policy: Policy
) -> LiveIndicator:
    awarded = scored.points if scored.outcome == JUDGED else None
    given = row.stated if awarded is None else awarded
    content = _points(shape, row, given, policy, at)
    held = content.number
    return LiveIndicator(row, at, shape, row.weight, held, content, scored.scored)


def _points(
    shape: RowShape, row: Indicator, awarded: Decimal | None, policy: Policy, at: int
) -> Content:
    """得分格: the formula, or what a person has given where the formula leaves it open."""
    given, shown = shape.points_formula, points_format(policy, "row", row.weight)
    open_ = given is None or (shape.typed_points and given.value == "")
    if given is None or (open_ and awarded is not None):
        by_hand = number(awarded)
        exact = by_hand.number is not None
        return evolve(by_hand, format=shown) if exact else by_hand
    return from_formula(given, shown, at)


def points_format(policy: Policy, part: str, weight: Decimal | None) -> str:
    """得分的数字格式: as many decimals as the policy keeps, or as the weight has."""
    if weight is None:
        return ""
    kept = max(policy.round(part).places, places(weight))
    return f"0.{'0' * kept}" if kept else "0"


def from_formula(formula: CellFormula, shown: str = "", at: int = 0) -> Content:
    """一格公式 (在第 `at` 行), 存着它的结果."""
    value, text = formula.value, in_row(formula.text, at)
    if isinstance(value, str):
        return Content(value, None, shown, text)
    return Content(f"{value:f}", value, shown, text)


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
