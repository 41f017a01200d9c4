"""登记表: 每项核对都登记, 每个登记都有函数、说法与依据."""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module
from types import ModuleType

import pytest

from auditing import CHECKS, SEVERITIES, checks
from auditing.registry import families

MODULES = [
    import_module(f"auditing.checks.{module.name}")
    for module in pkgutil.iter_modules(checks.__path__)
]
CODES = (
    *(f"S{n}" for n in range(101, 108)),
    *(f"W{n}" for n in range(201, 204)),
    *(f"F{n}" for n in range(301, 309)),
    *(f"P{n}" for n in range(401, 411)),
    *("N501", "N502"),
    *(f"V{n}" for n in range(601, 613)),
    *(f"X{n}" for n in range(701, 704)),
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
    assert found == {code: check.function for code, check in CHECKS.items()}


@pytest.mark.parametrize("code", CODES)
def test_a_check_says_what_why_and_what_to_do(code: str) -> None:
    check = CHECKS[code]
    assert check.severity in SEVERITIES
    for text in (check.title_passed, check.title_failed, check.basis, check.remedy):
        assert re.search("[一-鿿]", text)
    assert check.title_passed != check.title_failed


@pytest.mark.parametrize("word", ["造假", "虚假", "作弊", "错误地", "疑似虚报", "违规"])
def test_no_wording_accuses_anybody(word: str) -> None:
    for check in CHECKS.values():
        assert word not in check.title_failed + check.remedy
