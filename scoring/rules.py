"""评分规则: 每条规则一个函数, 只有算术, 没有数字.

A rule gives the share of the weight (得分 ÷ 分值). It is written over values or
symbols alike (`N`), so it computes and it reads as a formula. Numbers come from the
policy as parameters. A rule that leaves room gives the lowest and the highest share.

Variables: target 指标值, actual 实际完成值, low / high 区间两端 (all in one unit),
late 逾期天数 (negative: early), spent 执行数, budget 预算数.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from indicators.exact import Fraction
from scoring.formula import Formula, N, Variable, choose, greatest, least


def ratio(target: N, actual: N) -> N:
    """正向指标: 完成值不低于指标值得满分, 否则 完成值 ÷ 指标值.

    A target of 0 or below that is missed earns nothing, nor does a negative actual.
    Source: B/A×分值, the footnote of the 2016 form (江西省政协 2017, 海淀 2016).
    """
    return choose(actual >= target, 1, lambda: _proportion(target, actual))


def _proportion(target: N, actual: N) -> N:
    """Give 完成值 ÷ 指标值, 0 where either is not above 0."""
    return choose(target <= 0, 0, lambda: greatest(actual / target, 0))


def inverse_ratio(target: N, actual: N) -> N:
    """反向指标: 完成值不高于指标值得满分, 否则 指标值 ÷ 完成值.

    A target of 0 or below that is exceeded earns nothing.
    Source: A/B×分值, form footnotes (江西 2017, 湖北 2020, 北京 2016).
    """
    return choose(
        actual <= target,
        1,
        lambda: choose(target <= 0, 0, lambda: target / actual),
    )


def inverse_linear(target: N, actual: N) -> N:
    """反向指标 (一体化): 超出部分按比例扣减, 达到指标值两倍为 0.

    (1−(B−A)/A)×分值 = (2A−B)/A×分值. Source: the 一体化 kernel.
    """
    return choose(
        actual <= target,
        1,
        lambda: choose(
            target <= 0, 0, lambda: greatest((target + target - actual) / target, 0)
        ),
    )


def equal_ratio(target: N, actual: N) -> N:
    """等于: 指标值大于 0 时同正向; 指标值为 0 时完成值不高于 0 得满分, 否则 0 分.

    Exceeding costs nothing. Source: the 一体化 kernel.
    """
    return choose(
        target <= 0,
        choose(actual <= target, 1, lambda: 0),
        lambda: choose(actual >= target, 1, lambda: greatest(actual / target, 0)),
    )


def ratio_above_floor(target: N, actual: N, floor: Fraction) -> N:
    """正向指标, 设及格线: 完成比例低于 floor 得 0 分, 其余同正向.

    Source: 财预〔2021〕101号, pass threshold (not read, hence unverified).
    """
    return choose(
        actual >= target,
        1,
        lambda: choose(actual < target * floor, 0, lambda: _proportion(target, actual)),
    )


def within(low: N, high: N, actual: N) -> N:
    """区间指标: 完成值在两端之内得满分, 之外不得分."""
    return choose(actual < low, 0, lambda: choose(actual > high, 0, lambda: 1))


def on_time(late: N) -> N:
    """时限: 按时得满分, 逾期不得分."""
    return choose(late <= 0, 1, lambda: 0)


def late_per_day(late: N, loss: Fraction) -> N:
    """时限: 每逾期一天扣 loss (占分值的比例), 扣完为止."""
    return choose(late <= 0, 1, lambda: greatest(1 - late * loss, 0))


def late_steps(late: N, steps: tuple[Step, ...]) -> N:
    """时限: 逾期按天数分档, 每档保留分值的一部分; 末档不限天数.

    Source: inferred from one published table (南昌市 2021).
    """
    first, *rest = steps
    return choose(
        late <= (first.days or 0),
        first.share,
        lambda: late_steps(late, tuple(rest)) if rest[1:] else rest[0].share,
    )


def execution(spent: N, budget: N) -> N:
    """预算执行率: 执行数 ÷ 预算数, 不超过 100%, 不低于 0.

    A budget of 0 never gets here: the rate is undefined. Source: 执行率×分值, capped
    (2016 form, 海淀).
    """
    return least(greatest(spent / budget, 0), 1)


def execution_uncapped(spent: N, budget: N) -> N:
    """预算执行率, 不设上限: 超支得分超过分值. Source: the 一体化 kernel."""
    return greatest(spent / budget, 0)


@frozen
class Step:
    """逾期分档: 不超过 `days` 天 (None 为不限), 得分值的 `share`."""

    share: Fraction
    days: int | None = None


@frozen
class Rule:
    """一条登记的规则.

    `kinds` are the kinds of target that it serves, `variables` its inputs in order,
    `parameters` the numbers it takes from the policy. `judged`: where the share falls
    short of 1, anything from it to the full weight may be given, by a person.
    """

    title: str
    share: Callable[..., Any]
    kinds: tuple[str, ...]
    variables: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    judged: bool = False

    def formula(self, parameters: Mapping[str, Any]) -> Formula:
        """Read the rule as a formula of its variables."""
        symbols = (Variable(name) for name in self.variables)
        formula: Formula = self.share(*symbols, **parameters)
        return formula


_PAIR = ("target", "actual")
_FUNDS = ("spent", "budget")
RULES: dict[str, Rule] = {
    "ratio": Rule("按完成比例", ratio, ("at_least",), _PAIR),
    "ratio_above_floor": Rule(
        "按完成比例，低于及格线不得分",
        ratio_above_floor,
        ("at_least",),
        _PAIR,
        ("floor",),
    ),
    "inverse_ratio": Rule("反比例 A÷B", inverse_ratio, ("at_most",), _PAIR),
    "inverse_linear": Rule("超出部分按比例扣减", inverse_linear, ("at_most",), _PAIR),
    "equal_ratio": Rule("等于，超额不扣分", equal_ratio, ("exactly",), _PAIR),
    "within": Rule("区间之外不得分", within, ("between",), ("low", "high", "actual")),
    "within_or_judged": Rule(
        "区间之外由人评定",
        within,
        ("between",),
        ("low", "high", "actual"),
        judged=True,
    ),
    "on_time": Rule("逾期不得分", on_time, ("deadline",), ("late",)),
    "late_judged": Rule("逾期由人评定", on_time, ("deadline",), ("late",), judged=True),
    "late_per_day": Rule(
        "逾期按天扣分", late_per_day, ("deadline",), ("late",), ("loss",)
    ),
    "late_steps": Rule(
        "逾期按天数分档", late_steps, ("deadline",), ("late",), ("steps",)
    ),
    "execution": Rule("执行率，不超过满分", execution, ("execution",), _FUNDS),
    "execution_uncapped": Rule(
        "执行率，不设上限", execution_uncapped, ("execution",), _FUNDS
    ),
}
"""规则登记表. A test walks this module for rules that are not registered."""
