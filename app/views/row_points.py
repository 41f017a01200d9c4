"""一行的得分怎么写: 重算的数或区间, 填报多了少了多少."""

from __future__ import annotations

from fractions import Fraction

from auditing.finding import points
from auditing.results.bridge import allowed, nearest
from scoring.result import RowResult


def signed(value: Fraction) -> str:
    """写出变化: +0.1, −3.81.

    >>> signed(Fraction(-381, 100)), signed(Fraction(1, 10)), signed(Fraction(0))
    ('−3.81', '+0.1', '0')
    """
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{points(abs(value))}"


def due(row: RowResult) -> str:
    """重算得分: a number, or the range that the rule allows."""
    span = allowed(row)
    if span is None:
        return "—"
    if span.low == span.high:
        return points(span.low)
    return f"{points(span.low)}～{points(span.high)}"


def gap(row: RowResult) -> str:
    """填报比重算多 (+) 少 (−) 多少; empty when it holds or nothing compares."""
    span = allowed(row)
    if row.stated is None or span is None:
        return ""
    stated = Fraction(row.stated)
    moved = stated - nearest(stated, span)
    return signed(moved) if moved else ""
