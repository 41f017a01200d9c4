"""另一种读法: 填报得分按头一种读法站不住时, 还有没有说得通的读法.

A row is not reported if another reading explains its points: the other direction of a
target without sign, points before a printed deduction, a value that looks damaged, a printed
percent that stands for what rounds to it. What no reading decides is left open.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve

from auditing.facts.signs import SIGNS, wanted_by
from auditing.facts.standing import Standing, holds, standing
from indicators.damage import suggest
from indicators.direction import FORWARD, REVERSE
from indicators.evaluation import Indicator
from indicators.quantity import Quantity, plain
from indicators.read_row import ReadRow, read_row
from indicators.records import record
from indicators.target import AtLeast, AtMost
from scoring.engine import score_read
from scoring.reasons import Assumption
from scoring.result import COMPUTED, JUDGED, MISSING, UNVERIFIABLE, Result, RowResult
from scoring.rounding import Interval, exact_sum, places


@record
class Asked:
    """一行, 头一种读法的结果, 与这张表的情形.

    `columnless`: the table has no column of targets, or none of actual values.
    """

    read: ReadRow
    scored: RowResult
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

    def score(self, read: ReadRow) -> RowResult:
        """Score another reading of the row."""
        return score_read(
            read,
            self.result.policy,
            self.result.evaluation.year,
            concessions=self.result.evaluation.concessions_under is None,
        )


@record
class Reading:
    """采用的读法: 得分站不站得住, 合计时取哪个结果, 以什么为前提."""

    stands: Standing
    result: RowResult
    condition: str | None = None


def missed_in_silence(scored: RowResult, note: str) -> bool:
    """由人评定的一行, 未达到指标值而得满分, 没有说明."""
    missed = scored.outcome == JUDGED and scored.met is False and not note
    return missed and scored.stated is not None and scored.stated == scored.weight


def reading_of(asked: Asked, stands: Standing) -> Reading:
    """选定读法, where the first fails `stands`: the one that gives the stated points."""
    found = (second(asked, stands) for second in SECOND)
    return next(filter(None, found), Reading(stands, asked.scored))


def _turned(asked: Asked, _: Standing) -> Reading | None:
    """方向没有符号, 按另一方向得分成立."""
    other = asked.otherwise
    if other is None or not standing(other).acceptable:
        return None
    return Reading(Standing.HOLDS, other, "按另一方向理解（指标值没有符号）")


def _gross(asked: Asked, _: Standing) -> Reading | None:
    """填报的是扣减之前的得分: what counts is what is left after the deduction."""
    deduction = asked.result.evaluation.printed_deduction(asked.indicator)
    stated = asked.scored.stated
    if deduction is None or stated is None:
        return None
    gross = evolve(asked.read, indicator=evolve(asked.indicator, deduction=None))
    stands = standing(asked.score(gross))
    if not stands.acceptable:
        return None
    left = max(Decimal(0), exact_sum((stated, -deduction.points)))
    return Reading(stands, evolve(asked.scored, stated=left))


def _repaired(asked: Asked, _: Standing) -> Reading | None:
    """值疑有损坏, 按猜测的原样得分成立."""
    texts = {"target": asked.indicator.target, "actual": asked.indicator.actual}
    guesses = {name: suggest(plain(text)) for name, text in texts.items() if text}
    repairs = {name: guess for name, guess in guesses.items() if guess}
    if not repairs:
        return None
    other = asked.again(**repairs)
    if not standing(other).acceptable:
        return None
    said = "，".join(
        f"“{texts[name]}”按“{guess}”理解" for name, guess in repairs.items()
    )
    return Reading(Standing.HOLDS, other, f"{said}（疑有损坏）")


def _slipped(asked: Asked, _: Standing) -> Reading | None:
    """符号与名称的方向相反 (V607), 按名称的方向得分成立."""
    target, wanted = asked.read.target, wanted_by(asked.indicator.name)
    raw = (asked.indicator.target or "").strip()
    if not isinstance(target, AtLeast | AtMost) or wanted in {None, type(target)}:
        return None
    if raw[:1] not in SIGNS:
        return None
    direction, sign = (REVERSE, "≤") if wanted is AtMost else (FORWARD, "≥")
    other = asked.again(target=raw.lstrip("".join(SIGNS) + "="), direction=direction)
    if not standing(other).acceptable:
        return None
    return Reading(Standing.HOLDS, other, f"指标值“{raw}”的符号按“{sign}”理解")


def _open(asked: Asked, stands: Standing) -> Reading | None:
    """无从判断: 表上没有那一栏, 指标值的符号不含等号而正好相等, 照抄的文字另有说明."""
    scored = asked.scored
    copied = scored.assumes(Assumption.SAME_TEXT)
    if stands is Standing.OUTSIDE_BAND and asked.note and copied:
        return Reading(Standing.HOLDS, opened(scored, JUDGED))
    absent = (
        stands is Standing.UNFILLED and scored.outcome == MISSING and asked.columnless
    )
    if absent or (scored.outcome == COMPUTED and _at_the_limit(asked)):
        return Reading(Standing.HOLDS, opened(scored, UNVERIFIABLE))
    return None


def _at_the_limit(asked: Asked) -> bool:
    target, actual = asked.read.target, asked.read.actual.value
    if not isinstance(target, AtLeast | AtMost) or not isinstance(actual, Quantity):
        return False
    return target.strict and target.quantity.base == actual.base


def opened(scored: RowResult, outcome: str) -> RowResult:
    """任何得分都可能: from 0 to the weight."""
    weight = scored.weight or Decimal(0)
    span = (Fraction(0), Fraction(weight))
    return evolve(scored, outcome=outcome, low=Decimal(0), high=weight, exact=span)


def _precise(asked: Asked, stands: Standing) -> Reading | None:
    """完成值是百分数, 印出的是舍入后的数: 它所代表的数里有得此分的."""
    actual, stated = asked.read.actual.value, asked.scored.stated
    if (
        stands is not Standing.DIFFERS
        or not isinstance(actual, Quantity)
        or stated is None
    ):
        return None
    if actual.base[1] != "%":
        return None
    half = Decimal(5).scaleb(-places(actual.value) - 1)
    ends = (
        asked.again(actual=str(Quantity(exact_sum((actual.value, step)), actual.unit)))
        for step in (-half, half)
    )
    reached = [end.exact for end in ends if end.exact and end.outcome == COMPUTED]
    if not reached:
        return None
    low, high = min(e[0] for e in reached), max(e[1] for e in reached)
    if not holds(stated, Interval(low, high)):
        return None
    return Reading(Standing.ROUNDED, evolve(asked.scored, exact=(low, high)))


SECOND: tuple[Callable[[Asked, Standing], Reading | None], ...] = (
    _turned,
    _slipped,
    _gross,
    _repaired,
    _open,
    _precise,
)
"""依次试的读法."""
