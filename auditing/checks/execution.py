"""执行率: 等于金额之比, 得分相符, 低的有说明, 与得分相称 (F302、F305-F307)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditing.check import (
    ERROR,
    FORM,
    RED_LINE,
    ROWS_LEFT_OUT,
    UNEQUAL,
    UNREAD_WEIGHTS,
    WARNING,
    Check,
    given,
)
from auditing.checks.rate import (
    percent,
    percent_exact,
    rate_differs,
    rate_of,
    unread_amounts,
)
from auditing.facts.excuses import excuse
from auditing.facts.facts import Facts
from auditing.facts.standing import Standing
from auditing.facts.sums import all_known, total
from auditing.finding import PASSED, Fault, Outcome, direction, points, skip
from indicators.exact import Fraction
from indicators.quantity import Quantity
from scoring.result import COMPUTED

TOLERANCE = Fraction(5, 100)
"""Source of F307: the 一体化 system's red line, (S/ΣW − E) ÷ (S/ΣW) > 5 %."""
ABOUT_MONEY = "资金|执行|预算|支付|拨付|支出|结余|结转|尾款|付款|报账|采购|合同"


def f302_points(facts: Facts) -> Iterator[Outcome]:
    """执行率得分与金额一致 (表下注: 执行率×分值, 不超过分值).

    Passes where the amounts, or what they may stand for, give the printed points in
    some rounding; else fails.
    """
    entry = given(facts.execution_entry)
    if entry.stands is not Standing.EXECUTION_DIFFERS:
        yield PASSED
        return
    row = entry.row
    stated, due = given(row.stated), given(row.low)
    named = excuse(stated, given(row.exact)[0]).named
    yield Fault(
        facts.execution_spot("stated"),
        f"填报执行率得分 {points(stated)}，按金额应得 {points(due)} 分，"
        f"{direction(stated, due)} 分；{row.explanation.substitution}{named}",
        points(stated),
        points(due),
        abs(Fraction(stated - due)),
    )


def _no_execution_points(facts: Facts) -> bool:
    entry = facts.execution_entry
    return entry is None or entry.row.stated is None


def _not_computed(facts: Facts) -> bool:
    row = given(facts.execution_entry).row
    return row.outcome != COMPUTED or row.low is None


def f305_no_budget(facts: Facts) -> Iterator[Outcome]:
    """执行率有意义 (执行率以预算数为分母).

    Passes with a budget above 0; a blank or a budget of 0 fails.
    """
    line, column = given(facts.line), _base(facts)
    budget: Quantity | None = getattr(line, column)
    if budget is not None and budget.value > 0:
        yield PASSED
        return
    word = f"为 {budget}" if budget is not None else "为空"
    printed = f"，表上印 {line.rate}" if line.rate is not None else ""
    yield Fault(
        facts.execution_spot(column, "spent"),
        f"{BASES[column]}{word}，执行率没有意义{printed}",
        None if budget is None else str(budget),
        "大于 0",
    )


BASES = {"budget": "预算数", "initial": "年初预算数"}


def _base(facts: Facts) -> str:
    """Name the budget that divides: that of the policy, where it is printed."""
    policy, line = facts.policy.execution, given(facts.line)
    first = policy is not None and policy.base == "initial"
    return "initial" if first and line.initial is not None else "budget"


def _nothing_spent(facts: Facts) -> bool:
    """Tell whether neither 执行数 nor 执行率 is printed."""
    line = facts.line
    return line is None or (line.spent is None and line.rate is None)


def _first_budget_only(facts: Facts) -> bool:
    line = given(facts.line)
    other = line.budget is None and line.initial is not None
    return other and _base(facts) == "budget"


def f306_low_rate(facts: Facts) -> Iterator[Outcome]:
    """执行率不低, 或有说明 (评分办法的执行率界限: 四川 90%; 一体化系统 80%).

    Passes from the limit on, and below it with a reason; else fails. Does not apply to
    a table that was not read to its end, or whose printed rate fails F301.
    """
    rate, limit = given(rate_of(facts)), given(facts.policy.low_execution).share
    if rate >= limit or _explained(facts):
        yield PASSED
    elif not facts.ended:
        yield skip("没有读到总分行，说明可能在其后")
    elif rate_differs(facts):
        yield skip("填报执行率与金额不一致，见 F301")
    else:
        low, least = percent(rate), percent(limit)
        yield Fault(
            facts.execution_spot("rate", "spent"),
            f"执行率 {low}%，低于 {least}%，没有说明原因",
            f"{low}%",
            f"不低于 {least}%",
        )


