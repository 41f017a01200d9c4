"""互相印证: 重复计分的上级、名称与指标值、同一工作的各行、总体目标 (S104-S107)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditing.check import FORM, INFO, UNEQUAL, WARNING, Check
from auditing.facts import words
from auditing.facts.facts import Facts
from auditing.facts.goals import items, unanswered
from auditing.facts.levels import Level
from auditing.facts.row import Row
from auditing.facts.subjects import Subject, subject
from auditing.facts.sums import total
from auditing.finding import PASSED, Fault, Outcome, Spot, Times, points, skip
from indicators.moment import Moment
from indicators.place import together
from indicators.quantity import Quantity, plain
from indicators.target import AtLeast, Deadline

GOALS = "年度总体目标"


def s104_counted_twice(facts: Facts) -> Iterator[Outcome]:
    """明细行没有重复计分 (表下注: “其中”各行是上一行的明细).

    Passes for each group with such rows; it fails where it has its printed weight
    without them. A group without a weight fails where the rows below 一、 add up to it in
    a table whose rows make more than the whole; else it does not apply.
    """
    for level in facts.every_level:
        if not level.inner:
            continue
        if level.repeated_details:
            yield _counted_twice(level, level.repeated_details)
        elif level.weight is None and any(not row.detail for row in level.inner):
            yield skip("上级没有印分值，看不出是否重复")
        else:
            yield PASSED


def _counted_twice(level: Level, rows: tuple[Row, ...]) -> Fault:
    """Word the fault of the details of a group, which are told together."""
    stated = total(row.indicator.stated for row in rows)
    first, *more = (row.at("stated") for row in rows)
    if more:
        names = "、".join(row.indicator.name for row in rows)
        cells = together(spot.place for spot in (first, *more))
        first = Spot(names, first.path, cells, first.row)
    whole = "上级行" if level.weight is None else f"本级分值 {points(level.weight)}"
    return Fault(
        first,
        f"明细行另计 {points(stated)} 分，不含它已达{whole}",
        points(stated),
        "不计分",
        abs(stated),
    )


def s105_name_and_target(facts: Facts) -> Iterator[Outcome]:
    """名称与指标值相合 (财预〔2020〕10号: 名称、数值、符号相符).

    Passes for each row; fails for a ratio whose target is a date, and for a target
    without a sign whose two directions give different points. Work on what nobody wants
    (害虫防治面积) passes where its points are those of 正向.
    """
    odd = [
        row
        for row in facts.rows
        if row.otherwise is not None or isinstance(row.target, Deadline)
    ]
    yield Times(PASSED, len(facts.rows) - len(odd))
    for row in odd:
        target = row.target
        if isinstance(target, Deadline) and row.indicator.name.endswith("率"):
            yield Fault(
                row.at("target"),
                f"名称是比率，指标值是日期“{target.raw}”，二者不合",
                target.raw,
                "比率，如 100%",
            )
        else:
            yield PASSED if _is_sure(row) else _either_way(facts, row)


def _is_sure(row: Row) -> bool:
    """Tell whether the points do not depend on a direction, or name and points agree."""
    if row.otherwise is None:
        return True
    holds = row.stands.acceptable and row.reading is row.scored
    forward = holds and isinstance(row.target, AtLeast)
    return forward and words.is_work(row.indicator.name)


def _either_way(facts: Facts, row: Row) -> Fault:
    """Say that the points depend on a direction that the table does not give."""
    readings = [row.scored, row.otherwise or row.scored]
    if isinstance(row.target, AtLeast):
        readings.reverse()
    reverse, forward = (points(reading.low or 0) for reading in readings)
    also = "；实际完成值与填报的执行率相同" if _is_the_rate(facts, row) else ""
    return Fault(
        row.at("target"),
        f"指标值没有符号，方向只能推断：按反向得 {reverse} 分，按正向得 {forward} 分"
        + also,
        row.indicator.target,
        "≤ 或 ≥",
    )


def _is_the_rate(facts: Facts, row: Row) -> bool:
    """Tell whether the actual value is the printed 执行率."""
    rate = facts.line.rate if facts.line else None
    return rate is not None and plain(row.indicator.actual or "") == plain(str(rate))


def s106_contradiction(facts: Facts) -> Iterator[Outcome]:
    """同一工作的各行一致 (同一项工作在数量、质量、时效各行应当一致).

    Passes for each row that gives the day on which a work was done; fails where another
    row gives a 完成率 of the same work that missed its target.
    """
    groups: dict[tuple[str, str], list[tuple[Subject, Row]]] = {}
    for row in facts.rows:
        found = subject(row.indicator.name)
        if found is not None:
            groups.setdefault((found.work, found.stage), []).append((found, row))
    if not groups:
        yield skip("没有说同一项工作的几行")
    for members in groups.values():
        yield from _agreeing(members)


def _agreeing(members: list[tuple[Subject, Row]]) -> Iterator[Outcome]:
    dated = [row for said, row in members if _done_on_a_day(said, row)]
    short = sorted(
        f"{row.indicator.name} {row.indicator.actual}"
        for said, row in members
        if said.rest.endswith("率") and _below_whole(row)
    )
    undone = any("完成率" in text for text in short)
    for row in dated:
        if not undone:
            yield PASSED
            continue
        yield Fault(
            row.at("actual"),
            f"完成时间填 {row.indicator.actual}，而{'，'.join(short)}，不一致",
            row.indicator.actual,
        )


def _done_on_a_day(said: Subject, row: Row) -> bool:
    timed = re.search("时间|日期", said.rest) is not None
    return timed and isinstance(row.actual, Moment) and bool(row.scored.met)


def _below_whole(row: Row) -> bool:
    percent = isinstance(row.actual, Quantity) and row.actual.unit == "%"
    return percent and row.scored.met is False


def s107_goal_unanswered(facts: Facts) -> Iterator[Outcome]:
    """预期目标都有对应 (表下注: 实际完成情况对照预期目标填写).

    Passes for each numbered goal that an item of the actual completion speaks of; a
    goal without one fails.
    """
    goals = facts.evaluation.goals
    expected, actual = items(goals.expected), items(goals.actual)
    missing = unanswered(goals.expected, goals.actual)
    for number, text in expected.items():
        if number not in missing:
            yield PASSED
        else:
            yield _unanswered(number, text, actual.get(number))


def _unanswered(number: int, text: str, there: str | None) -> Fault:
    """Word the fault of a goal; `there` stands under its number instead."""
    instead = f"；该号下写的是“{_short(there)}”" if there else ""
    return Fault(
        Spot(f"{GOALS}第 {number} 条", ()),
        f"“{_short(text)}”在实际完成情况中没有对应{instead}",
        _short(there) if there else None,
        _short(text),
    )


def _short(text: str) -> str:
    longest = 24
    return text if len(text) <= longest else f"{text[:longest]}…"


def _not_numbered(facts: Facts) -> bool:
    """Tell whether the goals, or what became of them, are not numbered one by one."""
    goals = facts.evaluation.goals
    return not items(goals.expected) or not items(goals.actual)


CHECKS = (
    Check(
        code="S104",
        title_passed="明细行没有重复计分",
        title_failed="上级行与明细行都计了分",
        severity=UNEQUAL,
        basis=FORM + "：“其中”各行是上一行的明细",
        remedy="只在一处计分",
        function=s104_counted_twice,
    ),
    Check(
        code="S105",
        title_passed="名称与指标值相合",
        title_failed="名称与指标值的种类或方向不明",
        severity=INFO,
        basis="绩效指标应当名称、数值、符号相符（财预〔2020〕10号）",
        remedy="核对名称与指标值；没有符号的补上 ≥ 或 ≤",
        function=s105_name_and_target,
        exemptions=(("没有指标", lambda facts: not facts.rows),),
    ),
    Check(
        code="S106",
        title_passed="同一工作的各行一致",
        title_failed="同一工作的各行不一致",
        severity=WARNING,
        basis="同一项工作在数量、质量、时效各行应当一致",
        remedy="核对该项工作的完成情况，改正其中一行",
        function=s106_contradiction,
    ),
    Check(
        code="S107",
        title_passed="预期目标都有对应",
        title_failed="预期目标没有对应的完成情况",
        severity=INFO,
        basis=FORM + "：实际完成情况对照预期目标填写",
        remedy="补写该条目标的完成情况，或说明调整",
        function=s107_goal_unanswered,
        exemptions=(("总体目标没有逐条编号", _not_numbered),),
    ),
)
