"""一行指标: 表上的字、读出的值、重算的结果."""

from __future__ import annotations

from attrs import evolve, frozen

from auditing.finding import Spot
from auditing.standing import standing
from indicators.direction import FORWARD
from indicators.evaluation import Indicator
from indicators.quantity import Absent, Quantity, Value, read_value
from indicators.target import AtMost, Target, read_target
from scoring.engine import score_row
from scoring.result import Result, RowResult


@frozen
class Row:
    """一行指标: 表上的字、读出的值、重算的结果.

    `stands` is the code that its points fail, None when they hold. `otherwise` is the
    row read as 正向 where 反向 was only inferred and the points depend on it.
    """

    indicator: Indicator
    scored: RowResult
    target: Target | Absent
    actual: Value
    spot: Spot
    note: str
    stands: str | None = None
    otherwise: RowResult | None = None

    @property
    def detail(self) -> bool:
        """明细行: 分值与得分都没有印."""
        return self.indicator.weight is None and self.indicator.stated is None


def read_row(
    indicator: Indicator, scored: RowResult, number: int, result: Result
) -> Row:
    """读出一行."""
    target, _ = read_target(
        indicator.target,
        name=indicator.name,
        group=indicator.group,
        direction=indicator.direction,
    )
    otherwise = _otherwise(indicator, target, scored, result)
    stands = standing(scored)
    if stands and otherwise and standing(otherwise) is None:
        stands = None
    return Row(
        indicator,
        scored,
        target,
        read_value(indicator.actual),
        Spot(indicator.name, indicator.path, indicator.place, number),
        _note(indicator.variance_note),
        stands,
        otherwise,
    )


def _otherwise(
    indicator: Indicator, target: Target | Absent, scored: RowResult, result: Result
) -> RowResult | None:
    """另一种读法: a reverse direction that was inferred, read as 正向 instead.

    Only where both readings are sure of different points. A target of 0 is reverse
    beyond doubt.
    """
    if indicator.direction or not isinstance(target, AtMost) or scored.exact is None:
        return None
    bare = isinstance(read_value(target.raw), Quantity) and target.quantity.value
    if not bare:
        return None
    forward = evolve(indicator, direction=FORWARD)
    other = score_row(forward, result.policy, result.evaluation.year, concessions=False)
    same = other.outcome != scored.outcome or other.exact == scored.exact
    return None if same else other


def _note(text: str | None) -> str:
    """读偏差原因; “0”、“无”、“/” 视为空白."""
    short = (text or "").strip().rstrip("。.")
    blank = short in {"", "0", "无偏差", "无原因"}
    return "" if blank or isinstance(read_value(short), Absent) else short
