"""预算执行率: 一行特殊的指标, 由资金行的金额算出."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from indicators.evaluation import Evaluation, FundLine, Funds
from indicators.quantity import Quantity
from scoring.matching import Measured, Unmeasured
from scoring.result import EXECUTION, MISSING, UNVERIFIABLE, RowResult
from scoring.rounding import exact_sum
from scoring.settling import Entry, settle, worth
from scoring.verdict import Verdict, doubtful, measured_verdict

if TYPE_CHECKING:
    from scoring.policy import Policy

PERCENT = Fraction(1, 100)
FULL = Decimal(100)
RATE = "执行率"


def score_execution(
    evaluation: Evaluation, policy: Policy, *, concessions: bool
) -> RowResult | None:
    """计算预算执行率得分; None where the policy or the table does not score it.

    The weight is the one printed on the total line, else the policy's. A budget of 0
    leaves the rate undefined: the row is unverifiable, never a number.
    """
    if policy.execution is None or not policy.scored or not has_room(evaluation):
        return None
    line = evaluation.funds.total or FundLine("年度资金总额")
    weight = policy.execution.points if line.weight is None else line.weight
    entry = Entry((), EXECUTION, line.place, weight, line.stated)
    conceded = concessions and line.accept_stated_rate and line.rate is not None
    verdict = _verdict(evaluation.funds, line, policy, f"{weight:f}", conceded=conceded)
    found = worth(verdict, weight, policy.round("execution"))
    scored = settle(entry, verdict, found, _assumed(line, policy))
    if not conceded:
        return scored
    return evolve(scored, concession=f"以填报执行率 {line.rate} 为准，未按金额计算")


def has_room(evaluation: Evaluation) -> bool:
    """执行率是否算在总分之内: its weight or points are printed, or room is left for it.

    Where the rows already make the whole and one of them is the 执行率 itself, the
    figures beside the funds are the same points once more.
    """
    line, rows = evaluation.funds.total, evaluation.indicators
    weights = exact_sum(row.weight for row in rows if row.weight is not None)
    if weights < (evaluation.total.weight or FULL):
        return True
    printed = line is not None and (line.weight is not None or line.stated is not None)
    return printed and not any(row.name.strip().endswith(RATE) for row in rows)


def _assumed(line: FundLine, policy: Policy) -> tuple[str, ...]:
    """Say where the printed table was followed and not the policy."""
    usual = policy.execution.points if policy.execution else None
    said = []
    if line.weight is not None and line.weight != usual:
        said.append(
            f"表上印的分值为 {line.weight} 分，评分办法为 {usual} 分，按表上计算"
        )
    wanted, other = _denominators(line, policy)
    if wanted[0] is None and other[0] is not None:
        said.append(f"表上没有{wanted[1]}，以{other[1]}为分母")
    return tuple(said)


def _denominators(
    line: FundLine, policy: Policy
) -> tuple[tuple[Quantity | None, str], tuple[Quantity | None, str]]:
    """Give the budget that the policy divides by, and the other one, with their names."""
    both = (line.budget, "全年预算数"), (line.initial, "年初预算数")
    initial = policy.execution is not None and policy.execution.base == "initial"
    return both[::-1] if initial else both


def _verdict(
    funds: Funds, line: FundLine, policy: Policy, weight: str, *, conceded: bool
) -> Verdict:
    use = policy.rules["execution"]
    (wanted, name), (other, _) = _denominators(line, policy)
    budget = wanted or other
    if conceded and line.rate is not None:
        rate = stated_rate(line.rate)
        values = {"spent": rate, "budget": Fraction(1)}
        texts = {"spent": f"{line.rate}", "budget": "100%"}
        return measured_verdict(Measured("execution", values, texts), use, weight)
    if budget is None or line.spent is None:
        absent = name if budget is None else "全年执行数"
        if line.rate is None:
            return doubtful(Unmeasured(MISSING, f"{absent}为空，执行率无从计算"))
        reason = f"{absent}为空，只印有执行率 {line.rate}，无从核对"
        return doubtful(Unmeasured(UNVERIFIABLE, reason))
    if budget.base[0] <= 0:
        reason = f"{name}为 {budget}，执行率没有意义，不予计算"
        return doubtful(Unmeasured(UNVERIFIABLE, reason))
    texts = {"spent": str(line.spent), "budget": str(budget)}
    both = comparable(funds.dressed(line.spent), funds.dressed(budget))
    values = dict(zip(texts, both, strict=True))
    return measured_verdict(Measured("execution", values, texts), use, weight)


def comparable(spent: Quantity, budget: Quantity) -> tuple[Fraction, Fraction]:
    """Bring two amounts to one unit; where only one says its unit, both have it."""
    if spent.unit == budget.unit or bool(spent.unit) != bool(budget.unit):
        return Fraction(spent.value), Fraction(budget.value)
    return spent.base[0], budget.base[0]


def stated_rate(rate: Quantity) -> Fraction:
    """读印出的执行率: 98.63% 为 0.9863; 没有百分号的, 大于 1 视为百分数.

    >>> from decimal import Decimal
    >>> stated_rate(Quantity(Decimal("98.63"), "%")), stated_rate(Quantity(Decimal(1)))
    (Fraction(9863, 10000), Fraction(1, 1))
    """
    value, unit = rate.base
    return value * PERCENT if unit == "%" or value > 1 else value
