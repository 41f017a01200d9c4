"""欠的一处: 哪一格、差什么、关系到几分."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, unique

from attrs import frozen

from indicators.place import Place, Places
from indicators.records import record
from scoring.result import MISSING, RowResult

Where = Place | Places | None


@unique
class Kind(Enum):
    """差的是什么: 没有填, 只填了记号, 没有读懂, 扣了分没有说明原因."""

    BLANK = "没有填"
    MARKED = "只有记号"
    UNREAD = "没有读懂"
    REASON = "没有说明原因"


@record
class Stake:
    """关系到的得分: 这一行的分值, 与填好之后可得的区间, 分. None where none is printed."""

    weight: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


NOTHING_KNOWN = Stake()


@frozen
class Owed:
    """欠的一处. `value` 为哪一个值 (actual、stated、variance_note …), `label` 为它的名称.

    `row` is the index in ``result.all_rows``, None outside of the rows. `text` is what
    stands in a cell that was not understood, or the mark in it. `lost` are the points
    that want a reason.
    """

    kind: Kind
    value: str
    label: str
    name: str
    place: Where
    stake: Stake = NOTHING_KNOWN
    path: tuple[str | None, ...] = ()
    row: int | None = None
    text: str | None = None
    lost: Decimal | None = None


def stake_of(row: RowResult | None) -> Stake:
    """这一行填好之后可得几分: an unfilled one anything up to its weight."""
    if row is None or row.weight is None:
        return NOTHING_KNOWN
    if row.outcome == MISSING:
        return Stake(row.weight, Decimal(0), row.weight)
    if row.points is not None:
        return Stake(row.weight, row.points, row.points)
    return Stake(row.weight, row.low, row.most)
