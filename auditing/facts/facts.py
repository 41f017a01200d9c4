"""事实: 核对所需的一切, 从一张表与它的重算结果中取齐, 只取一次.

The table is scored strictly: recorded concessions (manual deductions, the stated
execution rate) are what the audit examines, so they are not granted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from auditing.facts import gaps
from auditing.facts.amounts import Pair, split
from auditing.facts.execution import Entry, execution_entry, is_of_rows_alone
from auditing.facts.levels import Level, are_too_many, grow, walk
from auditing.facts.neighbours import as_neighbours_read
from auditing.facts.row import Row, alike, row_facts
from auditing.facts.sides import TWO_SIDES, has_two_sides
from auditing.facts.sums import total
from auditing.finding import Spot
from indicators.evaluation import Evaluation, FundLine
from indicators.exact import Fraction
from indicators.reasons import LEFT_OUT
from indicators.records import record
from scoring.policy import Policy
from scoring.result import EXECUTION, Result, RowResult

FULL = Fraction(100)
REASONS = "原因|偏差|未完成|扣分"
TOTAL = "总分"


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

    @cached_property
    def parts(self) -> tuple[FundLine, ...]:
        """其中各项: the lines of the funds besides the total."""
        line = self.line
        return tuple(part for part in self.evaluation.funds.lines if part is not line)

    @cached_property
    def of_income_and_spending(self) -> bool:
        """资金表列的是收入与支出 (社会保险基金 …), 没有合计: no sources of one budget."""
        return has_two_sides(self.evaluation.funds)

    @property
    def execution(self) -> RowResult | None:
        """预算执行率一行的重算结果; None 为该办法或该表不计分."""
        return self.result.execution

    @cached_property
    def execution_entry(self) -> Entry | None:
        """预算执行率一行在合计里怎么算; None 为该办法或该表不计分."""
        return execution_entry(self.result, self.pair)

    @cached_property
    def pair(self) -> Pair | None:
        """年度资金总额的执行数与预算数 (分母按评分办法); None where either is absent."""
        policy = self.policy.execution
        base = policy.base if policy else "budget"
        return split(self.evaluation.funds, self.line, base) if self.line else None

    @cached_property
    def unread(self) -> frozenset[str]:
        """各行与资金合计一行里有格没有读懂的值 (weight、stated …)."""
        rows = (*self.evaluation.indicators, *filter(None, [self.line]))
        return frozenset(what for row in rows for what, _ in row.unread)

    @cached_property
    def missing_points(self) -> tuple[gaps.Gap, ...]:
        """没有填的得分, 预算执行率的在先."""
        if self.pointless_by_hand:
            return gaps.gaps_by_hand(self.rows)
        execution = self.execution
        weight = Fraction(execution.weight or 0) if execution else Fraction(0)
        line = self.line if execution else None
        first = gaps.gap_in_line(line, "stated", EXECUTION, weight)
        return (*first, *gaps.gaps_in_rows(self.rows, "stated", weighed=self.weighed))

    @cached_property
    def pointless_by_hand(self) -> bool:
        """手写的数据里, 按办法计分的表没有一处得分: no form says what it asks for."""
        rows = self.evaluation.indicators
        by_hand = all(row.place is None and not row.blank for row in rows)
        return by_hand and self.weighed and all(row.stated is None for row in rows)

    @cached_property
    def missing_actuals(self) -> tuple[gaps.Gap, ...]:
        """没有填的实际完成值."""
        return tuple(gaps.gaps_in_rows(self.rows, "actual", weighed=self.weighed))

    @cached_property
    def missing_targets(self) -> tuple[gaps.Gap, ...]:
        """没有填的指标值."""
        return tuple(gaps.gaps_in_rows(self.rows, "target", weighed=self.weighed))

    @cached_property
    def rows_left_out(self) -> bool:
        """有的行没有读到, 如没有列名的一页."""
        doubts = self.evaluation.warnings
        return any(doubt.reason in LEFT_OUT for doubt in doubts)

    @cached_property
    def stated_sum(self) -> Fraction | str:
        """总分应为的数 (表下注: 总分＝执行率得分＋各指标得分), 分, 或不能相加的原因."""
        if not self.policy.scored:
            return "评分办法不计分"
        if self.of_income_and_spending:
            return TWO_SIDES
        if "stated" in self.unread:
            return "有的得分没有读懂"
        stated = [row.stated for row in self.counted_rows]
        blank = len([points for points in stated if points is None])
        if blank == len(stated):
            return "没有读到一行的得分"
        return f"有 {blank} 行没有读到得分" if blank else total(stated)

    def execution_spot(self, *values: str) -> Spot:
        """预算执行率一行的位置: at the first of these values that has a cell."""
        line, row = self.line, 0 if self.execution else None
        if line is None:
            return Spot("年度资金总额", (), None, row)
        found = (line.places.get(value) for value in values)
        place = next(filter(None, found), line.place)
        return Spot(line.label.rstrip(":："), (), place, row)

    @property
    def total_spot(self) -> Spot:
        """总分的位置."""
        return Spot(TOTAL, (), self.evaluation.total.place)

    def total_at(self, value: str) -> Spot:
        """总分行里一个值 (weight、grade) 的位置; that of the total where it has no cell."""
        total = self.evaluation.total
        return Spot(TOTAL, (), total.places.get(value, total.place))

    @cached_property
    def reasons_below(self) -> tuple[str, ...]:
        """表下一栏所写的原因: some forms give them there and not row by row."""
        remarks = self.evaluation.remarks
        return tuple(text for label, text in remarks if re.search(REASONS, label))

    @property
    def ended(self) -> bool:
        """读到了表尾: a total is printed, so what is absent was not cut off."""
        total = self.evaluation.total
        return total.stated is not None or total.weight is not None

    @cached_property
    def weighed(self) -> bool:
        """有的行印有分值."""
        return any(row.indicator.weight is not None for row in self.rows)

    @cached_property
    def main_rows(self) -> tuple[Row, ...]:
        """各行, without 明细行 that print neither a weight nor points."""
        return tuple(row for row in self.rows if not row.detail)

    @cached_property
    def rows_alike(self) -> tuple[tuple[Row, ...], ...]:
        """各行, 得分的情形相同的归在一起."""
        return alike(self.rows)

    @cached_property
    def repeated_rows(self) -> frozenset[int]:
        """又计了一次分的明细行, 给出行号; their points belong to no sum."""
        rows = (row for level in self.every_level for row in level.repeated_details)
        return frozenset(row.spot.row for row in rows if row.spot.row is not None)

    @cached_property
    def rows_without_repeats(self) -> tuple[Row, ...]:
        """各行, 不含又计了一次分的明细行."""
        repeated = self.repeated_rows
        if not repeated:
            return self.rows
        return tuple(row for row in self.rows if row.spot.row not in repeated)

    @cached_property
    def weights(self) -> Fraction:
        """各行印出的分值之和, 分."""
        return total(row.indicator.weight for row in self.rows_without_repeats)

    @cached_property
    def lost_in_splitting(self) -> Fraction:
        """满分的各行因分值等分舍入而少的分: printed above the rows, lost below."""
        return total(level.lost_in_splitting for level in self.every_level)

    @cached_property
    def conditional_rows(self) -> tuple[Row, ...]:
        """以某种读法为前提才站得住的行."""
        return tuple(row for row in self.rows if row.condition)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """各级指标, 按路径归并."""
        whole = Fraction(self.evaluation.total.weight or FULL)
        beside = self.line.weight if self.line else None
        return grow(self.rows, crowded=are_too_many(self.rows, whole, beside))

    @cached_property
    def every_level(self) -> tuple[Level, ...]:
        """各级指标逐个列出, 外层在先."""
        return tuple(walk(self.levels))

    @cached_property
    def pointless(self) -> bool:
        """没有一行印有得分."""
        return all(row.indicator.stated is None for row in self.rows)

    @property
    def of_a_whole_unit(self) -> bool:
        """整体支出的表: about all the spending of a unit, not about one project."""
        return "整体" in (self.evaluation.form or "")

    def level_weights(self, names: Iterable[str]) -> dict[str, Decimal]:
        """评分办法规定的一级指标分值, for groups of these names; empty without any."""
        wanted = self.policy.level_weights
        return wanted.of(names) if wanted else {}

    @cached_property
    def execution_counts(self) -> bool:
        """执行率是否算在总分之内.

        It is not where the indicators alone make the printed total weight, and the
        execution row the rest of 100. Where no funds were read, it is only if the
        indicators leave exactly its weight.
        """
        execution = self.execution
        if execution is None:
            return False
        left = self.full - self.weights
        if self.line is None:
            return left == execution.weight
        rest = FULL - self.full
        return not (rest and left == 0 and execution.weight == rest)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """计入总分的各行: 预算执行率一行 (算在总分之内的) 与各行指标."""
        first = self.execution_entry if self.execution_counts else None
        rounding = self.policy.round("row")
        kept = self.rows_without_repeats
        rows = [Entry(row.reading, row.stands, rounding) for row in kept]
        return (first, *rows) if first else tuple(rows)

    @cached_property
    def counted_rows(self) -> tuple[RowResult, ...]:
        """计入总分的各行的结果: those that apply, or have points all the same."""
        rows = [entry.row for entry in self.entries]
        return tuple([row for row in rows if row.stated is not None or row.scored])

    @cached_property
    def full(self) -> Fraction:
        """满分, 分: the printed total weight, else 100."""
        weight = self.evaluation.total.weight or FULL
        if weight == self.weights and is_of_rows_alone(self.evaluation, self.execution):
            return FULL
        return Fraction(weight)

    @property
    def whole(self) -> bool:
        """各行分值与执行率分值合计正好为满分, 即各行齐全."""
        execution = self.execution if self.execution_counts else None
        weight = execution.weight if execution else None
        return total([self.weights, weight]) == self.full


def gather(
    result: Result,
    approved: Evaluation | None = None,
    last_year: Evaluation | None = None,
    monitoring: Evaluation | None = None,
) -> Facts:
    """取齐一张表的事实; `result` is strict, the other tables are those to compare with."""
    table = result.evaluation
    absent = gaps.columnless(table)
    both = zip(result.read, result.rows, strict=True)
    rows = as_neighbours_read(
        row_facts(read, scored, number, result, columnless=absent)
        for number, (read, scored) in enumerate(both, result.first_row)
    )
    return Facts(table, result.policy, result, rows, approved, last_year, monitoring)
