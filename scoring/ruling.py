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
from scoring.formula import Formula
from scoring.matching import Assumptions, Measured, Unmeasured
from scoring.readings.exact import evaluate
from scoring.reasons import Assumption, Unmeasurable
from scoring.result import (
    COMPUTED,
    JUDGED,
    MISSING,
    NOT_APPLICABLE,
    UNVERIFIABLE,
)
from scoring.rounding import Interval
from scoring.wording import BranchTaken, Sentences, Wording

if TYPE_CHECKING:
    from scoring.policy_parts import Band, Bands, RuleUse

NOTHING, WHOLE = Fraction(0), Fraction(1)


@frozen
class Ruling:
    """判定. `low` 与 `high` 为得分占分值的比例; `reason` 说明为何不能计算.

    `band` holds the shares of the band that a text belongs to, where it does.
    """

    outcome: str
    low: Fraction
    high: Fraction
    wording: Wording
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
        words = Sentences("负数的指标值没有公式，得分由人评定", str(reason))
        unmet = None if met else False
        return Ruling(JUDGED, NOTHING, WHOLE, words, assumed, reason, unmet)
    judged = use.rule.title if use.rule.judged and not met else None
    branch = BranchTaken(share, measured.values, measured.texts, weight, judged)
    if judged:
        return Ruling(JUDGED, low, WHOLE, branch, assumed, met=met)
    return Ruling(COMPUTED, low, low, branch, assumed, met=met)


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
        words = Sentences(_LEADS[UNVERIFIABLE], str(doubt))
        return Ruling(UNVERIFIABLE, NOTHING, WHOLE, words, assumed, doubt)
    words = Sentences("两端都未达到指标值，得分在两端所得之间", str(doubt))
    return Ruling(JUDGED, low, high, words, assumed, met=False)


_LEADS = {
    UNVERIFIABLE: "指标值与实际完成值不能比较，没有公式可用",
    MISSING: "未填的行不得分",
    NOT_APPLICABLE: "不适用的行不计分",
}


def rule_on_nothing(found: Unmeasured) -> Ruling:
    """判定不可比的一行: 未填、无法核对、不适用, 各说明原因."""
    outcome, reason = found.outcome, found.reason
    most = WHOLE if outcome == UNVERIFIABLE else NOTHING
    words = Sentences(_LEADS[outcome], str(reason))
    return Ruling(outcome, NOTHING, most, words, reason=reason)


def rule_on_text(found: Described, bands: Bands, weight: str) -> Ruling:
    """判定定性的一行: the band of its text, else the whole range."""
    band = band_of(found.text, bands)
    assumptions: Assumptions = ()
    if band is None and found.same:
        band = bands.bands[0]
        assumptions = (Assumption.SAME_TEXT.of(band.name),)
    if band is None:
        words = Sentences(
            "定性指标由人评定（实际完成值不属于规定的任何一档）",
            f"“{found.text}”；{weight} × 0～100%",
        )
        return Ruling(JUDGED, NOTHING, WHOLE, words)
    low, high = (f"{share * 100}%" for share in (band.low, band.high))
    top = band is bands.bands[0]
    words = Sentences(
        f"定性指标按档由人评定：{band.name}，得分值的 {low}～{high}",
        f"“{found.text}”；{weight} × {low}～{high}",
    )
    return Ruling(
        JUDGED,
        band.low,
        band.high,
        words,
        assumptions,
        met=True if top else None,
        band=Interval(band.low, band.high, open_high=not top),
    )


def band_of(text: str, bands: Bands) -> Band | None:
    """找出文字所属的档; punctuation at the end does not matter."""
    plain = text.strip("。；;，, \n")
    return next((band for band in bands.bands if plain in band.texts), None)
