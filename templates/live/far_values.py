"""完成值离指标值太远: 多半写成了别的单位, 或成了日期; 照计, 请核对."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from indicators.records import record
from indicators.target import AtLeast, AtMost, Target
from templates.live import sentences
from templates.live.cell_text import quoted
from templates.live.guards import Guard

FAR, VERY_FAR = 10, 100
"""How many times the target is doubtful above ≥, and below ≤."""


@record
class TypedPair:
    """一行的两格: 公式里怎样称呼, 现在是什么数; 是不是百分数的格."""

    cell: str
    number: Decimal | None
    limit_cell: str
    limit: Decimal
    percent: bool


def far_notes(target: Target, pair: TypedPair) -> Iterator[Guard]:
    """Doubt what earns full points from far beyond its target.

    1800000 typed under ≥200万次 is that many 万次 to the cell, 3-5 under ≥12次 a date,
    0.4% under ≤3‰ is 0.004‰.
    """
    cell, limit, number = pair.cell, pair.limit_cell, pair.number or Decimal(0)
    if isinstance(target, AtLeast) and pair.limit > 0:
        test = f"OR({limit}<=0,{cell}<{FAR}*{limit})"
        yield _doubt(test, sentences.FAR_ABOVE, holds=number < FAR * pair.limit)
    if isinstance(target, AtMost) and pair.limit >= 0:
        yield _doubt(f"{cell}>=0", sentences.NEGATIVE, holds=number >= 0)
    if isinstance(target, AtMost) and pair.limit >= 0 and not pair.percent:
        test = f"OR({cell}=0,{cell}*{VERY_FAR}>={limit})"
        near = not number or number * VERY_FAR >= pair.limit
        yield _doubt(test, sentences.FAR_BELOW, holds=near)


def _doubt(test: str, said: str, *, holds: bool) -> Guard:
    return Guard(test, quoted(said), holds, said)
