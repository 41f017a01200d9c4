"""评分办法的措辞: 每个有出处的部分, 与它的取值怎样用中文说."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.policy import KINDS, ROUNDED, Policy
from scoring.policy_parts import Sourced


def parts(policy: Policy) -> Iterator[tuple[str, str, Sourced]]:
    """Name every sourced part of a policy with its value in words."""
    for kind, word in KINDS.items():
        use = policy.rules[kind]
        yield word, f"{use.rule.title}{_parameters(use.parameters)}", use
    bands = "；".join(
        f"{b.name} {b.high * 100}%～{b.low * 100}%" for b in policy.bands.bands
    )
    yield "定性", bands, policy.bands
    for part, word in ROUNDED.items():
        yield f"舍入（{word}）", str(policy.round(part)), policy.rounding[part]
    yield from _optional(policy)


def _parameters(parameters: dict[str, Any]) -> str:
    words = []
    for name, value in parameters.items():
        if name == "steps":
            words += [
                f"{'更久' if s.days is None else f'不超过 {s.days} 天'} {s.share}"
                for s in value
            ]
        else:
            words.append({"floor": "及格线", "loss": "每天扣"}[name] + f" {value}")
    return f"：{'，'.join(words)}" if words else ""


def _optional(policy: Policy) -> Iterator[tuple[str, str, Sourced]]:
    if policy.execution:
        base = {"budget": "全年预算数", "initial": "年初预算数"}[policy.execution.base]
        points = f"{policy.execution.points} 分，分母为{base}"
        yield "预算执行", points, policy.execution
    if policy.level_weights:
        sets = (policy.level_weights.weights, *policy.level_weights.others)
        words = ("，".join(f"{k} {v}" for k, v in weights.items()) for weights in sets)
        yield "一级指标分值", "；或 ".join(words), policy.level_weights
    if policy.grades:
        words = (f"{grade.name} {grade.low} 起" for grade in policy.grades.grades)
        yield "等级", "，".join(words), policy.grades
    if policy.over_completion:
        share = f"完成值达到指标值 {policy.over_completion.share * 100}% 时提示"
        yield "超额完成", share, policy.over_completion
    if policy.low_execution:
        share = f"执行率低于 {policy.low_execution.share * 100}% 须说明原因"
        yield "执行率偏低", share, policy.low_execution
    treatment = {"exclude": "不计入合计", "rescale": "其余按比例折算"}
    word = treatment[policy.not_applicable.treatment]
    yield "不适用的行", word, policy.not_applicable
