"""评分办法: 每个值有出处, 各档覆盖全部, 坏文件说清哪一个键."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from indicators import InputError
from scoring import load_policy, policy_ids
from scoring.policy import KINDS, check_policy

SHIPPED = {
    "mof-2020",
    "mof-2021",
    "legacy-2016",
    "yitihua",
    "hubei-2020",
    "sichuan-department",
    "hainan-2023",
    "nanchang-2021",
    "transfer-unscored",
}


def data(name: str = "mof-2020") -> dict[str, Any]:
    text = (resources.files("scoring.policies") / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def faults(changed: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        check_policy(changed, "办法")
    return {p.where.removeprefix("办法 "): p.message for p in caught.value.problems}


def test_the_shipped_policies_are_these() -> None:
    assert set(policy_ids()) == SHIPPED


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_policy_loads_and_names_itself(name: str) -> None:
    policy = load_policy(name)
    assert policy.id == name
    assert set(policy.rules) == set(KINDS)
    assert policy.bands.bands[0].high == 1
    assert policy.bands.bands[-1].low == 0


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_value_of_a_policy_names_its_source(name: str) -> None:
    def walk(table: dict[str, Any], path: str) -> None:
        numbers = {"use", "places", "share", "points", "treatment", "weights"}
        if numbers & set(table) and "days" not in table and "steps" not in path:
            assert table.get("source"), path
        if table.get("verified") is False:
            assert table.get("reason"), path
        for key, value in table.items():
            if isinstance(value, dict):
                walk(value, f"{path}.{key}")

    walk(data(name), name)


def test_published_differences_between_policies() -> None:
    assert load_policy("hubei-2020").execution.points == 20  # type: ignore[union-attr]
    assert load_policy("mof-2020").execution.points == 10  # type: ignore[union-attr]
    assert load_policy("legacy-2016").execution.base == "initial"  # type: ignore[union-attr]
    assert load_policy("transfer-unscored").execution is None
    assert load_policy("yitihua").rules["at_most"].use == "inverse_linear"
    assert load_policy("nanchang-2021").round("row").mode == "up"
    assert load_policy("nanchang-2021").round("execution").places == 1
    weights = load_policy("mof-2021").level_weights
    assert weights is not None
    assert weights.weights["成本指标"] == 20
    assert weights.weights["产出指标"] == 40


def test_what_was_not_read_is_marked_unverified() -> None:
    assert not load_policy("mof-2021").verified
    assert not load_policy("nanchang-2021").verified
    assert not load_policy("hainan-2023").verified
    assert all("：" in doubt for doubt in load_policy("hainan-2023").doubts)


def test_a_missing_or_surplus_key_is_named() -> None:
    changed = data()
    del changed["rules"]["deadline"]
    changed["rules"]["late"] = changed["rules"]["at_least"]
    changed["rounding"].pop("total")
    assert faults(changed) == {
        "rules.deadline": "缺少这一项",
        "rules.late": "不认识的键",
        "rounding.total": "缺少这一项",
    }


@pytest.mark.parametrize(
    ("keys", "value", "where"),
    [
        (("rules", "at_least", "use"), "ratoi", "rules.at_least.use"),
        (("rules", "at_least", "use"), "inverse_ratio", "rules.at_least.use"),
        (("rules", "at_least", "use"), "ratio_above_floor", "rules.at_least.floor"),
        (("rules", "at_least", "loss"), "0.1", "rules.at_least.loss"),
        (("rules", "at_least", "source"), "", "rules.at_least.source"),
        (("rounding", "row", "places"), -1, "rounding.row.places"),
        (("rounding", "row", "mode"), "half_even", "rounding.row.mode"),
        (("execution", "points"), 0.1, "execution.points"),
        (("execution", "base"), "total", "execution.base"),
        (("bands", "bands", 1, "low"), "0.5", "bands.bands"),
        (("bands", "bands", 0, "high"), "0.9", "bands.bands"),
        (("bands", "bands"), [], "bands.bands"),
        (("grades", "grades", 3, "low"), "10", "grades.grades"),
        (("grades", "grades", 0, "low"), "70", "grades.grades"),
        (("bands", "bands", 0, "low"), "4/0", "bands.bands[0].low"),
        (("verified",), "no", "verified"),
        (("reason",), None, "reason"),
    ],
)
def test_a_bad_value_is_refused_with_its_key(
    keys: tuple[Any, ...], value: object, where: str
) -> None:
    changed = data()
    spot: Any = changed
    for key in keys[:-1]:
        spot = spot[key]
    if value is None:
        del spot[keys[-1]]
    else:
        spot[keys[-1]] = value
    assert where in faults(changed)


@pytest.mark.parametrize(
    "steps",
    [
        [{"days": 1, "share": "1"}, {"share": "0"}],
        [{"days": 0, "share": "0.9"}, {"share": "0"}],
        [{"days": 0, "share": "1"}, {"days": 7, "share": "0.5"}],
        [{"days": 0, "share": "1"}, {"days": 7, "share": "0.5"}, {"share": "0.6"}],
        [{"days": 0, "share": "1"}, {"days": 0, "share": "0.5"}, {"share": "0"}],
    ],
)
def test_steps_must_start_whole_fall_and_end_open(steps: list[dict[str, Any]]) -> None:
    changed = data("nanchang-2021")
    changed["rules"]["deadline"]["steps"] = steps
    assert "rules.deadline.steps" in faults(changed)


def test_a_bureau_s_own_policy_file_is_read(tmp_path: Path) -> None:
    text = (resources.files("scoring.policies") / "mof-2020.toml").read_text("utf-8")
    path = tmp_path / "own.toml"
    path.write_text(text.replace('id = "mof-2020"', 'id = "own"'), "utf-8")
    assert load_policy(path).id == "own"


def test_an_unknown_policy_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match="mof-2020"):
        load_policy("mof-1999")
