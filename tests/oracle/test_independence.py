"""另算的一遍只有不看程序才算数: 这里不引用程序的任何一间, 只用公开的名字."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ALLOWED = {*sys.stdlib_module_names, "ziping", "pytest", "tests"} | {
    "duckdb",
    "openpyxl",
    "xlsxwriter",
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_second_opinion_shares_nothing_with_the_program() -> None:
    names = {name for path in HERE.rglob("*.py") for name in imported(path)}
    assert {name for name in names if name.split(".")[0] not in ALLOWED} == set()
    ours = {name for name in names if name.startswith("tests")}
    assert all(name.startswith("tests.oracle") for name in ours)
