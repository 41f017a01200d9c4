"""结构: 该有的指标、重复、互相矛盾的行、总体目标 (S101-S107)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from auditing.facts.facts import Facts
from auditing.facts.goals import items, unanswered
from auditing.facts.levels import INNER, LEAD, Level, walk
from auditing.facts.row import Row
from auditing.facts.subjects import Subject, subject
from auditing.finding import PASSED, Fault, Outcome, Passed, Skip, Spot, points
from indicators.moment import Moment
from indicators.place import together
from indicators.quantity import Quantity, plain
from indicators.target import AtLeast, Deadline

GOALS = "年度总体目标"


def s101_level_absent(facts: Facts) -> Iterator[Outcome]:
    """评分办法要求的一级指标都在."""
    wanted = facts.policy.level_weights
    if wanted is None:
        yield Skip("评分办法没有规定一级指标")
    elif "整体" in (facts.evaluation.form or ""):
        yield Skip("一级指标是对项目支出规定的，本表为整体支出")
    elif not facts.ended:
        yield Skip("没有读到总分行，各行可能不全")
    else:
        paths = {row.indicator.path for row in facts.rows}
        present = [name for path in paths for name in path if name]
        if not present:
            yield Skip("表上没有一级指标一栏")
            return
        for name in wanted.of(present):
            if any(name[:-2] in other for other in present):
                yield PASSED
                continue
            yield Fault(
                Spot(name, (name,)), f"没有“{name}”，评分办法规定有此项", None, name
            )


def s102_name_twice(facts: Facts) -> Iterator[Outcome]:
    """同一指标之下, 三级指标名称不重复."""
    same: dict[tuple[object, str], list[Row]] = {}
    for row in facts.rows:
        same.setdefault((row.indicator.path, row.indicator.name), []).append(row)
    once = 0
    for (_, name), rows in same.items():
        if INNER in name[:LEAD]:
            yield Skip("明细行的名称是对上一行说的")
            continue
        if len(rows) == 1:
            once += 1
            continue
        found = {row.at("name").place for row in rows} - {None}
        if len(found) == 1:
            yield Skip("几行同用一格名称")
            continue
        spot = evolve(rows[0].spot, place=together(found))
        count = str(len(rows))
        yield Fault(spot, f"同一名称出现 {count} 次", count, "1")
    yield Passed(once)


def s103_all_full(facts: Facts) -> Iterator[Outcome]:
    """不是每行都满分、总分 100、又没有一处说明."""
    total = facts.evaluation.total.stated
    rows = [row.indicator for row in facts.rows if not row.detail]
    if total is None or not rows or any(row.weight is None for row in rows):
        yield Skip("没有印总分，或有的行没有印分值")
    elif (
        Fraction(total) == facts.full
        and all(row.stated == row.weight for row in rows)
        and not any(row.note for row in facts.rows)
    ):
        yield Fault(
            facts.total_spot,
            f"{len(rows)} 行全部满分，总分 {points(total)}，没有一处说明，宜列入抽查",
            points(total),
        )
    else:
        yield PASSED


def s104_counted_twice(facts: Facts) -> Iterator[Outcome]:
    """明细行 (其中 …) 不与上一行重复计分.

    Told only where the group's printed weight shows that the children are extra.
    """
    for level in walk(facts.levels):
        yield from _level_counts_once(level)


def _level_counts_once(level: Level) -> Iterator[Outcome]:
    if not level.inner:
        return
    if level.twice:
        for row in level.twice:
            stated = row.indicator.stated or 0
            yield Fault(
                row.at("stated"),
                f"明细行另计 {points(stated)} 分，"
                f"不含它已达本级分值 {points(level.weight or 0)}",
                points(stated),
                "不计分",
                abs(Fraction(stated)),
            )
    elif level.weight is None and any(not row.detail for row in level.inner):
        yield Skip("上级没有印分值，看不出是否重复")
    else:
        yield PASSED


def s105_name_and_target(facts: Facts) -> Iterator[Outcome]:
    """名称与指标值的种类、方向相合."""
    if not facts.rows:
        yield Skip("没有指标")
    passed = 0
    for row in facts.rows:
        name, target = row.indicator.name, row.target
        if isinstance(target, Deadline) and name.endswith("率"):
            yield Fault(
                row.at("target"),
                f"名称是比率，指标值是日期“{target.raw}”，二者不合",
                target.raw,
                "比率，如 100%",
            )
        elif row.otherwise is not None:
            yield _either_way(facts, row)
        else:
            passed += 1
    yield Passed(passed)


def _either_way(facts: Facts, row: Row) -> Fault:
    """Say that the points depend on a direction that the table does not give."""
    readings = [row.scored, row.otherwise or row.scored]
    if isinstance(row.target, AtLeast):
        readings.reverse()
    reverse, forward = (points(reading.low or 0) for reading in readings)
    line = facts.line
    same = (
        line is not None
        and line.rate is not None
        and plain(row.indicator.actual or "") == plain(str(line.rate))
    )
    also = "；实际完成值与填报的执行率相同" if same else ""
    return Fault(
        row.at("target"),
        f"指标值没有符号，方向只能推断：按反向得 {reverse} 分，按正向得 {forward} 分"
        + also,
        row.indicator.target,
        "≤ 或 ≥",
    )


def s106_contradiction(facts: Facts) -> Iterator[Outcome]:
    """说同一项工作的各行不互相抵触: 完成率未达 100%, 时间却已完成."""
    groups: dict[tuple[str, str], list[tuple[Subject, Row]]] = {}
    for row in facts.rows:
        found = subject(row.indicator.name)
        if found is not None:
            groups.setdefault((found.work, found.stage), []).append((found, row))
    if not groups:
        yield Skip("没有说同一项工作的几行")
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
    """每条预期目标在实际完成情况中都有对应."""
    goals = facts.evaluation.goals
    expected, actual = items(goals.expected), items(goals.actual)
    if not expected or not actual:
        yield Skip("总体目标没有逐条编号")
        return
    missing = unanswered(goals.expected, goals.actual)
    for number, text in expected.items():
        if number not in missing:
            yield PASSED
            continue
        there = actual.get(number)
        instead = f"；该号下写的是“{_short(there)}”" if there else ""
        yield Fault(
            Spot(f"{GOALS}第 {number} 条", ()),
            f"“{_short(text)}”在实际完成情况中没有对应{instead}",
            _short(there) if there else None,
            _short(text),
        )


def _short(text: str) -> str:
    longest = 24
    return text if len(text) <= longest else f"{text[:longest]}…"
