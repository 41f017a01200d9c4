"""许多张表合起来才看得出的 (X704): 执行率得分总是进到整分.

One table that rounds 8.62 to 9 follows a habit that many policies allow. That a whole
set always does so, and never downwards, is to be known. Few tables prove nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from math import ceil
from typing import Final

from attrs import frozen

from auditing.check import INFO
from indicators.exact import Fraction

FEWEST: Final = 5
"""Of fewer tables whose exact points are no whole number nothing is said."""
ExecutionPoints = tuple[Decimal, Fraction]
"""执行率得分: what is stated, and what the policy gives before rounding, in points."""


@frozen(kw_only=True)
class SetCheck:
    """一项看整批表的核对: like `Check`, but of no single table.

    The function tells how many tables show it, 0 where the set does not; `sentence`
    says that number.
    """

    code: str
    title_passed: str
    title_failed: str
    severity: str
    basis: str
    remedy: str
    sentence: str
    function: Callable[[Iterable[ExecutionPoints]], int]

    def message(self, tables: int) -> str:
        """What is said of the set."""
        return self.sentence.format(tables)


def x704_always_rounded_up(pairs: Iterable[ExecutionPoints]) -> int:
    """几张表的执行率得分都进到整分; 0 where one is not, or too few show anything.

    >>> due = [Fraction(n, 10) for n in (862, 978, 499, 733, 15)]
    >>> x704_always_rounded_up((Decimal(ceil(each)), each) for each in due)
    5
    >>> x704_always_rounded_up((Decimal(int(each)), each) for each in due)
    0
    """
    shown = [(stated, due) for stated, due in pairs if due.denominator != 1]
    always = all(stated == ceil(due) for stated, due in shown)
    return len(shown) if always and len(shown) >= FEWEST else 0


SET_CHECKS: Final = (
    SetCheck(
        code="X704",
        title_passed="执行率得分不是一律进到整分",
        title_failed="各表的执行率得分总是进到整分",
        severity=INFO,
        basis="评分办法按执行率计分，没有规定进位；整批表一律向上取整",
        remedy="核对评分办法是否规定取整；没有规定的，按精确的得分改正",
        sentence="{} 张表按办法得出的执行率得分不是整数，填报的都是向上取整的",
        function=x704_always_rounded_up,
    ),
)
