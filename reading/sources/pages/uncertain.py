"""拿不准的字行: 一格有几行, 其中几行拿不准, 整格还可能是什么."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from attrs import evolve

from indicators.place import PictureSpot
from indicators.reasons import UncertainText
from reading.sources.pages.text import PrintedLine, joined

_MOST: Final = 8
"""So many other readings of a cell are enough."""


def uncertain_of(lines: Sequence[PrintedLine], width: float) -> UncertainText | None:
    """Why the text of a cell of some lines may be another one; None if it is certain."""
    doubts = [line.doubt for line in lines if line.doubt]
    if not doubts:
        return None
    others = islice(dict.fromkeys(_others(lines, width)), _MOST)
    spots = [doubt.spot for doubt in doubts if doubt.spot]
    first = doubts[0]
    return UncertainText(
        *(joined(lines, width), first.why, tuple(others), _around(spots)),
        picture=first.picture,
    )


def _others(lines: Sequence[PrintedLine], width: float) -> Iterator[str]:
    """What the cell says where one of its lines is read otherwise."""
    for number, line in enumerate(lines):
        for other in line.doubt.others if line.doubt else ():
            changed = evolve(line, text=other)
            kept = [*lines[:number], changed, *lines[number + 1 :]]
            yield joined([each for each in kept if each.text], width)


def over_break(
    upper: UncertainText | None,
    lower: UncertainText | None,
    texts: tuple[str, str, str],
) -> UncertainText | None:
    """Why the text of a cell that a page break has cut may be another one.

    `texts` are the one above the break, what stands between, and the one below.
    """
    first = upper or lower
    if first is None:
        return None
    above, between, below = texts
    others = [other + between + below for other in (upper.others if upper else ())]
    others += [above + between + other for other in (lower.others if lower else ())]
    return evolve(first, read="".join(texts), others=tuple(others[:_MOST]))


def _around(spots: Sequence[PictureSpot]) -> PictureSpot | None:
    """The spot that holds several of one page."""
    if not spots:
        return None
    return evolve(
        spots[0],
        left=min(spot.left for spot in spots),
        top=min(spot.top for spot in spots),
        right=max(spot.right for spot in spots),
        bottom=max(spot.bottom for spot in spots),
    )
