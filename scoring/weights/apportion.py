"""最大余数法: 把一个数分成几份, 各保留几位小数, 合计不多不少."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.exact import Fraction
from indicators.records import record


@record
class Portion:
    """一份: `importance` 相对的轻重, `least` 至少几个单位."""

    importance: Fraction
    least: int = 0


def apportion(units: int, shares: Sequence[Portion]) -> list[int]:
    """按轻重分完 `units`; in the order of the shares.

    Each gets its exact part without what is behind the point; the units that are left
    go to the largest remainders, of equal ones to the first. A share that would have
    less than its least has that, and the others share what remains.

    >>> apportion(100, [Portion(Fraction(1))] * 3), apportion(5, [Portion(Fraction(3), 1), Portion(Fraction(1), 2)])
    ([34, 33, 33], [3, 2])

    Raises `ValueError` where the leasts are more than there is.
    """
    if units < sum(share.least for share in shares):
        raise ValueError(units)
    pinned: dict[int, int] = {}
    while True:
        found = _parts(units - sum(pinned.values()), shares, pinned)
        short = [n for n, part in found.items() if part < shares[n].least]
        if not short:
            return [part for _, part in sorted((pinned | found).items())]
        pinned |= {number: shares[number].least for number in short}


def _parts(
    units: int, shares: Sequence[Portion], pinned: dict[int, int]
) -> dict[int, int]:
    """Portion units out among those that are not pinned, by largest remainder."""
    open_ = [number for number in range(len(shares)) if number not in pinned]
    total = sum((shares[number].importance for number in open_), Fraction(0))
    exact = {n: units * shares[n].importance / total for n in open_}
    parts = {number: part.__floor__() for number, part in exact.items()}
    left = units - sum(parts.values())
    by_rest = sorted(open_, key=lambda number: (parts[number] - exact[number], number))
    for number in by_rest[:left]:
        parts[number] += 1
    return parts
