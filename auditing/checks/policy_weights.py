"""分值与评分办法相同: 一级指标的, 预算执行率的 (W202、W204)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditing.check import (
    INCOME_AND_SPENDING,
    NO_FIRST_LEVEL,
    ROWS_LEFT_OUT,
    UNEQUAL,
    UNREAD_WEIGHTS,
    UNSCORED,
    WARNING,
    Check,
    given,
)
from auditing.facts.endings import may_lack_rows
from auditing.facts.facts import Facts
from auditing.facts.levels import Level, middle
from auditing.finding import (
    PASSED,
    Fault,
    Outcome,
    direction,
    points,
    skip,
)
from indicators.exact import Fraction

COST = "成本指标"


def w202_level_weights(facts: Facts) -> Iterator[Outcome]:
    """一级指标分值与评分办法相同 (财预〔2020〕10号: 产出 50、效益 30、满意度 10).

    Passes for each group with the weight that the policy gives; else fails. A group
    without a printed weight is compared by the sum of its rows; where the table was not
    read to its end, only a sum that is already too large fails.
    """
    weights = facts.level_weights(_first_names(facts))
    for level in facts.levels:
        expected = weights.get(level.path[0] or "")
        if expected is None:
            yield skip("评分办法没有规定该一级指标")
        else:
            yield _against_policy(facts, level, Fraction(expected))


def _first_names(facts: Facts) -> set[str]:
    return {level.path[0] or "" for level in facts.levels}


def _cost_stands_first(facts: Facts) -> bool:
    """Tell whether 成本指标 is a first level, of which the policy knows nothing."""
    if all(level.path[0] != COST for level in facts.levels):
        return False
    return COST not in facts.level_weights(_first_names(facts))


def _against_policy(facts: Facts, level: Level, expected: Fraction) -> Outcome:
    span, printed = level.span, level.weight is not None
    if span is None:
        return skip("该级没有印分值")
    if expected in span:
        return PASSED
    found = middle(span)
    if not printed and found < expected and may_lack_rows(facts, level):
        return skip("没有读到总分行，该级各行可能不全")
    how = "分值" if printed else "各行分值之和"
    return Fault(
        level.spot,
        f"{how} {points(found)}，评分办法规定 {points(expected)}，"
        f"{direction(found, expected)}",
        points(found),
        points(expected),
    )


def w204_execution_weight(facts: Facts) -> Iterator[Outcome]:
    """预算执行率的分值与评分办法相同 (财预〔2020〕10号: 预算执行率 10 分).

    Passes where the weight printed beside the funds is the policy's; else fails.
    """
    printed, usual = given(_printed_execution(facts)), given(_usual_execution(facts))
    if printed == usual:
        yield PASSED
        return
    message = (
        f"预算执行率印的分值 {points(printed)}，评分办法规定 {points(usual)}，"
        f"{direction(printed, usual)}"
    )
    yield Fault(facts.execution_spot("weight"), message, points(printed), points(usual))


def _printed_execution(facts: Facts) -> Decimal | None:
    return facts.line.weight if facts.line else None


def _usual_execution(facts: Facts) -> Decimal | None:
    execution = facts.policy.execution
    return execution.points if execution else None


CHECKS = (
    Check(
        code="W202",
        title_passed="一级指标分值与评分办法相同",
        title_failed="一级指标分值与评分办法不同",
        severity=WARNING,
        basis="财预〔2020〕10号：产出 50、效益 30、满意度 10，特殊情况可以调整",
        remedy="经批准调整的，不必改；否则按评分办法调整",
        function=w202_level_weights,
        exemptions=(
            UNREAD_WEIGHTS,
            ROWS_LEFT_OUT,
            NO_FIRST_LEVEL,
            (
                "评分办法没有规定一级指标的分值",
                lambda f: f.policy.level_weights is None,
            ),
            (
                "一级指标的分值是对项目支出规定的，本表为整体支出",
                lambda facts: facts.of_a_whole_unit,
            ),
            ("成本指标列为一级指标，是另一种分法", _cost_stands_first),
        ),
    ),
    Check(
        code="W204",
        title_passed="预算执行率的分值与评分办法相同",
        title_failed="预算执行率的分值与评分办法不同",
        severity=UNEQUAL,
        basis="评分办法的预算执行率分值（财预〔2020〕10号：10 分）",
        remedy="核对该格是否填错；经批准调整的，不必改",
        function=w204_execution_weight,
        exemptions=(
            UNSCORED,
            ("评分办法不单计预算执行率", lambda f: _usual_execution(f) is None),
            ("没有读到预算执行率的分值", lambda f: _printed_execution(f) is None),
            INCOME_AND_SPENDING,
            (
                "本表为整体支出，各项分值合计无误",
                lambda f: f.of_a_whole_unit and f.whole,
            ),
        ),
    ),
)
