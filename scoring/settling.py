"""落到分数: 判定的比例乘以分值, 舍入一次, 写出结果一行."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, frozen

from indicators.evaluation import Deduction, Indicator
from indicators.exact import Fraction
from indicators.place import Place
from scoring.explanation import Explanation
from scoring.matching import Assumptions
from scoring.readings.explain import near, number
from scoring.result import (
    COMPUTED,
    MISSING,
    NOT_APPLICABLE,
    UNVERIFIABLE,
    RowResult,
)
from scoring.rounding import Interval, Rounding, places, rounded
from scoring.ruling import Ruling

SURE = frozenset((COMPUTED, MISSING))
"""Outcomes that leave nobody anything to award."""


@frozen
class PrintedRow:
    """表上的一行: what identifies it, and what is printed of points and weight."""

    path: tuple[str | None, ...]
    name: str
    place: Place | None
    weight: Decimal | None
    stated: Decimal | None


@frozen
class Worth:
    """判定在某一分值下的分数: rounded once; `exact` as it was before rounding.

    `explanation` holds where nobody has to award or deduct anything.
    """

    low: Decimal
    high: Decimal
    exact: tuple[Fraction, Fraction]
    result: str
    explanation: Explanation
    band: Interval | None = None


def worth(ruling: Ruling, weight: Decimal | None, rounding: Rounding) -> Worth | None:
    """落到分数: shares times the weight. None without weight or where none applies.

    `high` is the end of a band even where this belongs to the next one.
    """
    if weight is None or ruling.outcome == NOT_APPLICABLE:
        return None
    least = Fraction(weight) * ruling.low
    most = least if ruling.low == ruling.high else Fraction(weight) * ruling.high
    low = as_points(least, weight, rounding)
    high = low if most is least else as_points(most, weight, rounding)
    band = ruling.band and ruling.band.times(Fraction(weight))
    result = _result_line(ruling, least, rounding, (low, high))
    explanation = _explanation(ruling, result)
    return Worth(low, high, (least, most), result, explanation, band)


def as_points(exact: Fraction, weight: Decimal, rounding: Rounding) -> Decimal:
    """舍入成得分: full marks are the weight as it is printed, nothing less exceeds it.

    >>> as_points(Fraction(1667, 1000), Decimal("1.667"), Rounding(2))
    Decimal('1.667')
    """
    if exact == Fraction(weight):
        kept = Rounding(max(rounding.places, places(weight)), rounding.mode)
        return rounded(exact, kept)
    number = rounded(exact, rounding)
    return min(number, weight) if exact < weight else number


def settle(
    entry: PrintedRow | Indicator,
    ruling: Ruling,
    found: Worth | None,
    assumptions: Assumptions = (),
    deduction: Deduction | None = None,
) -> RowResult:
    """合成一行的结果: 判定、分数、人工扣分、填报得分."""
    low, high, points, concession, exact, band = None, None, None, None, None, None
    if found is None:
        explanation = _explanation(ruling, _unweighted(ruling))
    else:
        low, high, result, exact = found.low, found.high, found.result, found.exact
        band = found.band
        if deduction is not None and not _is_the_loss(deduction, entry, found):
            low, high = (max(Decimal(0), p - deduction.points) for p in (low, high))
            exact = _less(exact, Fraction(deduction.points))
            band = band and evolve(band, low=exact[0], high=exact[1])
            concession = _deducted(deduction, entry)
            result += f"；{concession}，得 {_span(low, high)} 分"
        points, said = _awarded(ruling.outcome, (low, high), band, entry.stated)
        result += said
        same = result is found.result
        explanation = found.explanation if same else _explanation(ruling, result)
    return RowResult(
        entry.path,
        entry.name,
        entry.place,
        ruling.outcome,
        entry.weight,
        entry.stated,
        low,
        high,
        points,
        explanation,
        assumptions + ruling.assumptions,
        ruling.reason,
        ruling.met,
        concession,
        exact,
        band,
    )


def _awarded(
    outcome: str,
    span: tuple[Decimal, Decimal],
    band: Interval | None,
    stated: Decimal | None,
) -> tuple[Decimal | None, str]:
    """Give computed rows their points, judged rows the stated ones that fit."""
    low, high = span
    if outcome == UNVERIFIABLE:
        return None, ""
    if outcome in SURE or low == high:
        return low, ""
    if stated is None:
        return None, "；尚未评定"
    fits = low <= stated <= high
    if band and band.open_high and stated > low:
        fits = stated < band.high
    said = f"；填报 {stated} 分，{'在' if fits else '不在'}范围内"
    return (stated if fits else None), said


def _less(
    exact: tuple[Fraction, Fraction], points: Fraction
) -> tuple[Fraction, Fraction]:
    low, high = exact
    return max(low - points, Fraction(0)), max(high - points, Fraction(0))


def _is_the_loss(
    deduction: Deduction, entry: PrintedRow | Indicator, found: Worth
) -> bool:
    """扣分 0.26, 得分 4.74, 分值 5: what the formula itself takes off, printed once more."""
    weight, stated = entry.weight, entry.stated
    if not deduction.points or weight is None or stated is None:
        return False
    left = Fraction(weight) - Fraction(deduction.points)
    return Fraction(stated) == left and found.low == found.high == stated


def _deducted(deduction: Deduction, entry: PrintedRow | Indicator) -> str:
    noted = isinstance(entry, Indicator) and entry.variance_note
    reason = deduction.reason or ("见偏差原因" if noted else "未说明原因")
    return f"人工扣 {deduction.points} 分（{reason}）"


def _explanation(ruling: Ruling, result: str) -> Explanation:
    return Explanation(ruling.wording, result)


def _unweighted(ruling: Ruling) -> str:
    if ruling.outcome == NOT_APPLICABLE:
        return "不计入分值与得分合计"
    done = {True: "已达到指标值", False: "未达到指标值", None: "是否达到不能判定"}
    return f"{done[ruling.met]}；没有分值，不计算得分"


def _span(low: Decimal, high: Decimal) -> str:
    return f"{low:f}" if low == high else f"{low:f}～{high:f}"


def _result_line(
    ruling: Ruling,
    exact: Fraction,
    kept: Rounding,
    span: tuple[Decimal, Decimal],
) -> str:
    """Write the third line; a rounding is told only where it changed the number."""
    low, high = span
    match ruling.outcome:
        case "judged":
            return f"{_span(low, high)} 分之间由人评定"
        case "unverifiable":
            return f"无法核对，{_span(low, high)} 分都有可能，不予计分"
        case "missing":
            return "得 0 分，本表不完整"
    if exact == low:
        return f"得 {number(exact)} 分"
    return f"{near(exact)}，{kept}，得 {low:f} 分"
