"""执行率等于金额之比 (F301); 各项核对共用的执行率."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditing.check import FORM, UNEQUAL, Check, given
from auditing.facts.amounts import Pair, rate_readings, split
from auditing.facts.facts import Facts
from auditing.facts.standing import holds, rounding_of
from auditing.finding import PASSED, Fault, Outcome, direction, points
from indicators.quantity import Quantity
from scoring.rounding import Interval

CENT = 100


def f301_rate(facts: Facts) -> Iterator[Outcome]:
    """执行率等于执行数÷预算数 (表下注: 执行率(B/A)).

    Passes where the quotient, or one that the printed amounts may stand for, gives the
    printed rate in some rounding; else fails.
    """
    yield _rate_fault(facts) if rate_differs(facts) else PASSED


def rate_differs(facts: Facts) -> bool:
    """Tell whether a rate is printed that the amounts do not give."""
    line, pair = facts.line, facts.pair
    if line is None or line.rate is None or pair is None:
        return False
    return not _agrees(line.rate, pair)


def _agrees(printed: Quantity, pair: Pair) -> bool:
    """Tell whether the rate of two amounts, rounded in any way, is the printed one.

    Amounts that are printed with decimals stand for what rounds to them.
    """
    if pair.rate is None:
        return False
    number, span = printed.value, pair.span
    for scale, _ in rate_readings(printed):
        if rounding_of(number, pair.rate * scale):
            return True
        if span and holds(number, Interval(span.low * scale, span.high * scale)):
            return True
    return False


def _rate_fault(facts: Facts) -> Fault:
    line, pair = given(facts.line), given(facts.pair)
    printed, exact = given(line.rate), given(pair.rate)
    share = f"{percent(exact)}%"
    stated = rate_readings(printed)[0][1]
    hint = "；与执行数 ÷ 年初预算数相符" if _by_first_budget(facts) else ""
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
    if first is None or first.budget == pair.budget:
        return False
    return _agrees(given(line.rate), first)


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
            ("没有印执行率", lambda f: f.line is None or f.line.rate is None),
            ("预算数或执行数为空或为 0，执行率无从计算", lambda f: rate_of(f) is None),
        ),
    ),
)
