"""核对的登记项: 编号、通过与发现时的说法、轻重、依据、办法、函数."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from auditing.facts.facts import Facts
from auditing.finding import PASSED, SEVERITIES, Fault, Finding, Outcome, Skip, Tally

ERROR, UNEQUAL, WARNING, INFO = SEVERITIES
SYSTEM = "预算管理一体化系统的校验规则（公开代码）"
RULES = "财预〔2020〕10号；评分办法的计分公式"
FORM = "自评表的表下注与栏目含义"
RED_LINE = "预算管理一体化系统预警：（得分率−执行率）÷得分率 > 5%"
"""依据: what several checks rest on."""

Function = Callable[[Facts], Iterable[Outcome]]
NO_OCCASION = Skip("表中没有可核对之处")


@frozen(kw_only=True)
class Check:
    """一项核对: 编号, 通过与发现时的说法, 轻重, 依据, 办法, 函数.

    It stands at the foot of the module of its function.
    """

    code: str
    title_passed: str
    title_failed: str
    severity: str
    basis: str
    remedy: str
    function: Function

    def run(self, facts: Facts) -> tuple[list[Finding], Tally]:
        """核对一张表: the findings, and how often it passed, failed, did not apply."""
        passed, findings = 0, []
        reasons: dict[str, None] = {}
        skipped = 0
        for outcome in self.function(facts):
            if outcome is PASSED:
                passed += 1
            elif isinstance(outcome, Skip):
                if outcome.times:
                    skipped += outcome.times
                    reasons[outcome.reason] = None
            elif isinstance(outcome, Fault):
                findings.append(self._finding(outcome))
            else:
                passed += outcome.times
        if not (passed or skipped or findings):
            # A check without any occasion did not apply, and says so.
            skipped, reasons = 1, {NO_OCCASION.reason: None}
        return findings, Tally(passed, len(findings), skipped, tuple(reasons))

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
