"""一行的得分怎么写: 重算的数或区间, 填报多了少了多少."""

from __future__ import annotations

from auditing.facts.sums import Number
from auditing.finding import points
from auditing.results.bridge import allowed, nearest
from indicators.exact import Fraction
from scoring.result import RowResult
from scoring.rounding import Interval, exact


def signed(value: Fraction) -> str:
    """写出变化: +0.1, −3.81.

    >>> signed(Fraction(-381, 100)), signed(Fraction(1, 10)), signed(Fraction(0))
    ('−3.81', '+0.1', '0')
    """
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{points(abs(value))}"


def points_or_blank(number: Number | None) -> str:
    """写出一个分数; 没有的留空.

    >>> points_or_blank(Fraction(19, 2)), points_or_blank(None)
    ('9.5', '')
    """
    return "" if number is None else points(number)


def number_or_range(low: Number, high: Number) -> str:
    """写出一个数, 或一个区间.

    >>> number_or_range(Fraction(8), Fraction(8)), number_or_range(Fraction(8), Fraction(10))
    ('8', '8～10')
    """
    return points(low) if low == high else f"{points(low)}～{points(high)}"


def due_and_gap(row: RowResult) -> tuple[str, str]:
    """重算得分, 与填报比它多 (+) 少 (−) 多少.

    The first is a number, or the range that the rule allows; — without a weight. The
    second is empty when it holds or nothing compares.
    """
    span = allowed(row)
    return _due(span), _gap(row, span)


def _due(span: Interval | None) -> str:
    return number_or_range(span.low, span.high) if span else "—"


def _gap(row: RowResult, span: Interval | None) -> str:
    if row.stated is None or span is None:
        return ""
    stated = exact(row.stated)
    moved = stated - nearest(stated, span)
    return signed(moved) if moved else ""
