"""得分桥的图: 只算几何, 画出来由模板去做.

Only positions and texts are made here. Positions are percents of the width that the
bars have, whatever that is: the page is read on paper, on a screen and on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from attrs import frozen

from app.views.row_points import signed
from auditing.finding import points
from auditing.results.bridge import Bridge, BridgeStep
from indicators.exact import Fraction

WHOLE = 100
"""The width of the drawing: positions are percents."""

THIN = 0.3
MOST = 12


@frozen
class Bar:
    """一条: 标签、位置、说明的数字; `kind` 决定颜色. `joint` 连到下一条."""

    label: str
    kind: str
    x: float
    width: float
    value: str
    row: int | None = None
    joint: float | None = None


@frozen
class Waterfall:
    """得分桥的图. `ticks` 为横轴刻度 (位置, 数)."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]


@frozen
class Scale:
    """比例尺: points to percents of the width."""

    low: Fraction
    high: Fraction

    def at(self, value: Fraction) -> float:
        """Place a number of points on the drawing."""
        share = (value - self.low) / (self.high - self.low)
        return round(float(share) * WHOLE, 2)

    def bar(self, start: Fraction, end: Fraction) -> tuple[float, float]:
        """Give x and width of a bar; a bar that is too thin to see is widened."""
        left, right = self.at(min(start, end)), self.at(max(start, end))
        return left, round(max(right - left, THIN), 2)


def waterfall(bridge: Bridge, shown: tuple[str, str]) -> Waterfall:
    """画得分桥: from the stated total over the rows to the corrected one.

    `shown` are the ends of the recomputed interval as the panel writes them.
    """
    steps = bridge.within(MOST)
    levels = list(_levels(bridge.start, steps))
    span = (Fraction(Decimal(shown[0])), Fraction(Decimal(shown[1])))
    scale = _scale([*levels, *span])
    bars = [_whole(scale, bridge, end=False)]
    bars += map(partial(_step, scale), steps, levels)
    bars.append(_whole(scale, bridge, end=True))
    if span[0] != span[1]:
        bars.append(_range(scale, span, shown))
    return Waterfall(tuple(bars), tuple(_ticks(scale)))


def _levels(start: Fraction, steps: Sequence[BridgeStep]) -> Iterator[Fraction]:
    level = start
    yield level
    for step in steps:
        level += step.delta
        yield level


def _scale(values: Iterable[Fraction]) -> Scale:
    """Leave a tenth free on the left; the axis does not begin at 0 and says so."""
    known = list(values)
    low, high = min(known), max(known)
    gap = max(high - low, Fraction(1))
    return Scale(max(low - gap / 8, Fraction(0)), high)


def _ticks(scale: Scale) -> Iterator[tuple[float, str]]:
    """Ticks at round numbers, at most eight."""
    reach = scale.high - scale.low
    sizes = (Fraction(tenths, 10) for tenths in (2, 5, 10, 20, 50, 100, 200, 500))
    size = next((s for s in sizes if reach / s <= 8), Fraction(100))  # noqa: PLR2004
    first = -(-scale.low // size)
    for count in range(first, int(scale.high // size) + 1):
        yield scale.at(count * size), points(count * size)


def _whole(scale: Scale, bridge: Bridge, *, end: bool) -> Bar:
    level = bridge.end if end else bridge.start
    start = "填报总分" if bridge.printed else "各行得分之和"
    label = "改正后的总分" if end else start
    x, wide = scale.bar(scale.low, level)
    joint = None if end else scale.at(level)
    kind = "end" if end else "start"
    return Bar(label, kind, x, wide, points(level), None, joint)


def _step(scale: Scale, step: BridgeStep, before: Fraction) -> Bar:
    after = before + step.delta
    x, wide = scale.bar(before, after)
    kind = "up" if step.delta > 0 else "down"
    value, at = signed(step.delta), scale.at(after)
    return Bar(step.name, kind, x, wide, value, step.row, at)


def _range(
    scale: Scale, span: tuple[Fraction, Fraction], shown: tuple[str, str]
) -> Bar:
    x, wide = scale.bar(*span)
    text = "～".join(points(Fraction(Decimal(end))) for end in shown)
    return Bar("重算区间", "range", x, wide, text)
