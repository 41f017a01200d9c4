"""审核一张表: 它自己对得上吗; 对不上的, 差多少, 在哪一格.

The policy is the caller's, else it follows from the form. Concessions that the data
file records are not granted: they are what an audit looks at. A deduction that the
table itself prints (扣减分数) is part of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from auditing.check import Check
from auditing.facts.facts import Facts, gather
from auditing.finding import Finding, Tally, worst_first
from auditing.registry import CHECKS, WITHOUT_RESULTS
from auditing.results.panel import Panel, panel
from auditing.results.reproduce import Reproduction, reproduce
from auditing.sorts import Sort, sort_of
from auditing.strict import strictly_scored
from indicators.evaluation import Evaluation
from scoring.choice import Choice, choose
from scoring.policy import Policy, load_policy
from scoring.result import Result

if TYPE_CHECKING:
    from auditing.second_reader import SecondReading


@frozen
class AuditResult:
    """审核结果. `findings` 由重到轻 (所涉分数在先); `checks` 为每项核对的次数.

    `second_readings` are the readings of doubted cells of a scan with which the numbers
    of the table agree; the doubts say so too.
    """

    choice: Choice
    facts: Facts
    findings: tuple[Finding, ...]
    checks: dict[str, Tally]
    second_readings: tuple[SecondReading, ...] = ()

    @property
    def result(self) -> Result:
        """The strict recomputation that the audit rests on."""
        return self.facts.result

    @cached_property
    def sort(self) -> Sort:
        """自评表, 绩效目标表, or a blank of either."""
        return sort_of(self.facts.evaluation)

    @cached_property
    def unfilled(self) -> tuple[Finding, ...]:
        """没有填完之处, whatever else was found."""
        return self.of("C")

    @property
    def finished(self) -> bool:
        """填好的自评表: nothing that the form asks for is missing."""
        return self.sort is Sort.SELF_EVALUATION and not self.unfilled

    @cached_property
    def panel(self) -> Panel:
        """合计栏; made when it is first used."""
        made = panel(self.facts)
        return made if self.sort.judged else made.unjudged

    @cached_property
    def reproduction(self) -> Reproduction:
        """Which readings of the rules give the stated points; made at first use."""
        return reproduce(self.facts)

    def of(self, *codes: str) -> tuple[Finding, ...]:
        """Give the findings of some codes, or of families (“P”)."""
        return tuple(f for f in self.findings if f.code.startswith(codes))


def audit(
    evaluation: Evaluation,
    policy: Policy | None = None,
    *,
    approved: Evaluation | None = None,
    last_year: Evaluation | None = None,
    monitoring: Evaluation | None = None,
) -> AuditResult:
    """审核一张表.

    >>> from decimal import Decimal
    >>> from indicators.evaluation import Indicator
    >>> row = Indicator(("产出指标", "数量指标"), "建设完成率", "≥100%", "83%",
    ...                 Decimal("0.8"), Decimal("0.8"), variance_note="疫情")
    >>> [f.message for f in audit(Evaluation(indicators=(row,))).of("P")]
    ['未达到指标值，填报满分 0.8 分，按公式应得 0.66 分，多 0.14 分；0.8 × 83% ÷ 100%；表上说明：疫情']
    """
    choice = choose(evaluation) if policy is None else Choice(policy.id, "指定")
    chosen = load_policy(choice.policy) if policy is None else policy
    again: tuple[SecondReading, ...] = ()
    if any(doubt.recognised for doubt in evaluation.warnings):
        from auditing.second_reader import read_again

        evaluation, again = read_again(evaluation, chosen)
    result = strictly_scored(evaluation, chosen)
    facts = gather(result, approved, last_year, monitoring)
    made = _checked(choice, facts, CHECKS, _no_results(sort_of(evaluation)))
    return evolve(made, second_readings=again) if again else made


def _no_results(sort: Sort) -> Tally | None:
    """Why what looks at results does not apply to a table of targets, or of July."""
    if sort.judged:
        return None
    return Tally(0, 0, 1, (f"本表是{sort.value}，没有全年的结果",))


def concluded(choice: Choice, result: Result, codes: Iterable[str]) -> AuditResult:
    """作出其中几项核对的结论: those of the registry that have these codes."""
    return _checked(choice, gather(result), {code: CHECKS[code] for code in codes})


def _checked(
    choice: Choice,
    facts: Facts,
    asked: Mapping[str, Check],
    unasked: Tally | None = None,
) -> AuditResult:
    """Run checks over what is known of a table.

    `unasked` is the tally of those that ask for results, where there are none.
    """
    findings: list[Finding] = []
    checks: dict[str, Tally] = {}
    for code, check in asked.items():
        if unasked is not None and code not in WITHOUT_RESULTS:
            checks[code] = unasked
            continue
        found, checks[code] = check.run(facts)
        findings.extend(found)
    ordered = tuple(sorted(findings, key=worst_first))
    return AuditResult(choice, facts, ordered, checks)


def dump(audited: AuditResult, source: dict[str, str] | None = None) -> dict[str, Any]:
    """写成 ziping.audit/1 的 JSON 结构. `source` 为 {"path", "sha256"}."""
    from auditing.results.contract import document

    return document(audited, source)
