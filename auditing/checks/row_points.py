"""各行得分: 每行的得分与自己的数对不对得上 (P401-P404、P407-P409).

A row's points have one standing (`auditing.facts.standing`); each check reports one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from auditing.check import (
    ERROR,
    INFO,
    RULES,
    SILENT,
    SYSTEM,
    UNEQUAL,
    UNREAD_POINTS,
    UNSCORED,
    WEIGHTLESS,
    Check,
    Exemption,
    unless,
)
from auditing.checks.rate import rate_rounded
from auditing.facts.facts import Facts
from auditing.facts.gaps import columnless
from auditing.facts.row import Row
from auditing.facts.standing import Standing
from auditing.facts.totals import rounded_total
from auditing.finding import (
    PASSED,
    Fault,
    Outcome,
    Spot,
    Times,
    skip,
)
from auditing.results import wording
from auditing.results.reproduce import ways_of
from scoring.result import COMPUTED, JUDGED, MISSING, NOT_APPLICABLE, RowResult

Say = Callable[[Spot, RowResult], Fault]
Kind = Callable[[RowResult], bool]


def _missed(row: RowResult) -> bool:
    return row.outcome == COMPUTED and not row.met


def _met(row: RowResult) -> bool:
    return row.outcome == COMPUTED and bool(row.met)


def _judged(row: RowResult) -> bool:
    return row.outcome == JUDGED


def _unfilled(row: RowResult) -> bool:
    return row.outcome in UNFILLED


def _every(_: RowResult) -> bool:
    return True


def p401_above_weight(facts: Facts) -> Iterator[Outcome]:
    """得分在 0 与分值之间 (一体化系统; 表下注: 得分不突破分值).

    Passes for the execution row and for each row; fails above the weight, rounding and
    rules without a cap granted, and below 0.
    """
    yield from _execution(facts, Standing.OUT_OF_RANGE, wording.above)
    rows = _rows(facts, Standing.OUT_OF_RANGE, wording.above, _every)
    yield from unless(POINTLESS, facts, rows)


def p402_missed(facts: Facts) -> Iterator[Outcome]:
    """未达标的得分等于公式所得 (财预〔2020〕10号; 评分办法的计分公式).

    Passes for each row that missed its target, unless no rounding of what the formula
    gives is the stated points. Does not apply to other rows.
    """
    return _rows(facts, Standing.DIFFERS, wording.differs, _missed)


def p403_rounding(facts: Facts) -> Iterator[Outcome]:
    """得分的舍入与评分办法相同 (一体化系统: 四舍五入保留两位小数).

    Passes for the execution row and each row that missed its target; these and the
    total fail where only another rounding gives the stated points, the rate where only
    another one than half up gives it.
    """
    yield from _execution(facts, Standing.ROUNDED, wording.rounded)
    rows = _rows(facts, Standing.ROUNDED, wording.rounded, _missed)
    yield from unless(UNWEIGHED, facts, rows)
    yield from filter(None, (rate_rounded(facts), rounded_total(facts)))


def p404_band(facts: Facts) -> Iterator[Outcome]:
    """评定的得分在规定范围之内 (评分办法的定性分档).

    Passes for each row that a person judges with points inside its band; outside, they
    fail. Does not apply to other rows.
    """
    return _rows(facts, Standing.OUTSIDE_BAND, wording.outside, _judged)


def p407_blank(facts: Facts) -> Iterator[Outcome]:
    """未填的行没有得分 (财预〔2020〕10号: 没有完成值无从计分).

    Passes for the execution row and for each row without a target or an actual value,
    if it has no points; with points it fails. Does not apply to other rows.
    """
    yield from _execution(facts, Standing.UNFILLED, wording.blank)
    rows = _rows(facts, Standing.UNFILLED, wording.blank, _unfilled)
    yield from unless((COLUMNLESS, *POINTLESS), facts, rows)


def p408_met(facts: Facts) -> Iterator[Outcome]:
    """达标的行得满分 (财预〔2020〕10号: 达到指标值得满分).

    Passes for each row that met its target with full points; with less it fails. Does
    not apply to other rows.
    """
    return _rows(facts, Standing.DEDUCTED, wording.deducted, _met)


def p409_full(facts: Facts) -> Iterator[Outcome]:
    """未达标的行没有满分 (财预〔2020〕10号: 未达到指标值的按完成比例得分).

    Passes for each row that missed its target with less than full points; with full
    points it fails. Does not apply to other rows.
    """
    return _rows(facts, Standing.MISSED_YET_FULL, wording.full, _missed)


def _execution(facts: Facts, wanted: Standing, say: Say) -> Iterator[Outcome]:
    """Look at the execution row, where its points are printed."""
    entry = facts.execution_entry
    if entry is None or entry.row.stated is None:
        return
    spot = facts.execution_spot("stated")
    yield say(spot, entry.row) if entry.stands is wanted else PASSED


def _rows(facts: Facts, wanted: Standing, say: Say, kind: Kind) -> Iterator[Outcome]:
    """Walk the rows of a kind; `say` words a row whose standing is `wanted`.

    Rows that are alike have one outcome, unless it is a fault.
    """
    for alike in facts.rows_alike:
        first = alike[0]
        if first.stands is wanted:
            yield from (_fault_of(facts, row, say, wanted) for row in alike)
        elif first.indicator.stated is None or first.scored.weight is None:
            unread = first.indicator.unknown("weight", "stated")
            yield Times(UNREAD_POINTS if unread else SILENT, len(alike))
        else:
            outcome = PASSED if kind(first.scored) else OTHER_KIND
            yield Times(outcome, len(alike))


def _fault_of(facts: Facts, row: Row, say: Say, wanted: Standing) -> Fault:
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


COLUMNLESS: Exemption[Facts] = (
    "表上没有指标值一栏，或没有实际完成值一栏",
    lambda facts: columnless(facts.evaluation),
)
POINTLESS: tuple[Exemption[Facts], ...] = (
    UNSCORED,
    ("得分没有读懂", lambda facts: facts.pointless and "stated" in facts.unread),
    ("没有一行印有得分", lambda facts: facts.pointless),
)
UNFILLED = (MISSING, NOT_APPLICABLE)
UNWEIGHED = (*POINTLESS, *WEIGHTLESS)
OTHER_KIND = skip("该行不属于这一类")


CHECKS = (
    Check(
        code="P401",
        title_passed="得分在 0 与分值之间",
        title_failed="得分超出分值或低于 0",
        severity=ERROR,
        basis=SYSTEM + "；表下注：得分不突破分值",
        remedy="改正得分或分值",
        function=p401_above_weight,
    ),
    Check(
        code="P402",
        title_passed="未达标的得分等于公式所得",
        title_failed="得分与公式所得不一致",
        severity=UNEQUAL,
        basis=RULES,
        remedy="按公式重算得分；另有扣分的，写明理由",
        function=p402_missed,
        exemptions=UNWEIGHED,
    ),
    Check(
        code="P403",
        title_passed="得分的舍入与评分办法相同",
        title_failed="得分的舍入与评分办法不同",
        severity=INFO,
        basis="评分办法的舍入（一体化系统：四舍五入保留两位小数）",
        remedy="不算错；各行宜用同一种舍入",
        function=p403_rounding,
    ),
    Check(
        code="P404",
        title_passed="评定的得分在规定范围之内",
        title_failed="评定的得分在规定范围之外",
        severity=UNEQUAL,
        basis="评分办法的定性分档",
        remedy="核对完成情况的说法与得分，改正其中一处",
        function=p404_band,
        exemptions=UNWEIGHED,
    ),
    Check(
        code="P407",
        title_passed="未填的行没有得分",
        title_failed="指标值或实际完成值未填而有得分",
        severity=ERROR,
        basis=RULES + "：没有完成值无从计分",
        remedy="补填指标值与实际完成值",
        function=p407_blank,
    ),
    Check(
        code="P408",
        title_passed="达标的行得满分",
        title_failed="已达标而有扣分",
        severity=UNEQUAL,
        basis=RULES + "：达到指标值得满分",
        remedy="改为满分；确须扣分的，写明理由",
        function=p408_met,
        exemptions=UNWEIGHED,
    ),
    Check(
        code="P409",
        title_passed="未达标的行没有满分",
        title_failed="未达标而得满分",
        severity=UNEQUAL,
        basis=RULES + "：未达到指标值的按完成比例得分",
        remedy="按公式重算得分，或更正实际完成值",
        function=p409_full,
        exemptions=UNWEIGHED,
    ),
)
