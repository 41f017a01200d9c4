"""一页的线框: 分页处没有画出的边补上, 一格才是一格.

A spreadsheet program prints a merged cell that a page break cuts without a rule at the
break; a table may also be drawn without its outer rules. Where rules end in nothing at
the edge of their table, that edge is a rule.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import filterfalse, pairwise
from typing import Any, cast

from attrs import define, evolve
from pdfplumber.table import TableFinder, merge_edges
from pdfplumber.utils.geometry import objects_to_bbox

from reading.sources.pages.drawing import Corners, PageDrawing, Rule, straight

# Rules drawn closer than this are one rule.
TOLERANCE = 3.0
# As the finder joins its edges by default.
_JOINED = (3, 3, 3, 3)


@define
class _Net:
    """Rules that meet: those of one table."""

    upright: list[Rule]
    level: list[Rule]

    def meets(self, upright: Rule) -> bool:
        """Say whether an upright rule meets one of the level rules."""
        return any(_meet(upright, rule) for rule in self.level)

    @property
    def corners(self) -> Corners:
        """The rectangle round the rules: left, top, right, bottom."""
        return cast("Corners", objects_to_bbox(self.upright + self.level))


class Rules(TableFinder):
    """The cells of a page that has been drawn, and those that a page break cuts open."""

    drawn: list[Rule]

    def __init__(self, page: PageDrawing) -> None:
        # The finder takes nothing but the edges of a page.
        seen: Any = evolve(page, edges=_without_ground(page.edges))
        super().__init__(seen)

    def get_edges(self) -> list[Rule]:
        """The rules that are seen, and those that close a table."""
        self.drawn = super().get_edges()
        added = [rule for net in _nets(self.drawn) for rule in _closing(net)]
        return list(merge_edges([*self.drawn, *added], *_JOINED))

    def is_open(self, corners: Corners, *, below: bool) -> bool:
        """Say whether no rule is drawn over the top, or under the foot, of a cell."""
        height = corners[3] if below else corners[1]
        middle = (corners[0] + corners[2]) / 2
        return not any(
            is_near(rule["top"], height) and rule["x0"] <= middle <= rule["x1"]
            for rule in _running(self.drawn, "h")
        )

    def is_bare(self, corners: Corners, *, right: bool) -> bool:
        """Say whether no rule is drawn on the left, or on the right, of a cell."""
        side = corners[2] if right else corners[0]
        middle = (corners[1] + corners[3]) / 2
        return not any(
            is_near(rule["x0"], side) and rule["top"] <= middle <= rule["bottom"]
            for rule in _running(self.drawn, "v")
        )


def _without_ground(rules: list[Rule]) -> list[Rule]:
    """The rules without the sides of a white ground."""
    white = list(filter(_is_white, rules))
    others = list(filterfalse(_is_white, rules))
    if not white or not others:
        return rules
    corners = cast(
        "tuple[Corners, Corners]", tuple(map(objects_to_bbox, (white, others)))
    )
    return others if _surrounds(*corners) else rules


def _surrounds(ground: Corners, inner: Corners) -> bool:
    """Say whether an area reaches as far as another one on every side."""
    left, top, right, bottom = ground
    begins = left <= inner[0] + 1 and top <= inner[1] + 1
    return begins and right >= inner[2] - 1 and bottom >= inner[3] - 1


def _is_white(rule: Rule) -> bool:
    """Say whether a rule is only the side of an area that is filled with white."""
    color = rule.get("non_stroking_color")
    shade = color if isinstance(color, tuple) else (color,)
    filled = rule.get("fill") and not rule.get("stroke")
    return bool(filled) and len(shade) in {1, 3} and set(shade) == {1}


def _running(rules: list[Rule], direction: str) -> list[Rule]:
    """The level rules (h), or the upright ones (v)."""
    return [rule for rule in rules if rule["orientation"] == direction]


def _nets(rules: list[Rule]) -> list[_Net]:
    """Group the rules that meet; a lone upright as high as a table is its side."""
    nets = [_Net([], [rule]) for rule in _running(rules, "h")]
    lone: list[Rule] = []
    for upright in _running(rules, "v"):
        met = [net for net in nets if net.meets(upright)]
        if met:
            nets = _as_one(nets, met, upright)
        else:
            lone.append(upright)
    tables = [net for net in nets if net.upright]
    for upright in lone:
        _put_beside(upright, tables)
    return tables


def _as_one(nets: list[_Net], met: list[_Net], upright: Rule) -> list[_Net]:
    """Make one net of those that an upright rule meets; the others stay."""
    first, *others = met
    first.upright.append(upright)
    for net in others:
        first.upright += net.upright
        first.level += net.level
    return [net for net in nets if not any(net is other for other in others)]


def _put_beside(upright: Rule, tables: list[_Net]) -> None:
    """Give a lone upright to the nearest table of its height, if there is one."""
    beside = [net for net in tables if _is_as_high(upright, net)]
    if beside:
        min(beside, key=lambda net: _gap(net, upright)).upright.append(upright)


def _closing(net: _Net) -> list[Rule]:
    """The rules that are missing where others end in nothing."""
    left, top, right, bottom = net.corners
    sides = {
        "top": straight(left, top, right, top),
        "bottom": straight(left, bottom, right, bottom),
        "x0": straight(left, top, left, bottom),
        "x1": straight(right, top, right, bottom),
    }
    return [rule for end, rule in sides.items() if _dangle(net, end, rule[end])]


def _dangle(net: _Net, end: str, edge: float) -> bool:
    """Say whether a rule ends at an edge of the table without a rule across it.

    So do two that have none between them, where those beside them have: a page break
    cuts one cell of a row. `end` is the end of the rules that run to this edge: top,
    bottom, x0 or x1.
    """
    rules, across, side, begin, stop = net.level, net.upright, "x0", "top", "bottom"
    if end in {"top", "bottom"}:
        rules, across, side, begin, stop = net.upright, net.level, "top", "x0", "x1"
    ending = [rule for rule in rules if is_near(rule[end], edge)]
    closing = [rule for rule in across if is_near(rule[side], edge)]
    met = _are_met(ending, closing)
    stand = edges([rule[begin] for rule in ending])
    return not met or _is_parted(stand, [(r[begin], r[stop]) for r in closing])


def _are_met(rules: list[Rule], others: list[Rule]) -> bool:
    """Say whether each of some rules meets one of the others."""
    return all(any(_meet(rule, other) for other in others) for rule in rules)


def _is_parted(stand: list[float], closed: list[tuple[float, float]]) -> bool:
    """Say whether between two of the places nothing is closed."""
    middles = ((one + other) / 2 for one, other in pairwise(stand))
    return not all(any(a <= middle <= b for a, b in closed) for middle in middles)


def _meet(one: Rule, other: Rule) -> bool:
    return bool(
        one["x0"] <= other["x1"] + TOLERANCE
        and other["x0"] <= one["x1"] + TOLERANCE
        and one["top"] <= other["bottom"] + TOLERANCE
        and other["top"] <= one["bottom"] + TOLERANCE
    )


def _is_as_high(upright: Rule, net: _Net) -> bool:
    _, top, _, bottom = net.corners
    return is_near(upright["top"], top) and is_near(upright["bottom"], bottom)


def _gap(net: _Net, upright: Rule) -> float:
    left, _, right, _ = net.corners
    return max(left - float(upright["x0"]), float(upright["x0"]) - right)


def is_near(one: float, other: float) -> bool:
    """Say whether two rules stand within the tolerance."""
    return abs(one - other) <= TOLERANCE


def edges(values: list[float]) -> list[float]:
    """Take rules that stand within the tolerance for one.

    >>> edges([10.0, 50.2, 50.0, 90.0])
    [10.0, 50.0, 90.0]
    """
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOLERANCE:
            found.append(value)
    return found


def edge_index(found: list[float], value: float) -> int:
    """Find a rule among the edges."""
    return max(0, bisect_right(found, value + 0.01) - 1)
