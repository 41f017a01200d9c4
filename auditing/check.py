"""核对的登记项: 编号、通过与发现时的说法、轻重、依据、办法、函数."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from auditing.facts.facts import Facts
from auditing.finding import PASSED, Fault, Finding, Outcome, Skip, Tally

Function = Callable[[Facts], Iterable[Outcome]]
NO_OCCASION = Skip("表中没有可核对之处")


@frozen
class Check:
    """一项核对."""

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
