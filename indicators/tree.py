"""指标树: 由平铺的行得出一级、二级指标的嵌套.

The table's rows are the data; the tree is a view of them, built when it is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from attrs import frozen

from indicators.evaluation import Indicator


@frozen
class Group:
    """一级或二级指标. `weight` is the printed one, None where none is printed."""

    name: str | None
    weight: Decimal | None
    children: tuple[Group | Indicator, ...]

    def indicators(self) -> Iterator[Indicator]:
        """Walk the third-level indicators below, in printed order."""
        for child in self.children:
            if isinstance(child, Group):
                yield from child.indicators()
            else:
                yield child


_TYPES = frozenset(("数量指标", "质量指标", "时效指标"))
"""产出指标之下的三类, 从来不是一级指标."""


def first_groups(indicators: Iterable[Indicator]) -> frozenset[str]:
    """各行最外一组的名称."""
    paths = {row.path for row in indicators}
    return frozenset(path[0] or "" for path in paths if path)


def lacks_first_level(names: Collection[str]) -> bool:
    """判断表上没有一级指标一栏: no groups, or the outermost are types like 数量指标.

    >>> lacks_first_level(["数量指标", "成本指标"]), lacks_first_level([])
    (True, True)
    >>> lacks_first_level(["产出指标", "成本指标"])
    False
    """
    return not any(names) or not _TYPES.isdisjoint(names)


def grow(indicators: Sequence[Indicator]) -> tuple[Group | Indicator, ...]:
    """生成指标树: neighbouring rows of one path share their groups.

    >>> rows = [Indicator(("产出指标", "数量指标"), "甲"),
    ...         Indicator(("产出指标", "质量指标"), "乙")]
    >>> [(g.name, [c.name for c in g.children]) for g in grow(rows)]
    [('产出指标', ['数量指标', '质量指标'])]
    """
    return _grow(indicators, 0)


def _grow(indicators: Sequence[Indicator], level: int) -> tuple[Group | Indicator, ...]:
    nodes: list[Group | Indicator] = []
    for deep, run in groupby(indicators, key=lambda row: len(row.path) > level):
        if not deep:
            nodes.extend(run)
            continue
        for name, members in groupby(run, key=lambda row: row.path[level]):
            rows = tuple(members)
            weights = (row.path_weights[level] for row in rows)
            weight = next((printed for printed in weights if printed is not None), None)
            nodes.append(Group(name, weight, _grow(rows, level + 1)))
    return tuple(nodes)
