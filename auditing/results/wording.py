"""得分不符的说法: 填报多少、应为多少、差多少、多还是少、凭什么."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve

from auditing.facts.excuses import excuse, rounding_of
from auditing.finding import Fault, Spot, direction, points
from indicators.exact import Fraction
from scoring.result import JUDGED, RowResult

ZERO = Decimal(0)


def above(spot: Spot, row: RowResult) -> Fault:
    """得分超出分值, 或低于 0."""
    stated = row.stated or ZERO
    limit = (row.weight or ZERO) if stated >= 0 else ZERO
    word = f"分值 {points(limit)}" if stated >= 0 else "不应低于 0"
    return _fault(spot, row, f"填报 {points(stated)} 分，{word}", points(limit), limit)


def differs(spot: Spot, row: RowResult) -> Fault:
    """未达标, 得分不是公式所得."""
    lead = "未达到指标值，填报 {stated} 分，按公式应得 {due} 分"
    return _with_rounding(_against(spot, row, lead), row)


def deducted(spot: Spot, row: RowResult) -> Fault:
    """已达标而有扣分."""
    lead = "已达到指标值，应得满分 {due} 分，填报 {stated} 分"
    return _with_rounding(_against(spot, row, lead), row)


def full(spot: Spot, row: RowResult) -> Fault:
    """未达标而得满分; a rounding that would explain it is named."""
    if row.outcome == JUDGED:
        stated = points(row.stated or ZERO)
        basis = row.explanation.substitution
        message = f"未达到指标值，填报满分 {stated} 分，没有说明；{basis}"
        return Fault(spot, message, stated)
    lead = "未达到指标值，填报满分 {stated} 分，按公式应得 {due} 分"
    return _with_rounding(_against(spot, row, lead), row)


def _with_rounding(fault: Fault, row: RowResult) -> Fault:
    """Name the rounding that would give the stated points, where there is one."""
    if row.exact is None or row.stated is None:
        return fault
    named = excuse(row.stated, row.exact[0]).named
    return evolve(fault, message=fault.message + named)


def rounded(spot: Spot, row: RowResult) -> Fault:
    """舍入可以解释的差别."""
    exact, most = row.exact or (Fraction(0), Fraction(0))
    stated, due = row.stated or ZERO, row.low or ZERO
    if exact == most:
        how = f"计算值 {points(exact)}，{rounding_of(stated, exact)}可得此数"
    else:
        how = f"表上的数为舍入后的数，得分可在 {points(exact)}～{points(most)} 之间"
    message = f"填报 {points(stated)} 分，{how}；评分办法得 {points(due)} 分"
    return _fault(spot, row, message, points(due), due, basis=False)


def outside(spot: Spot, row: RowResult) -> Fault:
    """由人评定的得分在规定范围之外."""
    low, high = row.exact or (Fraction(0), Fraction(0))
    stated, span = row.stated or ZERO, f"{points(low)}～{points(high)}"
    message = f"填报 {points(stated)} 分，评分办法允许 {span} 分"
    return _fault(spot, row, message, span, low if stated < low else high)


def blank(spot: Spot, row: RowResult) -> Fault:
    """未填的行有得分."""
    message = f"填报 {points(row.stated or ZERO)} 分，未填的行应为 0 分"
    return _fault(spot, row, message, "0", ZERO)


def _against(spot: Spot, row: RowResult, lead: str) -> Fault:
    due = row.low or ZERO
    message = lead.format(stated=points(row.stated or ZERO), due=points(due))
    return _fault(spot, row, message, points(due), due)


def _fault(
    spot: Spot,
    row: RowResult,
    message: str,
    expected: str,
    due: Decimal | Fraction,
    *,
    basis: bool = True,
) -> Fault:
    """Add the difference, its direction, the figures and the assumptions."""
    stated = row.stated or ZERO
    message += f"，{direction(stated, due)} 分"
    if basis:
        message += f"；{row.explanation.substitution}"
        if row.assumptions:
            message += f"（假设：{'；'.join(map(str, row.assumptions))}）"
    gap = abs(Fraction(stated) - Fraction(due))
    return Fault(spot, message, points(stated), expected, gap)
