"""登记表: 每项核对都登记, 每个登记都有函数、说法与依据."""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module
from types import ModuleType

import pytest
from attrs import evolve

from auditing import CHECKS, SEVERITIES, audit, checks
from auditing.facts.facts import Facts
from auditing.finding import Outcome, Tally
from auditing.registry import SET_CHECKS, families
from indicators.evaluation import Evaluation

KNOWN = {**CHECKS, **SET_CHECKS}
MODULES = [
    import_module(f"auditing.checks.{module.name}")
    for module in pkgutil.iter_modules(checks.__path__)
]
CODES = (
    *(f"S{n}" for n in range(101, 108)),
    *(f"W{n}" for n in range(201, 205)),
    *(f"F{n}" for n in range(301, 309)),
    *(f"P{n}" for n in range(401, 411)),
    *("N501", "N502"),
    *(f"C{n}" for n in range(801, 808)),
    *(f"V{n}" for n in range(601, 613)),
    *(f"X{n}" for n in range(701, 705)),
)


def checks_of(module: ModuleType) -> dict[str, object]:
    return {
        name[:4].upper(): function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if re.match(r"[a-z]\d{3}_", name)
    }


def test_the_registry_lists_every_code_of_the_catalogue_in_order() -> None:
    listed = [check.code for _, family in families() for check in family]
    assert tuple(listed) == tuple(CODES)


def test_no_check_strays_outside_the_registry() -> None:
    found = {code: f for module in MODULES for code, f in checks_of(module).items()}
    assert found == {code: check.function for code, check in KNOWN.items()}


@pytest.mark.parametrize("code", CODES)
def test_a_check_says_what_why_and_what_to_do(code: str) -> None:
    check = KNOWN[code]
    assert check.severity in SEVERITIES
    for text in (check.title_passed, check.title_failed, check.basis, check.remedy):
        assert re.search("[一-鿿]", text)
    assert check.title_passed != check.title_failed


def test_every_reason_why_a_check_does_not_apply_is_chinese_and_stands_once() -> None:
    for check in CHECKS.values():
        reasons = [reason for reason, _ in check.exemptions]
        assert len(reasons) == len(set(reasons)), check.code
        assert all(re.search("[一-鿿]", reason) for reason in reasons), check.code


def test_a_check_is_not_asked_about_a_table_that_it_does_not_apply_to() -> None:
    def unasked(_: Facts) -> list[Outcome]:
        raise AssertionError

    check = evolve(CHECKS["P405"], function=unasked)
    facts = audit(Evaluation()).facts
    assert check.run(facts) == ([], Tally(0, 0, 1, ("没有印总分",)))


@pytest.mark.parametrize("word", ["造假", "虚假", "作弊", "错误地", "疑似虚报", "违规"])
def test_no_wording_accuses_anybody(word: str) -> None:
    for check in CHECKS.values():
        assert word not in check.title_failed + check.remedy
