"""资金: 执行率、执行率得分、合计与各项 (F301-F308)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from auditing.amounts import COLUMNS, Amount, amount, rate, rate_readings, split
from auditing.facts import Facts
from auditing.finding import PASSED, Fault, Outcome, Skip, Spot, direction, points
from auditing.standing import rounding_of, standing
from auditing.sums import total
from indicators.evaluation import FundLine

CENT = 100
TOLERANCE = Fraction(5, 100)
"""Source of F307: the 一体化 system's red line, (S/ΣW − E) ÷ (S/ΣW) > 5 %."""
ABOUT_MONEY = "资金|执行|预算|支付|拨付|支出|结余|结转|尾款|付款|报账|采购|合同"


def f301_rate(facts: Facts) -> Iterator[Outcome]:
    """印出的执行率等于执行数除以预算数."""
    line = facts.line
    if line is None or line.rate is None:
        yield Skip("没有印执行率")
        return
    exact = rate(line, _base(facts))
    if exact is None:
        yield Skip("预算数或执行数为空或为 0，执行率无从计算")
    elif _agrees(line, exact):
        yield PASSED
    else:
        yield _rate_fault(facts, line, exact)


def _base(facts: Facts) -> str:
    return facts.policy.execution.base if facts.policy.execution else "budget"


def _agrees(line: FundLine, exact: Fraction) -> bool:
    """Tell whether the exact rate, rounded in any way, is the printed one."""
    if line.rate is None:
        return False
    values = (exact * scale for scale, _ in rate_readings(line.rate))
    return any(rounding_of(line.rate.value, value) for value in values)


