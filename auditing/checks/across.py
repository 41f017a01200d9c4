"""两张表对照: 批复的目标、上年的目标、运行监控 (X701-X703)."""

from __future__ import annotations

from collections.abc import Iterator

from auditing.check import INFO, UNEQUAL, Check
from auditing.facts.facts import Facts
from auditing.facts.pairing import match, same_name
from auditing.finding import PASSED, Fault, Outcome, Skip, Spot
from indicators.evaluation import Evaluation, Indicator
from indicators.quantity import plain
from indicators.target import AtLeast, AtMost, Deadline, Exactly, read_target

FEWEST = 3
IMPOSSIBLE = "完全不可能"


def x701_approved(facts: Facts) -> Iterator[Outcome]:
    """指标与指标值同批复的目标表一致."""
    if facts.approved is None:
        yield Skip("没有给出批复的目标表")
        return
    for old, new in match(facts.approved.indicators, facts.evaluation.indicators):
        yield _approved(facts, old, new)


def _approved(facts: Facts, old: Indicator | None, new: Indicator | None) -> Outcome:
    if new is None and old is not None:
        spot = Spot(old.name, old.path)
        return Fault(spot, "批复的目标表有此指标，本表没有", None, old.target)
    if new is None:
        return PASSED
    spot = _spot(facts, new)
    if old is None:
        return Fault(spot, "批复的目标表没有此指标", new.target, None)
    if meaning(old) == meaning(new):
        return PASSED
    return Fault(
        spot,
        f"指标值“{new.target or '空'}”，批复为“{old.target or '空'}”",
        new.target,
        old.target,
    )


def _spot(facts: Facts, indicator: Indicator) -> Spot:
    row = next(row for row in facts.rows if row.indicator is indicator)
    return row.at("target")


def meaning(indicator: Indicator) -> object:
    """指标值的意思: ≧95%、95%以上 and ≥95% are one; a text is itself.

    >>> [meaning(Indicator((), "合格率", text)) for text in ("≧95%", "95％以上")]
    [('AtLeast', Fraction(95, 1), '%', False), ('AtLeast', Fraction(95, 1), '%', False)]
    """
    target, _ = read_target(
        indicator.target,
        name=indicator.name,
        group=indicator.group,
        direction=indicator.direction,
    )
    if isinstance(target, AtLeast | AtMost | Exactly):
        strict = not isinstance(target, Exactly) and target.strict
        return type(target).__name__, *target.quantity.base, strict
    if isinstance(target, Deadline):
        return target.moment
    return plain(indicator.target or "")


def x702_last_year(facts: Facts) -> Iterator[Outcome]:
    """指标值不是照搬上年."""
    if facts.last_year is None:
        yield Skip("没有给出上年的表")
        return
    targets, last = (_targets(e) for e in (facts.evaluation, facts.last_year))
    if len(targets) < FEWEST:
        yield Skip("指标太少")
    elif targets != last:
        yield PASSED
    else:
        yield Fault(
            Spot("年度指标值"),
            f"{len(targets)} 个指标的名称与指标值同上年完全一样",
            str(len(targets)),
        )


def _targets(evaluation: Evaluation) -> dict[tuple[object, str], object]:
    return {
        (row.path, same_name(row.name)): meaning(row) for row in evaluation.indicators
    }


def x703_monitoring(facts: Facts) -> Iterator[Outcome]:
    """运行监控说“完全不可能”完成的, 自评没有说完成."""
    if facts.monitoring is None:
        yield Skip("没有给出运行监控表")
        return
    for old, new in match(facts.monitoring.indicators, facts.evaluation.indicators):
        if old is None or new is None or not _impossible(old):
            yield PASSED if old and new else Skip("只有一张表有此指标")
            continue
        row = next(row for row in facts.rows if row.indicator is new)
        full = new.weight is not None and new.stated == new.weight
        if not row.scored.met and not full:
            yield PASSED
            continue
        yield Fault(
            row.at("actual"),
            f"运行监控写“{IMPOSSIBLE}”，自评实际完成值“{new.actual or '空'}”",
            new.actual,
            IMPOSSIBLE,
        )


def _impossible(row: Indicator) -> bool:
    """The answer in its own column, as a text or as a tick below 完全不可能."""
    texts = (row.actual, row.variance_note, *(text for _, text in row.extra))
    ticked = any(IMPOSSIBLE in title and text for title, text in row.extra)
    return ticked or any(IMPOSSIBLE in (text or "") for text in texts)


CHECKS = (
    Check(
        code="X701",
        title_passed="指标与批复一致",
        title_failed="指标与批复不一致",
        severity=UNEQUAL,
        basis="绩效目标批复后原则上不作调整",
        remedy="改回批复的指标值；经批准调整的附上批文",
        function=x701_approved,
    ),
    Check(
        code="X702",
        title_passed="指标值不同于上年",
        title_failed="指标值与上年完全相同",
        severity=INFO,
        basis="一体化系统的上年对照",
        remedy="核对指标值是否按本年情况确定",
        function=x702_last_year,
    ),
    Check(
        code="X703",
        title_passed="与运行监控一致",
        title_failed="运行监控说不可能完成，自评说已完成",
        severity=UNEQUAL,
        basis="绩效运行监控表：完成可能性",
        remedy="核对完成情况，附上佐证",
        function=x703_monitoring,
    ),
)
