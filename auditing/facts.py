"""事实: 核对所需的一切, 从一张表与它的重算结果中取齐, 只取一次.

The table is scored strictly: recorded concessions (manual deductions, the stated
execution rate) are what the audit examines, so they are not granted here.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from auditing.finding import Spot
from auditing.levels import Level, grow
from auditing.row import Row, read_row
from auditing.sums import total
from indicators.evaluation import Evaluation, FundLine
from indicators.records import record
from scoring.policy import Policy
from scoring.result import Result, RowResult

FULL = Fraction(100)
TOTAL = "总分"
Likeness = tuple[str | None, bool, str, bool | None]
"""一行得分的情形: the code it fails, nothing stated, its outcome, its target met."""


@record
class Facts:
    """一次审核所见: 表、评分办法、严格重算的结果, 以及对照用的其他表."""

    evaluation: Evaluation
    policy: Policy
    result: Result
    rows: tuple[Row, ...]
    approved: Evaluation | None = None
    last_year: Evaluation | None = None
    monitoring: Evaluation | None = None

    @cached_property
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

    @cached_property
    def weighed(self) -> bool:
        """有的行印有分值."""
        return any(row.indicator.weight is not None for row in self.rows)

    @cached_property
    def weights(self) -> Fraction:
        """各行印出的分值之和."""
        printed = (row.indicator.weight for row in self.rows)
        return total(printed)

    @cached_property
    def excused(self) -> tuple[Row, ...]:
        """Rows that hold only in another reading than the first."""
        return tuple(row for row in self.rows if row.reading is not row.scored)

    @cached_property
    def alike(self) -> dict[Likeness, list[Row]]:
        """各行按得分的情形归并, 先见的在先."""
        found: dict[Likeness, list[Row]] = {}
        for row in self.rows:
            scored, silent = row.scored, row.indicator.stated is None
            key = (row.stands, silent, scored.outcome, scored.met)
            found.setdefault(key, []).append(row)
        return found

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """各级指标, 按路径归并."""
        return grow(self.rows)

    @cached_property
    def execution_counts(self) -> bool:
        """执行率是否算在总分之内: its weight or points are printed, or room is left."""
        if self.execution is None or self.line is None:
            return False
        if self.line.weight is not None or self.line.stated is not None:
            return True
        return self.weights < self.full

    @cached_property
    def counted(self) -> tuple[RowResult, ...]:
        """计入总分的各行: the execution row only where the table scores it."""
        first = (self.execution,) if self.execution and self.execution_counts else ()
        rows = (*first, *(row.reading for row in self.rows))
        return tuple(row for row in rows if row.scored or row.stated is not None)

    @cached_property
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
        read_row(indicator, result.rows[number], number, result)
        for number, indicator in enumerate(evaluation.indicators, first)
    )
    return Facts(
        evaluation, result.policy, result, rows, approved, last_year, monitoring
    )