def _rate_fault(facts: Facts, line: FundLine, exact: Fraction) -> Fault:
    spent, budget = split(line, _base(facts)) or (Fraction(0), Fraction(0))
    share = f"{_percent(exact)}%"
    first = rate(line, "initial") if line.initial else None
    hint = ""
    if first is not None and first != exact and _agrees(line, first):
        hint = "；与执行数 ÷ 年初预算数相符"
    stated = rate_readings(line.rate)[0][1] if line.rate else Fraction(0)
    return Fault(
        facts.execution_spot,
        f"填报执行率 {line.rate}，执行数 {points(spent)} ÷ 预算数 {points(budget)} = "
        f"{share}，{direction(stated, _percent_exact(exact))} 个百分点{hint}",
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
    row = facts.execution
    if row is None or row.stated is None:
        yield Skip("没有印执行率得分，或评分办法不计分")
        return
    if row.outcome != "computed" or row.low is None:
        yield Skip("执行率无从计算")
        return
    if standing(row, execution=True) != "F302":
        yield PASSED
        return
    yield Fault(
        facts.execution_spot,
        f"填报执行率得分 {points(row.stated)}，按金额应得 {points(row.low)} 分，"
        f"{direction(row.stated, row.low)} 分；{row.explanation[1][3:]}",
        points(row.stated),
        points(row.low),
        abs(Fraction(row.stated - row.low)),
    )


def f303_components(facts: Facts) -> Iterator[Outcome]:
    """资金合计等于其中各项之和 (年初预算、全年预算、执行)."""
    line = facts.line
    parts = [part for part in facts.evaluation.funds.lines if part is not line]
    if line is None or not parts:
        yield Skip("没有印其中各项")
        return
    if sum("其中" in part.label for part in parts) > 1:
        yield Skip("各项之中另有“其中”，层次不明")
        return
    for column, name in COLUMNS.items():
        yield _column(facts, line, parts, column, name)


def _column(
    facts: Facts, line: FundLine, parts: list[FundLine], column: str, name: str
) -> Outcome:
    """Compare one column; a blank beside printed figures leaves the sum open."""
    whole = amount(line, column)
    printed_parts = [amount(part, column) for part in parts]
    known = [part for part in printed_parts if part is not None]
    if whole is None or not known:
        return Skip(f"{name}没有印全")
    if len({part.unit for part in (whole, *known)}) > 1:
        return Skip(f"{name}的单位不一")
    places = max(part.places for part in (whole, *known))
    slack = Fraction(len(known) + 1, 2 * 10**places)
    summed = total(part.value for part in known)
    gap = whole.value - summed
    if abs(gap) < slack:
        return PASSED
    if gap > 0 and _open(parts, printed_parts):
        return Skip(f"{name}有的项没有印")
    return Fault(
        facts.execution_spot,
        f"{name}合计 {points(whole.value)}，其中各项之和 {points(summed)}，"
        f"合计{direction(whole.value, summed)}",
        points(whole.value),
        points(summed),
    )


def _open(parts: list[FundLine], found: list[Amount | None]) -> bool:
    """Tell whether a line that has other figures is blank in this column."""
    return any(
        value is None and any(amount(part, column) for column in COLUMNS)
        for part, value in zip(parts, found, strict=True)
    )


def f304_overspent(facts: Facts) -> Iterator[Outcome]:
    """执行数不超过全年预算数."""
    for line in facts.evaluation.funds.lines:
        pair = split(line, "budget")
        if pair is None or line.budget is None:
            yield Skip("全年预算数或执行数为空")
            continue
        spent, budget = pair
        if spent <= budget:
            yield PASSED
            continue
        yield Fault(
            _spot(facts, line),
            f"执行数 {points(spent)} 大于全年预算数 {points(budget)}，"
            f"{direction(spent, budget)}",
            points(spent),
            points(budget),
        )


def _spot(facts: Facts, line: FundLine) -> Spot:
    if line is facts.line:
        return facts.execution_spot
    return Spot(line.label, (), line.place)


def f305_no_budget(facts: Facts) -> Iterator[Outcome]:
    """预算数不为空, 不为 0: 否则执行率没有意义."""
    line = facts.line
    if line is None or (line.spent is None and line.rate is None):
        yield Skip("没有印执行数与执行率")
        return
    budget = line.initial or line.budget if _base(facts) == "initial" else line.budget
    if budget is None and line.initial is not None:
        yield Skip("只印有年初预算数")
    elif budget is not None and budget.value > 0:
        yield PASSED
    else:
        word = "为空" if budget is None else f"为 {budget}"
        yield Fault(
            facts.execution_spot,
            f"预算数{word}，执行率没有意义"
            + (f"，表上印 {line.rate}" if line.rate is not None else ""),
            None if budget is None else str(budget),
            "大于 0",
        )


def f306_low_rate(facts: Facts) -> Iterator[Outcome]:
    """执行率低于评分办法的界限时, 有说明."""
    limit, line = facts.policy.low_execution, facts.line
    if limit is None:
        yield Skip("评分办法没有执行率界限")
        return
    exact = rate(line, _base(facts)) if line else None
    if line is None or exact is None:
        yield Skip("执行率无从计算")
    elif exact >= limit.share or _explained(facts):
        yield PASSED
    elif not facts.ended:
        yield Skip("没有读到总分行，说明可能在其后")
    elif any(isinstance(outcome, Fault) for outcome in f301_rate(facts)):
        yield Skip("填报执行率与金额不一致，见 F301")
    else:
        yield Fault(
            facts.execution_spot,
            f"执行率 {_percent(exact)}%，低于 {_percent(limit.share)}%，没有说明原因",
            f"{_percent(exact)}%",
            f"不低于 {_percent(limit.share)}%",
        )


def _explained(facts: Facts) -> bool:
    said = [row.note for row in facts.rows]
    return any(re.search(ABOUT_MONEY, note) for note in said)


def f307_better_than_spending(facts: Facts) -> Iterator[Outcome]:
    """指标得分率不比执行率高出太多."""
    exact = rate(facts.line, _base(facts)) if facts.line else None
    rows = [row for row in facts.rows if not row.detail]
    stated = [row.indicator.stated for row in rows]
    if exact is None or not facts.execution_counts:
        yield Skip("执行率无从计算，或不计分")
    elif not facts.whole:
        yield Skip("各行分值合计不是满分，得分率无从计算")
    elif any(number is None for number in stated) or not facts.weights:
        yield Skip("有的行没有印得分")
    else:
        yield _balance(facts, total(stated) / facts.weights, exact)


def _balance(facts: Facts, share: Fraction, exact: Fraction) -> Outcome:
    if share <= 0 or (share - exact) / share <= TOLERANCE:
        return PASSED
    return Fault(
        facts.execution_spot,
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
            Spot(part.label, (), part.place),
            f"其中一项也印有得分 {points(part.stated)}，加入总分会重复计算",
            points(part.stated),
            "不计分",
        )
