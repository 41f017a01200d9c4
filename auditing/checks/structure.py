"""结构: 该有的指标、重复的名称、一律满分 (S101-S103)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from auditing.check import INFO, SYSTEM, WARNING, Check
from auditing.facts.facts import Facts
from auditing.facts.levels import INNER, LEAD
from auditing.facts.row import Row
from auditing.finding import PASSED, Fault, Outcome, Passed, Skip, Spot, points
from indicators.place import together


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


CHECKS = (
    Check(
        code="S101",
        title_passed="一级指标齐全",
        title_failed="缺少一级指标",
        severity=WARNING,
        basis="财预〔2020〕10号：产出、效益、满意度",
        remedy="补上该级指标；确无的，在说明中写明",
        function=s101_level_absent,
    ),
    Check(
        code="S102",
        title_passed="指标名称不重复",
        title_failed="指标名称重复",
        severity=WARNING,
        basis=SYSTEM + "：按名称匹配，重名不能导入",
        remedy="合并，或改成可以区分的名称",
        function=s102_name_twice,
    ),
    Check(
        code="S103",
        title_passed="不是全部满分",
        title_failed="全部满分且没有说明",
        severity=INFO,
        basis="抽查线索，不说明有误",
        remedy="抽查时核对佐证材料",
        function=s103_all_full,
    ),
)
