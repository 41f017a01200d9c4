"""评定的错: 定性指标的得分落在档外, 连同正好在档的上限."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracle.faults.registry import (
    REASON,
    fault,
    row_where,
    settled,
    stated,
)
from tests.oracle.model import Sheet, Wanted, want
from tests.oracle.words import REACHED

Found = list[Wanted] | None
TENTH = Fraction(1, 10)


def _judged(table: Sheet, draw: Random, text: str, share: Fraction) -> Found:
    found = row_where(
        table, draw, lambda x: bool(x.aim and x.aim.kind == "qualitative")
    )
    if found is None or found[1].weight < 2:
        return None
    index, line = found
    line.done = text
    line.stated = line.weight * share
    line.note = None if share == 1 else REASON
    return settled(table, want("P404", stated(index)))


@fault("达成而低于八成")
def band_high_low(table: Sheet, draw: Random) -> Found:
    return _judged(table, draw, REACHED[0], Fraction(7, 10))


@fault("部分达成而满分")
def band_middle_full(table: Sheet, draw: Random) -> Found:
    return _judged(table, draw, REACHED[1], Fraction(1))


@fault("部分达成而正好八成")
def band_middle_end(table: Sheet, draw: Random) -> Found:
    return _judged(table, draw, REACHED[1], Fraction(8, 10))


@fault("部分达成而低于下限")
def band_middle_low(table: Sheet, draw: Random) -> Found:
    return _judged(table, draw, REACHED[1], Fraction(4, 10))


@fault("未达成而过上限")
def band_low_high(table: Sheet, draw: Random) -> Found:
    return _judged(table, draw, REACHED[2], Fraction(7, 10))


@fault("未达成而正好在上限")
def band_low_end(table: Sheet, draw: Random) -> Found:
    end = table.by.band(REACHED[2])
    return _judged(table, draw, REACHED[2], end[1] if end else Fraction(1))
