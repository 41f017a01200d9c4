"""得分桥的图: 只算几何, 画成 SVG 由模板去做.

Only positions and texts are made here, as plain numbers of a fixed drawing width; the
template writes the marks, so every text is escaped there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from app.text.wrapping import width
from app.views.row_points import signed
from auditing.finding import points
from auditing.results.bridge import Bridge, BridgeStep
from indicators.exact import Fraction

WIDE, LEFT, RIGHT = 1000, 330, 110
"""The drawing's width, and what the labels and the numbers take of it."""

ROW, THIN = 30, 1.5
MOST = 12
LABEL = 40
"""A label line holds this many columns (a CJK character is two)."""


@frozen
class Bar:
    """一条: 标签 (一行或两行)、位置、说明的数字; `kind` 决定颜色."""

    label: tuple[str, ...]
    title: str
    kind: str
    y: float
    x: float
    width: float
    value: str
    row: int | None = None
    joint: float | None = None


@frozen
class Waterfall:
    """得分桥的图. `ticks` 为横轴刻度 (位置, 数)."""

    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]


@frozen
class Scale:
    """比例尺: points to drawing units."""

    low: Fraction
    high: Fraction

    def at(self, value: Fraction) -> float:
        """Place a number of points on the drawing."""
        share = (value - self.low) / (self.high - self.low)
        return round(LEFT + float(share) * (WIDE - LEFT - RIGHT), 1)

    def bar(self, start: Fraction, end: Fraction) -> tuple[float, float]:
        """Give x and width of a bar; a bar that is too thin to see is widened."""
        left, right = self.at(min(start, end)), self.at(max(start, end))
        return left, round(max(right - left, THIN), 1)


def waterfall(bridge: Bridge, shown: tuple[str, str]) -> Waterfall:
    """画得分桥: from the stated total over the rows to the corrected one.

    `shown` are the ends of the recomputed interval as the panel writes them.
    """
    steps = bridge.within(MOST)
    levels = list(_levels(bridge.start, steps))
    span = (Fraction(shown[0]), Fraction(shown[1]))
    scale = _scale([*levels, *span])
    bars = [_whole(scale, bridge, 0, end=False)]
    for number, step in enumerate(steps, 1):
        bars.append(_step(scale, step, levels[number - 1], number))
    bars.append(_whole(scale, bridge, len(bars), end=True))
    if span[0] != span[1]:
        bars.append(_range(scale, span, shown, len(bars)))
    return Waterfall(down(len(bars)) + 24, tuple(bars), tuple(_ticks(scale)))


def _levels(start: Fraction, steps: Sequence[BridgeStep]) -> Iterator[Fraction]:
    level = start
    yield level
    for step in steps:
        level += step.delta
        yield level


def down(number: int) -> float:
    """Place the bar of a number, counted from the top."""
    return 8 + number * ROW


def _scale(values: Iterable[Fraction]) -> Scale:
    """Leave a tenth free on the left; the axis does not begin at 0 and says so."""
    known = list(values)
    low, high = min(known), max(known)
    gap = max(high - low, Fraction(1))
    return Scale(max(low - gap / 8, Fraction(0)), high)


def _ticks(scale: Scale) -> Iterator[tuple[float, str]]:
    """Ticks at round numbers, at most eight."""
    reach = scale.high - scale.low
    sizes = (Fraction(s) for s in ("0.2", "0.5", "1", "2", "5", "10", "20", "50"))
    size = next((s for s in sizes if reach / s <= 8), Fraction(100))  # noqa: PLR2004
    first = -(-scale.low // size)
    for count in range(first, int(scale.high // size) + 1):
        yield scale.at(count * size), points(count * size)


def _whole(scale: Scale, bridge: Bridge, number: int, *, end: bool) -> Bar:
    level = bridge.end if end else bridge.start
    start = "填报总分" if bridge.printed else "各行得分之和"
    label = "改正后的总分" if end else start
    x, wide = scale.bar(scale.low, level)
    joint = None if end else scale.at(level)
    kind = "end" if end else "start"
    return Bar((label,), label, kind, down(number), x, wide, points(level), None, joint)


def _step(scale: Scale, step: BridgeStep, before: Fraction, number: int) -> Bar:
    after = before + step.delta
    x, wide = scale.bar(before, after)
    kind = "up" if step.delta > 0 else "down"
    label, at = folded(step.name), scale.at(after)
    value = signed(step.delta)
    return Bar(label, step.name, kind, down(number), x, wide, value, step.row, at)


def _range(
    scale: Scale, span: tuple[Fraction, Fraction], shown: tuple[str, str], number: int
) -> Bar:
    label, (x, wide) = "重算区间", scale.bar(*span)
    text = "～".join(points(Fraction(end)) for end in shown)
    return Bar((label,), label, "range", down(number), x, wide, text)


def folded(text: str, columns: int = LABEL) -> tuple[str, ...]:
    """折成至多两行, 放不下的以 … 结尾.

    >>> folded("城市大脑一期建设完成率", 12)
    ('城市大脑一期', '建设完成率')
    >>> folded("一二三四五六七八九", 8)
    ('一二三四', '五六七…')
    """
    lines, line = [], ""
    for glyph in text:
        if width(line + glyph) > columns:
            lines.append(line)
            line = ""
        line += glyph
    lines.append(line)
    first, *rest = lines
    if not rest:
        return (first,)
    return (first, rest[0] if len(rest) == 1 else rest[0][:-1] + "…")
