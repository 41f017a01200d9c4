"""一张自评表, 画的人知道每个数从哪里来."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.oracle.worth import Aim, Method, Range, execution, worth

Text = str | None


@dataclass
class Line:
    """三级指标的一行: the meaning, and the texts where they are typed otherwise."""

    level1: str
    level2: str
    name: str
    aim: Aim | None
    unit: str
    done: Any
    weight: Fraction
    stated: Fraction | None = None
    note: Text = None
    typed: dict[str, Any] = field(default_factory=dict)
    """Cells typed otherwise than their meaning: target, actual, weight, stated, name …"""
    formats: dict[str, str] = field(default_factory=dict)
    """Number formats of cells that hold numbers."""
    extras: dict[str, str] = field(default_factory=dict)
    """`shared`: its points stand in one cell with the row above or below."""

    def worth(self, by: Method) -> Range:
        return worth(self.aim, self.done, self.weight, by)

    @property
    def met(self) -> bool:
        """Whether a rule gives full points for what was reached."""
        if self.aim is None or self.done is None or self.aim.kind == "qualitative":
            return False
        if self.aim.kind in {"at_most", "deadline"}:
            return bool(self.done <= self.aim.value)
        if self.aim.kind == "between":
            return bool(self.aim.value <= self.done <= (self.aim.high or 0))
        return bool(self.done >= self.aim.value)

    @property
    def ratio(self) -> bool:
        """Whether a formula over two numbers gives the points."""
        kinds = {"at_least", "at_most", "exactly"}
        return self.aim is not None and self.aim.kind in kinds


@dataclass
class Money:
    """资金的一行."""

    label: str
    initial: Fraction | None
    budget: Fraction | None
    spent: Fraction | None
    typed: dict[str, Any] = field(default_factory=dict)


@dataclass
class Sheet:
    """一张表: head, funds, goals, rows, total. `stated` is the execution row's points."""

    layout: str
    year: int
    head: dict[str, str]
    goals: tuple[str, str]
    funds: list[Money]
    lines: list[Line]
    by: Method
    stated: Fraction | None = None
    rate: str | None = None
    reason: Text = None
    """偏差原因 of the execution row, where the form has such a column."""
    total: Fraction | None = None
    grade: Text = None
    level_weights: dict[str, Fraction] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    """Cells of head, goals and total that are typed otherwise."""
    extras: dict[str, Any] = field(default_factory=dict)
    """What a table has beside: notes below, subtotals, number formats …"""

    others: dict[str, Sheet] = field(default_factory=dict)
    """Tables that it is compared with: approved, last_year."""

    @property
    def base(self) -> Fraction | None:
        """The amount that the spending is measured by."""
        first = self.funds[0]
        return first.initial if self.by.base == "initial" else first.budget

    @property
    def share_spent(self) -> Fraction:
        assert self.base
        return (self.funds[0].spent or Fraction(0)) / self.base

    @property
    def points_spent(self) -> Fraction:
        """预算执行率应得的分."""
        spent = self.funds[0].spent or Fraction(0)
        assert self.base
        return execution(self.base, spent, self.by.execution_points, self.by)

    def settle(self) -> None:
        """总分等于各行之和, 等级与总分相符."""
        parts = [line.stated or Fraction(0) for line in self.lines]
        self.total = sum(parts, self.stated or Fraction(0))
        self.grade = self.by.grade(self.total)

    def interval(self) -> Range:
        """重算的总分, 从最少到最多."""
        ranges = [line.worth(self.by) for line in self.lines]
        low = sum((r[0] for r in ranges), self.points_spent)
        return low, sum((r[1] for r in ranges), self.points_spent)

    def full(self) -> bool:
        """Whether every row has its full points."""
        return all(line.stated == line.weight for line in self.lines)


@dataclass(frozen=True)
class Wanted:
    """一处应有的发现: its code, and the cells it may stand at; none: any place.

    One that `may` be there is neither missed nor too many.
    """

    code: str
    cells: tuple[str, ...]
    may: bool = False


def want(code: str, *cells: str) -> Wanted:
    return Wanted(code, cells)


def may(*codes: str) -> list[Wanted]:
    """Findings that follow under one reading of the catalogue and not under another."""
    return [Wanted(code, (), may=True) for code in codes]
