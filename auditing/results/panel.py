"""合计栏: 填报、各行之和、重算区间、结论, 总分与每一级指标各一行."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from auditing.facts.facts import TOTAL, Facts
from auditing.facts.levels import Level, middle, walk
from auditing.facts.standing import Standing, holds
from auditing.facts.sums import total
from auditing.facts.totals import adds_up, granted, recomputed, shown
from auditing.finding import points
from scoring.result import JUDGED, OUTCOME_WORDS, UNVERIFIABLE, RowResult
from scoring.rounding import Interval
from scoring.totals import CONDITIONAL, CONSISTENT, INCONSISTENT


@frozen
class Line:
    """合计栏的一行. `low` 与 `high` 为重算区间; `verdict` 为 None 即无从比较.

    `by_rounding`: it holds, but for differences that rounding explains.
    """

    name: str
    path: tuple[str | None, ...]
    weight: Fraction | None
    stated: Fraction | None
    sum_of_stated: Fraction | None
    low: Decimal | None
    high: Decimal | None
    verdict: str | None
    by_rounding: bool = False


@frozen
class Panel:
    """合计栏: 总分一行, 各级指标各一行, 与结论成立的条件."""

    total: Line
    levels: tuple[Line, ...]
    conditions: tuple[str, ...]


def panel(facts: Facts) -> Panel:
    """算出合计栏."""
    levels = tuple(_level(facts, level) for level in walk(facts.levels))
    return Panel(_total(facts), levels, _conditions(facts))


def _total(facts: Facts) -> Line:
    span, summed = recomputed(facts), facts.stated_sum
    stated = facts.evaluation.total.stated
    known = span if isinstance(span, Interval) else None
    known_sum = summed if isinstance(summed, Fraction) else None
    verdict = None
    if stated is not None and known is not None:
        adds = known_sum is None or adds_up(facts, stated, known_sum)
        fits = holds(stated, granted(facts)) and adds
        verdict = _verdict(fits=fits, on_condition=bool(_conditions(facts)))
    return Line(
        TOTAL,
        (),
        facts.full if facts.evaluation.total.weight else None,
        None if stated is None else Fraction(stated),
        known_sum,
        shown(facts, known.low) if known else None,
        shown(facts, known.high) if known else None,
        verdict,
    )


def _level(facts: Facts, level: Level) -> Line:
    kept = [row for row in level.rows if row.spot.row not in facts.twice]
    rows = [row.reading for row in kept if row.reading.scored]
    stated = [row.stated for row in rows]
    summed = None
    if rows and None not in stated:
        summed = total(stated)
    span = _span(rows)
    weight = level.span
    verdict = None
    if span is not None and summed is not None:
        fits = not any(row.fails for row in kept)
        on_condition = any(row.condition or _is_open(row.reading) for row in kept)
        verdict = _verdict(fits=fits, on_condition=on_condition)
    return Line(
        level.spot.name,
        level.path,
        middle(weight) if weight else None,
        None,
        summed,
        shown(facts, span.low) if span else None,
        shown(facts, span.high) if span else None,
        verdict,
        by_rounding=any(row.stands is Standing.ROUNDED for row in kept),
    )


def _span(rows: list[RowResult]) -> Interval | None:
    if not rows or any(row.exact is None for row in rows):
        return None
    low, high = (total(row.exact and row.exact[end] for row in rows) for end in (0, 1))
    return Interval(low, high)


def _verdict(*, fits: bool, on_condition: bool) -> str:
    """Conclude; `on_condition` when a person must grant a row or a reading."""
    if not fits:
        return INCONSISTENT
    return CONDITIONAL if on_condition else CONSISTENT


def _is_open(row: RowResult) -> bool:
    """A person decides, and the rule leaves more than one number."""
    decided = row.exact is None or row.exact[0] == row.exact[1]
    return row.outcome in {JUDGED, UNVERIFIABLE} and not decided


def _conditions(facts: Facts) -> tuple[str, ...]:
    """结论成立的条件: what a person must grant for the total to hold."""
    judged = (_condition(row) for row in facts.counted if _is_open(row))
    turned = (f"{row.indicator.name} {row.condition}" for row in facts.excused)
    return (*judged, *turned)


def _condition(row: RowResult) -> str:
    low, high = row.exact or (Fraction(0), Fraction(0))
    given = "尚未定分" if row.stated is None else f"得 {points(row.stated)} 分"
    word = OUTCOME_WORDS[row.outcome]
    return f"{row.name} {given}（{word}，{points(low)}～{points(high)}）"
