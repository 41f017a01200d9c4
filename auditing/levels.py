"""各级指标: 一级、二级指标各自的分值与得分合计.

Rows are gathered by their path, not by neighbourhood, so a table whose rows were
sorted differently gives the same sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from attrs import frozen

from auditing.finding import Spot
from auditing.row import Row
from auditing.sums import total
from scoring.rounding import Interval, places

FINE = 2
"""Weights with this many decimals may be an equal split that was rounded."""

Path = tuple[str | None, ...]


@frozen
class Level:
    """一个一级或二级指标. `printed` 为印出的各个不同分值 (正常只有一个)."""

    path: Path
    printed: tuple[Decimal, ...]
    rows: tuple[Row, ...]
    children: tuple[Level, ...]

    @property
    def spot(self) -> Spot:
        """The place of the group."""
        return Spot(self.path[-1] or "（未写名称）", self.path)

    @property
    def weight(self) -> Fraction | None:
        """印出的分值; None 为没有印, 或印得前后不一."""
        return Fraction(self.printed[0]) if len(self.printed) == 1 else None

    @cached_property
    def span(self) -> Interval | None:
        """分值: the printed one, else what the parts add up to."""
        if self.weight is not None:
            return Interval(self.weight, self.weight)
        return add([span for _, span in self.parts()])

    def parts(self) -> Iterator[tuple[Spot, Interval | None]]:
        """下一级各部分的分值: groups below, and rows without a deeper group."""
        for child in self.children:
            yield child.spot, child.span
        for row in self.rows:
            if len(row.indicator.path) == len(self.path) and not row.detail:
                yield row.spot, weight_span(row.indicator.weight)


def grow(rows: Iterable[Row], depth: int = 1) -> tuple[Level, ...]:
    """按路径归并各行."""
    members: dict[Path, list[Row]] = {}
    for row in rows:
        if len(row.indicator.path) >= depth:
            members.setdefault(row.indicator.path[:depth], []).append(row)
    return tuple(_level(path, below) for path, below in members.items())


def _level(path: Path, rows: list[Row]) -> Level:
    depth = len(path)
    weights = (row.indicator.path_weights[depth - 1] for row in rows)
    printed = tuple(sorted({weight for weight in weights if weight is not None}))
    return Level(path, printed, tuple(rows), grow(rows, depth + 1))


def walk(levels: Iterable[Level]) -> Iterator[Level]:
    """Walk all groups, outer before inner."""
    for level in levels:
        yield level
        yield from walk(level.children)


def weight_span(weight: Decimal | None) -> Interval | None:
    """一个分值代表的区间: exact, unless its decimals speak of a rounded split."""
    return None if weight is None else _printed_span(str(weight))


@lru_cache(maxsize=1024)
def _printed_span(printed: str) -> Interval:
    """Read the span off the text: 0.5 and 0.50 are equal, yet say different things."""
    weight = Decimal(printed)
    exact, fine = Fraction(weight), places(weight)
    if fine < FINE:
        return Interval(exact, exact)
    slack = Fraction(1, 2 * 10**fine)
    return Interval(exact - slack, exact + slack)


def add(spans: Iterable[Interval | None]) -> Interval | None:
    """区间相加; None 若有一个不知道, 或一个也没有."""
    known = list(spans)
    ends = [span for span in known if span is not None]
    if not ends or len(ends) < len(known):
        return None
    return Interval(total(s.low for s in ends), total(s.high for s in ends))


def middle(span: Interval) -> Fraction:
    """区间的中点, 即印出的数相加之和."""
    return (span.low + span.high) / 2
