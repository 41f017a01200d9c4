"""一行指标: 表上的字、读出的值、重算的结果."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from attrs import Factory, evolve, field

from auditing.facts import words
from auditing.facts.readings import DoubtfulRow, missed_in_silence, reading_of
from auditing.facts.standing import Standing, standing
from auditing.finding import Spot
from indicators.direction import FORWARD, REVERSE
from indicators.evaluation import Indicator
from indicators.notation.no_reason import reason_of
from indicators.quantity import Absent, Quantity, Value
from indicators.read_row import ReadRow
from indicators.records import record
from indicators.target import AtLeast, AtMost, Target
from scoring.engine import score_row
from scoring.result import Result, RowResult


@record
class Row:
    """一行指标: 表上的字、读出的值、重算的结果.

    `target` and `actual` are the values that were read, `note` is 偏差原因 ('' for none).
    `stands` tells whether the stated points hold, and if not, in which way they do not.
    `otherwise` is the result in the other direction, where the direction was only
    inferred. `reading` is the result that the totals take: that of another reading where
    only this gives the stated points, on the `condition` that it is granted.
    """

    read: ReadRow
    indicator: Indicator
    scored: RowResult
    target: Target | Absent
    actual: Value
    spot: Spot
    note: str
    stands: Standing = Standing.HOLDS
    otherwise: RowResult | None = None
    reading: RowResult = field(
        default=Factory(lambda self: self.scored, takes_self=True)
    )
    condition: str | None = None

    def at(self, *values: str) -> Spot:
        """Give the spot of the first of these values that has a cell of its own."""
        own, spot = self.indicator, self.spot
        for cells in (own.places, own.blank):
            for value in values:
                if value in cells:
                    return Spot(spot.name, spot.path, cells[value], spot.row)
        return spot

    @property
    def fails(self) -> bool:
        """Its points do not hold, and rounding does not explain it."""
        return not self.stands.acceptable

    @property
    def detail(self) -> bool:
        """明细行: 分值与得分都没有印."""
        own = self.indicator
        if own.weight is not None or own.stated is not None:
            return False
        return own.unknown("weight", "stated") is None


def row_facts(
    read: ReadRow,
    scored: RowResult,
    number: int,
    result: Result,
    *,
    columnless: bool = False,
) -> Row:
    """取齐一行的事实. `number` is its index in ``result.all_rows``."""
    indicator = read.indicator
    otherwise = _otherwise(read, scored, result)
    note = _note(indicator.variance_note)
    stands = standing(scored, result.policy.round("row"))
    reading, condition = scored, None
    if stands is not Standing.HOLDS:
        doubtful = DoubtfulRow(
            read, scored, stands, otherwise, note, result, columnless
        )
        chosen = reading_of(doubtful)
        stands, reading, condition = chosen.stands, chosen.result, chosen.condition
    elif missed_in_silence(scored, note):
        stands = Standing.MISSED_YET_FULL
    return Row(
        read,
        indicator,
        scored,
        read.target,
        read.actual.value,
        Spot(indicator.name, indicator.path, indicator.place, number),
        note,
        stands,
        otherwise,
        reading,
        condition,
    )


def alike(rows: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    """把得分的情形相同的行归在一起: 站不站得住, 印了没有, 结局, 达到没有.

    All that a check of points asks of a row that it does not find at fault is the same
    for the rows of a kind.
    """
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        own, scored = row.indicator, row.scored
        silent = own.stated is None or scored.weight is None
        unread = silent and own.unknown("weight", "stated") is not None
        key = (id(row.stands), silent, unread, scored.outcome, scored.met)
        found.setdefault(key, []).append(row)
    return tuple(map(tuple, found.values()))


def _otherwise(read: ReadRow, scored: RowResult, result: Result) -> RowResult | None:
    """另一种读法: a direction that was only inferred, and may be the other one.

    Only where both readings are sure of different points. A target of 0 is reverse
    beyond doubt; an inferred 正向 is in doubt only for times and outlays.
    """
    indicator = read.indicator
    # Only a number that prints no sign had its direction inferred.
    bare = isinstance(read.printed, Quantity)
    if indicator.direction or scored.exact is None or not bare:
        return None
    direction = _other_direction(indicator.name, read.target)
    if direction is None:
        return None
    other = score_row(
        evolve(indicator, direction=direction),
        result.policy,
        result.evaluation.year,
        concessions=False,
    )
    same = other.outcome != scored.outcome or other.exact == scored.exact
    return None if same else other


@lru_cache(maxsize=1024)
def _other_direction(name: str, target: Target | Absent) -> str | None:
    """Give the direction that a bare target might have instead, None when it is sure."""
    if not isinstance(target, AtLeast | AtMost) or not target.quantity.value:
        return None
    if isinstance(target, AtMost):
        return FORWARD
    timed = target.quantity.base[1] in {"分钟", "工作日"}
    less = timed or re.search(words.LESS_MAY_BE_BETTER, name)
    return REVERSE if less and not re.search(words.SURELY_MORE, name) else None


def _note(text: str | None) -> str:
    """读偏差原因; “0”、“无”、“/”, 与原因还没有写的草稿, 视为空白."""
    return "" if text and words.unwritten(text) else reason_of(text)
