"""缺的: 表上有位置填写, 而没有填的格."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditing.facts.row import Row
from auditing.finding import NOTHING
from indicators.evaluation import FundLine, Indicator
from indicators.exact import Fraction
from indicators.place import Place
from indicators.records import record
from scoring.result import NOT_APPLICABLE

PART = "其中"
MONEY = ("initial", "budget", "spent")


@record
class Gap:
    """没有填的一处: 它的名称、单元格、所涉的分数, 与所在的行."""

    name: str
    place: Place | None
    points: Fraction = NOTHING
    row: int | None = None
    path: tuple[str | None, ...] = ()


def gaps_in_rows(rows: Iterable[Row], what: str, *, weighed: bool) -> Iterator[Gap]:
    """各行里没有填的格. `weighed` tells whether the table prints weights.

    Rows that carry no weight beside others that do are 明细行: nothing of theirs is
    missing, nor of a row that does not apply and has no points. In a table without
    weights a row marked 其中 is one.
    """
    for row in rows:
        own = row.indicator
        if what not in own.blank or getattr(own, what) is not None:
            continue
        applies = row.scored.outcome != NOT_APPLICABLE or own.stated
        if applies and _counts(own, weighed=weighed):
            points = Fraction(own.weight or 0)
            yield Gap(own.name, own.blank[what], points, row.spot.row, own.path)


def _counts(row: Indicator, *, weighed: bool) -> bool:
    if weighed:
        return bool(row.weight) or row.unknown("weight") is not None
    return not row.name.strip().startswith(PART)


def gap_in_line(
    line: FundLine | None, what: str, name: str, points: Fraction = NOTHING
) -> Iterator[Gap]:
    """资金合计一行里没有填的格."""
    if line and what in line.blank and getattr(line, what) is None:
        yield Gap(name, line.blank[what], points)