def _no_room_for_reasons(facts: Facts) -> bool:
    """Tell whether the form that was read has no cell where a reason could stand."""
    table = facts.evaluation
    return table.room_for_reasons == {} and not table.remarks


def _explained(facts: Facts) -> bool:
    """A reason beside the funds, or one about money beside a row or below the table.

    Where the form has a cell for it beside the funds, none beside a row takes its place.
    """
    table = facts.evaluation
    if any(line.variance_note for line in table.funds.lines):
        return True
    notes = [text for _, text in table.remarks]
    if "funds" not in (table.room_for_reasons or ()):
        notes += (row.note for row in facts.rows)
    return any(re.search(ABOUT_MONEY, note) for note in notes)


def f307_better_than_spending(facts: Facts) -> Iterator[Outcome]:
    """指标得分与执行率相称 (一体化系统预警: （得分率−执行率）÷得分率 > 5%).

    得分率 is the points of the rows ÷ their weights. Passes up to 5 %, fails above.
    """
    rate, stated = given(rate_of(facts)), total(_points_of_rows(facts))
    share = stated / facts.weights
    if share <= 0 or (share - rate) / share <= TOLERANCE:
        yield PASSED
        return
    earned, spent = percent(share), percent(rate)
    yield Fault(
        facts.execution_spot("rate", "spent"),
        f"指标得分率 {earned}%，执行率 {spent}%，"
        f"得分率{direction(percent_exact(share), percent_exact(rate))} 个百分点",
        f"{earned}%",
        f"{spent}%",
    )


def _points_of_rows(facts: Facts) -> list[Decimal | None]:
    return [row.indicator.stated for row in facts.main_rows]


def _share_unknown(facts: Facts) -> bool:
    """Tell whether 得分率 is undefined: points of a row are missing, or all weights."""
    return not all_known(_points_of_rows(facts)) or not facts.weights


CHECKS = (
    Check(
        code="F302",
        title_passed="执行率得分与金额一致",
        title_failed="执行率得分与金额不一致",
        severity=UNEQUAL,
        basis=FORM + "：执行率×分值，不超过分值",
        remedy="按金额重算执行率得分，或更正金额",
        function=f302_points,
        exemptions=(
            ("没有读到执行率得分，或评分办法不计分", _no_execution_points),
            ("执行率无从计算", _not_computed),
        ),
    ),
    Check(
        code="F305",
        title_passed="执行率有意义",
        title_failed="预算数为空或为 0",
        severity=ERROR,
        basis="执行率以预算数为分母",
        remedy="填上全年预算数",
        function=f305_no_budget,
        exemptions=(
            ("执行率或金额没有读懂", unread_amounts),
            ("没有读到执行数与执行率", _nothing_spent),
            ("只印有年初预算数", _first_budget_only),
        ),
    ),
    Check(
        code="F306",
        title_passed="执行率不低，或有说明",
        title_failed="执行率低而没有说明",
        severity=WARNING,
        basis="评分办法的执行率界限（四川 90%；一体化系统 80%）",
        remedy="说明执行率低的原因与改进措施",
        function=f306_low_rate,
        exemptions=(
            (
                "评分办法没有执行率界限",
                lambda facts: facts.policy.low_execution is None,
            ),
            ("执行率无从计算", lambda facts: rate_of(facts) is None),
            ("表上没有写原因的地方", _no_room_for_reasons),
        ),
    ),
    Check(
        code="F307",
        title_passed="指标得分与执行率相称",
        title_failed="指标得分率远高于执行率",
        severity=WARNING,
        basis=RED_LINE,
        remedy="核对各指标的完成情况，或说明少花钱多办事的原因",
        function=f307_better_than_spending,
        exemptions=(
            UNREAD_WEIGHTS,
            ROWS_LEFT_OUT,
            (
                "执行率无从计算，或不计分",
                lambda facts: rate_of(facts) is None or not facts.execution_counts,
            ),
            ("各行分值合计不是满分，得分率无从计算", lambda facts: not facts.whole),
            ("有的行没有读到得分", _share_unknown),
        ),
    ),
)
