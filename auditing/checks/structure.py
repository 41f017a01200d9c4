"""结构: 该有的指标、重复的名称、一律满分 (S101-S103)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from auditing.check import (
    INFO,
    NO_FIRST_LEVEL,
    ROWS_LEFT_OUT,
    SYSTEM,
    UNREAD_TOTAL,
    UNREAD_WEIGHTS,
    WARNING,
    Check,
    given,
)
from auditing.facts.doubted import has_doubted_groups
from auditing.facts.facts import Facts
from auditing.facts.levels import INNER, LEAD
from auditing.facts.row import Row
from auditing.facts.sums import all_known
from auditing.finding import PASSED, Fault, Outcome, Spot, Times, points, skip
from indicators.exact import Fraction
from indicators.place import together

_OF_SCORECARDS = frozenset(("投入", "过程", "决策", "管理", "效果", "项目效果"))
"""First levels of the scorecards before 2020, which have no 满意度 of their own."""


def s101_level_absent(facts: Facts) -> Iterator[Outcome]:
    """一级指标齐全 (财预〔2020〕10号: 产出、效益、满意度).

    Passes for each group that the policy asks for and some row stands under; one
    without a row fails. In a scorecard of 投入、过程、产出、效果 a row that is named so
    will do: 社会公众满意度 under 效果.
    """
    present = _group_names(facts)
    scorecard = not _OF_SCORECARDS.isdisjoint(present)
    rows = facts.rows if scorecard else ()
    named = present.union(row.indicator.name for row in rows)
    for name in facts.level_weights(present):
        if any(name[:-2] in other for other in named):
            yield PASSED
        else:
            message = f"没有“{name}”，评分办法规定有此项"
            yield Fault(Spot(name, (name,)), message, None, name)


def _group_names(facts: Facts) -> set[str]:
    """Return the names of the groups of all levels."""
    paths = {row.indicator.path for row in facts.rows}
    return {name for path in paths for name in path if name}


def s102_name_twice(facts: Facts) -> Iterator[Outcome]:
    """指标名称不重复 (一体化系统: 按名称匹配, 重名不能导入).

    Passes for each name that one row of its group has; fails for one that stands in
    several cells. Does not apply to 其中 rows, or where rows share one cell.
    """
    same: dict[tuple[object, str], list[Row]] = {}
    for row in facts.rows:
        same.setdefault((row.indicator.path, row.indicator.name), []).append(row)
    odd = [
        (name, rows)
        for (_, name), rows in same.items()
        if len(rows) > 1 or INNER in name
    ]
    yield Times(PASSED, len(same) - len(odd))
    for name, rows in odd:
        yield _in_one_cell(name, rows)


def _in_one_cell(name: str, rows: list[Row]) -> Outcome:
    if INNER in name[:LEAD]:
        return skip("明细行的名称是对上一行说的")
    if len(rows) == 1:
        return PASSED
    cells = {row.at("name").place for row in rows} - {None}
    if len(cells) == 1:
        return skip("几行同用一格名称")
    spot = evolve(rows[0].spot, place=together(cells))
    return Fault(spot, f"同一名称出现 {len(rows)} 次", str(len(rows)), "1")


def s103_all_full(facts: Facts) -> Iterator[Outcome]:
    """不是全部满分 (抽查线索, 不说明有误).

    Passes for a table; fails where every row and the total have full points and not one
    row has a note.
    """
    total = given(facts.evaluation.total.stated)
    if (
        Fraction(total) != facts.full
        or any(row.indicator.stated != row.indicator.weight for row in facts.main_rows)
        or any(row.note for row in facts.rows)
    ):
        yield PASSED
        return
    yield Fault(
        facts.total_spot,
        f"{len(facts.main_rows)} 行全部满分，总分 {points(total)}，没有一处说明，宜列入抽查",
        points(total),
    )


def _not_all_printed(facts: Facts) -> bool:
    """Tell whether the total or the weight of a row is missing."""
    weights = [row.indicator.weight for row in facts.main_rows]
    return not weights or not all_known((facts.evaluation.total.stated, *weights))


CHECKS = (
    Check(
        code="S101",
        title_passed="一级指标齐全",
        title_failed="缺少一级指标",
        severity=WARNING,
        basis="财预〔2020〕10号：产出、效益、满意度",
        remedy="补上该级指标；确无的，在说明中写明",
        function=s101_level_absent,
        exemptions=(
            ("评分办法没有规定一级指标", lambda f: f.policy.level_weights is None),
            (
                "一级指标是对项目支出规定的，本表为整体支出",
                lambda facts: facts.of_a_whole_unit,
            ),
            ("没有读到总分行，各行可能不全", lambda facts: not facts.ended),
            ROWS_LEFT_OUT,
            NO_FIRST_LEVEL,
            (
                "有的一级指标在图上没有认准",
                lambda facts: has_doubted_groups(facts.evaluation),
            ),
        ),
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
        exemptions=(
            ROWS_LEFT_OUT,
            UNREAD_WEIGHTS,
            UNREAD_TOTAL,
            ("没有印总分，或有的行没有印分值", _not_all_printed),
        ),
    ),
)
