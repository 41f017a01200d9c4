"""完整: 表上有位置填写的都填了 (C801-C807).

What the form has no place for is not asked for, and what was not understood is not
blank. Each check gives one finding with all its cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditing.check import (
    ERROR,
    FORM,
    ROWS_LEFT_OUT,
    RULES,
    UNEQUAL,
    UNSCORED,
    WARNING,
    Check,
)
from auditing.facts.facts import TOTAL, Facts
from auditing.facts.gaps import GOALS, HEAD, Gap, blank_amounts, blank_fields
from auditing.facts.row import Row
from auditing.facts.sums import total
from auditing.finding import PASSED, Fault, Outcome, Spot, points
from indicators.exact import Fraction
from indicators.place import Place, Places

MOST_NAMED = 3


def c801_points(facts: Facts) -> Iterator[Outcome]:
    """得分都已填写 (自评表的得分一栏).

    Passes where each row that counts has points, the execution row included; else
    fails once, with all cells. Does not apply to a form without a column of points.
    """
    yield _all_filled(facts.missing_points, "得分", facts.rows)


def c802_actual(facts: Facts) -> Iterator[Outcome]:
    """实际完成值都已填写 (财预〔2020〕10号: 没有完成值无从计分).

    Passes where each row with a weight has one, in a table without weights each row;
    else fails once, with all cells.
    """
    yield _all_filled(facts.missing_actuals, "实际完成值", facts.rows)


def c803_total(facts: Facts) -> Iterator[Outcome]:
    """总分已填写 (自评表的总分一栏).

    Passes with a printed total, one that was not understood included; fails where the
    form has a cell for it and that is blank.
    """
    table = facts.evaluation.total
    if table.stated is not None or table.unread:
        yield PASSED
        return
    summed = facts.stated_sum
    also = "" if isinstance(summed, str) else f"，各行得分之和为 {points(summed)}"
    spot = Spot(TOTAL, (), table.blank.get("stated"))
    expected = None if isinstance(summed, str) else points(summed)
    yield Fault(spot, f"总分没有填{also}", None, expected, facts.full)


def c804_head(facts: Facts) -> Iterator[Outcome]:
    """表头都已填写 (自评表的表头).

    Passes where each field that the form has is filled; else fails once.
    """
    yield _fields(facts, HEAD)


def c805_goals(facts: Facts) -> Iterator[Outcome]:
    """年度总体目标都已填写 (自评表的目标一栏).

    Passes where the goals that the form has are filled; else fails once.
    """
    yield _fields(facts, GOALS)


def c806_funds(facts: Facts) -> Iterator[Outcome]:
    """资金都已填写 (自评表的资金一栏).

    Passes where the line of the total has its budget and what was spent, or the form
    has no place for them; else fails once. A budget of 年初 alone is asked for where
    nothing else is filled; a rate without any budget is the matter of F305.
    """
    line = facts.line
    gaps = blank_amounts(line) if line else ()
    if line is None or not gaps:
        yield PASSED
        return
    row = facts.execution
    stake = Fraction(row.weight or 0) if row else Fraction(0)
    names = "、".join(gap.name for gap in gaps)
    message = f"{line.label.rstrip(':：')}的{names}没有填{_share(stake)}"
    spot = facts.execution_spot()
    whole = Spot(spot.name, spot.path, _together(gaps), spot.row)
    yield Fault(whole, message, points=stake)


def c807_target(facts: Facts) -> Iterator[Outcome]:
    """指标值都已填写 (自评表的指标值一栏).

    Passes where each row with a weight has one, in a table without weights each row;
    else fails once, with all cells.
    """
    yield _all_filled(facts.missing_targets, "指标值", facts.rows)


def _all_filled(gaps: Sequence[Gap], what: str, rows: Sequence[Row]) -> Outcome:
    """One fault for all the cells of a column, or none."""
    if not gaps:
        return PASSED
    first, place = gaps[0], _together(gaps)
    summed = total(gap.points for gap in gaps)
    message = f"没有填{what}{_share(summed)}"
    if len(gaps) == 1:
        return Fault(
            Spot(first.name, first.path, place, first.row), message, points=summed
        )
    every = {gap.row for gap in gaps} >= {row.spot.row for row in rows}
    count = f"{'全部 ' if every else ''}{len(gaps)} 行"
    message = f"{count}{message}：{_named(gaps)}"
    return Fault(Spot(what, (), place), message, points=summed)


def _named(gaps: Sequence[Gap]) -> str:
    """The names of the first few."""
    names = "、".join(gap.name for gap in gaps[:MOST_NAMED])
    return f"{names} 等" if len(gaps) > MOST_NAMED else names


def _share(stake: Fraction) -> str:
    """How many points depend on what is missing."""
    return f"，涉及 {points(stake)} 分" if stake else ""


def _together(gaps: Sequence[Gap]) -> Place | Places | None:
    """The cells of the gaps, in the order of the table; cells of one merge once."""
    places = (gap.place for gap in gaps)
    known = tuple(dict.fromkeys(p for p in places if isinstance(p, Place)))
    return Places(known) if len(known) > 1 else next(iter(known), None)


def _fields(facts: Facts, names: dict[str, str]) -> Outcome:
    """One fault for the fields of the head, or of the goals, that are blank."""
    gaps = blank_fields(facts.evaluation, names)
    if not gaps:
        return PASSED
    listed = "、".join(gap.name for gap in gaps)
    return Fault(Spot(listed, (), _together(gaps)), f"{listed}没有填")


def _lacks(what: str) -> Callable[[Facts], bool]:
    """Tell of which tables it is known that they have no column of these values."""

    def lacks(facts: Facts) -> bool:
        return not any(
            what in row.blank or getattr(row, what) is not None or row.unknown(what)
            for row in facts.evaluation.indicators
        )

    return lacks


def _without_goals(facts: Facts) -> bool:
    goals = facts.evaluation.goals
    return not (goals.expected or goals.actual or GOALS.keys() & facts.evaluation.blank)


def _without_total(facts: Facts) -> bool:
    """Tell whether a form has no cell for a total; data by hand have always one."""
    table = facts.evaluation.total
    said = table.stated is not None or table.unread or table.blank
    return not (said or facts.pointless_by_hand)


def _without_points(facts: Facts) -> bool:
    return _lacks("stated")(facts) and not facts.pointless_by_hand


CHECKS = (
    Check(
        code="C801",
        title_passed="得分都已填写",
        title_failed="得分没有填完",
        severity=ERROR,
        basis=FORM + "：得分",
        remedy="补填得分；不计分的行，在得分一栏写明",
        function=c801_points,
        exemptions=(UNSCORED, ("表上没有得分一栏", _without_points)),
    ),
    Check(
        code="C802",
        title_passed="实际完成值都已填写",
        title_failed="实际完成值没有填完",
        severity=ERROR,
        basis=RULES + "：没有完成值无从计分",
        remedy="补填实际完成值；不适用的指标写明“不适用”",
        function=c802_actual,
        exemptions=(("表上没有实际完成值一栏", _lacks("actual")),),
    ),
    Check(
        code="C803",
        title_passed="总分已填写",
        title_failed="总分没有填",
        severity=ERROR,
        basis=FORM + "：总分＝执行率得分＋各指标得分",
        remedy="各行得分相加，填上总分",
        function=c803_total,
        exemptions=(UNSCORED, ROWS_LEFT_OUT, ("表上没有总分一栏", _without_total)),
    ),
    Check(
        code="C804",
        title_passed="表头都已填写",
        title_failed="表头没有填完",
        severity=ERROR,
        basis=FORM + "：项目名称、主管部门、实施单位、年度",
        remedy="补填表头",
        function=c804_head,
    ),
    Check(
        code="C805",
        title_passed="年度总体目标都已填写",
        title_failed="年度总体目标没有填完",
        severity=WARNING,
        basis=FORM + "：预期目标与实际完成情况",
        remedy="补填预期目标与实际完成情况",
        function=c805_goals,
        exemptions=(("表上没有年度总体目标", _without_goals),),
    ),
    Check(
        code="C806",
        title_passed="资金都已填写",
        title_failed="资金没有填完",
        severity=WARNING,
        basis=FORM + "：预算数与执行数",
        remedy="补填预算数与执行数；没有支出的填 0",
        function=c806_funds,
        exemptions=(("表上没有资金", lambda facts: facts.line is None),),
    ),
    Check(
        code="C807",
        title_passed="指标值都已填写",
        title_failed="指标值没有填完",
        severity=UNEQUAL,
        basis=FORM + "：年度指标值",
        remedy="补填年初批复的指标值",
        function=c807_target,
        exemptions=(("表上没有指标值一栏", _lacks("target")),),
    ),
)
