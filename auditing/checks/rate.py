"""执行率等于金额之比 (F301); 各项核对共用的执行率."""

from __future__ import annotations

from collections.abc import Iterator

from auditing.check import FORM, UNEQUAL, Check, given
from auditing.facts.amounts import PERCENT, Pair, rate_readings, split
from auditing.facts.excuses import SLIGHT, Excuse, excuse, nears, point
from auditing.facts.facts import Facts
from auditing.finding import PASSED, Fault, Outcome, direction, points
from indicators.exact import Fraction
from indicators.quantity import Quantity

CENT = 100


def f301_rate(facts: Facts) -> Iterator[Outcome]:
    """执行率等于执行数÷预算数 (表下注: 执行率(B/A)).

    Passes where rounding takes the quotient, or one that the printed amounts may stand
    for, to the printed rate; else fails.
    """
    yield _rate_fault(facts) if rate_differs(facts) else PASSED


def rate_differs(facts: Facts) -> bool:
    """Tell whether a rate is printed that the amounts do not give."""
    found = rate_excuse(facts)
    return found is not None and not found.accepted


def rate_excuse(facts: Facts) -> Excuse | None:
    """由舍入说不说得通印出的执行率; None without a printed rate, or without both amounts."""
    line, pair = facts.line, facts.pair
    if line is None or line.rate is None or pair is None or pair.rate is None:
        return None
    return _excused(line.rate, pair)


def _excused(printed: Quantity, pair: Pair) -> Excuse:
    """Hold a rate against two amounts, in each of its readings.

    Amounts that are printed with decimals stand for what rounds to them.
    """
    exact = given(pair.rate)
    found = []
    for scale, _ in rate_readings(printed):
        for span in filter(None, (point(exact), pair.span)):
            if nears(printed.value, span.times(scale), most=None):
                return Excuse(accepted=True)
        slight = SLIGHT * scale / PERCENT
        found.append(excuse(printed.value, exact * scale, slight=slight))
    return next((each for each in found if each.accepted), found[0])


def rate_rounded(facts: Facts) -> Fault | None:
    """印出的执行率只差舍入; None where it is rounded half up, or does not follow."""
    found = rate_excuse(facts)
    if found is None or not (found.accepted and found.way):
        return None
    printed, exact = given(given(facts.line).rate), given(given(facts.pair).rate)
    stated, share = rate_readings(printed)[0][1], percent_exact(exact)
    message = (
        f"填报执行率 {printed}，按金额为 {percent(exact)}%，"
        f"{direction(stated, share)} 个百分点；{found.way}可得此数"
    )
    spot = facts.execution_spot("rate")
    return Fault(spot, message, str(printed), f"{percent(exact)}%")


def _rate_fault(facts: Facts) -> Fault:
    line, pair = given(facts.line), given(facts.pair)
    printed, exact = given(line.rate), given(pair.rate)
    share = f"{percent(exact)}%"
    stated = rate_readings(printed)[0][1]
    hint = "；与执行数 ÷ 年初预算数相符" if _by_first_budget(facts) else ""
    hint = hint or _excused(printed, pair).named
    return Fault(
        facts.execution_spot("rate"),
        f"填报执行率 {printed}，执行数 {points(pair.spent)} ÷ 预算数 "
        f"{points(pair.budget)} = {share}，"
        f"{direction(stated, percent_exact(exact))} 个百分点{hint}",
        str(printed),
        share,
    )


def _by_first_budget(facts: Facts) -> bool:
    """Tell whether another budget, the one of the year's beginning, gives the rate."""
    line, pair = given(facts.line), given(facts.pair)
    first = split(facts.evaluation.funds, line, "initial") if line.initial else None
    if first is None or first.rate is None or first.budget == pair.budget:
        return False
    return _excused(given(line.rate), first).accepted


def percent_exact(share: Fraction) -> Fraction:
    """Return a share in percent, to hundredths of a percent, half up."""
    return Fraction(_cents(share * CENT), CENT)


def _cents(value: Fraction) -> int:
    """Give hundredths, half up."""
    return (2 * value * CENT + 1).__floor__() // 2


def percent(share: Fraction) -> str:
    """Write a share in percent, to hundredths of a percent, half up."""
    return points(percent_exact(share))


def rate_of(facts: Facts) -> Fraction | None:
    """Return 执行数 ÷ 预算数; None where an amount is missing or the budget is 0."""
    return facts.pair.rate if facts.pair else None


def unread_amounts(facts: Facts) -> bool:
    """Tell whether an amount or the rate of the total was not understood."""
    values = ("initial", "budget", "spent", "rate")
    return facts.line is not None and facts.line.unknown(*values) is not None


CHECKS = (
    Check(
        code="F301",
        title_passed="执行率等于执行数÷预算数",
        title_failed="执行率与金额不一致",
        severity=UNEQUAL,
        basis=FORM + "：执行率(B/A)",
        remedy="核对全年预算数、全年执行数与执行率，改正有误的一处",
        function=f301_rate,
        exemptions=(
            ("执行率或金额没有读懂", unread_amounts),
            ("没有读到执行率", lambda f: f.line is None or f.line.rate is None),
            ("预算数或执行数为空或为 0，执行率无从计算", lambda f: rate_of(f) is None),
        ),
    ),
)
