"""正在读的一个项目: 标题、各栏、各组指标, 读完成为一张没有完成值的表."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final

from attrs import define, evolve, field

from indicators.errors import Problem
from indicators.evaluation import Evaluation, Funds, Goals, Indicator
from indicators.place import Place
from reading.prose.head import Title, budget_of, year_of
from reading.prose.items import OpenGroup, is_defined, joined, without_breaks
from reading.prose.statements import Said

_NOTES: Final = {
    "basis": "立项依据",
    "period": "实施周期",
    "note": "其他说明",
    "budget": "年度预算",
}
_ONLY_MONEY: Final = re.compile(
    r"^(?:(?:20\d\d年)?(?:年度|本年)?预算(?:安排|金额|数)?(?:为|[:：])?)?[\d.,\s亿万千元。]*$"
)
_NUMBERED: Final = "名称里有数，没有分出指标值，请核对"
_NO_NAME: Final = "没有读到项目名称"
_MONEY: Final = "年度预算说法不一，没有读取金额"
_COST_BELOW: Final = ("产出指标", "成本指标")
Path = tuple[str | None, ...]


@define
class PlanGroup:
    """一组: 一级、二级指标, 印出的分值, 与还没有分开的各行."""

    path: Path
    weights: tuple[Decimal | None, ...]
    lines: OpenGroup


@define
class Draft:
    """一个项目的草稿."""

    title: Title
    place: Place | None
    fields: dict[str, list[str]] = field(factory=dict)
    groups: list[PlanGroup] = field(factory=list)
    first: str | None = None
    first_weight: Decimal | None = None
    first_kinds: set[str] = field(factory=set)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing has been read of it."""
        return not self.fields and not self.groups

    def text(self, name: str) -> str | None:
        """What a field says; lines that a page's edge has broken are joined."""
        return joined(self.fields.get(name, ())) or None

    def name_of(self, name: str) -> str | None:
        """A name that a field gives, without the stop behind it."""
        return (self.text(name) or "").rstrip("。；;. ") or None

    def open(self, said: Said, path: Path, weight: Decimal | None) -> OpenGroup:
        """Begin a group of indicators."""
        self._take_back_cost(path)
        lines = OpenGroup(said).begin()
        self.groups.append(PlanGroup(path, (self.first_weight, weight), lines))
        return lines

    def _take_back_cost(self, path: Path) -> None:
        """成本指标 was a first level after all, where 经济成本指标 follows it."""
        last = self.groups[-1] if self.groups else None
        empty = (
            last is not None
            and last.path == _COST_BELOW
            and not any(last.lines.items())
        )
        if empty and last and path[0] == last.path[1]:
            self.groups.pop()
            self.first_weight = last.weights[-1]

    def evaluation(self, years: AbstractSet[str]) -> Evaluation | None:
        """读成一张表; None where no indicator stands, or words are explained.

        `years` are those whose budget the text is about.
        """
        doubts: list[Problem] = []
        rows = tuple(self._rows(doubts))
        if not rows:
            return None
        head = self.head(years)
        if head.project is None:
            doubts.append(Problem.of(self.place or "", _NO_NAME))
        return evolve(head, indicators=rows, warnings=(*doubts, *head.warnings))

    def head(self, years: AbstractSet[str]) -> Evaluation:
        """What is said about the project, without its indicators."""
        doubts: list[Problem] = []
        funds = self._funds(doubts)
        expected, notes = self._told()
        if funds.lines:
            notes.pop(_NOTES["budget"], None)
        said = (self.text("period"), self.title.said, self.title.name)
        return Evaluation(
            year=year_of(said, years),
            project=self.name_of("project") or self.title.name or None,
            department=self.name_of("department"),
            unit=self.name_of("unit"),
            funds=funds,
            goals=Goals(expected),
            remarks=tuple((label, text) for label, text in notes.items() if text),
            warnings=tuple(doubts),
        )

    def _rows(self, doubts: list[Problem]) -> Iterator[Indicator]:
        for group in self._sorted():
            items = list(group.lines.items())
            if is_defined(items):
                continue
            depth = len(group.path)
            for item in items:
                name = without_breaks(item.named.name)
                if not name:
                    continue
                if item.named.numbered:
                    doubts.append(Problem(item.place or "", _NUMBERED, name))
                yield Indicator(
                    group.path,
                    name,
                    item.named.target,
                    path_weights=group.weights[:depth],
                    place=item.place,
                )

    def _sorted(self) -> list[PlanGroup]:
        """The groups of one path together, in the order of the first of them."""
        order: dict[Path, int] = {}
        firsts: dict[str | None, int] = {}
        for group in self.groups:
            order.setdefault(group.path, len(order))
            firsts.setdefault(group.path[0], len(firsts))
        return sorted(self.groups, key=lambda g: (firsts[g.path[0]], order[g.path]))

    def _funds(self, doubts: list[Problem]) -> Funds:
        """The budget of the year, from its field or from what stands by the title."""
        said = self.text("budget")
        funds = budget_of(said or self.title.said)
        if said and funds is None:
            doubts.append(Problem(self.place or "", _MONEY, said))
        return funds or Funds()

    def _told(self) -> tuple[str | None, dict[str, str | None]]:
        """Share out what is said: the goal, and the notes.

        Without a goal of its own, what the title and the overview say is the goal.
        """
        goal, overview = self.text("goal"), self.text("overview")
        lead = _ONLY_MONEY.sub("", self.title.said)
        notes = {"项目说明": lead, "项目概述": overview} if goal else {}
        notes |= {label: self.text(name) for name, label in _NOTES.items()}
        return goal or "\n".join(filter(None, (lead, overview))) or None, notes
