"""资金行的各格: 金额由人填, 执行率与它的得分是公式."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve, frozen

from indicators.evaluation import Evaluation
from scoring.result import Result, RowResult
from templates.live.fund_formula import execution_shape
from templates.live.shapes import Addend, ExecutionShape, LiveFunds
from templates.live.sheets.cells import Cells
from templates.live.sheets.indicator_cells import from_formula, points_format, typed
from templates.writing.contents import Content, number
from templates.writing.page import Slot

OWNER = "funds"


@frozen
class LiveExecution:
    """预算执行率: 在第几行资金, 公式, 分值."""

    line: int
    shape: ExecutionShape
    weight: Decimal | None

    def addend(self, cells: Cells) -> Addend:
        """Give the execution as a part of the total."""
        weight, points = (
            cells.at(OWNER, role, self.line) or "" for role in ("weight", "stated")
        )
        given = self.shape.points_formula
        value = given.value if given else ""
        shown = None if isinstance(value, str) else value
        return Addend(weight, points, ((self.weight, shown),))


def live_execution(result: Result, cells: Cells) -> LiveExecution | None:
    """写出执行率一行; None where the policy or the form does not score it."""
    scored, evaluation = result.execution, result.evaluation
    line = evaluation.funds.total
    if scored is None or line is None:
        return None
    count = evaluation.funds.lines.index(line)
    places = [cells.at(OWNER, role, count) for role in ("spent", "weight", "stated")]
    spent, weight, points = (place or "" for place in places)
    if not all(places):
        return None
    initial, budget = (cells.at(OWNER, role, count) for role in ("initial", "budget"))
    here = LiveFunds(initial, budget, spent, weight, points)
    told = _weighed(evaluation, scored)
    shape = execution_shape(told, result.policy, here, concessions=result.conceded)
    return LiveExecution(count, shape, scored.weight)


def _weighed(evaluation: Evaluation, scored: RowResult) -> Evaluation:
    """The table with the weight of the execution that its cell will show."""
    total = evaluation.funds.total
    lines = tuple(
        evolve(line, weight=scored.weight) if line is total else line
        for line in evaluation.funds.lines
    )
    return evolve(evaluation, funds=evolve(evaluation.funds, lines=lines))


def contents(
    execution: LiveExecution, result: Result
) -> Iterator[tuple[Slot, Content, bool]]:
    """逐格给出资金总额一行的内容, 与是否由人填."""
    shape, count = execution.shape, execution.line
    amounts = {"initial": shape.initial, "budget": shape.budget, "spent": shape.spent}
    for role, cell in amounts.items():
        if cell is not None:
            yield Slot(OWNER, role, count), typed(cell), True
    rate = from_formula(shape.rate_formula, shape.rate_format)
    yield Slot(OWNER, "rate", count), rate, False
    yield Slot(OWNER, "weight", count), number(execution.weight), False
    if shape.points_formula is not None:
        shown = points_format(result.policy, "execution", execution.weight)
        points = from_formula(shape.points_formula, shown)
        yield Slot(OWNER, "stated", count), points, False
