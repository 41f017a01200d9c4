"""核对的登记项: 编号、通过与发现时的说法、轻重、依据、办法、函数."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from attrs import frozen

from auditing.facts.doubted import is_doubted
from auditing.facts.facts import Facts
from auditing.facts.sides import TWO_SIDES
from auditing.finding import (
    PASSED,
    SEVERITIES,
    Fault,
    Finding,
    Outcome,
    Skip,
    Tally,
    Times,
    skip,
)
from indicators.tree import first_groups, lacks_first_level

ERROR, UNEQUAL, WARNING, INFO = SEVERITIES
SYSTEM = "预算管理一体化系统的校验规则（公开代码）"
RULES = "财预〔2020〕10号；评分办法的计分公式"
FORM = "自评表的表下注与栏目含义"
RED_LINE = "预算管理一体化系统预警：（得分率−执行率）÷得分率 > 5%"
"""依据: what several checks rest on."""

T = TypeVar("T")
Exemption = tuple[str, Callable[[T], bool]]
"""不适用的一种情形: the reason that people read, and the test that finds it in a case."""
Function = Callable[[Facts], Iterable[Outcome]]
NO_OCCASION = "表中没有可核对之处"
DOUBTED = "图上没有认准"
UNSCORED: Exemption[Facts] = ("评分办法不计分", lambda facts: not facts.policy.scored)
WEIGHTLESS: tuple[Exemption[Facts], ...] = (
    (
        "分值没有读懂",
        lambda facts: not facts.weighed and "weight" in facts.unread,
    ),
    ("没有一行印有分值", lambda facts: not facts.weighed),
)
UNREAD_WEIGHTS: Exemption[Facts] = (
    "有的分值没有读懂",
    lambda facts: "weight" in facts.unread,
)
ROWS_LEFT_OUT: Exemption[Facts] = (
    "有的行没有读到",
    lambda facts: facts.rows_left_out,
)
INCOME_AND_SPENDING: Exemption[Facts] = (
    TWO_SIDES,
    lambda facts: facts.of_income_and_spending,
)
NO_FIRST_LEVEL: Exemption[Facts] = (
    "表上没有一级指标一栏",
    lambda facts: lacks_first_level(first_groups(facts.evaluation.indicators)),
)
UNREAD_TOTAL: Exemption[Facts] = (
    "总分没有读懂",
    lambda facts: facts.evaluation.total.unknown("stated") is not None,
)
TOTAL_KNOWN: tuple[Exemption[Facts], ...] = (
    UNREAD_TOTAL,
    ("没有印总分", lambda facts: facts.evaluation.total.stated is None),
    ROWS_LEFT_OUT,
    INCOME_AND_SPENDING,
)
"""What several checks do not apply to."""
SILENT = skip("该行没有印得分或分值")
UNREAD_POINTS = skip("该行的得分或分值没有读懂")
"""Why a row has no points to look at."""


def exempt(case: T, exemptions: Iterable[Exemption[T]]) -> Skip | None:
    """Return the first reason why a check does not apply to a case, None where it does.

    >>> exempt(3, [("不是偶数", lambda number: number % 2 == 1)])
    Skip(reason='不是偶数')
    """
    for reason, covers in exemptions:
        if covers(case):
            return skip(reason)
    return None


def unless(
    exemptions: Iterable[Exemption[T]], case: T, outcomes: Iterable[Outcome]
) -> Iterable[Outcome]:
    """Return the outcomes of a case, or the one reason why it has none.

    The outcomes are taken from their iterator only where no exemption covers the case.
    """
    exemption = exempt(case, exemptions)
    return outcomes if exemption is None else (exemption,)


def given(value: T | None) -> T:
    """Return a value that the exemptions of a check have made sure of.

    >>> given(None)
    Traceback (most recent call last):
    LookupError: a check reads a value that none of its exemptions asks for
    """
    if value is None:
        message = "a check reads a value that none of its exemptions asks for"
        raise LookupError(message)
    return value


@frozen(kw_only=True)
class Check:
    """一项核对: 编号, 通过与发现时的说法, 轻重, 依据, 办法, 函数, 不适用的情形.

    It stands at the foot of the module of its function. The function gives an outcome
    for each occasion; it is asked only about tables that no exemption covers.
    """

    code: str
    title_passed: str
    title_failed: str
    severity: str
    basis: str
    remedy: str
    function: Function
    exemptions: tuple[Exemption[Facts], ...] = ()

    def run(self, facts: Facts) -> tuple[list[Finding], Tally]:
        """核对一张表: the findings, and how often it passed, failed, did not apply."""
        exemption = exempt(facts, self.exemptions)
        if exemption is not None:
            return [], Tally(0, 0, 1, (exemption.reason,))
        passed = 0
        findings: list[Finding] = []
        reasons: dict[str, int] = {}
        for outcome in self.function(facts):
            if outcome is PASSED:  # most are: nothing else is asked of them
                passed += 1
            elif isinstance(outcome, Fault):
                if is_doubted(facts.evaluation, outcome.spot.place):
                    reasons[DOUBTED] = reasons.get(DOUBTED, 0) + 1
                else:
                    findings.append(self._finding(outcome))
            else:
                one, times = outcome, 1
                if isinstance(outcome, Times):
                    one, times = outcome.outcome, outcome.times
                if one is PASSED:
                    passed += times
                elif isinstance(one, Skip) and times:
                    reasons[one.reason] = reasons.get(one.reason, 0) + times
        return findings, _tally(passed, len(findings), reasons)

    def _finding(self, fault: Fault) -> Finding:
        return Finding(
            self.code,
            self.severity,
            fault.spot,
            fault.stated,
            fault.expected,
            fault.message,
            self.remedy,
            self.basis,
            fault.points,
        )


def _tally(passed: int, failed: int, reasons: dict[str, int]) -> Tally:
    """Count the outcomes; `reasons` says how often each kept the check from applying."""
    if not (passed or failed or reasons):
        reasons = {NO_OCCASION: 1}
    return Tally(passed, failed, sum(reasons.values()), tuple(reasons))
