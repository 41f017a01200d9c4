"""一行的判定: 结局、得分比例的区间、公式与代入两行; 由它得出 `RowResult`.

A verdict speaks in shares of the weight and knows nothing of points; `settling` turns
it into points, rounded once, with the third line (结果).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from scoring.formula import Formula, Variable, variables, weighted
from scoring.matching import Measured, Unmeasured
from scoring.readings.exact import evaluate
from scoring.readings.explain import (
    WORDS,
    compared,
    in_numbers,
    in_words,
    take,
)
from scoring.result import (
    COMPUTED,
    JUDGED,
    MISSING,
    NOT_APPLICABLE,
    UNVERIFIABLE,
)

if TYPE_CHECKING:
    from scoring.policy_parts import RuleUse

NOTHING, WHOLE = Fraction(0), Fraction(1)
UNPRINTED = "分值"
"""What stands for the weight in the wording where none is printed."""


@frozen
class Verdict:
    """判定. `low` 与 `high` 为得分占分值的比例; `reason` 说明为何不能计算."""

    outcome: str
    low: Fraction
    high: Fraction
    formula: str
    substitution: str
    assumptions: tuple[str, ...] = ()
    reason: str = ""
    met: bool | None = None


@lru_cache(maxsize=256)
def share_formula(use: RuleUse) -> Formula:
    """Read a policy's rule as a formula of the share, once."""
    return use.rule.formula(use.parameters)


def measured_verdict(measured: Measured, use: RuleUse, weight: str) -> Verdict:
    """判定可比的一行: compute both ends, and say which branch was taken."""
    share = share_formula(use)
    low = evaluate(share, measured.values)
    other = evaluate(share, measured.other) if measured.other else low
    if measured.kind == "between" and measured.other and low < WHOLE:
        other = WHOLE  # 两端都在区间之外，中间仍可能在内
    if other != low:
        return _between(measured, min(low, other), max(low, other))
    judged = use.rule.judged and low < WHOLE
    formula, facts, substitution = _worded(share, measured, weight)
    return Verdict(
        JUDGED if judged else COMPUTED,
        low,
        WHOLE if judged else low,
        use.rule.title if judged else formula,
        facts if judged else "；".join(filter(None, (facts, substitution))),
        measured.assumptions,
        met=low >= WHOLE,
    )


def _between(measured: Measured, low: Fraction, high: Fraction) -> Verdict:
    """判定只知道大概的一行: surely missed leaves a range, else anything is possible."""
    doubt = doubtful(Unmeasured(UNVERIFIABLE, measured.doubt))
    if high >= WHOLE or measured.kind == "between":
        return evolve(doubt, assumptions=measured.assumptions)
    return Verdict(
        JUDGED,
        low,
        high,
        "两端都未达到指标值，得分在两端所得之间",
        measured.doubt,
        measured.assumptions,
        met=False,
    )


def _worded(share: Formula, measured: Measured, weight: str) -> tuple[str, str, str]:
    """Word the branch that was taken: 公式, the facts that led there, 代入."""
    path = take(share, measured.values)
    points = weighted(path.expression)
    told = {(c.left, c.sign): c for c in path.conditions}.values()
    texts = measured.texts | {"weight": weight}
    conditions = "，".join(compared(c, WORDS.__getitem__) for c in told)
    formula = f"得分 = {in_words(points)}" + (f"（{conditions}）" if conditions else "")
    facts = texts.get("late", "")
    if not facts and set(variables(points)) <= {"weight"}:
        facts = "，".join(compared(c, texts.__getitem__) for c in told)
    if points == Variable("weight"):
        return formula, facts, "得满分" + (f" {weight}" if weight != UNPRINTED else "")
    return formula, facts, in_numbers(points, texts)


def doubtful(found: Unmeasured) -> Verdict:
    """判定不可比的一行: 未填、无法核对、不适用, 各说明原因."""
    whole = WHOLE if found.outcome == UNVERIFIABLE else NOTHING
    lead = {
        UNVERIFIABLE: "指标值与实际完成值不能比较，没有公式可用",
        MISSING: "未填的行不得分",
        NOT_APPLICABLE: "不适用的行不计分",
    }[found.outcome]
    return Verdict(
        found.outcome,
        NOTHING,
        whole,
        lead,
        found.reason,
        reason=found.reason,
    )
