"""资金: 执行率、执行率得分、执行数与预算数 (F301、F302、F304-F308)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from auditing.check import ERROR, FORM, RED_LINE, UNEQUAL, WARNING, Check
from auditing.facts.amounts import Pair, amount, rate_readings, split
from auditing.facts.facts import Facts
from auditing.facts.standing import Standing, holds, rounding_of
from auditing.facts.sums import total
from auditing.finding import PASSED, Fault, Outcome, Skip, Spot, direction, points
from indicators.evaluation import FundLine
from scoring.rounding import Interval, Rounding, rounded

CENT = 100
TOLERANCE = Fraction(5, 100)
"""Source of F307: the 一体化 system's red line, (S/ΣW − E) ÷ (S/ΣW) > 5 %."""
ABOUT_MONEY = "资金|执行|预算|支付|拨付|支出|结余|结转|尾款|付款|报账|采购|合同"


def f301_rate(facts: Facts) -> Iterator[Outcome]:
    """印出的执行率等于执行数除以预算数."""
    line, pair = facts.line, facts.pair
    if line is None or line.rate is None:
        yield Skip("没有印执行率")
    elif pair is None or pair.rate is None:
        yield Skip("预算数或执行数为空或为 0，执行率无从计算")
    elif _agrees(line, pair):
        yield PASSED
    else:
        yield _rate_fault(facts, line, pair)


def _agrees(line: FundLine, pair: Pair) -> bool:
    """Tell whether the rate, rounded in any way, is the printed one.

    Amounts that are printed with decimals stand for what rounds to them.
    """
    if line.rate is None or pair.rate is None:
        return False
    number, span = line.rate.value, pair.span
    for scale, _ in rate_readings(line.rate):
        if rounding_of(number, pair.rate * scale):
            return True
        if span and holds(number, Interval(span.low * scale, span.high * scale)):
            return True
    return False


def _rate_fault(facts: Facts, line: FundLine, pair: Pair) -> Fault:
    exact = pair.rate or Fraction(0)
    share = f"{_percent(exact)}%"
    first = split(facts.evaluation.funds, line, "initial") if line.initial else None
    by_first = (
        first is not None and first.budget != pair.budget and _agrees(line, first)
    )
    hint = "；与执行数 ÷ 年初预算数相符" if by_first else ""
    stated = rate_readings(line.rate)[0][1] if line.rate else Fraction(0)
    return Fault(
        facts.execution_spot("rate"),
        f"填报执行率 {line.rate}，执行数 {points(pair.spent)} ÷ 预算数 "
        f"{points(pair.budget)} = {share}，"
        f"{direction(stated, _percent_exact(exact))} 个百分点{hint}",
        str(line.rate),
        share,
    )


def _percent_exact(share: Fraction) -> Fraction:
    return Fraction(round_cents(share * CENT), CENT)


def round_cents(value: Fraction) -> int:
    """Give hundredths, half up."""
    return (2 * value * CENT + 1).__floor__() // 2


def _percent(share: Fraction) -> str:
    return points(_percent_exact(share))


def f302_points(facts: Facts) -> Iterator[Outcome]:
    """执行率得分等于评分办法按金额所得."""
    entry = facts.execution_entry
    if entry is None or entry.row.stated is None:
        yield Skip("没有印执行率得分，或评分办法不计分")
        return
    row, stated = entry.row, entry.row.stated
    if row.outcome != "computed" or row.low is None:
        yield Skip("执行率无从计算")
    elif entry.stands is not Standing.EXECUTION_DIFFERS:
        yield PASSED
    else:
        yield Fault(
            facts.execution_spot("stated"),
            f"填报执行率得分 {points(stated)}，按金额应得 {points(row.low)} 分，"
            f"{direction(stated, row.low)} 分；{row.explanation.substitution}",
            points(stated),
            points(row.low),
            abs(Fraction(stated - row.low)),
        )


def f304_overspent(facts: Facts) -> Iterator[Outcome]:
    """执行数不超过全年预算数; a budget stands for what rounds to it."""
    funds = facts.evaluation.funds
    for line in funds.lines:
        pair = split(funds, line, "budget")
        budget = amount(funds, line, "budget")
        if pair is None or budget is None:
            yield Skip("全年预算数或执行数为空")
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


def f305_no_budget(facts: Facts) -> Iterator[Outcome]:
    """预算数不为空, 不为 0: 否则执行率没有意义."""
    line = facts.line
    if line is None or (line.spent is None and line.rate is None):
        yield Skip("没有印执行数与执行率")
        return
    printed = [each for each in (line.budget, line.initial) if each is not None]
    if line.budget is None and line.initial is not None:
        yield Skip("只印有年初预算数")
    elif printed and printed[0].value > 0:
        yield PASSED
    else:
        word = f"为 {printed[0]}" if printed else "为空"
        yield Fault(
            facts.execution_spot("budget", "spent"),
            f"预算数{word}，执行率没有意义"
            + (f"，表上印 {line.rate}" if line.rate is not None else ""),
            str(printed[0]) if printed else None,
            "大于 0",
        )


