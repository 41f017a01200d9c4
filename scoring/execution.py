"""预算执行率: 一行特殊的指标, 由资金行的金额算出."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from indicators.evaluation import Evaluation, FundLine, Funds
from indicators.exact import Fraction
from indicators.quantity import Quantity
from scoring.matching import Assumptions, Measured, Unmeasured, unmeasured
from scoring.reasons import Assumption, Unmeasurable
from scoring.result import EXECUTION, RowResult
from scoring.rounding import exact_sum
from scoring.ruling import Ruling, rule_on_nothing, rule_on_numbers
from scoring.settling import PrintedRow, settle, worth
from scoring.wording import UNPRINTED

if TYPE_CHECKING:
    from scoring.policy import Policy

PERCENT = Fraction(1, 100)
FULL = Decimal(100)
RATE = "执行率"
BUDGET, INITIAL = BASES = ("budget", "initial")
"""The budgets that a policy may divide by."""


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
    weight = _weight(evaluation, line, policy.execution.points)
    entry = PrintedRow((), EXECUTION, line.place, weight, line.stated)
    conceded = concessions and line.accept_stated_rate and line.rate is not None
    printed = UNPRINTED if weight is None else f"{weight:f}"
    ruling = _ruling(evaluation.funds, line, policy, printed, conceded=conceded)
    found = worth(ruling, weight, policy.round("execution"))
    scored = settle(entry, ruling, found, _assumed(line, policy, weight))
    if not conceded:
        return scored
    return evolve(scored, concession=f"以填报执行率 {line.rate} 为准，未按金额计算")


def _weight(evaluation: Evaluation, line: FundLine, usual: Decimal) -> Decimal | None:
    """The weight printed on the total line, else the usual one; None if unread."""
    if line.unknown("weight"):
        return None
    printed = line.weight
    return usual if printed is None or _crowds(evaluation, printed, usual) else printed


def _crowds(evaluation: Evaluation, printed: Decimal, usual: Decimal) -> bool:
    """Tell whether a printed weight passes the whole that the usual one makes: 100 of 10."""
    return printed > usual == room(evaluation)


def room(evaluation: Evaluation) -> Decimal:
    """各行的分值之外, 满分还剩多少."""
    rows = evaluation.indicators
    weights = exact_sum([row.weight for row in rows if row.weight is not None])
    return exact_sum((evaluation.total.weight or FULL, weights.copy_negate()))


def has_room(evaluation: Evaluation) -> bool:
    """执行率是否算在总分之内: its weight or points are printed, or room is left for it.

    Where the rows already make the whole and one of them is the 执行率 itself, the
    figures beside the funds are the same points once more.
    """
    line, rows = evaluation.funds.total, evaluation.indicators
    if room(evaluation) > 0:
        return True
    printed = line is not None and (line.weight is not None or line.stated is not None)
    return printed and not any(row.name.strip().endswith(RATE) for row in rows)


def _assumed(line: FundLine, policy: Policy, weight: Decimal | None) -> Assumptions:
    """Say where the printed table was followed and not the policy."""
    usual = policy.execution.points if policy.execution else None
    assumed = []
    if line.weight is not None and line.weight != usual:
        followed = (
            Assumption.PRINTED_WEIGHT if weight != usual else Assumption.USUAL_WEIGHT
        )
        assumed.append(followed.of(line.weight, usual))
    wanted, other = _denominators(line, _base(policy))
    if wanted[0] is None and other[0] is not None:
        assumed.append(Assumption.OTHER_BUDGET.of(wanted[1], other[1]))
    return tuple(assumed)


def _base(policy: Policy) -> str:
    """Say which budget the policy divides by: budget or initial."""
    return BUDGET if policy.execution is None else policy.execution.base


def _denominators(
    line: FundLine, base: str
) -> tuple[tuple[Quantity | None, str], tuple[Quantity | None, str]]:
    """Give the budget to divide by, and the other one, with their names."""
    both = (line.budget, "全年预算数"), (line.initial, "年初预算数")
    return both[::-1] if base == INITIAL else both


def _ruling(
    funds: Funds, line: FundLine, policy: Policy, weight: str, *, conceded: bool
) -> Ruling:
    """Rule on the rate: the conceded printed one, else spent by budget."""
    use = policy.rules["execution"]
    if conceded and line.rate is not None:
        values = {"spent": stated_rate(line.rate), "budget": Fraction(1)}
        texts = {"spent": f"{line.rate}", "budget": "100%"}
        return rule_on_numbers(Measured("execution", values, texts), use, weight)
    found = compare_amounts(funds, line, _base(policy))
    if isinstance(found, Unmeasured):
        return rule_on_nothing(found)
    return rule_on_numbers(found, use, weight)


def compare_amounts(funds: Funds, line: FundLine, base: str) -> Measured | Unmeasured:
    """对照执行数与预算数. `base` is the budget that a policy divides by."""
    (wanted, name), (other, _) = _denominators(line, base)
    if unread := line.unknown(base, "spent"):
        return unmeasured(Unmeasurable.UNREAD, *unread)
    budget = wanted or other
    if budget is None or line.spent is None:
        return _absent(line, name if budget is None else "全年执行数")
    if budget.base[0] <= 0:
        return unmeasured(Unmeasurable.NO_BUDGET, name, budget)
    texts = {"spent": str(line.spent), "budget": str(budget)}
    both = comparable(funds.with_unit(line.spent), funds.with_unit(budget))
    return Measured("execution", dict(zip(texts, both, strict=True)), texts)


def _absent(line: FundLine, name: str) -> Unmeasured:
    """Say why a line without the amount of this name has no rate."""
    if line.rate is None:
        return unmeasured(Unmeasurable.NO_AMOUNT, name)
    return unmeasured(Unmeasurable.RATE_ONLY, name, line.rate)


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
