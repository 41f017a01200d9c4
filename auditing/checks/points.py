"""得分: 每行的得分、总分、等级与自己的数对不对得上 (P401-P410).

A row's points fail at most one of P401-P409 (`auditing.facts.standing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from auditing.facts.facts import Facts, columnless
from auditing.facts.row import Row
from auditing.facts.standing import Standing, holds
from auditing.facts.totals import adds_up, recomputed, rounded_total, shown
from auditing.finding import (
    PASSED,
    Fault,
    Outcome,
    Passed,
    Skip,
    Spot,
    direction,
    points,
    skip,
)
from auditing.results import wording
from auditing.results.reproduce import ways_of
from scoring.result import COMPUTED, JUDGED, MISSING, NOT_APPLICABLE, RowResult
from scoring.rounding import Interval

Say = Callable[[Spot, RowResult], Fault]
Kind = Callable[[RowResult], bool]
MOST_NAMED = 5


def _missed(row: RowResult) -> bool:
    return row.outcome == COMPUTED and not row.met


def _met(row: RowResult) -> bool:
    return row.outcome == COMPUTED and bool(row.met)


def _judged(row: RowResult) -> bool:
    return row.outcome == JUDGED


def _unfilled(row: RowResult) -> bool:
    return row.outcome in {MISSING, NOT_APPLICABLE}


def p401_above_weight(facts: Facts) -> Iterator[Outcome]:
    """得分不超过分值, 不低于 0."""
    yield from _execution(facts, Standing.OUT_OF_RANGE, wording.above)
    yield from _rows(facts, Standing.OUT_OF_RANGE, wording.above, lambda _: True)


def p402_missed(facts: Facts) -> Iterator[Outcome]:
    """未达标的定量指标, 得分等于公式所得."""
    return _rows(facts, Standing.DIFFERS, wording.differs, _missed)


def p403_rounding(facts: Facts) -> Iterator[Outcome]:
    """得分与公式所得的差别由舍入解释."""
    yield from _execution(facts, Standing.ROUNDED, wording.rounded)
    yield from _rows(facts, Standing.ROUNDED, wording.rounded, _missed)
    told = rounded_total(facts)
    if told:
        yield Fault(facts.total_spot, *told)


def p404_band(facts: Facts) -> Iterator[Outcome]:
    """由人评定的行, 得分在规定的范围之内."""
    return _rows(facts, Standing.OUTSIDE_BAND, wording.outside, _judged)


def p407_blank(facts: Facts) -> Iterator[Outcome]:
    """指标值或实际完成值未填的行, 不得分."""
    yield from _execution(facts, Standing.UNFILLED, wording.blank)
    if columnless(facts.evaluation):
        yield Skip("表上没有指标值一栏，或没有实际完成值一栏")
    else:
        yield from _rows(facts, Standing.UNFILLED, wording.blank, _unfilled)


def p408_met(facts: Facts) -> Iterator[Outcome]:
    """已达标的行得满分."""
    return _rows(facts, Standing.DEDUCTED, wording.deducted, _met)


def p409_full(facts: Facts) -> Iterator[Outcome]:
    """未达标的行不得满分."""
    return _rows(facts, Standing.MISSED_YET_FULL, wording.full, _missed)


def p405_total(facts: Facts) -> Iterator[Outcome]:
    """总分等于各行得分与执行率得分之和."""
    stated, total = facts.evaluation.total.stated, facts.stated_sum
    if stated is None:
        yield Skip("没有印总分")
    elif isinstance(total, str):
        yield Skip(total)
    elif adds_up(facts, stated, total):
        yield PASSED
    else:
        yield Fault(
            facts.total_spot,
            f"填报总分 {points(stated)}，各行得分之和 {points(total)}，"
            f"总分{direction(stated, total)} 分",
            points(stated),
            points(total),
            abs(Fraction(stated) - total),
        )


def p406_grade(facts: Facts) -> Iterator[Outcome]:
    """等级与总分相符."""
    total, grades = facts.evaluation.total, facts.policy.grades
    if not total.grade or total.stated is None:
        yield Skip("没有印总分或等级")
        return
    names = {grade.name for grade in grades.grades} if grades else set()
    stated = total.grade.strip().removesuffix("秀").removesuffix("好")
    stated = stated.removesuffix("等").removesuffix("级")
    if grades is None or stated not in names:
        yield Skip(f"评分办法没有“{total.grade}”这一等级")
        return
    expected = grades.of(total.stated)
    if stated == expected:
        yield PASSED
        return
    yield Fault(
        facts.total_spot,
        f"填报等级“{total.grade}”，总分 {points(total.stated)} 对应“{expected}”",
        total.grade,
        expected,
    )


def p410_recomputed(facts: Facts) -> Iterator[Outcome]:
    """总分在重算所得的区间之内."""
    stated, span = facts.evaluation.total.stated, recomputed(facts)
    if stated is None:
        yield Skip("没有印总分")
    elif isinstance(span, str):
        yield Skip(span)
    elif holds(stated, span):
        yield PASSED
    else:
        yield _beyond(facts, stated, span)


def _beyond(facts: Facts, stated: Decimal, span: Interval) -> Fault:
    low, high = (shown(facts, end) for end in (span.low, span.high))
    near = low if stated < low else high
    ends = points(low) if low == high else f"{points(low)}～{points(high)}"
    blank = [row.name for row in facts.counted if row.stated is None]
    unstated = f"；没有印得分的行：{'、'.join(blank[:MOST_NAMED])}" if blank else ""
    return Fault(
        facts.total_spot,
        f"填报总分 {points(stated)}，按评分办法重算为 {ends}，{direction(stated, near)} 分"
        + unstated,
        points(stated),
        ends,
        abs(Fraction(stated - near)),
    )


def _execution(facts: Facts, wanted: Standing, say: Say) -> Iterator[Outcome]:
    """Look at the execution row, where its points are printed."""
    entry = facts.execution_entry
    if entry is None or entry.row.stated is None:
        return
    spot = facts.execution_spot("stated")
    yield say(spot, entry.row) if entry.stands is wanted else PASSED


def _rows(facts: Facts, wanted: Standing, say: Say, kind: Kind) -> Iterator[Outcome]:
    """Walk the rows; `say` words a row whose standing is `wanted`, `kind` is who it is for."""
    reason = _why_none(facts, wanted)
    if reason:
        yield Skip(reason)
        return
    for (stands, silent, *_), rows in facts.alike.items():
        if stands is wanted:
            yield from (_told(facts, row, say, wanted) for row in rows)
        elif silent:
            yield skip("该行没有印得分或分值", len(rows))
        elif kind(rows[0].scored):
            yield Passed(len(rows))
        else:
            yield skip("该行不属于这一类", len(rows))


def _told(facts: Facts, row: Row, say: Say, wanted: Standing) -> Fault:
    """Word the fault of a row, with the note that the table gives."""
    told = row.reading if wanted is Standing.ROUNDED else row.scored
    fault = say(row.at("stated"), told)
    message = fault.message + _given_by(facts, row, wanted)
    message += f"；表上说明：{row.note}" if row.note else ""
    return evolve(fault, message=message)


def _given_by(facts: Facts, row: Row, wanted: Standing) -> str:
    """Name the shipped readings of the rules that give exactly the stated points."""
    if wanted not in {Standing.DIFFERS, Standing.ROUNDED}:
        return ""
    ways = ways_of(row, facts.evaluation)
    return f"；按 {'、'.join(ways.exactly)} 正好得此数" if ways and ways.exactly else ""


def _why_none(facts: Facts, wanted: Standing) -> str:
    """Tell why no row of the table can be looked at."""
    if not facts.policy.scored:
        return "评分办法不计分"
    if all(row.indicator.stated is None for row in facts.rows):
        return "没有一行印有得分"
    weightless = not facts.weighed and wanted not in {
        Standing.OUT_OF_RANGE,
        Standing.UNFILLED,
    }
    return "没有一行印有分值" if weightless else ""
