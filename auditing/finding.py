"""发现: 一处对不上的地方, 是值, 不是指责.

A check yields one outcome per occasion: `PASSED`, a `Skip` with the reason why it
does not apply, or a `Fault`. The registry's code, severity, remedy and basis turn a
fault into a `Finding`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from attrs import field

from indicators.exact import Fraction
from indicators.place import Place, Places
from indicators.records import record
from scoring.readings.explain import near

SEVERITIES = ("error", "inconsistency", "warning", "info")
SEVERITY_WORDS = dict(zip(SEVERITIES, ("错误", "不一致", "提醒", "提示"), strict=True))
NOTHING = Fraction(0)


@record
class Spot:
    """发现的位置: 行的名称、所在的一二级指标、单元格.

    `row` is the index of the row in ``result.all_rows`` (None for a total, a fund line, a
    group); it is a link and takes no part in equality.
    """

    name: str
    path: tuple[str | None, ...] = ()
    place: Place | Places | None = None
    row: int | None = field(default=None, eq=False)


@record
class Passed:
    """核对无误."""


@record
class Skip:
    """不适用, 及其原因."""

    reason: str


@lru_cache(maxsize=256)
def skip(reason: str) -> Skip:
    """不适用: one shared value for a reason that many rows give."""
    return Skip(reason)


@record
class Fault:
    """对不上: 填报的与应为的, 相差多少分 (`points`)."""

    spot: Spot
    message: str
    stated: str | None = None
    expected: str | None = None
    points: Fraction = NOTHING


PASSED = Passed()


@record
class Times:
    """同一结论的许多处: `outcome` so many times; no time at all says nothing."""

    outcome: Passed | Skip
    times: int


Outcome = Passed | Skip | Fault | Times


@record
class Finding:
    """一条发现. `points` 为所涉分数, 用于排序; `spot.row` 用于链接."""

    code: str
    severity: str
    spot: Spot
    stated: str | None
    expected: str | None
    message: str
    remedy: str
    basis: str
    points: Fraction = NOTHING

    @property
    def place(self) -> Place | Places | None:
        """The cell, when the reader knew it."""
        return self.spot.place

    @property
    def path(self) -> tuple[str | None, ...]:
        """一级、二级指标."""
        return self.spot.path

    @property
    def name(self) -> str:
        """The row's name, or what stands for it (总分、年度资金总额 …)."""
        return self.spot.name


CONCLUSIONS = ("passed", "failed", "not_applicable")


@record
class Tally:
    """一项核对的次数: 通过、发现、不适用, 与不适用的各种原因."""

    passed: int = 0
    failed: int = 0
    not_applicable: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def counts(self) -> tuple[int, int, int]:
        """How often the check passed, failed and did not apply, as in `CONCLUSIONS`."""
        return self.passed, self.failed, self.not_applicable

    @property
    def conclusion(self) -> str:
        """整张表上的结论: one of `CONCLUSIONS`; a single finding makes it failed."""
        if self.failed:
            return "failed"
        return "passed" if self.passed else "not_applicable"


def worst_first(finding: Finding) -> tuple[bool, Fraction, int, str, int]:
    """排序: points at stake, then severity, code, and the row's place in the table."""
    rank, row = SEVERITIES.index(finding.severity), finding.spot.row
    # Most findings are about no points: they stand apart before fractions are compared,
    # and one shared zero is equal to itself at once.
    return (
        not finding.points,
        -finding.points if finding.points else NOTHING,
        rank,
        finding.code,
        -1 if row is None else row,
    )


@lru_cache(maxsize=1024)
def points(value: Fraction | Decimal | int) -> str:
    """写一个数: 不带多余的零, 除不尽的取六位. Equal numbers are written alike.

    >>> points(Decimal("9.90")), points(Fraction(2, 3))
    ('9.9', '≈0.666667')
    """
    return near(Fraction(value))


def direction(stated: Fraction | Decimal, expected: Fraction | Decimal) -> str:
    """说出差额与方向: 填报比应为多还是少.

    >>> direction(Decimal("9.9"), Decimal("6.09")), direction(Decimal(7), Decimal(10))
    ('多 3.81', '少 3')
    """
    gap = Fraction(stated) - Fraction(expected)
    return f"{'多' if gap > 0 else '少'} {points(abs(gap))}"
