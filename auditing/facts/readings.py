"""另一种读法: 填报得分按头一种读法站不住时, 还有没有说得通的读法.

A row is not reported if another reading explains its points: the other direction of a
target without sign, points before a printed deduction, a value that looks damaged, a printed
percent that stands for what rounds to it. What no reading decides is left open.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from attrs import evolve

from auditing.facts.signs import SIGNS, wanted_by
from auditing.facts.standing import Standing, StatedPoints, standing
from auditing.facts.words import repair
from indicators.direction import FORWARD, REVERSE
from indicators.evaluation import Indicator
from indicators.exact import Fraction
from indicators.quantity import Quantity
from indicators.read_row import ReadRow, read_row
from indicators.records import record
from indicators.target import AtLeast, AtMost
from scoring.engine import score_read
from scoring.reasons import Assumption
from scoring.result import COMPUTED, JUDGED, MISSING, UNVERIFIABLE, Result, RowResult
from scoring.rounding import Interval, Rounding, exact_sum, places


@record
class DoubtfulRow:
    """得分按头一种读法站不住的一行: 读出的值, 重算的结果, 站不住的是哪一种.

    `otherwise` is the result in the other direction, None where the direction is sure;
    `note` is 偏差原因, '' where nothing is written; `result` is that of the whole table.
    `columnless`: the table has no column of targets, or none of actual values.
    """

    read: ReadRow
    scored: RowResult
    stands: Standing
    otherwise: RowResult | None
    note: str
    result: Result
    columnless: bool = False

    @property
    def indicator(self) -> Indicator:
        """The row as the table prints it."""
        return self.read.indicator

    def again(self, **texts: Any) -> RowResult:
        """Score the row with another target, actual value or direction."""
        return self.score(read_row(evolve(self.indicator, **texts)))

    @property
    def rounding(self) -> Rounding:
        """How the policy rounds the points of a row."""
        return self.result.policy.round("row")

    def holds_as(self, other: RowResult, condition: str) -> Reading | None:
        """以 `condition` 为前提的读法; None where the points do not hold in it either."""
        acceptable = standing(other, self.rounding).acceptable
        return Reading(Standing.HOLDS, other, condition) if acceptable else None

    def score(self, read: ReadRow) -> RowResult:
        """Score another reading of the row, under the policy of the table."""
        return score_read(
            read,
            self.result.policy,
            self.result.evaluation.year,
            concessions=self.result.evaluation.concessions_under is None,
        )


@record
class Reading:
    """采用的读法: 得分站不站得住, 合计时取哪个结果, 以什么为前提 (None 即没有前提)."""

    stands: Standing
    result: RowResult
    condition: str | None = None


def missed_in_silence(scored: RowResult, note: str) -> bool:
    """由人评定的一行, 未达到指标值而得满分, 没有说明."""
    missed = scored.outcome == JUDGED and scored.met is False and not note
    return missed and scored.stated is not None and scored.stated == scored.weight


def reading_of(row: DoubtfulRow) -> Reading:
    """选定读法: the first other reading that explains the points, else the one at hand."""
    found = (explained_by(row) for explained_by in OTHER_READINGS)
    return next(filter(None, found), Reading(row.stands, row.scored))


def _in_other_direction(row: DoubtfulRow) -> Reading | None:
    """指标值没有符号, 按另一方向得分成立."""
    if row.otherwise is None:
        return None
    return row.holds_as(row.otherwise, "按另一方向理解（指标值没有符号）")


def _with_sign_of_name(row: DoubtfulRow) -> Reading | None:
    """符号与名称的方向相反 (V607), 按名称的方向得分成立."""
    target, wanted = row.read.target, wanted_by(row.indicator.name)
    raw = (row.indicator.target or "").strip()
    if raw[:1] not in SIGNS or not isinstance(target, AtLeast | AtMost):
        return None
    if wanted in {None, type(target)}:
        return None
    direction, sign = (REVERSE, "≤") if wanted is AtMost else (FORWARD, "≥")
    other = row.again(target=raw.lstrip("".join(SIGNS) + "="), direction=direction)
    return row.holds_as(other, f"指标值“{raw}”的符号按“{sign}”理解")


def _before_deduction(row: DoubtfulRow) -> Reading | None:
    """填报的是扣减之前的得分: what counts is what is left after the deduction."""
    deduction = row.result.evaluation.printed_deduction(row.indicator)
    stated = row.scored.stated
    if deduction is None or stated is None:
        return None
    gross = evolve(row.read, indicator=evolve(row.indicator, deduction=None))
    stands = standing(row.score(gross), row.rounding)
    if not stands.acceptable:
        return None
    left = max(Decimal(0), exact_sum((stated, -deduction.points)))
    return Reading(stands, evolve(row.scored, stated=left))


def _with_repaired_values(row: DoubtfulRow) -> Reading | None:
    """值疑有损坏, 按猜测的原样得分成立."""
    texts = {"target": row.indicator.target, "actual": row.indicator.actual}
    guesses = {name: repair(text) for name, text in texts.items() if text}
    repairs = {name: guess for name, guess in guesses.items() if guess}
    if not repairs:
        return None
    words = (f"“{texts[name]}”按“{guess}”理解" for name, guess in repairs.items())
    return row.holds_as(row.again(**repairs), f"{'，'.join(words)}（疑有损坏）")


def _undecidable(row: DoubtfulRow) -> Reading | None:
    """无从判断的一行: any points may be right."""
    if _copied_with_note(row):
        return Reading(Standing.HOLDS, any_points(row.scored, JUDGED))
    if _without_column(row) or _at_strict_limit(row):
        return Reading(Standing.HOLDS, any_points(row.scored, UNVERIFIABLE))
    return None


def _copied_with_note(row: DoubtfulRow) -> bool:
    """完成值照抄指标值的文字, 扣了分, 写有原因."""
    copied = row.scored.assumes(Assumption.SAME_TEXT)
    return row.stands is Standing.OUTSIDE_BAND and bool(row.note) and copied


def _without_column(row: DoubtfulRow) -> bool:
    """未填而有得分, 是因为表上没有那一栏."""
    missing = row.stands is Standing.UNFILLED and row.scored.outcome == MISSING
    return missing and row.columnless


def _at_strict_limit(row: DoubtfulRow) -> bool:
    """指标值的符号不含等号 (＞、＜), 完成值正好与它相等."""
    target, actual = row.read.target, row.read.actual.value
    if not isinstance(target, AtLeast | AtMost) or not isinstance(actual, Quantity):
        return False
    equal = target.strict and target.quantity.base == actual.base
    return equal and row.scored.outcome == COMPUTED


def any_points(scored: RowResult, outcome: str) -> RowResult:
    """任何得分都可能: the same row with `outcome`, from 0 to its weight."""
    weight = scored.weight or Decimal(0)
    span = (Fraction(0), Fraction(weight))
    low = Decimal(0)
    return evolve(scored, outcome=outcome, low=low, high=weight, exact=span, band=None)


def _by_unrounded_percent(row: DoubtfulRow) -> Reading | None:
    """完成值是舍入后的百分数: a percent that it may stand for gives the points."""
    stated = row.scored.stated
    if row.stands is not Standing.DIFFERS or stated is None:
        return None
    span = _points_of_percent(row)
    if span is None:
        return None
    points = StatedPoints(stated, row.scored, row.rounding)
    if not points.follows(span):
        return None
    scored = evolve(row.scored, exact=(span.low, span.high))
    return Reading(Standing.ROUNDED, scored)


def _points_of_percent(row: DoubtfulRow) -> Interval | None:
    """印出的百分数所代表的数能得的分; None where the actual value is no percent."""
    actual = row.read.actual.value
    if not isinstance(actual, Quantity) or actual.base[1] != "%":
        return None
    half = Decimal(5).scaleb(-places(actual.value) - 1)
    values = (exact_sum((actual.value, step)) for step in (-half, half))
    ends = [row.again(actual=str(Quantity(value, actual.unit))) for value in values]
    reached = [end.exact for end in ends if end.exact and end.outcome == COMPUTED]
    if not reached:
        return None
    low, high = zip(*reached, strict=True)
    return Interval(min(low), max(high))


OTHER_READINGS: tuple[Callable[[DoubtfulRow], Reading | None], ...] = (
    _in_other_direction,
    _with_sign_of_name,
    _before_deduction,
    _with_repaired_values,
    _undecidable,
    _by_unrounded_percent,
)
"""依次试的读法."""