def f306_low_rate(facts: Facts) -> Iterator[Outcome]:
    """执行率低于评分办法的界限时, 有说明."""
    limit, pair = facts.policy.low_execution, facts.pair
    if limit is None:
        yield Skip("评分办法没有执行率界限")
        return
    if pair is None or pair.rate is None:
        yield Skip("执行率无从计算")
    elif pair.rate >= limit.share or _explained(facts):
        yield PASSED
    elif not facts.ended:
        yield Skip("没有读到总分行，说明可能在其后")
    elif any(isinstance(outcome, Fault) for outcome in f301_rate(facts)):
        yield Skip("填报执行率与金额不一致，见 F301")
    else:
        yield Fault(
            facts.execution_spot("rate", "spent"),
            f"执行率 {_percent(pair.rate)}%，低于 {_percent(limit.share)}%，没有说明原因",
            f"{_percent(pair.rate)}%",
            f"不低于 {_percent(limit.share)}%",
        )


def _explained(facts: Facts) -> bool:
    """A reason beside the funds, or one about money beside a row or below the table."""
    beside = [line.variance_note for line in facts.evaluation.funds.lines]
    below = [text for _, text in facts.evaluation.remarks]
    said = [row.note for row in facts.rows]
    return any(beside) or any(re.search(ABOUT_MONEY, note) for note in (*said, *below))


def f307_better_than_spending(facts: Facts) -> Iterator[Outcome]:
    """指标得分率不比执行率高出太多."""
    pair = facts.pair
    rows = [row for row in facts.rows if not row.detail]
    stated = [row.indicator.stated for row in rows]
    if pair is None or pair.rate is None or not facts.execution_counts:
        yield Skip("执行率无从计算，或不计分")
    elif not facts.whole:
        yield Skip("各行分值合计不是满分，得分率无从计算")
    elif any(number is None for number in stated) or not facts.weights:
        yield Skip("有的行没有印得分")
    else:
        yield _balance(facts, total(stated) / facts.weights, pair.rate)


def _balance(facts: Facts, share: Fraction, exact: Fraction) -> Outcome:
    if share <= 0 or (share - exact) / share <= TOLERANCE:
        return PASSED
    return Fault(
        facts.execution_spot("rate", "spent"),
        f"指标得分率 {_percent(share)}%，执行率 {_percent(exact)}%，"
        f"得分率{direction(_percent_exact(share), _percent_exact(exact))} 个百分点",
        f"{_percent(share)}%",
        f"{_percent(exact)}%",
    )


def f308_components_scored(facts: Facts) -> Iterator[Outcome]:
    """执行率只在合计一行计分."""
    parts = [part for part in facts.evaluation.funds.lines if part is not facts.line]
    if not parts or facts.line is None or facts.line.stated is None:
        yield Skip("没有印其中各项，或合计一行没有印得分")
        return
    for part in parts:
        if not part.stated:
            yield PASSED
            continue
        yield Fault(
            _spot(facts, part, "stated"),
            f"其中一项也印有得分 {points(part.stated)}，加入总分会重复计算",
            points(part.stated),
            "不计分",
        )


CHECKS = (
    Check(
        code="F301",
        title_passed="执行率等于执行数÷预算数",
        title_failed="执行率与金额不一致",
        severity=UNEQUAL,
        basis=FORM + "：执行率(B/A)",
        remedy="核对全年预算数、全年执行数与执行率，改正有误的一处",
        function=f301_rate,
    ),
    Check(
        code="F302",
        title_passed="执行率得分与金额一致",
        title_failed="执行率得分与金额不一致",
        severity=UNEQUAL,
        basis=FORM + "：执行率×分值，不超过分值",
        remedy="按金额重算执行率得分，或更正金额",
        function=f302_points,
    ),
    Check(
        code="F304",
        title_passed="执行数不超过预算数",
        title_failed="执行数大于预算数",
        severity=WARNING,
        basis=FORM + "：预算数应为调整后的全年预算数",
        remedy="核对预算数是否已含调整与结转；确有超支的说明原因",
        function=f304_overspent,
    ),
    Check(
        code="F305",
        title_passed="执行率有意义",
        title_failed="预算数为空或为 0",
        severity=ERROR,
        basis="执行率以预算数为分母",
        remedy="填上全年预算数",
        function=f305_no_budget,
    ),
    Check(
        code="F306",
        title_passed="执行率不低，或有说明",
        title_failed="执行率低而没有说明",
        severity=WARNING,
        basis="评分办法的执行率界限（四川 90%；一体化系统 80%）",
        remedy="说明执行率低的原因与改进措施",
        function=f306_low_rate,
    ),
    Check(
        code="F307",
        title_passed="指标得分与执行率相称",
        title_failed="指标得分率远高于执行率",
        severity=WARNING,
        basis=RED_LINE,
        remedy="核对各指标的完成情况，或说明少花钱多办事的原因",
        function=f307_better_than_spending,
    ),
    Check(
        code="F308",
        title_passed="执行率只计一次分",
        title_failed="其中各项也印有执行率得分",
        severity=WARNING,
        basis=FORM + "：执行率得分只在年度资金总额一行",
        remedy="删去其中各项的得分",
        function=f308_components_scored,
    ),
)
