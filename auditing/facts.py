"""事实: 核对所需的一切, 从一张表与它的重算结果中取齐, 只取一次.

The table is scored strictly: recorded concessions (manual deductions, the stated
execution rate) are what the audit examines, so they are not granted here.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import evolve, frozen

from auditing.finding import Spot
from auditing.standing import standing
from auditing.sums import total
from indicators.direction import FORWARD
from indicators.evaluation import Evaluation, FundLine, Indicator
from indicators.quantity import Absent, Quantity, Value, read_value
from indicators.target import AtMost, Target, read_target
from scoring.engine import score_row
from scoring.policy import Policy
from scoring.result import Result, RowResult

FULL = Fraction(100)
TOTAL = "总分"


@frozen
class Row:
    """一行指标: 表上的字、读出的值、重算的结果.

    `stands` is the code that its points fail, None when they hold. `otherwise` is the
    row read as 正向 where 反向 was only inferred and the points depend on it.
    """

    indicator: Indicator
    scored: RowResult
    target: Target | Absent
    actual: Value
    spot: Spot
    note: str
    stands: str | None = None
    otherwise: RowResult | None = None

    @property
    def detail(self) -> bool:
        """明细行: 分值与得分都没有印."""
        return self.indicator.weight is None and self.indicator.stated is None


@frozen
class Facts:
    """一次审核所见: 表、评分办法、严格重算的结果, 以及对照用的其他表."""

    evaluation: Evaluation
    policy: Policy
    result: Result
    rows: tuple[Row, ...]
    approved: Evaluation | None = None
    last_year: Evaluation | None = None
    monitoring: Evaluation | None = None

    @property
    def line(self) -> FundLine | None:
        """年度资金总额一行."""
        return self.evaluation.funds.total

    @property
    def execution(self) -> RowResult | None:
        """预算执行率一行的重算结果; None 为该办法不计分."""
        scored = len(self.result.rows) > len(self.rows)
        return self.result.rows[0] if scored else None

    @property
    def execution_spot(self) -> Spot:
        """The place of the execution row."""
        label = self.line.label.rstrip(":：") if self.line else "年度资金总额"
        row = 0 if self.execution else None
        return Spot(label, (), self.line.place if self.line else None, row)

    @property
    def total_spot(self) -> Spot:
        """The place of the total."""
        return Spot(TOTAL, (), self.evaluation.total.place)

    @property
    def ended(self) -> bool:
        """读到了表尾: a total is printed, so what is absent is absent, not cut off."""
        total = self.evaluation.total
        return total.stated is not None or total.weight is not None

    @property
    def weighed(self) -> bool:
        """有的行印有分值."""
        return any(row.indicator.weight is not None for row in self.rows)

    @cached_property
    def weights(self) -> Fraction:
        """各行印出的分值之和."""
        printed = (row.indicator.weight for row in self.rows)
        return total(printed)

    @property
    def execution_counts(self) -> bool:
        """执行率是否算在总分之内: its weight or points are printed, or room is left."""
        if self.execution is None or self.line is None:
            return False
        if self.line.weight is not None or self.line.stated is not None:
            return True
        return self.weights < self.full

    @property
    def full(self) -> Fraction:
        """满分: the printed total weight, else 100."""
        return Fraction(self.evaluation.total.weight or FULL)

    @property
    def whole(self) -> bool:
        """各行分值与执行率分值合计正好为满分, 即各行齐全."""
        execution = self.execution.weight if self.execution else None
        counted = execution if self.execution_counts and execution else Decimal(0)
        return self.weights + Fraction(counted) == self.full


def gather(
    result: Result,
    approved: Evaluation | None = None,
    last_year: Evaluation | None = None,
    monitoring: Evaluation | None = None,
) -> Facts:
    """取齐事实."""
    evaluation = result.evaluation
    first = len(result.rows) - len(evaluation.indicators)
    rows = tuple(
        _row(indicator, result.rows[number], number, result)
        for number, indicator in enumerate(evaluation.indicators, first)
    )
    return Facts(
        evaluation, result.policy, result, rows, approved, last_year, monitoring
    )


def _row(indicator: Indicator, scored: RowResult, number: int, result: Result) -> Row:
    target, _ = read_target(
        indicator.target,
        name=indicator.name,
        group=indicator.group,
        direction=indicator.direction,
    )
    otherwise = _otherwise(indicator, target, scored, result)
    stands = standing(scored)
    if stands and otherwise and standing(otherwise) is None:
        stands = None
    return Row(
        indicator,
        scored,
        target,
        read_value(indicator.actual),
        Spot(indicator.name, indicator.path, indicator.place, number),
        _note(indicator.variance_note),
        stands,
        otherwise,
    )


def _otherwise(
    indicator: Indicator, target: Target | Absent, scored: RowResult, result: Result
) -> RowResult | None:
    """另一种读法: a reverse direction that was inferred, read as 正向 instead.

    Only where both readings are sure of different points. A target of 0 is reverse
    beyond doubt.
    """
    if indicator.direction or not isinstance(target, AtMost) or scored.exact is None:
        return None
    bare = isinstance(read_value(target.raw), Quantity) and target.quantity.value
    if not bare:
        return None
    forward = evolve(indicator, direction=FORWARD)
    other = score_row(forward, result.policy, result.evaluation.year, concessions=False)
    same = other.outcome != scored.outcome or other.exact == scored.exact
    return None if same else other


def _note(text: str | None) -> str:
    """读偏差原因; “0”、“无”、“/” 视为空白."""
    short = (text or "").strip().rstrip("。.")
    blank = short in {"", "0", "无偏差", "无原因"}
    return "" if blank or isinstance(read_value(short), Absent) else short
