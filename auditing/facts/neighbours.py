"""同组的行怎样读: 没有符号的指标值, 邻行已按正向扣了分的, 这一行也按正向."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from auditing.facts.row import Row
from auditing.facts.standing import Standing
from indicators.target import AtLeast

Key = tuple[object, str]


def as_neighbours_read(rows: Iterable[Row]) -> tuple[Row, ...]:
    """各行; a row that holds only in the other direction is read as its neighbours are.

    Neighbours stand in one group, in one unit, under names as doubtful as its own, and
    have lost points for falling short: the table itself reads these names as 正向.
    """
    every = tuple(rows)
    turned = [row for row in every if _is_turned(row)]
    if not turned:
        return every
    short = {_key(row) for row in every if _fell_short(row)}
    if short.isdisjoint(map(_key, turned)):
        return every
    return tuple(
        _turned_back(row) if _is_turned(row) and _key(row) in short else row
        for row in every
    )


def _is_turned(row: Row) -> bool:
    """Tell whether the points hold only if a target read as 正向 is 反向."""
    other = row.otherwise is not None and row.reading is row.otherwise
    return other and isinstance(row.target, AtLeast)


def _fell_short(row: Row) -> bool:
    """Tell of a doubtful row that has the points of one that fell short."""
    forward = isinstance(row.target, AtLeast) and row.reading is row.scored
    missed = row.scored.met is False and row.stands.acceptable
    return row.otherwise is not None and forward and missed


def _key(row: Row) -> Key:
    unit = row.target.quantity.base[1] if isinstance(row.target, AtLeast) else ""
    return row.indicator.path, unit


def _turned_back(row: Row) -> Row:
    full = row.scored.stated is not None and row.scored.stated == row.scored.weight
    stands = Standing.MISSED_YET_FULL if full else Standing.DIFFERS
    return evolve(row, stands=stands, reading=row.scored, condition=None)
