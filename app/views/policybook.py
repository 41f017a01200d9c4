"""评分办法的样子: 目录, 与一种办法的逐项取值和出处."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.text.blocks import Block, TextTable
from scoring.policy import KINDS, ROUNDED, Policy, load_policy, policy_ids
from scoring.policy_parts import Sourced


def catalogue() -> Iterator[Block]:
    """列出随软件提供的评分办法."""
    rows = []
    for name in policy_ids():
        policy = load_policy(name)
        doubts = f"{len(policy.doubts)} 处未查证" if policy.doubts else "全部查证"
        rows.append((policy.id, policy.title, doubts))
    yield TextTable(("编号", "评分办法", "查证"), tuple(rows))
    yield "逐项取值与出处：ziping policies 编号"


def unverified(policy: Policy) -> Iterator[str]:
    """提醒未经查证的取值; nothing where every value is verified."""
    if policy.doubts:
        count = len(policy.doubts)
        yield f"其中 {count} 处取值未经查证，见 ziping policies {policy.id}"


def described(name: str) -> Iterator[Block]:
    """逐项写出一种办法: value, source, and why it is not verified."""
    policy = load_policy(name)
    yield f"{policy.id} {policy.title}"
    yield f"出处：{policy.source}"
    if policy.reason:
        yield f"未查证：{policy.reason}"
    yield ""
    yield TextTable(
        ("项目", "取值", "出处", "未查证的原因"),
        tuple(
            (title, value, part.source, part.reason or "")
            for title, value, part in parts(policy)
        ),
    )


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


def policy_data(name: str | None) -> Any:
    """同样的内容, JSON: the catalogue, or one policy's parts."""
    if name is None:
        return [
            {"id": policy.id, "title": policy.title, "unverified": len(policy.doubts)}
            for policy in map(load_policy, policy_ids())
        ]
    policy = load_policy(name)
    return {
        "id": policy.id,
        "title": policy.title,
        "source": policy.source,
        "verified": policy.verified,
        "reason": policy.reason,
        "parts": [
            {
                "title": title,
                "value": value,
                "source": part.source,
                "verified": part.verified,
                "reason": part.reason,
            }
            for title, value, part in parts(policy)
        ],
    }
