"""一次审核的对象与结局: 审过的一张表, 或没有审成的一个文件."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from auditing import SEVERITIES, AuditResult, Finding
from indicators.errors import Problem
from indicators.exact import Fraction
from indicators.reasons import Doubt

if TYPE_CHECKING:
    from auditing.owed import Owing
    from reading.grid import Grid


@frozen
class Audited:
    """审过的一张表. `findings` 为要列出的发现; `sheet` 在文件有几张表时给出.

    `compared` names the tables that it was compared with; `grids` are what was read of
    the whole file, where that was asked for.
    """

    path: Path
    sha256: str
    sheet: str | None
    result: AuditResult
    findings: Sequence[Finding]
    compared: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = field(default=(), eq=False, repr=False)

    @property
    def label(self) -> str:
        """文件, 按给出的路径; 有几张表的, 连同工作表."""
        return labelled(str(self.path), self.sheet)

    @property
    def title(self) -> str:
        """项目的名称, 没有的用单位的."""
        table = self.result.result.evaluation
        return table.project or table.unit or "未命名项目"

    @cached_property
    def owing(self) -> Owing:
        """还差什么; found when it is first asked for."""
        from auditing.owed import owing

        return owing(self.result)

    @property
    def counts(self) -> tuple[int, ...]:
        """各种轻重的发现各几处, 由重到轻."""
        found = [finding.severity for finding in self.findings]
        return tuple(found.count(severity) for severity in SEVERITIES)

    @property
    def weight(self) -> Weight:
        """排序用的轻重, 大的在先."""
        at_stake = max((f.points for f in self.findings), default=Fraction(0))
        worst = next((-n for n, count in enumerate(self.counts) if count), -9)
        return worst, at_stake, len(self.findings)


Weight = tuple[int, Fraction, int]
"""最重的轻重、一处发现所涉的最多分数、处数: the worse the greater."""


@frozen
class Unread:
    """没有审成的: 文件读不了, 或表里没有指标. `blank` 为后一种.

    `named` tells that the file was given by its own name, and was not found in a folder.
    """

    path: Path
    problems: tuple[Problem, ...]
    sheet: str | None = None
    blank: bool = False
    named: bool = True

    @property
    def absent(self) -> bool:
        """文件读得了, 里面没有自评表."""
        return all(problem.reason is Doubt.NO_TABLE for problem in self.problems)


@frozen
class Notice:
    """要知道的事: 对一张表的存疑 (`doubts`), 或没有指标而略过的空表 (`blank`)."""

    path: Path
    doubts: tuple[Problem, ...] = ()
    sheet: str | None = None
    blank: bool = False

    @property
    def label(self) -> str:
        """文件, 按给出的路径; 有几张表的, 连同工作表."""
        return labelled(str(self.path), self.sheet)


@frozen
class Started:
    """开始读一个文件: 第几个, 共几个."""

    path: Path
    number: int
    count: int


def labelled(name: str, sheet: str | None) -> str:
    """写出文件与工作表.

    >>> labelled("甲.xlsx", "一季度")
    '甲.xlsx［一季度］'
    """
    return f"{name}［{sheet}］" if sheet else name


Outcome = Audited | Unread
Event = Started | Notice | Outcome
