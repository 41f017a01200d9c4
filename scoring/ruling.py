"""判定一行: 结局、得分比例的区间、公式与代入两句.

A ruling speaks in shares of the weight and knows nothing of points; `settling` turns it
into points, rounded once, with the third sentence (结果).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from indicators.exact import Fraction
from indicators.reasons import Sentence
from scoring.comparison import Described
from scoring.formula import Formula, Variable, variables, weighted
from scoring.matching import Assumptions, Measured, Unmeasured
from scoring.readings.exact import evaluate
from scoring.readings.explain import (
    WORDS,
    compared,
    in_numbers,
    in_words,
    take,
)
from scoring.reasons import Assumption, Unmeasurable
from scoring.result import (
    COMPUTED,
    JUDGED,
    MISSING,
    NOT_APPLICABLE,
    UNVERIFIABLE,
)
from scoring.rounding import Interval

if TYPE_CHECKING:
    from scoring.policy_parts import Band, Bands, RuleUse

NOTHING, WHOLE = Fraction(0), Fraction(1)
UNPRINTED = "分值"
"""What stands for the weight in the wording where none is printed."""


@frozen
class Ruling:
    """判定. `low` 与 `high` 为得分占分值的比例; `reason` 说明为何不能计算.

    `band` holds the shares of the band that a text belongs to, where it does.
    """

    outcome: str
    low: Fraction
    high: Fraction
    formula: str
    substitution: str
    assumptions: Assumptions = ()
    reason: Sentence | None = None
    met: bool | None = None
    band: Interval | None = None


@lru_cache(maxsize=256)
def share_formula(use: RuleUse) -> Formula:
    """Read a policy's rule as a formula of the share, once."""
    return use.rule.formula(use.parameters)


def rule_on_numbers(measured: Measured, use: RuleUse, weight: str) -> Ruling:
    """判定可比的一行: compute both ends, and say which branch was taken.

    `weight` is printed into the sentences as it is. Where the two ends earn different
    shares, the points lie between them.
    """
    share = share_formula(use)
    low = evaluate(share, measured.values)
    other = _other_end(measured, share, low)
    if other != low:
        return _between(measured, min(low, other), max(low, other))
    assumed, met = measured.assumptions, low >= WHOLE
    if _without_rule(measured, met=met):
        reason = Unmeasurable.NEGATIVE_TARGET.of(measured.texts["target"])
        lead, unmet = "负数的指标值没有公式，得分由人评定", None if met else False
        facts = str(reason)
        return Ruling(JUDGED, NOTHING, WHOLE, lead, facts, assumed, reason, unmet)
    formula, facts, substitution = _worded(share, measured, weight)
    if use.rule.judged and not met:
        title = use.rule.title
        return Ruling(JUDGED, low, WHOLE, title, facts, assumed, met=met)
    shown = "；".join(filter(None, (facts, substitution)))
    return Ruling(COMPUTED, low, low, formula, shown, assumed, met=met)


def _without_rule(measured: Measured, *, met: bool) -> bool:
    """Tell whether no text has a rule: a negative target that is missed, or exceeded."""
    target = measured.values.get("target", NOTHING)
    exact = measured.kind != "exactly" or measured.values["actual"] == target
    return target < 0 and not (met and exact)


def _other_end(measured: Measured, share: Formula, low: Fraction) -> Fraction:
    """Return the share that the far end earns; the near end's where there is none."""
    if not measured.other:
        return low
    if measured.kind == "between" and low < WHOLE:
        return WHOLE  # 两端都在区间之外，中间仍可能在内
    return evaluate(share, measured.other)


def _between(measured: Measured, low: Fraction, high: Fraction) -> Ruling:
    """判定只知道大概的一行: surely missed leaves a range, else anything is possible."""
    doubt, assumed = measured.doubt, measured.assumptions
    if high >= WHOLE or measured.kind == "between":
        lead = _LEADS[UNVERIFIABLE]
        return Ruling(UNVERIFIABLE, NOTHING, WHOLE, lead, str(doubt), assumed, doubt)
    lead = "两端都未达到指标值，得分在两端所得之间"
    return Ruling(JUDGED, low, high, lead, str(doubt), assumed, met=False)


def _worded(share: Formula, measured: Measured, weight: str) -> tuple[str, str, str]:
    """Word the branch that was taken: 公式, the facts that led there, 代入."""
    path = take(share, measured.values)
    points = weighted(path.expression)
    conditions = {(c.left, c.sign): c for c in path.conditions}.values()
    texts = measured.texts | {"weight": weight}
    named = "，".join(compared(c, WORDS.__getitem__) for c in conditions)
    formula = f"得分 = {in_words(points)}" + (f"（{named}）" if named else "")
    facts = texts.get("late", "")
    if not facts and set(variables(points)) <= {"weight"}:
        facts = "，".join(compared(c, texts.__getitem__) for c in conditions)
    if points == Variable("weight"):
        return formula, facts, "得满分" + (f" {weight}" if weight != UNPRINTED else "")
    return formula, facts, in_numbers(points, texts)


_LEADS = {
    UNVERIFIABLE: "指标值与实际完成值不能比较，没有公式可用",
    MISSING: "未填的行不得分",
    NOT_APPLICABLE: "不适用的行不计分",
}


def rule_on_nothing(found: Unmeasured) -> Ruling:
    """判定不可比的一行: 未填、无法核对、不适用, 各说明原因."""
    outcome, reason = found.outcome, found.reason
    most = WHOLE if outcome == UNVERIFIABLE else NOTHING
    return Ruling(outcome, NOTHING, most, _LEADS[outcome], str(reason), reason=reason)


def rule_on_text(found: Described, bands: Bands, weight: str) -> Ruling:
    """判定定性的一行: the band of its text, else the whole range."""
    band = band_of(found.text, bands)
    assumptions: Assumptions = ()
    if band is None and found.same:
        band = bands.bands[0]
        assumptions = (Assumption.SAME_TEXT.of(band.name),)
    if band is None:
        line = "定性指标由人评定（实际完成值不属于规定的任何一档）"
        return Ruling(
            JUDGED, NOTHING, WHOLE, line, f"“{found.text}”；{weight} × 0～100%"
        )
    low, high = (f"{share * 100}%" for share in (band.low, band.high))
    top = band is bands.bands[0]
    return Ruling(
        JUDGED,
        band.low,
        band.high,
        f"定性指标按档由人评定：{band.name}，得分值的 {low}～{high}",
        f"“{found.text}”；{weight} × {low}～{high}",
        assumptions,
        met=True if top else None,
        band=Interval(band.low, band.high, open_high=not top),
    )


def band_of(text: str, bands: Bands) -> Band | None:
    """找出文字所属的档; punctuation at the end does not matter."""
    plain = text.strip("。；;，, \n")
    return next((band for band in bands.bands if plain in band.texts), None)
