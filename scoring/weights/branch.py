"""分值树: 各组与各个指标, 已定的分值, 轻重; 自上而下分完."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import define, field

from indicators.errors import Problem
from indicators.exact import Fraction
from scoring.rounding import decimal, exact_sum, places
from scoring.weights.apportion import Portion, apportion

_REMEDY = "请改已定的分值，使各级的合计相等，未定的都分得到"


@define(eq=False)
class WeightLeaf:
    """一个指标. `given` 是已定的分值, `weight` 是分得的."""

    name: str
    given: Decimal | None = None
    own_importance: Fraction | None = None
    weight: Decimal = Decimal(0)

    @property
    def fixed(self) -> Decimal:
        """已定的分值; 0 where it is open."""
        return self.given or Decimal(0)

    @property
    def open(self) -> int:
        """还没有定的指标有几个."""
        return int(self.given is None)

    @property
    def importance(self) -> Fraction:
        """轻重: 1 unless it is said."""
        return self.own_importance or Fraction(1)

    def spread(self, total: Decimal, kept: int) -> Iterator[Problem]:
        """把 `total` 给它; a leaf has nothing to share out."""
        del kept
        self.weight = total
        yield from ()


@define(eq=False)
class WeightGroup(WeightLeaf):
    """一组: 它下面的各组或各个指标."""

    children: dict[object, WeightLeaf] = field(factory=dict)

    @property
    def fixed_below(self) -> Decimal:
        """What is given to what stands below it."""
        return exact_sum(child.fixed for child in self.children.values())

    @property
    def fixed(self) -> Decimal:
        """已定的: its own weight, else what is given below it."""
        return self.fixed_below if self.given is None else self.given

    @property
    def open_children(self) -> list[WeightLeaf]:
        """Those below it in which something is open."""
        return [child for child in self.children.values() if child.open]

    @property
    def open(self) -> int:
        """还没有定的指标有几个; none where the group itself is given."""
        return int(self.given is None) and sum(c.open for c in self.open_children)

    @property
    def importance(self) -> Fraction:
        """轻重: its own, else that of the open indicators below it together."""
        below = sum((child.importance for child in self.open_children), Fraction(0))
        return self.own_importance or below

    def spread(self, total: Decimal, kept: int) -> Iterator[Problem]:
        """把 `total` 分下去, `kept` decimals; yields the levels at which it cannot be."""
        self.weight = total
        open_, free = self.open_children, total - self.fixed_below
        count = sum(child.open for child in open_)
        finer = max(kept, places(tidy(free)))
        if free < decimal(count, kept) or (free and not count):
            yield self._no_room(free, count)
            return
        unit = 10 ** (finer - kept)
        shares = [Portion(child.importance, child.open * unit) for child in open_]
        parts = apportion(int(free.scaleb(finer)), shares)
        extra = dict(zip(map(id, open_), parts, strict=True))
        for child in self.children.values():
            more = decimal(extra.get(id(child), 0), finer)
            yield from child.spread(tidy(child.fixed + more), kept)

    def _no_room(self, free: Decimal, count: int) -> Problem:
        """Say at which level the weights do not work out, and by how much."""
        said = f"共 {self.weight:f} 分，已定 {self.fixed_below:f} 分"
        over = f"超出 {-free:f} 分"
        rest = f"余下 {free:f} 分，未定的指标有 {count} 个，分不下去"
        return Problem(
            self.name, f"{said}，{over if free < 0 else rest}", None, _REMEDY
        )


def tidy(value: Decimal) -> Decimal:
    """Write a weight without needless zeros.

    >>> tidy(Decimal("12.50")), tidy(Decimal("20.00"))
    (Decimal('12.5'), Decimal('20'))
    """
    short = value.normalize()
    return short.quantize(Decimal(1)) if places(short) == 0 else short
