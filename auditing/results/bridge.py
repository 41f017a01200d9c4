"""得分桥: 从填报总分到改正后的总分, 每一步是一行的变化.

A judged row that stands inside its range keeps its stated points; every other row
moves to the nearest point that the policy allows. What remains open is an interval
(low, high), never a guess. All numbers are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from auditing.facts.facts import Facts
from auditing.facts.sums import total
from auditing.facts.totals import factor, recomputed
from indicators.exact import Fraction
from scoring.result import RowResult
from scoring.rounding import Interval, Rounding, exact, places, rounded

NOTHING = Fraction(0)
SUMMED, RESCALED, ROUNDED = (
    "总分改为各行得分之和",
    "不适用的分值折算",
    "合计的舍入",
)


@frozen
class BridgeStep:
    """桥的一步: 哪一行 (`row` 为行号, None 即合计的改动), 变化多少分."""

    name: str
    delta: Fraction
    row: int | None = None


@frozen
class Bridge:
    """得分桥. `printed` 说明起点是填报总分, 还是各行得分之和 (总分没有印)."""

    start: Fraction
    steps: tuple[BridgeStep, ...]
    end: Fraction
    span: Interval
    printed: bool

    @property
    def level(self) -> bool:
        """一分不动: nothing moves between the two totals."""
        return not self.steps

    def within(self, most: int) -> tuple[BridgeStep, ...]:
        """合并到至多 `most` 步: what is beyond becomes one step, 其余."""
        if len(self.steps) <= most:
            return self.steps
        kept, rest = self.steps[: most - 1], self.steps[most - 1 :]
        delta = total(step.delta for step in rest)
        return (*kept, BridgeStep(f"其余 {len(rest)} 项", delta))


def bridge(facts: Facts) -> Bridge | None:
    """架桥; None where no total can be recomputed, or no row has stated points."""
    found, rows = recomputed(facts), facts.counted_rows
    if isinstance(found, str) or all(row.stated is None for row in rows):
        return None
    printed = facts.evaluation.total.stated
    summed = total(row.stated for row in rows)
    start = summed if printed is None else Fraction(printed)
    moves = sorted(_moves(facts, rows), key=lambda step: -abs(step.delta))
    settled = summed + total(step.delta for step in moves)
    scaled = settled * factor(facts, rows)
    end = Fraction(rounded(scaled, facts.policy.round("total")))
    around = (
        BridgeStep(SUMMED, summed - start),
        *moves,
        BridgeStep(RESCALED, scaled - settled),
        BridgeStep(ROUNDED, end - scaled),
    )
    steps = tuple(step for step in around if step.delta)
    return Bridge(start, steps, end, found.span, printed is not None)


def _moves(facts: Facts, rows: Sequence[RowResult]) -> Iterator[BridgeStep]:
    """Give one step for each row: from its stated points to the corrected ones."""
    numbers = {id(row.reading): row.spot.row for row in facts.rows}
    if facts.execution_entry is not None:
        numbers[id(facts.execution_entry.row)] = 0
    for row in rows:
        delta = _corrected(row) - _stated(row)
        yield BridgeStep(row.name, delta, numbers[id(row)])


def allowed(row: RowResult) -> Interval | None:
    """评分办法允许的得分: one number or a range; None where no weight is printed.

    Of a row that an audit reads more widely, the wider range holds.
    """
    if row.low is None or row.high is None or not row.scored:
        return None
    low, high = row.low, row.high
    if row.exact is not None and row.exact[0] != row.exact[1]:
        kept = Rounding(max(places(low), places(high)))
        low = min(low, rounded(row.exact[0], kept))
        high = max(high, rounded(row.exact[1], kept))
    return Interval(exact(low), exact(high))


def nearest(number: Fraction, span: Interval) -> Fraction:
    """区间中离一个数最近的数."""
    return min(max(number, span.low), span.high)


def _stated(row: RowResult) -> Fraction:
    return exact(row.stated) if row.stated else NOTHING


def _corrected(row: RowResult) -> Fraction:
    """改正后的得分: the nearest to the stated points that the policy allows."""
    if not row.scored:
        return NOTHING
    stated, span = _stated(row), allowed(row)
    return nearest(stated, span) if span else stated
