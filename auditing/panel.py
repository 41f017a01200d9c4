"""合计栏: 填报、各行之和、重算区间、结论, 总分与每一级指标各一行."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from auditing.facts import TOTAL, Facts
from auditing.finding import points
from auditing.levels import Level, middle, walk
from auditing.standing import holds, rounding_of, stands_for
from auditing.sums import total
from auditing.totals import printed_sum, recomputed, rounding_explains, shown
from scoring.result import JUDGED, OUTCOME_WORDS, UNVERIFIABLE, RowResult
from scoring.rounding import Interval
from scoring.totals import CONDITIONAL, CONSISTENT, INCONSISTENT


@frozen
class Line:
    """合计栏的一行. `low` 与 `high` 为重算区间; `verdict` 为 None 即无从比较."""

    name: str
    path: tuple[str | None, ...]
    weight: Fraction | None
    stated: Fraction | None
    sum_of_stated: Fraction | None
    low: Decimal | None
    high: Decimal | None
    verdict: str | None


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
    span, summed = recomputed(facts), printed_sum(facts)
    stated = facts.evaluation.total.stated
    known = span if isinstance(span, Interval) else None
    known_sum = summed if isinstance(summed, Fraction) else None
    verdict = None
    if stated is not None and known is not None:
        adds = known_sum is None or bool(rounding_of(stated, known_sum))
        fits = holds(stated, known) and (adds or rounding_explains(facts))
        granted = bool(_conditions(facts) or facts.excused)
        verdict = _verdict(known, fits=fits, granted=granted)
        if fits and not granted:
            verdict = CONSISTENT  # 区间的宽度只是舍入前后之差
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
    rows = [row.reading for row in level.rows if row.reading.scored]
    stated = [row.stated for row in rows]
    summed = None
    if rows and None not in stated:
        summed = total(stated)
    span = _span(rows)
    weight = level.span
    verdict = None
    if span is not None and summed is not None:
        fits = total(map(stands_for, rows)) in span
        granted = any(row.reading is not row.scored for row in level.rows)
        verdict = _verdict(span, fits=fits, granted=granted)
    return Line(
        level.spot.name,
        level.path,
        middle(weight) if weight else None,
        None,
        summed,
        shown(facts, span.low) if span else None,
        shown(facts, span.high) if span else None,
        verdict,
    )


def _span(rows: list[RowResult]) -> Interval | None:
    if not rows or any(row.exact is None for row in rows):
        return None
    low, high = (total(row.exact and row.exact[end] for row in rows) for end in (0, 1))
    return Interval(low, high)


def _verdict(span: Interval, *, fits: bool, granted: bool) -> str:
    """Conclude; `granted` when a row holds only in another reading."""
    if not fits:
        return INCONSISTENT
    sure = span.low == span.high and not granted
    return CONSISTENT if sure else CONDITIONAL


def _conditions(facts: Facts) -> tuple[str, ...]:
    """结论成立的条件: what a person must grant for the total to hold."""
    judged = (
        _condition(row)
        for row in facts.counted
        if row.outcome in {JUDGED, UNVERIFIABLE}
        and row.exact is not None
        and row.exact[0] != row.exact[1]
    )
    turned = (
        f"{row.indicator.name} 按另一方向理解（指标值没有符号）"
        for row in facts.excused
        if row.reading is row.otherwise
    )
    return (*judged, *turned)


def _condition(row: RowResult) -> str:
    low, high = row.exact or (Fraction(0), Fraction(0))
    given = "尚未定分" if row.stated is None else f"得 {points(row.stated)} 分"
    word = OUTCOME_WORDS[row.outcome]
    return f"{row.name} {given}（{word}，{points(low)}～{points(high)}）"
