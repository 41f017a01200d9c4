"""缺的: 表上有位置填写, 而没有填的格."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from operator import is_

from auditing.facts.row import Row
from auditing.facts.words import to_fill
from auditing.finding import NOTHING
from indicators.evaluation import VALUE_NAMES, Evaluation, FundLine, Indicator
from indicators.exact import Fraction
from indicators.place import Place, Places
from indicators.records import record
from scoring.result import NOT_APPLICABLE

PART = "其中"
FEWEST = 3
"""With so many rows, all without a target, the table has no column of targets."""
TEXTS = ("target", "actual")
MONEY = ("initial", "budget", "spent")
HEAD = {
    "project": "项目名称",
    "department": "主管部门",
    "unit": "实施单位",
    "year": "年度",
}
GOALS = {"goals.expected": "预期目标", "goals.actual": "实际完成情况"}


@record
class Gap:
    """没有填的一处: 它的名称、单元格、所涉的分数, 与所在的行; `what` 为哪一个值."""

    name: str
    place: Place | Places | None
    points: Fraction = NOTHING
    row: int | None = None
    path: tuple[str | None, ...] = ()
    what: str = ""


def gaps_in_rows(rows: Sequence[Row], what: str, *, weighed: bool) -> Iterator[Gap]:
    """各行里没有填的格. `weighed` tells whether the table prints weights.

    Rows that carry no weight beside others that do are 明细行: nothing of theirs is
    missing, nor of a row that does not apply and has no points. In a table without
    weights a row marked 其中 is one. A cell that still has the ____ of the form is blank.
    """
    for row in _unwritten(rows, what):
        own = row.indicator
        empty = getattr(own, what) is None
        place = own.blank.get(what) if empty else row.at(what).place
        if place is None:
            continue
        applies = row.scored.outcome != NOT_APPLICABLE or own.stated
        if applies and _counts(own, weighed=weighed):
            points = Fraction(own.weight or 0)
            yield Gap(own.name, place, points, row.spot.row, own.path, what)


def _unwritten(rows: Sequence[Row], what: str) -> Iterator[Row]:
    """Give the rows without a value, and those with nothing but the ____ of the form."""
    values = [getattr(row.indicator, what) for row in rows]
    if what not in TEXTS:
        return compress(rows, map(is_, values, repeat(None)))
    blank = {None, *filter(to_fill, filter(None, values))}
    return compress(rows, map(blank.__contains__, values))


def gaps_by_hand(rows: Iterable[Row]) -> tuple[Gap, ...]:
    """手写的数据里没有填的得分: of every row with a weight; there are no cells."""
    return tuple(
        Gap(
            row.indicator.name,
            None,
            Fraction(row.indicator.weight),
            row.spot.row,
            row.indicator.path,
            "stated",
        )
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
        yield Gap(name, line.blank[what], points, 0, (), what)


def blank_amounts(line: FundLine, points: Fraction = NOTHING) -> tuple[Gap, ...]:
    """资金合计一行该填而没有填的金额; 年初 alone is asked for where nothing is filled.

    A rate without any budget is another matter (F305).
    """
    printed = {what for what in MONEY if getattr(line, what) is not None}
    if printed == {"spent"}:
        return ()
    asked = MONEY[1:] if printed else MONEY
    found = (gap_in_line(line, what, VALUE_NAMES[what], points) for what in asked)
    return tuple(gap for each in found for gap in each)


def blank_fields(evaluation: Evaluation, names: Mapping[str, str]) -> tuple[Gap, ...]:
    """表头 (`HEAD`) 或目标 (`GOALS`) 里没有填的各栏, unless the table says them elsewhere."""
    return tuple(
        Gap(name, evaluation.blank[what], what=what)
        for what, name in names.items()
        if what in evaluation.blank and not _is_said(evaluation, what)
    )


def _is_said(evaluation: Evaluation, what: str) -> bool:
    block, _, field = what.rpartition(".")
    holder = getattr(evaluation, block) if block else evaluation
    return getattr(holder, field) is not None


def columnless(evaluation: Evaluation) -> bool:
    """表上没有指标值一栏, 或没有实际完成值一栏: a scorecard, or a column unread."""
    rows = evaluation.indicators
    columns = {row.target for row in rows}, {row.actual for row in rows}
    return len(rows) >= FEWEST and {None} in columns
