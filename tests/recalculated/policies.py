"""每条登记的规则一种办法: 随软件提供的办法没有用到的规则和舍入也要重算."""

from __future__ import annotations

from attrs import evolve

from scoring.policy import Policy, load_policy, policy_ids
from scoring.policy_parts import RoundingUse, RuleUse
from scoring.rules import RULES
from tests.scoring.test_rules import PARAMETERS

SCORED = tuple(name for name in policy_ids() if load_policy(name).scored)
MODES = ("half_up", "up", "down")


def policy_with(name: str, mode: str) -> Policy:
    """The national policy, but for one rule and one way of rounding."""
    rule, national = RULES[name], load_policy("mof-2020")
    given = {key: PARAMETERS[key] for key in rule.parameters}
    use = RuleUse(use=name, source="测试", **given)
    rounding = RoundingUse(places=2, mode=mode, source="测试")
    return evolve(
        national,
        rules=national.rules | dict.fromkeys(rule.kinds, use),
        rounding=dict.fromkeys(national.rounding, rounding),
    )


def kind_of(name: str) -> str:
    """The kind of rows that a rule is for."""
    return RULES[name].kinds[0]
