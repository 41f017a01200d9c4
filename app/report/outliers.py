"""总分突出的表: 填报总分远在同一单位、同一评分办法的其余各张之外.

The rule is exact and said on the page. Of at least `LEAST` tables with a total, out of a
hundred, the quartiles are the totals at a quarter, a half and three quarters of their
order; a total stands out that lies more than `REACH` times the distance of the quartiles
beyond them, and more than `APART` points from the middle one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from app.report.contents import FULL, NAMELESS, ContentsLine
from app.report.pictures import Scale
from app.report.summary import Link
from app.views.row_points import signed
from auditing.finding import points
from indicators.exact import Fraction

LEAST, REACH, APART = 8, Fraction(3, 2), Fraction(5)
RULE = (
    f"同一单位、同一评分办法的表，或全部用同一评分办法的表，有总分的至少 {LEAST} 张，"
    "才这样比。填报总分按满分折成百分制，由低到高排，排在四分之一、一半、四分之三处的是"
    "下四分位数、中位数、上四分位数；比下四分位数低、或比上四分位数高出四分位距的 "
    f"{points(REACH)} 倍以上，并且与中位数相差 {points(APART)} 分以上的，列在这里，"
    "离得远的在先。突出不等于有错，只说明应当先看。"
)
_QUARTERS = 4
_SCALE = Scale(Fraction(0), Fraction(FULL))


@frozen
class Spread:
    """一组总分怎样分布: 几张, 上下四分位数与中位数."""

    count: int
    low: Fraction
    middle: Fraction
    high: Fraction

    @classmethod
    def of(cls, totals: Iterable[Fraction]) -> Spread:
        """The spread of some totals."""
        known = sorted(totals)
        count = len(known)
        low, middle, high = (
            known[-(-count * part // _QUARTERS) - 1] for part in (1, 2, 3)
        )
        return cls(count, low, middle, high)

    def beyond(self, total: Fraction) -> Fraction:
        """How far a total lies outside; 0 or less where it does not stand out."""
        reach = REACH * (self.high - self.low)
        outside = max(self.low - reach - total, total - self.high - reach)
        return min(outside, abs(total - self.middle) - APART)


@frozen
class Outlier:
    """总分突出的一张表; positions are percents of the width that the bars have."""

    table: Link
    unit: str
    among: str
    total: str
    usual: str
    middle: str
    over: str
    box: tuple[float, float]
    own: float


def outliers(lines: Sequence[ContentsLine]) -> tuple[Outlier, ...]:
    """找出总分突出的表, 离得远的在先. `lines` come worst first."""
    found: dict[int, tuple[Fraction, Spread, str]] = {}
    for among, numbers in _groups(lines):
        spread = Spread.of(_share(lines[number]) for number in numbers)
        for number in numbers:
            beyond = spread.beyond(_share(lines[number]))
            if beyond > 0 and (number not in found or beyond > found[number][0]):
                found[number] = beyond, spread, among
    order = sorted(found, key=lambda number: (-found[number][0], number))
    return tuple(_outlier(n, lines[n], *found[n][1:]) for n in order)


def _groups(lines: Sequence[ContentsLine]) -> Iterator[tuple[str, list[int]]]:
    """Tables to compare, with what they have in common: by unit, then all of a policy."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number, line in enumerate(lines):
        if line.share is not None:
            groups.setdefault((line.policy, ""), []).append(number)
            if line.unit != NAMELESS:
                groups.setdefault((line.policy, line.unit), []).append(number)
    for (policy, unit), numbers in sorted(groups.items(), key=lambda g: g[0][1] == ""):
        if len(numbers) >= LEAST:
            yield f"{'本单位' if unit else '全部'} {policy} 的", numbers


def _share(line: ContentsLine) -> Fraction:
    """The total of a table that has one."""
    assert line.share is not None  # noqa: S101 - others are in no group
    return line.share


def _outlier(number: int, line: ContentsLine, spread: Spread, among: str) -> Outlier:
    total = _share(line)
    return Outlier(
        Link(number + 1, line.id, line.title),
        line.unit,
        f"{among} {spread.count} 张",
        points(total),
        f"{points(spread.low)}～{points(spread.high)}",
        points(spread.middle),
        signed(total - spread.middle),
        _SCALE.bar(spread.low, spread.high),
        min(max(_SCALE.at(total), 0.0), 100.0),
    )
