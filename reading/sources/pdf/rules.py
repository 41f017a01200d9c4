"""PDF 的线框: 分页处没有画出的边补上, 一格才是一格.

A spreadsheet program prints a merged cell that a page break cuts without a rule at the
break; a table may also be drawn without its outer rules. Where rules end in nothing at
the edge of their table, that edge is a rule.
"""

from __future__ import annotations

from typing import Any

from attrs import define
from pdfplumber.table import TableFinder, merge_edges

# Rules drawn closer than this are one rule.
TOLERANCE = 3.0
# As the finder joins its edges by default.
_JOINED = (3, 3, 3, 3)

Rule = dict[str, Any]
Corners = tuple[float, float, float, float]


@define
class _Net:
    """Rules that meet: those of one table."""

    upright: list[Rule]
    level: list[Rule]

    def meets(self, upright: Rule) -> bool:
        """Say whether an upright rule meets one of the level rules."""
        return any(_meet(upright, rule) for rule in self.level)

    @property
    def top(self) -> float:
        return float(min(rule["top"] for rule in self.upright + self.level))

    @property
    def bottom(self) -> float:
        return float(max(rule["bottom"] for rule in self.upright + self.level))

    @property
    def left(self) -> float:
        return float(min(rule["x0"] for rule in self.upright + self.level))

    @property
    def right(self) -> float:
        return float(max(rule["x1"] for rule in self.upright + self.level))


class Rules(TableFinder):
    """The cells of a page, those included that a page break has cut open."""

    drawn: list[Rule]

    def get_edges(self) -> list[Rule]:
        """The rules that are drawn, and those that close a table."""
        self.drawn = super().get_edges()
        added = [rule for net in _nets(self.drawn) for rule in _closing(net)]
        return list(merge_edges([*self.drawn, *added], *_JOINED))

    def is_open(self, corners: Corners, *, below: bool) -> bool:
        """Say whether no rule is drawn over the top, or under the foot, of a cell."""
        height = corners[3] if below else corners[1]
        middle = (corners[0] + corners[2]) / 2
        return not any(
            _is_near(rule["top"], height) and rule["x0"] <= middle <= rule["x1"]
            for rule in self.drawn
            if rule["orientation"] == "h"
        )


def _nets(rules: list[Rule]) -> list[_Net]:
    """Group the rules that meet; a lone upright as high as a table is its side."""
    nets = [_Net([], [rule]) for rule in rules if rule["orientation"] == "h"]
    lone: list[Rule] = []
    for upright in (rule for rule in rules if rule["orientation"] == "v"):
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
    left, right, top, bottom = net.left, net.right, net.top, net.bottom
    added = [
        {"x0": left, "x1": right, "top": y, "bottom": y, "width": right - left}
        | {"orientation": "h", "object_type": "line"}
        for end, y in (("top", top), ("bottom", bottom))
        if _dangle(net.upright, net.level, end, y)
    ]
    return added + [
        {"x0": x, "x1": x, "top": top, "bottom": bottom, "height": bottom - top}
        | {"orientation": "v", "object_type": "line"}
        for end, x in (("x0", left), ("x1", right))
        if _dangle(net.level, net.upright, end, x)
    ]


def _dangle(rules: list[Rule], across: list[Rule], end: str, edge: float) -> bool:
    """Say whether a rule ends at an edge of the table without a rule across it."""
    for rule in rules:
        if _is_near(rule[end], edge):
            met = [other for other in across if _meet(rule, other)]
            side = "top" if end in {"top", "bottom"} else "x0"
            if not any(_is_near(other[side], edge) for other in met):
                return True
    return False


def _meet(one: Rule, other: Rule) -> bool:
    return bool(
        one["x0"] <= other["x1"] + TOLERANCE
        and other["x0"] <= one["x1"] + TOLERANCE
        and one["top"] <= other["bottom"] + TOLERANCE
        and other["top"] <= one["bottom"] + TOLERANCE
    )


def _is_as_high(upright: Rule, net: _Net) -> bool:
    return _is_near(upright["top"], net.top) and _is_near(upright["bottom"], net.bottom)


def _gap(net: _Net, upright: Rule) -> float:
    return max(net.left - float(upright["x0"]), float(upright["x0"]) - net.right)


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCE
