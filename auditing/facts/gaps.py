"""缺的: 表上有位置填写, 而没有填的格."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditing.facts.row import Row
from auditing.facts.words import to_fill
from auditing.finding import NOTHING
from indicators.evaluation import Evaluation, FundLine, Indicator
from indicators.exact import Fraction
from indicators.place import Place, Places
from indicators.records import record
from scoring.result import NOT_APPLICABLE

PART = "其中"
FEWEST = 3
"""With so many rows, all without a target, the table has no column of targets."""
MONEY = ("initial", "budget", "spent")


@record
class Gap:
    """没有填的一处: 它的名称、单元格、所涉的分数, 与所在的行."""

    name: str
    place: Place | Places | None
    points: Fraction = NOTHING
    row: int | None = None
    path: tuple[str | None, ...] = ()


def gaps_in_rows(rows: Iterable[Row], what: str, *, weighed: bool) -> Iterator[Gap]:
    """各行里没有填的格. `weighed` tells whether the table prints weights.

    Rows that carry no weight beside others that do are 明细行: nothing of theirs is
    missing, nor of a row that does not apply and has no points. In a table without
    weights a row marked 其中 is one. A cell that still has the ____ of the form is blank.
    """
    for row in rows:
        own = row.indicator
        text = getattr(own, what)
        if text is None:
            place: Place | Places | None = own.blank.get(what)
        elif isinstance(text, str) and to_fill(text):
            place = row.at(what).place
        else:
            continue
        if place is None:
            continue
        applies = row.scored.outcome != NOT_APPLICABLE or own.stated
        if applies and _counts(own, weighed=weighed):
            points = Fraction(own.weight or 0)
            yield Gap(own.name, place, points, row.spot.row, own.path)


def gaps_by_hand(rows: Iterable[Row]) -> tuple[Gap, ...]:
    """手写的数据里没有填的得分: of every row with a weight; there are no cells."""
    return tuple(
        Gap(row.indicator.name, None, Fraction(row.indicator.weight), row.spot.row)
        for row in rows
        if row.indicator.weight and row.scored.outcome != NOT_APPLICABLE
    )


def _counts(row: Indicator, *, weighed: bool) -> bool:
    if weighed:
        return bool(row.weight) or row.unknown("weight") is not None
    return not row.name.strip().startswith(PART)


def gap_in_line(
    line: FundLine | None, what: str, name: str, points: Fraction = NOTHING
) -> Iterator[Gap]:
    """资金合计一行里没有填的格; its row is that of the execution."""
    if line and what in line.blank and getattr(line, what) is None:
        yield Gap(name, line.blank[what], points, 0)


def columnless(evaluation: Evaluation) -> bool:
    """表上没有指标值一栏, 或没有实际完成值一栏: a scorecard, or a column unread."""
    rows = evaluation.indicators
    columns = {row.target for row in rows}, {row.actual for row in rows}
    return len(rows) >= FEWEST and {None} in columns
