"""一行值多少分: 照 DOMAIN §1 与评分办法的数据另算一遍, 全用分数.

Written without looking at the program: a second opinion is one only while it shares
nothing with the first. Nothing of `scoring` or `auditing` is imported here; of the
policies only the data files are read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import Any

POLICIES = Path(__file__).parents[2] / "scoring" / "policies"
CENT = Fraction(1, 100)


@dataclass(frozen=True)
class Method:
    """评分办法: one data file, asked for its values."""

    data: dict[str, Any]

    @property
    def execution_points(self) -> Fraction:
        return Fraction(self.data["execution"]["points"])

    @property
    def base(self) -> str:
        return str(self.data["execution"]["base"])

    def rule(self, kind: str) -> dict[str, Any]:
        return dict(self.data["rules"][kind])

    def band(self, text: str) -> tuple[Fraction, Fraction] | None:
        for band in self.data["bands"]["bands"]:
            if text in band["texts"]:
                return Fraction(band["low"]), Fraction(band["high"])
        return None

    def rounded(self, points: Fraction, what: str = "row") -> Fraction:
        rounding = self.data["rounding"][what]
        return rounded(points, rounding["places"], rounding["mode"])

    def grade(self, total: Fraction) -> str:
        names = self.data["grades"]["grades"]
        return str(next(g["name"] for g in names if total >= Fraction(g["low"])))

    def level_weights(self) -> list[dict[str, Fraction]]:
        held = self.data.get("level_weights", {})
        sets = [held["weights"], *held.get("others", [])] if held else []
        return [{k: Fraction(v) for k, v in one.items()} for one in sets]

    def share(self, key: str) -> Fraction | None:
        held = self.data.get(key)
        return Fraction(held["share"]) if held else None


@cache
def method(name: str) -> Method:
    """Read one policy file."""
    return Method(tomllib.loads((POLICIES / f"{name}.toml").read_text("utf-8")))


def rounded(points: Fraction, places: int = 2, mode: str = "half_up") -> Fraction:
    """Round a number of points; 进位 goes up, 截断 down, half_up to the nearer."""
    scale = 10**places
    turn: dict[str, Callable[[Fraction], int]] = {
        "half_up": lambda x: floor(x + Fraction(1, 2)),
        "up": ceil,
        "down": floor,
    }
    return Fraction(turn[mode](points * scale), scale)


@dataclass(frozen=True)
class Aim:
    """指标值: its kind, and the number, the two ends, the day or the text."""

    kind: str
    value: Any = None
    high: Fraction | None = None


Range = tuple[Fraction, Fraction]


def clamp(share: Fraction) -> Fraction:
    """得分不低于 0, 不超过分值."""
    return max(Fraction(0), min(Fraction(1), share))


def at_least(aim: Fraction, done: Fraction, rule: dict[str, Any]) -> Fraction:
    """正向: 达到得满分, 否则 B÷A; 有及格线的, 低于它为 0."""
    if done >= aim:
        return Fraction(1)
    share = clamp(done / aim)
    return share if share >= Fraction(rule.get("floor", 0)) else Fraction(0)


def at_most(aim: Fraction, done: Fraction, rule: dict[str, Any]) -> Fraction:
    """反向: 不高于得满分, 否则 A÷B, 或线性扣减到两倍为 0."""
    if done <= aim:
        return Fraction(1)
    if aim <= 0:
        return Fraction(0)
    if rule["use"] == "inverse_linear":
        return clamp(1 - (done - aim) / aim)
    return clamp(aim / done)


def exactly(aim: Fraction, done: Fraction, rule: dict[str, Any]) -> Fraction:
    """等于: A=0 的, B≤0 得满分, 否则 0; A>0 的同正向."""
    if aim == 0:
        return Fraction(done <= 0)
    return at_least(aim, done, rule)


def late_share(days: int, rule: dict[str, Any]) -> tuple[Fraction, Fraction]:
    """时限: 按时满分; 逾期的由人评定, 或按天数分档."""
    if days <= 0:
        return Fraction(1), Fraction(1)
    if rule["use"] != "late_steps":
        return Fraction(0), Fraction(1)
    for step in rule["steps"]:
        if "days" not in step or days <= step["days"]:
            share = Fraction(step["share"])
            return share, share
    raise AssertionError(rule)


FORMULAS = {"at_least": at_least, "at_most": at_most, "exactly": exactly}


def reached(aim: Aim, done: Fraction) -> bool:
    """Whether a number reaches its target; = is reached by the number itself."""
    if aim.kind == "exactly":
        return bool(done == aim.value)
    return bool(done <= aim.value if aim.kind == "at_most" else done >= aim.value)


def share(aim: Aim, done: Any, by: Method) -> Range | None:
    """A row's share of its weight, from and to; None where nothing compares."""
    if aim.kind == "qualitative":
        return by.band(done)
    if aim.kind == "deadline":
        assert isinstance(done, date)
        return late_share((done - aim.value).days, by.rule("deadline"))
    if aim.kind == "between":
        within = aim.value <= done <= (aim.high or 0)
        return Fraction(within), Fraction(1)
    if aim.value < 0 or (aim.kind == "at_least" and aim.value == 0):
        return (Fraction(1), Fraction(1)) if reached(aim, done) else None
    one = FORMULAS[aim.kind](aim.value, done, by.rule(aim.kind))
    return one, one


def worth(aim: Aim | None, done: Any, weight: Fraction, by: Method) -> Range:
    """得分的下限与上限, 已舍入; 未填为 0, 不能比较的从 0 到分值.

    满分就是分值; 舍入不使得分高于分值.
    """
    if aim is None or done is None:
        return Fraction(0), Fraction(0)
    shares = share(aim, done, by) or (Fraction(0), Fraction(1))
    low, high = (
        weight if one == 1 else min(by.rounded(one * weight), weight) for one in shares
    )
    return low, high


def execution(
    budget: Fraction, spent: Fraction, weight: Fraction, by: Method
) -> Fraction:
    """预算执行率的得分: 分值 × 执行数 ÷ 预算数, 一体化系统以外不超过分值."""
    points = max(Fraction(0), weight * spent / budget)
    if by.rule("execution")["use"] != "execution_uncapped":
        points = min(points, weight)
    return by.rounded(points, "execution")
