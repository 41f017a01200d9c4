"""各级得失分的图: 每个指标组一条, 全长为分值."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from app.report.pictures import Scale
from auditing.finding import points
from auditing.results.panel import PanelLine
from indicators.exact import Fraction


@frozen
class GroupBar:
    """一个指标组的得失分: 各段的起点与宽; `stated` 为填报得分的位置."""

    name: str
    depth: int
    whole: tuple[float, float]
    sure: tuple[float, float]
    open: tuple[float, float]
    stated: float | None
    value: str
    agrees: bool


@frozen
class GroupChart:
    """各级得失分的图."""

    bars: tuple[GroupBar, ...]


def groups(lines: Sequence[PanelLine]) -> GroupChart | None:
    """画各级的分值与得失分; None where no group has a weight and a sum."""
    known = [
        line
        for line in lines
        if line.weight and line.low is not None and line.high is not None
    ]
    if not known:
        return None
    scale = Scale(Fraction(0), max(line.weight or Fraction(1) for line in known))
    return GroupChart(tuple(_group(scale, line) for line in known))


def _group(scale: Scale, line: PanelLine) -> GroupBar:
    weight, low, high = (Fraction(n or 0) for n in (line.weight, line.low, line.high))
    start = Fraction(0)
    stated = line.sum_of_stated
    lost = points(weight - high)
    if high != low:
        lost = f"{lost}～{points(weight - low)}"
    return GroupBar(
        line.name,
        max(len(line.path) - 1, 0),
        scale.bar(start, weight),
        scale.bar(start, low),
        scale.bar(low, high) if high > low else (0, 0),
        None if stated is None else scale.at(min(stated, scale.high)),
        f"失 {lost}" if weight > low else "不失分",
        stated is None or low <= stated <= high,
    )
