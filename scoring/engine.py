"""计分: 一张表 + 一种评分办法 → 每行得分、理由与总分.

Nothing is invented here: a row that no rule decides ends as an interval with its
reason. Rounding happens once per row and once for the total.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

from indicators.evaluation import Evaluation, Indicator
from indicators.moment import Moment
from indicators.quantity import Absent, Quantity, read_actual
from indicators.target import AtLeast, AtMost, Deadline, Target, read_target
from scoring.comparison import Described, compare
from scoring.execution import score_execution
from scoring.matching import Measured, Unmeasured
from scoring.result import (
    JUDGED,
    NOT_APPLICABLE,
    UNVERIFIABLE,
    Result,
    RowResult,
)
from scoring.settling import Entry, Worth, settle, worth
from scoring.totals import add_up
from scoring.verdict import (
    NOTHING,
    UNPRINTED,
    WHOLE,
    Verdict,
    doubtful,
    measured_verdict,
)

if TYPE_CHECKING:
    from scoring.policy import Policy
    from scoring.policy_parts import Band, Bands

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
    weighty = any(row.weight is not None for row in evaluation.indicators)
    rows = [
        score_row(
            row, policy, evaluation.year, weighty=weighty, concessions=concessions
        )
        for row in evaluation.indicators
    ]
    execution = score_execution(evaluation, policy, concessions=concessions)
    if judged:
        rows = [_chosen(row, judged) for row in rows]
        execution = execution and _chosen(execution, judged)
    every = rows if execution is None else [execution, *rows]
    totals = add_up(every, evaluation.total, policy)
    return Result(policy, evaluation, execution, tuple(rows), totals)


def score_row(
    indicator: Indicator,
    policy: Policy,
    year: int | None,
    *,
    weighty: bool = True,
    concessions: bool = True,
) -> RowResult:
    """计算一行. `weighty` tells whether the table prints weights at all."""
    target, assumed = read_target(
        indicator.target,
        name=indicator.name,
        group=indicator.group,
        direction=indicator.direction,
    )
    weight = indicator.weight if policy.scored else None
    barred = _barred(indicator, weight, weighty=weighty)
    if barred is None:
        printed = None if weight is None else f"{weight:f}"
        actual = indicator.actual
        if indicator.unit is not None:
            actual = said_with_unit(actual, indicator.unit, target)
        verdict, found = _judged(policy, target, actual, year, printed)
    else:
        weight = None if weight is not None and weight < 0 else weight
        verdict, found = doubtful(barred), None
    entry: Entry | Indicator = indicator
    if weight is not indicator.weight:
        entry = Entry(
            indicator.path, indicator.name, indicator.place, weight, indicator.stated
        )
    deduction = indicator.deduction if concessions else None
    return settle(entry, verdict, found, assumed, deduction)


def said_with_unit(
    actual: str | None, unit: str, target: Target | Absent
) -> str | None:
    """完成值, 连同单位一栏所写的单位: 96 beside % is 96%, 12 beside 月 is 12月.

    A bare 0.97 beside % may be a share: it is left as it is unless it meets the target
    as a percent.

    >>> said_with_unit("96", "%", read_target("≥95%")[0])
    '96%'
    >>> said_with_unit("0.97", "%", read_target("≥95%")[0])
    '0.97'
    """
    value = read_actual(actual)
    if not isinstance(value, Quantity) or value.unit:
        return actual
    joined = f"{actual}{unit}"
    read = read_actual(joined)
    if isinstance(read, Moment) and isinstance(target, Deadline):
        return joined
    if not isinstance(read, Quantity) or isinstance(target, Deadline):
        return actual
    share = read.unit == "%" and 0 < abs(value.value) <= 1
    return actual if share and not _reached(target, read) else joined


def _reached(target: Target | Absent, actual: Quantity) -> bool:
    """Tell whether a percent meets a percent."""
    if not isinstance(target, AtLeast | AtMost) or target.quantity.unit != "%":
        return False
    limit = target.quantity.value
    less = isinstance(target, AtMost)
    return actual.value <= limit if less else actual.value >= limit


def _barred(
    indicator: Indicator, weight: Decimal | None, *, weighty: bool
) -> Unmeasured | None:
    """Say why a row is kept out before its values are looked at."""
    if weighty and indicator.weight is None and indicator.stated is None:
        return Unmeasured(NOT_APPLICABLE, "未列分值与得分的明细行，不单独计分")
    if weight is not None and weight < 0:
        return Unmeasured(UNVERIFIABLE, f"分值为 {weight}，不能为负")
    return None


@lru_cache(maxsize=8192)
def _judged(
    policy: Policy,
    target: Target | Absent,
    actual: str | None,
    year: int | None,
    weight: str | None,
) -> tuple[Verdict, Worth | None]:
    """Judge values and weight, once for all rows that share them.

    The weight comes as its text: 0.5 and 0.50 are equal, yet print differently.
    """
    found = compare(target, actual, year)
    printed = weight or UNPRINTED
    if isinstance(found, Measured):
        verdict = measured_verdict(found, policy.rules[found.kind], printed)
    elif isinstance(found, Described):
        verdict = described_verdict(found, policy.bands, printed)
    else:
        verdict = doubtful(found)
    number = None if weight is None else Decimal(weight)
    return verdict, worth(verdict, number, policy.round("row"))


def described_verdict(found: Described, bands: Bands, weight: str) -> Verdict:
    """判定定性的一行: the band of its text, else the whole range."""
    band = band_of(found.text, bands)
    assumptions: tuple[str, ...] = ()
    if band is None and found.same:
        band = bands.bands[0]
        assumptions = (f"实际完成值与指标值文字相同，按“{band.name}”一档理解",)
    if band is None:
        line = "定性指标由人评定（实际完成值不属于规定的任何一档）"
        return Verdict(
            JUDGED, NOTHING, WHOLE, line, f"“{found.text}”；{weight} × 0～100%"
        )
    low, high = (f"{share * 100}%" for share in (band.low, band.high))
    return Verdict(
        JUDGED,
        band.low,
        band.high,
        f"定性指标按档由人评定：{band.name}，得分值的 {low}～{high}",
        f"“{found.text}”；{weight} × {low}～{high}",
        assumptions,
        met=True if band is bands.bands[0] else None,
    )


def band_of(text: str, bands: Bands) -> Band | None:
    """找出文字所属的档; punctuation at the end does not matter."""
    plain = text.strip("。；;，, \n")
    return next((band for band in bands.bands if plain in band.texts), None)


def _chosen(row: RowResult, judged: str) -> RowResult:
    """Fill a judged row by the caller's explicit choice, recorded as an assumption."""
    if row.outcome != JUDGED or row.points is not None or row.high is None:
        return row
    points = row.high if judged == "upper" else row.low
    note = f"未评定，按{CHOICES[judged]}取 {points} 分（使用者选择）"
    return evolve(row, points=points, assumptions=(*row.assumptions, note))
