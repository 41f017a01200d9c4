"""报告的附录: 各项核对的结果与依据, 评分办法未经查证的取值, 各表共用一份."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from operator import add

from attrs import define, field, frozen

from auditing import AuditResult
from auditing.check import Check
from auditing.finding import CONCLUSIONS, Tally
from auditing.registry import CHECKS
from scoring.policy import Policy


def counted(result: AuditResult) -> str:
    """一张表的核对次数; the checks that did not apply are named."""
    codes: dict[str, list[str]] = {conclusion: [] for conclusion in CONCLUSIONS}
    for code, tally in result.checks.items():
        codes[tally.conclusion].append(code)
    passed, failed, apart = codes.values()
    counts = (
        f"核对 {len(result.checks)} 项：{len(passed)} 项通过，{len(failed)} 项有发现"
    )
    return f"{counts}，{len(apart)} 项不适用（{'、'.join(apart)}）" if apart else counts


@define
class _Sum:
    """一项核对在各表的结果: 通过、有发现、不适用的各几张, 与其次数."""

    tables: dict[str, int] = field(factory=lambda: dict.fromkeys(CONCLUSIONS, 0))
    occasions: list[int] = field(factory=lambda: [0] * len(CONCLUSIONS))
    reasons: dict[str, int] = field(factory=dict)

    def add(self, tally: Tally) -> None:
        """Count one table."""
        conclusion = tally.conclusion
        self.tables[conclusion] += 1
        self.occasions = list(map(add, self.occasions, tally.counts))
        if conclusion == "not_applicable":
            for reason in tally.reasons:
                self.reasons[reason] = self.reasons.get(reason, 0) + 1


@frozen
class Outcome:
    """附录的一行: 核对、结果、不适用的原因."""

    check: Check
    passed: str
    failed: str
    apart: str
    reasons: str


@define
class Appendix:
    """各表合起来的附录."""

    tables: int = 0
    policies: dict[str, Policy] = field(factory=dict)
    sums: defaultdict[str, _Sum] = field(factory=lambda: defaultdict(_Sum))

    def add(self, result: AuditResult) -> None:
        """Count the checks of a table, and remember its policy."""
        self.take(result.result.policy, result.checks)

    def take(self, policy: Policy, checks: Mapping[str, Tally]) -> None:
        """Count the checks of a table that was audited by a policy."""
        self.tables += 1
        self.policies[policy.id] = policy
        for code, tally in checks.items():
            self.sums[code].add(tally)

    @property
    def doubtful(self) -> tuple[Policy, ...]:
        """The policies with values that are not verified."""
        return tuple(policy for policy in self.policies.values() if policy.doubts)

    def outcomes(self) -> Iterator[Outcome]:
        """Every check in the order of the catalogue."""
        for code in CHECKS:
            each = self.sums[code]
            numbers = (
                each.occasions if self.alone else map(each.tables.get, CONCLUSIONS)
            )
            passed, failed, apart = (str(number or "") for number in numbers)
            yield Outcome(CHECKS[code], passed, failed, apart, self._why(each))

    @property
    def alone(self) -> bool:
        """One table: its occasions are counted, else the tables."""
        return self.tables == 1

    def _why(self, each: _Sum) -> str:
        """The reasons, those of the most tables first."""
        if self.alone:
            return "；".join(each.reasons)
        reasons = Counter(each.reasons).most_common()
        return "；".join(f"{reason}（{count} 张）" for reason, count in reasons)
