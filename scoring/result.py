"""计分结果: 每行的结局、得分区间与三行解释, 总分与结论.

Five outcomes: `computed` 由规则确定, `judged` 由人在区间内评定, `unverifiable` 无从
核对, `missing` 未填, `not_applicable` 不适用.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import frozen

from indicators.codec import dump as dump_evaluation
from indicators.evaluation import Evaluation
from indicators.exact import Fraction
from indicators.place import Place
from indicators.read_row import ReadRow
from indicators.reasons import Reason, Sentence
from indicators.records import record
from scoring.explanation import Explanation
from scoring.rounding import Interval, below, places

if TYPE_CHECKING:
    from scoring.policy import Policy

SCHEMA = "ziping.score/1"
COMPUTED, JUDGED, UNVERIFIABLE, MISSING, NOT_APPLICABLE = OUTCOMES = (
    "computed",
    "judged",
    "unverifiable",
    "missing",
    "not_applicable",
)
OUTCOME_WORDS = dict(
    zip(OUTCOMES, ("已计算", "需人工评定", "无法核对", "未填", "不适用"), strict=True)
)
EXECUTION = "预算执行率"


@record
class RowResult:
    """一行的结果, 分数以分计.

    `reason` says why no formula gives the points, None where one does or a person
    decides; `assumptions` is what reading and scoring took for granted.
    `low` and `high` bound what the rule allows (None where no weight is printed);
    `points` is what the row gets: the computed points, or the stated ones inside the
    interval of a judged row, else None. `met` tells whether the target was met, None
    where that is not decided. `exact` holds the low and high before rounding, `band`
    the points of the band that decides (its upper end may belong to the band above).
    """

    path: tuple[str | None, ...]
    name: str
    place: Place | None
    outcome: str
    weight: Decimal | None
    stated: Decimal | None
    low: Decimal | None
    high: Decimal | None
    points: Decimal | None
    explanation: Explanation
    assumptions: tuple[Sentence, ...] = ()
    reason: Sentence | None = None
    met: bool | None = None
    concession: str | None = None
    exact: tuple[Fraction, Fraction] | None = None
    band: Interval | None = None

    @property
    def most(self) -> Decimal | None:
        """最多可给的得分: below the upper end of a band that belongs to the next one."""
        if self.high is None or not (self.band and self.band.open_high):
            return self.high
        end = below(self.band.high, places(self.high))
        return end if self.low is None else max(self.low, end)

    @property
    def scored(self) -> bool:
        """Whether the row belongs to the sums."""
        return self.outcome != NOT_APPLICABLE

    def lacks_formula(self, kind: Reason) -> bool:
        """Tell whether this is why no formula gives the points."""
        return self.reason is not None and self.reason.kind is kind

    def assumes(self, kind: Reason) -> bool:
        """Tell whether an assumption of this kind was made."""
        return any(assumed.kind is kind for assumed in self.assumptions)

    @property
    def difference(self) -> Decimal | None:
        """得分 − 填报得分; None where either is unknown."""
        if self.points is None or self.stated is None:
            return None
        return self.points - self.stated


@frozen
class Totals:
    """合计: 填报总分、各行填报之和、重算区间、得分、结论.

    `verdict`: consistent 一致, inconsistent 不一致, consistent_only_if 须以人工评定
    为前提; None when no total is printed or none can be computed. `complete` is False
    while a row is missing.
    """

    weight: Decimal
    stated: Decimal | None
    sum_of_stated: Decimal | None
    low: Decimal | None
    high: Decimal | None
    points: Decimal | None
    verdict: str | None
    grade: str | None
    complete: bool
    notes: tuple[str, ...] = ()


@frozen
class Result:
    """一张表在一种评分办法下的结果.

    `rows` has one row for each of ``evaluation.indicators``, in their order, and `read`
    the values that it was scored by. `execution` is 预算执行率, None where the policy or
    the table does not score it. `conceded` tells whether recorded concessions were to
    hold: manual deductions, a printed rate that was accepted.
    """

    policy: Policy
    evaluation: Evaluation
    execution: RowResult | None
    rows: tuple[RowResult, ...]
    totals: Totals
    read: tuple[ReadRow, ...]
    conceded: bool = True

    @property
    def all_rows(self) -> tuple[RowResult, ...]:
        """预算执行率 (if it is scored) and then the indicators, as tables print them."""
        return self.rows if self.execution is None else (self.execution, *self.rows)

    @property
    def first_row(self) -> int:
        """The index in `all_rows` of the first indicator: 1 behind the execution row, or 0."""
        return 0 if self.execution is None else 1

    @property
    def pending(self) -> tuple[RowResult, ...]:
        """Rows that still want a person: judged or unverifiable, without points."""
        return tuple(row for row in self.all_rows if row.scored and row.points is None)


def dump(result: Result) -> dict[str, Any]:
    """写成 ziping.score/1 的 JSON 结构: numbers are strings, empty is null."""
    return {
        "schema": SCHEMA,
        "policy": result.policy.id,
        "concessions": "granted" if result.conceded else "strict",
        "unverified": list(result.policy.doubts),
        "evaluation": dump_evaluation(result.evaluation),
        "rows": [_row(row) for row in result.all_rows],
        "totals": _totals(result.totals),
    }


def _row(row: RowResult) -> dict[str, Any]:
    return {
        "path": list(row.path),
        "name": row.name,
        "place": None if row.place is None else str(row.place),
        "outcome": row.outcome,
        "weight": text(row.weight),
        "stated": text(row.stated),
        "low": text(row.low),
        "high": text(row.high),
        "points": text(row.points),
        "explanation": list(row.explanation.lines),
        "assumptions": list(map(str, row.assumptions)),
        "concession": row.concession,
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "weight": text(totals.weight),
        "stated": text(totals.stated),
        "sum_of_stated": text(totals.sum_of_stated),
        "low": text(totals.low),
        "high": text(totals.high),
        "points": text(totals.points),
        "verdict": totals.verdict,
        "grade": totals.grade,
        "complete": totals.complete,
        "notes": list(totals.notes),
    }


def text(number: Decimal | None) -> str | None:
    """Write a number exactly, without exponent; None stays None."""
    return None if number is None else f"{number:f}"
