"""许多张表合起来才看得出的 (X704): 执行率得分总是进到整分.

One table that rounds 8.62 to 9 follows a habit that many policies allow. That a whole
set always does so, and never downwards, is to be known. Few tables prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import ceil
from typing import Final

from attrs import frozen

from auditing.check import INFO
from indicators.exact import Fraction

FEWEST: Final = 5
"""Of fewer tables whose exact points are no whole number nothing is said."""


@frozen
class SetCheck:
    """一项看整批表的核对; as a check of the registry, but of no single table."""

    code: str
    title_failed: str
    severity: str
    basis: str
    remedy: str


X704: Final = SetCheck(
    "X704",
    "各表的执行率得分总是进到整分",
    INFO,
    "评分办法按执行率计分，没有规定进位；整批表一律向上取整",
    "核对评分办法是否规定取整；没有规定的，按精确的得分改正",
)


def always_rounded_up(pairs: Iterable[tuple[Decimal, Fraction]]) -> int:
    """几张表的执行率得分都进到整分; 0 where one is not, or too few show anything.

    Each pair is what is stated and what the policy gives before rounding, in points.

    >>> due = [Fraction(n, 10) for n in (862, 978, 499, 733, 15)]
    >>> always_rounded_up((Decimal(ceil(each)), each) for each in due)
    5
    >>> always_rounded_up((Decimal(int(each)), each) for each in due)
    0
    """
    shown = [(stated, due) for stated, due in pairs if due.denominator != 1]
    always = all(stated == ceil(due) for stated, due in shown)
    return len(shown) if always and len(shown) >= FEWEST else 0
