"""评分办法的样子: 目录, 与一种办法的逐项取值和出处."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.text.blocks import Block, TextTable
from scoring.policy import Policy, load_policy, policy_ids
from scoring.policy_words import parts


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
