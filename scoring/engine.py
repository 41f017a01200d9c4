"""计分: 一张表 + 一种评分办法 → 每行得分、理由与总分.

Nothing is invented here: a row that no rule decides ends as an interval with its
reason. Rounding happens once per row and once for the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

from indicators.evaluation import Evaluation, Indicator
from indicators.quantity import Absent
from indicators.read_row import Actual, ReadRow, read_row
from indicators.target import Target
from scoring.comparison import Comparable, Described, compare
from scoring.execution import score_execution
from scoring.matching import Measured, Unmeasured, unmeasured
from scoring.reasons import Assumption, Unmeasurable
from scoring.result import JUDGED, Result, RowResult
from scoring.ruling import (
    Ruling,
    rule_on_nothing,
    rule_on_numbers,
    rule_on_text,
)
from scoring.settling import PrintedRow, Worth, settle, worth
from scoring.totals import add_up
from scoring.wording import UNPRINTED

if TYPE_CHECKING:
    from scoring.policy import Policy

CHOICES = {"upper": "上限", "lower": "下限"}


def score(
    evaluation: Evaluation,
    policy: Policy,
    *,
    judged: str | None = None,
    concessions: bool = True,
) -> Result:
    r"""按评分办法计分.

    `judged` ("upper" or "lower") fills judged rows that have no stated points inside
    their range, and says so. Recorded concessions (manual deductions, the accepted
    execution rate) hold under the policy that the file names for them;
    `concessions=False` recomputes strictly.

    >>> from decimal import Decimal
    >>> from scoring.policy import load_policy
    >>> row = Indicator(("产出指标", "数量指标"), "建设完成率", "100%", "83%",
    ...                 weight=Decimal("0.8"))
    >>> result = score(Evaluation(indicators=(row,)), load_policy("mof-2020"))
    >>> result.rows[-1].points
    Decimal('0.66')
    >>> print("\n".join(result.rows[-1].explanation.lines))
    公式：得分 = 分值 × 实际完成值 ÷ 指标值（实际完成值 < 指标值）
    代入：0.8 × 83% ÷ 100%
    结果：0.664，四舍五入保留 2 位小数，得 0.66 分
    """
    if judged is not None and judged not in CHOICES:
        message = f"judged 应为 upper 或 lower，不是 {judged!r}"
        raise ValueError(message)
    concessions = concessions and evaluation.concessions_under in {None, policy.id}
    read = tuple(map(read_row, evaluation.indicators))
    rows = _score_rows(read, policy, evaluation.year, concessions=concessions)
    execution = score_execution(evaluation, policy, concessions=concessions)
    if judged:
        rows = [_chosen(row, judged) for row in rows]
        execution = execution and _chosen(execution, judged)
    every = rows if execution is None else [execution, *rows]
    totals = add_up(every, evaluation, policy)
    return Result(policy, evaluation, execution, tuple(rows), totals, read, concessions)


def _score_rows(
    read: Sequence[ReadRow], policy: Policy, year: int | None, *, concessions: bool
) -> list[RowResult]:
    """Score each row; all rows together show whether the table prints weights."""
    weighty = any(row.indicator.weight is not None for row in read)
    return [
        score_read(row, policy, year, weighty=weighty, concessions=concessions)
        for row in read
    ]


def score_row(
    indicator: Indicator,
    policy: Policy,
    year: int | None,
    *,
    weighty: bool = True,
    concessions: bool = True,
) -> RowResult:
    """计算一行. `weighty` tells whether the table prints weights at all."""
    return score_read(
        read_row(indicator), policy, year, weighty=weighty, concessions=concessions
    )


def score_read(
    row: ReadRow,
    policy: Policy,
    year: int | None,
    *,
    weighty: bool = True,
    concessions: bool = True,
) -> RowResult:
    """计算读出的一行. `weighty` tells whether the table prints weights at all."""
    indicator = row.indicator
    weight = indicator.weight if policy.scored else None
    barred = _barred(indicator, weight, weighty=weighty)
    if barred is None:
        printed = None if weight is None else str(weight)
        ruling, found = _ruled(policy, row.target, row.measured, year, printed)
    else:
        weight = None if weight is not None and weight < 0 else weight
        ruling = rule_on_nothing(barred)
        found = worth(ruling, weight, policy.round("row"))
    entry: PrintedRow | Indicator = indicator
    if weight is not indicator.weight:
        entry = PrintedRow(
            indicator.path, indicator.name, indicator.place, weight, indicator.stated
        )
    deduction = indicator.deduction if concessions else None
    return settle(entry, ruling, found, row.inferences, deduction)


def compare_read(row: ReadRow, year: int | None, *, weighty: bool) -> Comparable:
    """对照读出的一行: what every policy rules on, whichever it is."""
    barred = _barred(row.indicator, None, weighty=weighty)
    return barred or compare(row.target, row.measured, year)


def _barred(
    indicator: Indicator, weight: Decimal | None, *, weighty: bool
) -> Unmeasured | None:
    """Say why a row is kept out before its values are looked at."""
    if indicator.unread and (unread := indicator.unknown("target", "actual")):
        return unmeasured(Unmeasurable.UNREAD, *unread)
    printed = indicator.weight is not None or indicator.stated is not None
    if weighty and not printed and not indicator.unknown("weight", "stated"):
        return unmeasured(Unmeasurable.DETAIL_ROW)
    if weight is not None and weight < 0:
        return unmeasured(Unmeasurable.NEGATIVE_WEIGHT, weight)
    return None


@lru_cache(maxsize=1024)
def _ruled(
    policy: Policy,
    target: Target | Absent,
    actual: Actual,
    year: int | None,
    weight: str | None,
) -> tuple[Ruling, Worth | None]:
    """Rule on values and weight, once for all rows that share them.

    The weight comes as its text: 0.5 and 0.50 are equal, yet print differently.
    """
    number = None if weight is None else Decimal(weight)
    printed = UNPRINTED if number is None else f"{number:f}"
    ruling = rule(policy, compare(target, actual, year), printed)
    return ruling, worth(ruling, number, policy.round("row"))


def rule(policy: Policy, found: Comparable, weight: str) -> Ruling:
    """判定对照的结果. `weight` is printed into the sentences as it is."""
    if isinstance(found, Measured):
        return rule_on_numbers(found, policy.rules[found.kind], weight)
    if isinstance(found, Described):
        return rule_on_text(found, policy.bands, weight)
    return rule_on_nothing(found)


def _chosen(row: RowResult, judged: str) -> RowResult:
    """Fill a judged row by the caller's explicit choice, recorded as an assumption."""
    if row.outcome != JUDGED or row.points is not None or row.high is None:
        return row
    points = row.most if judged == "upper" else row.low
    chosen = Assumption.CHOSEN_BY_USER.of(CHOICES[judged], points)
    return evolve(row, points=points, assumptions=(*row.assumptions, chosen))
