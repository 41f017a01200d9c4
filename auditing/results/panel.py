"""合计栏: 填报、各行之和、重算区间、结论, 总分与每一级指标各一行."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, frozen

from auditing.facts.facts import TOTAL, Facts
from auditing.facts.levels import Level, middle
from auditing.facts.row import Row
from auditing.facts.standing import Standing
from auditing.facts.sums import all_known, total
from auditing.facts.totals import Recomputed, fits, recomputed, rounded_as_total
from auditing.finding import points
from indicators.exact import Fraction
from scoring.result import JUDGED, OUTCOME_WORDS, UNVERIFIABLE, RowResult
from scoring.rounding import Interval
from scoring.totals import CONDITIONAL, CONSISTENT, INCONSISTENT


@frozen
class PanelLine:
    """合计栏的一行, 各数以分计. `low` 与 `high` 为重算区间; `verdict` 为 None 即无从比较.

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

    total: PanelLine
    levels: tuple[PanelLine, ...]
    conditions: tuple[str, ...]

    @property
    def unjudged(self) -> Panel:
        """只有分值: of a table whose values are no results of the year."""
        return Panel(_bare(self.total), tuple(map(_bare, self.levels)), ())


def _bare(line: PanelLine) -> PanelLine:
    return evolve(line, low=None, high=None, verdict=None, by_rounding=False)


def panel(facts: Facts) -> Panel:
    """算出合计栏."""
    levels = tuple(_level(facts, level) for level in facts.every_level)
    return Panel(total_line(facts), levels, _conditions(facts))


def total_line(facts: Facts) -> PanelLine:
    """合计栏里总分一行."""
    found, summed = recomputed(facts), facts.stated_sum
    stated = facts.evaluation.total.stated
    low, high = _ends(facts, None if isinstance(found, str) else found.span_by_rows)
    return PanelLine(
        TOTAL,
        (),
        facts.full if facts.evaluation.total.weight else None,
        None if stated is None else Fraction(stated),
        None if isinstance(summed, str) else summed,
        low,
        high,
        _total_verdict(facts, found),
    )


def _total_verdict(facts: Facts, found: Recomputed | str) -> str | None:
    """Hold the printed total against the recomputed one; None without one of them.

    Where points or results are missing nothing can be said to agree.
    """
    if facts.evaluation.total.stated is None or isinstance(found, str):
        return None
    agrees = fits(facts, found)
    if agrees and (facts.missing_points or facts.missing_actuals):
        return None
    return _verdict(holds=agrees, on_condition=bool(_conditions(facts)))


def _level(facts: Facts, level: Level) -> PanelLine:
    """Return the line of a group, without the rows whose points count elsewhere."""
    kept = [row for row in level.rows if row.spot.row not in facts.repeated_rows]
    rows = [row.reading for row in kept if row.reading.scored]
    span, summed, weight = _span(rows), _stated_sum(rows), level.span
    low, high = _ends(facts, span)
    return PanelLine(
        level.spot.name,
        level.path,
        middle(weight) if weight else None,
        None,
        summed,
        low,
        high,
        None if span is None or summed is None else _level_verdict(kept),
        by_rounding=any(row.stands is Standing.ROUNDED for row in kept),
    )


def _level_verdict(rows: list[Row]) -> str:
    """Conclude from the rows of a group."""
    return _verdict(
        holds=not any(row.fails for row in rows),
        on_condition=any(row.condition or _is_open(row.reading) for row in rows),
    )


def _stated_sum(rows: list[RowResult]) -> Fraction | None:
    """Add the stated points; None where a row has none, or there is no row."""
    stated = [row.stated for row in rows]
    return total(stated) if stated and all_known(stated) else None


def _span(rows: list[RowResult]) -> Interval | None:
    """Add the points, each rounded by the policy; None where a row has none, or no row is."""
    if not rows or any(row.low is None or row.high is None for row in rows):
        return None
    return Interval(total(row.low for row in rows), total(row.high for row in rows))


def _ends(facts: Facts, span: Interval | None) -> tuple[Decimal | None, Decimal | None]:
    """Return both ends of a recomputed sum, rounded as the policy rounds a total."""
    if span is None:
        return None, None
    return rounded_as_total(facts, span.low), rounded_as_total(facts, span.high)


def _verdict(*, holds: bool, on_condition: bool) -> str:
    """Conclude; `on_condition` when a person must grant a row or a reading."""
    if not holds:
        return INCONSISTENT
    return CONDITIONAL if on_condition else CONSISTENT


def _is_open(row: RowResult) -> bool:
    """Tell whether a person decides between more than one number."""
    low, high = row.exact or (None, None)
    return row.outcome in {JUDGED, UNVERIFIABLE} and low != high


def _conditions(facts: Facts) -> tuple[str, ...]:
    """结论成立的条件: what a person must grant for the total to hold."""
    ranges = (_condition(row) for row in facts.counted_rows if _is_open(row))
    readings = (
        f"{row.indicator.name} {row.condition}" for row in facts.conditional_rows
    )
    return (*ranges, *readings)


def _condition(row: RowResult) -> str:
    """Write the range that the rule leaves to a person, and what the table has taken."""
    low, high = row.exact or (Fraction(0), Fraction(0))
    given = "尚未定分" if row.stated is None else f"得 {points(row.stated)} 分"
    word = OUTCOME_WORDS[row.outcome]
    return f"{row.name} {given}（{word}，{points(low)}～{points(high)}）"
