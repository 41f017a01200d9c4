"""房子的规矩: 引用方向、核心无浮点、笨重的库各在其位、大小有度."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "indicators": set(),
    "scoring": {"indicators"},
    "reading": {"indicators"},
    "templates": {"indicators", "scoring", "reading"},
    "auditing": {"indicators", "scoring"},
    "batch": {"indicators", "scoring", "reading", "templates", "auditing"},
    "app": {"indicators", "scoring", "reading", "templates", "auditing", "batch"},
    "ziping": {"indicators", "scoring", "reading", "templates", "auditing"},
}
RENDERS_STILL = {"batch/beside.py", "batch/outcomes.py", "batch/run.py"}
HOMES = {
    "openpyxl": "templates",
    "xlsxwriter": "templates",
    "python_calamine": "reading",
    "xlrd": "reading",
    "docx": "reading",
    "pdfplumber": "reading",
    "duckdb": "batch",
    "pyarrow": "batch",
    "pyspark": "batch",
    "click": "app",
    "rich": "app",
    "jinja2": "app",
    "cattrs": "indicators",
}
CORE = ("indicators", "scoring", "auditing")
PACKAGES = [name for name in ALLOWED if (ROOT / name).is_dir()]
FILES = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
TREES = {path: ast.parse(path.read_text("utf-8")) for path in FILES}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    allowed = ALLOWED[package] | {package}
    if name_of(path) in RENDERS_STILL:
        allowed |= {"app"}
    assert {n for n in imported(TREES[path]) if n in ALLOWED} <= allowed


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_heavy_libraries_stay_at_home(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for name in imported(TREES[path]):
        assert HOMES.get(name, package) == package, name


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_the_core_knows_no_float(path: Path) -> None:
    if path.relative_to(ROOT).parts[0] not in CORE:
        return
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float), node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"float", "round"}, node.lineno


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "misc"}
    assert len(path.read_text("utf-8").splitlines()) <= 300
    assert all(length <= 40 for length in function_lengths(TREES[path]))


def test_most_modules_and_functions_are_short() -> None:
    modules = [len(path.read_text("utf-8").splitlines()) for path in FILES]
    lengths = sorted(n for tree in TREES.values() for n in function_lengths(tree))
    assert median(modules) <= 120
    assert median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 20


def function_lengths(tree: ast.AST) -> Iterator[int]:
    """Give the lines of each function's body, its docstring apart."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            told = ast.get_docstring(node) is not None and len(body) > 1
            first = body[1] if told else body[0]
            yield (node.end_lineno or first.lineno) - first.lineno + 1


def test_cattrs_stands_in_one_module() -> None:
    users = [name_of(p) for p in FILES if "cattrs" in set(imported(TREES[p]))]
    assert users == ["indicators/codec.py"]


@pytest.mark.parametrize("package", ["indicators", "scoring"])
def test_every_public_name_is_found_where_its_package_says(package: str) -> None:
    module = import_module(package)
    assert dir(module) == sorted(module.__all__)
    for name in module.__all__:
        assert getattr(module, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        _ = module.nothing
