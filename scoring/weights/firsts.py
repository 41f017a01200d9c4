"""一级指标的分值: 按办法的比例; 表中没有的一级指标, 它的分由其余的分."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from indicators.errors import Problem
from indicators.exact import Fraction
from scoring.rounding import decimal, exact_sum, places
from scoring.weights.apportion import Portion, apportion
from scoring.weights.branch import WeightGroup, WeightLeaf, tidy

_NO_POINTS = "评分办法没有这个一级指标的分值"
_REMEDY = "请写明它的分值"


def fix_firsts(
    root: WeightGroup, total: Decimal, usual: Mapping[str, Decimal], kept: int
) -> list[Problem]:
    """Fix the weights of the first levels that are open; names those that `usual` lacks.

    Rows without a first level leave all to the importance of the indicators.

    >>> root = WeightGroup("", children={name: WeightGroup(name) for name in ("产出指标", "效益指标")})
    >>> usual = {"产出指标": Decimal(50), "效益指标": Decimal(30), "满意度指标": Decimal(10)}
    >>> fix_firsts(root, Decimal(90), usual, 2)
    []
    >>> [str(group.given) for group in root.children.values()]
    ['56.25', '33.75']
    """
    if not all(map(_is_first, root.children.items())):
        return []
    open_ = [group for group in root.children.values() if group.given is None]
    unknown = [group.name for group in open_ if not usual.get(group.name)]
    if not unknown:
        given = (group.given or Decimal(0) for group in root.children.values())
        _share(open_, total - exact_sum(given), usual, kept)
    return [Problem(name, _NO_POINTS, None, _REMEDY) for name in unknown]


def _is_first(named: tuple[object, WeightLeaf]) -> bool:
    """Say whether what stands right below the root is a first level with a name."""
    return bool(named[0]) and isinstance(named[1], WeightGroup)


def _share(
    groups: list[WeightLeaf], free: Decimal, usual: Mapping[str, Decimal], kept: int
) -> None:
    """Give the groups what is free, in the proportions of `usual`.

    Where nothing is free they stay open, and are told as such.
    """
    finer = max(kept, places(tidy(free)))
    shares = [Portion(Fraction(usual[group.name])) for group in groups]
    units = apportion(int(max(free, Decimal(0)).scaleb(finer)), shares)
    for group, part in zip(groups, units, strict=True):
        group.given = tidy(decimal(part, finer)) if free > 0 else None
