"""一行的判定: 结局、得分比例的区间、公式与代入两行; 由它得出 `RowResult`.

A verdict speaks in shares of the weight and knows nothing of points; `settle` turns
it into points, rounded once, with the third line (结果).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from indicators.evaluation import Deduction
from scoring.comparison import Measured, Unmeasured
from scoring.formula import Formula, Variable, variables, weighted
from scoring.readings.exact import evaluate
from scoring.readings.explain import (
    WORDS,
    compared,
    in_numbers,
    in_words,
    near,
    number,
    take,
)
from scoring.result import (
    COMPUTED,
    JUDGED,
    MISSING,
    NOT_APPLICABLE,
    UNVERIFIABLE,
    RowResult,
)
from scoring.rounding import Rounding, places, rounded

if TYPE_CHECKING:
    from scoring.policy import RuleUse

NOTHING, WHOLE = Fraction(0), Fraction(1)


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
    if other != low:
        doubt = doubtful(Unmeasured(UNVERIFIABLE, measured.doubt))
        return evolve(doubt, assumptions=measured.assumptions)
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
        return formula, facts, f"得满分 {weight}"
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


def settle(
    verdict: Verdict,
    row: RowResult,
    rounding: Rounding,
    deduction: Deduction | None = None,
) -> RowResult:
    """落到分数: shares times the weight, rounded once, less a manual deduction.

    A weight with more decimals than the policy keeps is not cut: the points get as
    many decimals as the weight has, so a target that is met earns exactly the weight.
    """
    base = evolve(
        row,
        outcome=verdict.outcome,
        assumptions=(*row.assumptions, *verdict.assumptions),
        met=verdict.met,
    )
    weight = row.weight
    if weight is None or verdict.outcome == NOT_APPLICABLE:
        return evolve(base, explanation=_lines(verdict, _unweighted(verdict)))
    kept = Rounding(max(rounding.places, places(weight)), rounding.mode)
    exact = (Fraction(weight) * verdict.low, Fraction(weight) * verdict.high)
    low, high = (rounded(points, kept) for points in exact)
    result = _result_line(verdict, exact[0], kept, (low, high))
    concession = None
    if deduction is not None:
        low, high = (
            max(Decimal(0), points - deduction.points) for points in (low, high)
        )
        concession = _deducted(deduction)
        result += f"；{concession}，得 {_span(low, high)} 分"
    settled = evolve(base, low=low, high=high, concession=concession, exact=exact)
    return _awarded(settled, _lines(verdict, result))


def _deducted(deduction: Deduction) -> str:
    return f"人工扣 {deduction.points} 分（{deduction.reason or '未说明原因'}）"


def _awarded(row: RowResult, lines: tuple[str, str, str]) -> RowResult:
    """Give computed rows their points, judged rows the stated ones that fit."""
    if row.outcome == UNVERIFIABLE:
        return evolve(row, explanation=lines)
    if row.outcome in {COMPUTED, MISSING} or row.low == row.high:
        return evolve(row, points=row.low, explanation=lines)
    if row.low is None or row.high is None:
        return evolve(row, explanation=lines)
    formula, substitution, result = lines
    fits = row.stated is not None and row.low <= row.stated <= row.high
    if row.stated is None:
        result += "；尚未评定"
    else:
        result += f"；填报 {row.stated} 分，{'在' if fits else '不在'}范围内"
    points = row.stated if fits else None
    return evolve(row, points=points, explanation=(formula, substitution, result))


def _lines(verdict: Verdict, result: str) -> tuple[str, str, str]:
    return (
        f"公式：{verdict.formula}",
        f"代入：{verdict.substitution}",
        f"结果：{result}",
    )


def _unweighted(verdict: Verdict) -> str:
    if verdict.outcome == NOT_APPLICABLE:
        return "不计入分值与得分合计"
    done = {True: "已达到指标值", False: "未达到指标值", None: "是否达到不能判定"}
    return f"{done[verdict.met]}；没有分值，不计算得分"


def _span(low: Decimal, high: Decimal) -> str:
    return f"{low:f}" if low == high else f"{low:f}～{high:f}"


def _result_line(
    verdict: Verdict,
    exact: Fraction,
    kept: Rounding,
    span: tuple[Decimal, Decimal],
) -> str:
    """Write the third line; a rounding is told only where it changed the number."""
    low, high = span
    match verdict.outcome:
        case "judged":
            return f"{_span(low, high)} 分之间由人评定"
        case "unverifiable":
            return f"无法核对，{_span(low, high)} 分都有可能，不予计分"
        case "missing":
            return "得 0 分，本表不完整"
    if exact == low:
        return f"得 {number(exact)} 分"
    return f"{near(exact)}，{kept}，得 {low:f} 分"
