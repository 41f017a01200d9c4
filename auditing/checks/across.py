"""两张表对照: 批复的目标、上年的目标、运行监控 (X701-X703)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditing.check import INFO, UNEQUAL, Check, given
from auditing.facts.facts import Facts
from auditing.facts.pairing import match, same_name
from auditing.facts.row import Row
from auditing.finding import PASSED, Fault, Outcome, Spot, skip
from indicators.evaluation import Indicator
from indicators.quantity import plain
from indicators.read_row import ReadRow, read_row
from indicators.target import AtLeast, AtMost, Deadline, Exactly

FEWEST = 3
IMPOSSIBLE = "完全不可能"


def x701_approved(facts: Facts) -> Iterator[Outcome]:
    """指标与批复一致 (绩效目标批复后原则上不作调整).

    Passes for each row that the approved table has with a target of the same meaning;
    fails for a row that only one table has, and for another target.
    """
    rows, table = _rows(facts), given(facts.approved)
    how = "申报" if "申报" in (table.form or "") else "批复"
    for old, new in match(table.indicators, facts.evaluation.indicators):
        yield _approved(old, rows[id(new)] if new else None, how)


def _approved(old: Indicator | None, row: Row | None, how: str) -> Outcome:
    """Compare a row with the table of targets, which was approved or only declared."""
    if row is None:
        return _left_out(given(old), how)
    new, spot = row.indicator, row.at("target")
    if old is None:
        return Fault(spot, f"{how}的目标表没有此指标", new.target, None)
    if meaning(read_row(old)) == meaning(row.read):
        return PASSED
    return Fault(
        spot,
        f"指标值“{new.target or '空'}”，{how}为“{old.target or '空'}”",
        new.target,
        old.target,
    )


def _left_out(old: Indicator, how: str) -> Fault:
    spot = Spot(old.name, old.path)
    return Fault(spot, f"{how}的目标表有此指标，本表没有", None, old.target)


def _rows(facts: Facts) -> dict[int, Row]:
    """Return the rows by the identity of the indicators that they were read from."""
    return {id(row.indicator): row for row in facts.rows}


def meaning(row: ReadRow) -> object:
    """指标值的意思: ≧95%、95%以上 and ≥95% are one, so are 11月底前 and 11月30日前; a text
    is itself.

    >>> rows = [Indicator((), "合格率", text) for text in ("≧95%", "95％以上")]
    >>> meaning(read_row(rows[0])) == meaning(read_row(rows[1]))
    True
    """
    target = row.target
    match target:
        case AtLeast() | AtMost():
            return type(target).__name__, *target.quantity.base, target.strict
        case Exactly():
            return type(target).__name__, *target.quantity.base, False
        case Deadline():
            days = target.moment.deadlines(None)
            return target.moment if days is None else (days, target.moment.stage)
    return plain(row.indicator.target or "")


def x702_last_year(facts: Facts) -> Iterator[Outcome]:
    """指标值不同于上年 (一体化系统的上年对照).

    Passes for a table; fails where the names and the targets of all rows are those of
    last year.
    """
    targets = _targets(facts.result.read)
    if targets != _targets(map(read_row, given(facts.last_year).indicators)):
        yield PASSED
    else:
        count = len(targets)
        message = f"{count} 个指标的名称与指标值同上年完全一样"
        yield Fault(Spot("年度指标值"), message, str(count))


def _targets(rows: Iterable[ReadRow]) -> dict[tuple[object, str], object]:
    """Return what the targets mean, by path and name."""
    return {
        (row.indicator.path, same_name(row.indicator.name)): meaning(row)
        for row in rows
    }


def x703_monitoring(facts: Facts) -> Iterator[Outcome]:
    """与运行监控一致 (绩效运行监控表: 完成可能性).

    Passes for each row; fails where the monitoring said 完全不可能, and the
    self-evaluation meets the target or gives full points. Does not apply to rows that
    only one table has.
    """
    rows = _rows(facts)
    monitored = given(facts.monitoring).indicators
    for old, new in match(monitored, facts.evaluation.indicators):
        if old is None or new is None:
            yield skip("只有一张表有此指标")
        elif _impossible(old) and _done(rows[id(new)]):
            yield Fault(
                rows[id(new)].at("actual"),
                f"运行监控写“{IMPOSSIBLE}”，自评实际完成值“{new.actual or '空'}”",
                new.actual,
                IMPOSSIBLE,
            )
        else:
            yield PASSED


def _impossible(row: Indicator) -> bool:
    """The answer in its own column, as a text or as a tick below 完全不可能."""
    texts = (row.actual, row.variance_note, *(text for _, text in row.extra))
    ticked = any(IMPOSSIBLE in title and text for title, text in row.extra)
    return ticked or any(IMPOSSIBLE in (text or "") for text in texts)


def _done(row: Row) -> bool:
    """Tell whether a row meets its target, or has full points."""
    weight = row.indicator.weight
    full = weight is not None and row.indicator.stated == weight
    return full or bool(row.scored.met)


CHECKS = (
    Check(
        code="X701",
        title_passed="指标与批复一致",
        title_failed="指标与批复不一致",
        severity=UNEQUAL,
        basis="绩效目标批复后原则上不作调整",
        remedy="改回批复的指标值；经批准调整的附上批文",
        function=x701_approved,
        exemptions=(("没有给出批复的目标表", lambda facts: facts.approved is None),),
    ),
    Check(
        code="X702",
        title_passed="指标值不同于上年",
        title_failed="指标值与上年完全相同",
        severity=INFO,
        basis="一体化系统的上年对照",
        remedy="核对指标值是否按本年情况确定",
        function=x702_last_year,
        exemptions=(
            ("没有给出上年的表", lambda facts: facts.last_year is None),
            ("指标太少", lambda facts: len(_targets(facts.result.read)) < FEWEST),
        ),
    ),
    Check(
        code="X703",
        title_passed="与运行监控一致",
        title_failed="运行监控说不可能完成，自评说已完成",
        severity=UNEQUAL,
        basis="绩效运行监控表：完成可能性",
        remedy="核对完成情况，附上佐证",
        function=x703_monitoring,
        exemptions=(("没有给出运行监控表", lambda facts: facts.monitoring is None),),
    ),
)
