"""资金: 执行数不超过预算数, 其中各项不另计分 (F304、F308)."""

from __future__ import annotations

from collections.abc import Iterator

from auditing.check import FORM, INCOME_AND_SPENDING, WARNING, Check
from auditing.facts.amounts import amount, split
from auditing.facts.facts import Facts
from auditing.finding import PASSED, Fault, Outcome, Spot, direction, points, skip
from indicators.evaluation import FundLine
from scoring.rounding import Rounding, rounded


def f304_overspent(facts: Facts) -> Iterator[Outcome]:
    """执行数不超过全年预算数 (表下注: 预算数应为调整后的全年预算数).

    Passes for each line whose amount spent rounds to no more than its budget; else
    fails. Does not apply to a line without both amounts.
    """
    funds = facts.evaluation.funds
    for line in funds.lines:
        pair = split(funds, line, "budget")
        budget = amount(funds, line, "budget")
        if pair is None or budget is None:
            yield skip("全年预算数或执行数为空")
        elif rounded(pair.spent, Rounding(budget.places)) <= pair.budget:
            yield PASSED
        else:
            yield Fault(
                _spot(facts, line, "spent"),
                f"执行数 {points(pair.spent)} 大于全年预算数 {points(pair.budget)}，"
                f"{direction(pair.spent, pair.budget)}",
                points(pair.spent),
                points(pair.budget),
            )


def _spot(facts: Facts, line: FundLine, *values: str) -> Spot:
    if line is facts.line:
        return facts.execution_spot(*values)
    place = next(filter(None, map(line.places.get, values)), line.place)
    return Spot(line.label, (), place)


def f308_components_scored(facts: Facts) -> Iterator[Outcome]:
    """执行率只计一次分 (表下注: 执行率得分只在年度资金总额一行).

    Passes for each part of the funds without points; one with points fails.
    """
    for part in facts.parts:
        if not part.stated:
            yield PASSED
            continue
        yield Fault(
            _spot(facts, part, "stated"),
            f"其中一项也印有得分 {points(part.stated)}，加入总分会重复计算",
            points(part.stated),
            "不计分",
        )


def _scored_once(facts: Facts) -> bool:
    """Tell whether there are no parts, or no points on the total to count twice."""
    return not facts.parts or facts.line is None or facts.line.stated is None


CHECKS = (
    Check(
        code="F304",
        title_passed="执行数不超过预算数",
        title_failed="执行数大于预算数",
        severity=WARNING,
        basis=FORM + "：预算数应为调整后的全年预算数",
        remedy="核对预算数是否已含调整与结转；确有超支的说明原因",
        function=f304_overspent,
        exemptions=(INCOME_AND_SPENDING,),
    ),
    Check(
        code="F308",
        title_passed="执行率只计一次分",
        title_failed="其中各项也印有执行率得分",
        severity=WARNING,
        basis=FORM + "：执行率得分只在年度资金总额一行",
        remedy="删去其中各项的得分",
        function=f308_components_scored,
        exemptions=(
            ("没有印其中各项，或合计一行没有印得分", _scored_once),
            INCOME_AND_SPENDING,
        ),
    ),
)
