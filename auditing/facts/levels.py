"""各级指标: 一级、二级指标各自的分值与得分合计.

Rows are gathered by their path, not by neighbourhood, so a table whose rows were
sorted differently gives the same sums.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain

from auditing.facts.excuses import rounding_of
from auditing.facts.row import Row
from auditing.facts.sums import all_known, total
from auditing.finding import Spot
from indicators.exact import Fraction
from indicators.records import record
from scoring.rounding import Interval, exact, exact_sum, places

NOTHING = Fraction(0)
FINE = 2
"""分值有这么多位小数的, 可能是等分之后舍入的数."""

INNER, LEAD = "其中", 8
"""明细行的名称: 开头 8 个字之内有“其中”."""
NUMBERED = "、"
_PARENT = re.compile("[一二三四五六七八九十]+" + NUMBERED)
_CHILD = re.compile(r"[(（][一二三四五六七八九十\d]+[)）]|\d+[.．、]")
"""一、…… 之下的 1. 或 （一）: 编了下一级号的明细行."""

Path = tuple[str | None, ...]
Members = dict[Path, list[Row]]
"""整条路径 → 它的各行."""


@record
class Level:
    """一个一级或二级指标. `printed` 为印出的各个不同分值 (正常只有一个).

    `crowded`: the weights of all rows of the table make more than its whole, or those of
    this group or of one above it more than the weight that is printed there.
    """

    path: Path
    printed: tuple[Decimal, ...]
    rows: tuple[Row, ...]
    children: tuple[Level, ...]
    crowded: bool = False

    @property
    def spot(self) -> Spot:
        """这一组的名称与单元格."""
        places = self.rows[0].indicator.places
        place = places.get(f"level{len(self.path)}")
        return Spot(self.path[-1] or "（未写名称）", self.path, place)

    @cached_property
    def own(self) -> tuple[Row, ...]:
        """直属的行: the rows without a deeper group."""
        if not self.children:
            return self.rows
        if sum(len(child.rows) for child in self.children) == len(self.rows):
            return ()
        depth = len(self.path)
        return tuple(row for row in self.rows if len(row.indicator.path) == depth)

    @cached_property
    def weight(self) -> Fraction | None:
        """印出的分值, 分; None 为没有印, 或印得前后不一."""
        return Fraction(self.printed[0]) if len(self.printed) == 1 else None

    @cached_property
    def span(self) -> Interval | None:
        """分值的区间, 分: the printed weight, else what the parts add up to."""
        if self.weight is not None:
            return Interval(self.weight, self.weight)
        return self.sum

    @cached_property
    def sum(self) -> Interval | None:
        """下级分值之和的区间, 分: groups below, and own rows; None where one is unknown."""
        parts = [child.span for child in self.children]
        twice = self.repeated_details
        own = [
            row.indicator.weight
            for row in self.own
            if (row.indicator.weight is not None or not row.detail)
            and not (twice and row in twice)
        ]
        return add([*parts, weights_span(own)] if own else parts)

    @cached_property
    def inner(self) -> tuple[Row, ...]:
        """直属的明细行: 其中 …, or 1. and （一） below 一、."""
        numbered = {row.spot.row for _, rows in self.numbered for row in rows}
        return tuple(
            row
            for row in self.own
            if (INNER in row.indicator.name and INNER in row.indicator.name[:LEAD])
            or (numbered and row.spot.row in numbered)
        )

    @cached_property
    def numbered(self) -> list[tuple[Row, list[Row]]]:
        """一、…… 各行, each with the rows below it that bear the next numbers."""
        found: list[tuple[Row, list[Row]]] = []
        for row in self.own if _has_parent(self.own) else ():
            name = row.indicator.name
            if _is_parent(name):
                found.append((row, []))
            elif found and _CHILD.match(name):
                found[-1][1].append(row)
        return found

    @cached_property
    def repeated_details(self) -> tuple[Row, ...]:
        """又计了一次分的明细行: the other rows alone make the printed weight.

        Where none is printed: below 一、 the rows that add up to it, in a table whose rows
        make more than the whole.
        """
        if self.weight is None:
            return tuple(chain.from_iterable(self._doubled()))
        return self._beside_weight()

    def _beside_weight(self) -> tuple[Row, ...]:
        """The details, where the other rows alone make the printed weight."""
        scored = tuple(row for row in self.inner if not row.detail)
        if not scored:
            return ()
        others = [row.indicator.weight for row in self.own if row not in self.inner]
        if not all_known(others) or total(others) != self.weight:
            return ()
        return scored

    def _doubled(self) -> Iterator[list[Row]]:
        """Give the rows below each 一、 that add up to its weight, where all are too many."""
        for parent, rows in self.numbered if self.crowded else ():
            if parent.indicator.weight == total(row.indicator.weight for row in rows):
                yield rows

    @property
    def split_evenly(self) -> bool:
        """分值等分到各行, 除不尽而舍入: 10 as three times 3.3."""
        weights = {row.indicator.weight for row in self.rows}
        if not self.innermost or len(weights) != 1 or self.weight is None:
            return False
        (weight,) = weights
        if weight is None or not places(weight):
            return False
        return rounding_of(weight, self.weight / len(self.rows)) is not None

    @property
    def innermost(self) -> bool:
        """分值之下只有各行: no group below has a weight of its own."""
        return not any(child.printed for child in walk(self.children))

    @property
    def full(self) -> bool:
        """各行都得满分."""
        rows = (row.indicator for row in self.rows)
        return all(row.stated == row.weight for row in rows)

    @property
    def lost_in_splitting(self) -> Fraction:
        """印出的分值比各行分值之和多的分: lost where full marks were split and rounded."""
        whole, parts = self.weight, self.sum
        if whole is None or parts is None or not self.innermost:
            return NOTHING
        if whole == parts.low == parts.high:
            return NOTHING
        rounding = whole in parts or self.split_evenly
        return whole - middle(parts) if rounding and self.full else NOTHING


def are_too_many(rows: Iterable[Row], whole: Fraction, beside: Decimal | None) -> bool:
    """判断各行分值之和是否超出满分: more than 执行率, worth `beside`, leaves of it.

    Rows that make exactly the whole may be all of it, with the execution apart.
    """
    weights = total(row.indicator.weight for row in rows)
    return weights != whole and weights > whole - (exact(beside) if beside else NOTHING)


def grow(rows: Iterable[Row], *, crowded: bool = False) -> tuple[Level, ...]:
    """按路径把各行归并成组, 一级指标在外; rows without a path are left out."""
    members: Members = {}
    for row in rows:
        members.setdefault(row.indicator.path, []).append(row)
    return _grown(members, 1, crowded=crowded)


def _grown(members: Members, depth: int, *, crowded: bool) -> tuple[Level, ...]:
    """Gather the rows of each whole path by the first `depth` steps of it."""
    groups: dict[Path, Members] = {}
    for path, rows in members.items():
        if len(path) >= depth:
            groups.setdefault(path[:depth], {})[path] = rows
    return tuple(_level(path, found, crowded=crowded) for path, found in groups.items())


def _level(path: Path, members: Members, *, crowded: bool) -> Level:
    depth, rows = len(path), list(chain.from_iterable(members.values()))
    if len(members) > 1:
        rows.sort(key=_in_table)
    weights = [row.indicator.path_weights[depth - 1] for row in rows]
    # Rows of a group mostly share one object, and a decimal is dear to hash.
    apart = {id(weight): weight for weight in weights}
    printed = tuple(sorted({each for each in apart.values() if each is not None}))
    crowded = crowded or _exceed(rows, printed)
    whole = members.keys() == {path}
    below = () if whole else _grown(members, depth + 1, crowded=crowded)
    return Level(path, printed, tuple(rows), below, crowded)


def _exceed(rows: Sequence[Row], printed: tuple[Decimal, ...]) -> bool:
    """Tell whether rows that count weigh more than what is printed for all of them.

    It is asked of groups that have a row 一、 alone.
    """
    if len(printed) != 1 or not _has_parent(rows):
        return False
    weights = (row.indicator.weight for row in rows if not row.detail)
    return total(weights) > printed[0]


def _has_parent(rows: Sequence[Row]) -> bool:
    """Tell whether one of the rows bears a number of the outer kind."""
    names = [row.indicator.name for row in rows]
    return any(map(_PARENT.match, [name for name in names if NUMBERED in name]))


def _is_parent(name: str) -> bool:
    """Tell whether a row bears a number of the outer kind: 一、."""
    return NUMBERED in name and _PARENT.match(name) is not None


def _in_table(row: Row) -> int:
    """The number of a row of a table."""
    return row.spot.row or 0


def walk(levels: Iterable[Level]) -> Iterator[Level]:
    """逐个给出各组, 外层在先."""
    for level in levels:
        yield level
        yield from walk(level.children)


def weights_span(weights: Iterable[Decimal | None]) -> Interval | None:
    """几个分值之和的区间, 分; None where one of them is not printed.

    Equal weights with two or more decimals may be a whole that was split and rounded:
    what they lost by it widens the interval. Otherwise the sum is exact.
    """
    printed = list(weights)
    known = [weight for weight in printed if weight is not None]
    if len(known) < len(printed):
        return None
    printed_sum = exact_sum(known)
    summed = Fraction(printed_sum)
    if places(printed_sum) < FINE:  # the sum has the most decimals of them
        return Interval(summed, summed)
    equal = Counter(weight for weight in known if places(weight) >= FINE)
    slack = sum(_lost(weight, equal[weight]) for weight in equal)
    return Interval(summed - slack, summed + slack)


def _lost(weight: Decimal, count: int) -> Fraction:
    """等分而舍入的几个分值之和与整数之差; 0 where they are no such split.

    >>> _lost(Decimal("3.33"), 3), _lost(Decimal("12.52"), 4)
    (Fraction(1, 100), Fraction(0, 1))
    """
    summed = Fraction(weight) * count
    whole = Fraction((2 * summed + 1) // 2)
    split = count > 1 and rounding_of(weight, whole / count) is not None
    return abs(whole - summed) if split else NOTHING


def add(spans: Iterable[Interval | None]) -> Interval | None:
    """区间相加; None 若有一个为 None, 或一个也没有."""
    known = list(spans)
    ends = [span for span in known if span is not None]
    if not ends or len(ends) < len(known):
        return None
    if len(ends) == 1:
        return ends[0]
    low = total(span.low for span in ends)
    sure = all(span.low is span.high for span in ends)
    return Interval(low, low if sure else total(span.high for span in ends))


def middle(span: Interval) -> Fraction:
    """区间的中点, 即印出的数相加之和."""
    return (span.low + span.high) / 2
