"""评分办法: 数据, 有日期, 有出处. 一种读法一个文件, 代码里没有“如果是某省”.

A policy file says which rule serves each kind of target, with which numbers, and
where each comes from. It is checked when it loads; a bad one is refused with the key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from attrs import field, frozen

from indicators.codec import structure
from indicators.documents import parse_document, read_document
from indicators.errors import InputError, refuse
from indicators.validation import one_of
from scoring.applies import Applies
from scoring.policy_parts import (
    Bands,
    Execution,
    Grades,
    LevelWeights,
    NotApplicable,
    RoundingUse,
    RuleUse,
    Sourced,
    Threshold,
)
from scoring.rounding import Rounding
from scoring.rules import Step

SCHEMA = "ziping.policy/1"
SHIPPED = Path(__file__).parent / "policies"
DEFAULT = "mof-2020"
KINDS = {
    "at_least": "正向（≥）",
    "at_most": "反向（≤）",
    "exactly": "等于（=）",
    "between": "区间",
    "deadline": "时限",
    "execution": "预算执行率",
}
_APPLIES = re.compile(r"^\[\[ *applies *\]\].*(?:\n(?!\[).*)*", re.MULTILINE)
"""The tables of a policy file that say where it applies, up to the next table."""
ROUNDED = {"row": "各行", "execution": "执行率", "total": "总分"}


@frozen(kw_only=True, eq=False)
class Policy(Sourced):
    """一种评分办法. `scored` 为 false 的不计分 (转移支付).

    Compared by identity: a shipped policy is loaded once.

    `source` is the document as a whole (文号); each part names its own. `applies` says for
    which tables the policy is chosen; one without is used only when it is named.
    """

    id: str
    title: str
    rules: dict[str, RuleUse]
    bands: Bands
    rounding: dict[str, RoundingUse]
    not_applicable: NotApplicable
    execution: Execution | None = None
    grades: Grades | None = None
    level_weights: LevelWeights | None = None
    over_completion: Threshold | None = None
    low_execution: Threshold | None = None
    scored: bool = True
    applies: tuple[Applies, ...] = ()
    schema: str = field(default=SCHEMA, validator=one_of((SCHEMA,)))

    def round(self, part: str) -> Rounding:
        """Give the rounding of a part: row, execution or total."""
        return self.rounding[part].rounding

    @property
    def doubts(self) -> tuple[str, ...]:
        """What was not checked against the document itself, for every report."""
        return tuple(
            f"{name}：{part.reason}"
            for name, part in self._parts()
            if not part.verified
        )

    def _parts(self) -> Iterable[tuple[str, Sourced]]:
        yield "评分办法", self
        yield from ((KINDS[kind], use) for kind, use in self.rules.items())
        yield from ((f"舍入（{ROUNDED[k]}）", use) for k, use in self.rounding.items())
        named = {
            "定性分档": self.bands,
            "预算执行": self.execution,
            "等级": self.grades,
            "不适用": self.not_applicable,
            "一级分值": self.level_weights,
            "超额": self.over_completion,
            "低执行率": self.low_execution,
        }
        yield from ((name, part) for name, part in named.items() if part)


def policy_ids() -> tuple[str, ...]:
    """列出随软件提供的评分办法.

    >>> "mof-2020" in policy_ids()
    True
    """
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def load_policy(name: str | Path = DEFAULT) -> Policy:
    """读取评分办法: 随软件提供的编号, 或自己的 .toml 文件.

    Raises `InputError` with every problem and its key path.

    >>> load_policy("mof-2020").title
    '项目支出绩效评价管理办法（财预〔2020〕10号）'
    """
    if str(name).endswith(".toml"):
        return check_policy(read_document(Path(name)), str(name))
    return _shipped(str(name))


@cache
def _shipped(name: str) -> Policy:
    path = SHIPPED / f"{name}.toml"
    if path.parent != SHIPPED or not path.is_file():
        known = "、".join(policy_ids())
        raise InputError.of("评分办法", "没有这个编号", name, f"可选：{known}")
    return check_policy(read_document(path), name)


def applies_of(name: str) -> tuple[Applies, ...]:
    """读出一种随软件提供的办法用于哪些表; of its file only these tables are parsed.

    >>> applies_of("hainan-2023")[0].forms
    ('海南',)
    """
    text = (SHIPPED / f"{name}.toml").read_text("utf-8")
    written = parse_document("\n".join(_APPLIES.findall(text)), name)
    every = written.get("applies", [])
    return structure(every, tuple[Applies, ...], f"{name} applies")


def check_policy(data: dict[str, Any], where: str) -> Policy:
    """Build a policy from plain values; refuse a bad one with the key's path."""
    policy = structure(data, Policy, where)
    refuse(where, _faults(policy))
    return policy


def _faults(policy: Policy) -> Iterable[tuple[str, str]]:
    """Check what only the whole policy can show: completeness and fit."""
    yield from _missing("rules", KINDS, policy.rules)
    yield from _missing("rounding", ROUNDED, policy.rounding)
    for kind, use in policy.rules.items():
        if kind in KINDS and kind not in use.rule.kinds:
            yield f"rules.{kind}.use", f"规则 {use.use} 不用于这一类目标"
        wanted, given = set(use.rule.parameters), set(use.parameters)
        for name in sorted(wanted ^ given):
            verb = "缺少" if name in wanted else "用不到"
            yield f"rules.{kind}.{name}", f"规则 {use.use} {verb}这个数"
        yield from _step_faults(kind, use.steps or ())


def _missing(key: str, wanted: Iterable[str], given: Iterable[str]) -> Iterable[Any]:
    for name in sorted(set(wanted) ^ set(given)):
        yield f"{key}.{name}", "缺少这一项" if name in wanted else "不认识的键"


def _step_faults(kind: str, steps: tuple[Step, ...]) -> Iterable[tuple[str, str]]:
    """Steps start on time with the full weight and fall; the last has no limit."""
    if not steps:
        return
    *limited, last = steps
    days = [step.days or 0 for step in limited]
    shares = [step.share for step in steps]
    sound = (
        days[:1] == [0],
        days == sorted(set(days)),
        last.days is None,
        shares[0] == 1,
        shares == sorted(shares, reverse=True),
        last.share >= 0,
    )
    if not all(sound):
        yield (
            f"rules.{kind}.steps",
            "首档为 0 天、比例 1，天数递增、比例不增，末档不写天数",
        )
