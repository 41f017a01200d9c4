"""说法: 按哪一种读法, 哪些数对得上; 添在存疑的话之后."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from auditing.second_reader.reconciling import SecondReading
from indicators.evaluation import Evaluation

_NAMED: Final = 2
"""So many of the things that agree are named."""


def with_sentences(table: Evaluation, readings: Sequence[SecondReading]) -> Evaluation:
    """The table, whose doubts say with which reading it agrees."""
    by_place: dict[object, list[SecondReading]] = {}
    for reading in readings:
        by_place.setdefault(reading.place, []).append(reading)
    warnings = tuple(
        evolve(doubt, message=f"{doubt.message}；{sentence_of(found)}")
        if doubt.recognised and (found := by_place.get(doubt.where))
        else doubt
        for doubt in table.warnings
    )
    return evolve(table, warnings=warnings) if by_place else table


def sentence_of(readings: Sequence[SecondReading]) -> str:
    """一格的各种读法合成一句.

    >>> from indicators.place import Place
    >>> place, row = Place("table", page=1, table=1, row=8, column=6), ("row", "3")
    >>> agrees = ((row, "本行得分与填报一致"),)
    >>> sentence_of((SecondReading(place, "0.5%", "0.5‰", agrees),))
    '按 0.5‰ 读，本行得分与填报一致'
    >>> sentence_of((SecondReading(place, "99%", "99%", agrees),))
    '按所读 99%，本行得分与填报一致'
    """
    return "；".join((*map(_said, readings), *_undecided(readings)))


def _said(reading: SecondReading) -> str:
    text = "".join(reading.text.split("\n"))
    named, count = reading.sentences[:_NAMED], len(reading.sentences)
    more = f"等 {count} 处" if count > _NAMED else ""
    how = f"按所读 {text}" if reading.as_read else f"按 {text} 读"
    return f"{how}，{'，'.join(named)}{more}"


def _undecided(readings: Sequence[SecondReading]) -> Iterator[str]:
    """Why none of several readings is preferred."""
    rivals = list(dict.fromkeys(place for each in readings for place in each.rivals))
    if rivals:
        others = f"等 {len(rivals)} 处" if len(rivals) > 1 else ""
        yield f"只改{rivals[0]}{others}也能一致，不能认定是哪一处"
    elif len(readings) > 1:
        yield "不能认定是哪一种"
