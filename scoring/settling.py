"""落到分数: 判定的比例乘以分值, 舍入一次, 写出结果一行."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from indicators.evaluation import Deduction
from scoring.readings.explain import near, number
from scoring.result import (
    COMPUTED,
    MISSING,
    NOT_APPLICABLE,
    UNVERIFIABLE,
    RowResult,
)
from scoring.rounding import Rounding, places, rounded
from scoring.verdict import Verdict


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
