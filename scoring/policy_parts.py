"""评分办法的各个部分: 规则、分档、舍入、等级 …, 每个都有出处."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any

from attrs import field, frozen

from indicators.errors import InputError
from indicators.exact import Fraction
from indicators.validation import filled, one_of, within
from scoring.rounding import MODES, Rounding
from scoring.rules import RULES, Rule, Step


@frozen(kw_only=True, eq=False)
class Sourced:
    """有出处的值. 未查证的 (`verified` 为 false) 必须说明原因."""

    source: str = field(validator=filled)
    verified: bool = True
    reason: str | None = None

    def __attrs_post_init__(self) -> None:
        if not self.verified and not self.reason:
            raise InputError.of("reason", "verified = false 时须写明原因")


@frozen(kw_only=True)
class RuleUse(Sourced):
    """一类目标用哪条规则: `use` 为规则名, 其余为规则所需的数."""

    use: str = field(validator=one_of(tuple(RULES)))
    floor: Fraction | None = None
    loss: Fraction | None = None
    steps: tuple[Step, ...] | None = None

    @property
    def rule(self) -> Rule:
        """The registered rule."""
        return RULES[self.use]

    @property
    def parameters(self) -> dict[str, Any]:
        """The numbers given to the rule, by name."""
        given = {"floor": self.floor, "loss": self.loss, "steps": self.steps}
        return {name: value for name, value in given.items() if value is not None}


@frozen(kw_only=True)
class Band:
    """定性档: 完成文字属于 `texts` 的, 得分在分值的 [low, high] 之间."""

    name: str
    low: Fraction
    high: Fraction
    texts: tuple[str, ...]


@frozen(kw_only=True)
class Bands(Sourced):
    """定性指标的各档, 由高到低, 首尾相接, 覆盖 0 到 1."""

    bands: tuple[Band, ...] = field(validator=filled)

    @bands.validator
    def _total(self, _: object, bands: tuple[Band, ...]) -> None:
        edges = [Fraction(1), *(band.low for band in bands)]
        highs = [*(band.high for band in bands), Fraction(0)]
        if edges != highs or any(band.low >= band.high for band in bands):
            raise InputError.of("bands", "各档须由高到低首尾相接，覆盖 1 到 0")


@frozen(kw_only=True)
class GradeFrom:
    """等级: 总分不低于 `low` (含)."""

    name: str
    low: Decimal


@frozen(kw_only=True)
class Grades(Sourced):
    """等级划分, 由高到低, 末档从 0 起."""

    grades: tuple[GradeFrom, ...] = field(validator=filled)

    @grades.validator
    def _total(self, _: object, grades: tuple[GradeFrom, ...]) -> None:
        lows = [grade.low for grade in grades]
        if lows != sorted(set(lows), reverse=True) or lows[-1] != 0:
            raise InputError.of("grades", "各等级须由高到低，末档从 0 起")

    def of(self, points: Decimal | Fraction) -> str:
        """Name the grade of a total."""
        return next(g.name for g in self.grades if points >= g.low or not g.low)


@frozen(kw_only=True)
class Execution(Sourced):
    """预算执行: 分值与分母 (budget 全年预算数, initial 年初预算数)."""

    points: Decimal
    base: str = field(validator=one_of(("budget", "initial")))


@frozen(kw_only=True)
class RoundingUse(Sourced):
    """舍入: 保留位数与方式."""

    places: int = field(validator=within(0, 6))
    mode: str = field(validator=one_of(tuple(MODES)))

    @cached_property
    def rounding(self) -> Rounding:
        """The rounding itself."""
        return Rounding(self.places, self.mode)


@frozen(kw_only=True)
class NotApplicable(Sourced):
    """不适用的行: exclude 不计入两边合计; rescale 其余按比例折算回满分."""

    treatment: str = field(validator=one_of(("exclude", "rescale")))


@frozen(kw_only=True)
class Threshold(Sourced):
    """提示界限: a share that makes a finding, never points."""

    share: Fraction


@frozen(kw_only=True)
class LevelWeights(Sourced):
    """一级指标分值, 如 产出指标 50. `others` are the sets for other first levels."""

    weights: dict[str, Decimal]
    others: tuple[dict[str, Decimal], ...] = ()

    def of(self, names: Iterable[str]) -> dict[str, Decimal]:
        """Give the set that is about these first levels: with 成本指标 or without."""
        present = set(names)
        return min(
            (self.weights, *self.others),
            key=lambda weights: (
                len(present - set(weights)),
                len(set(weights) - present),
            ),
        )
