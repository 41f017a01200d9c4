"""规矩查得出毛病: 每条规矩在一座造假的小房子里都会报."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent

import pytest

from tests.house import (
    FUNCTION,
    House,
    branches,
    circles,
    complex_functions,
    complexity,
    crowded_folders,
    floats,
    loaded_with,
    long_functions,
    long_modules,
    misplaced_libraries,
    outputs,
    repeated_classes,
    room_of,
    wrong_directions,
)

ROOMS = {
    "low": "",
    "high/base.py": "low",
    "high/left": "low high/base.py",
    "high": "low",
}


def built(root: Path, files: dict[str, str]) -> House:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), "utf-8")
    return House(root, tuple(sorted({name.split("/")[0] for name in files})))


def test_the_innermost_room_of_a_file_counts() -> None:
    assert room_of("high/left/a.py", ROOMS) == "high/left"
    assert room_of("high/base.py", ROOMS) == "high/base.py"
    assert room_of("high/lefty.py", ROOMS) == "high"
    assert room_of("elsewhere/a.py", ROOMS) == ""


@pytest.mark.parametrize(
    ("path", "text", "wrong"),
    [
        ("low/a.py", "from high.base import x", "low/a.py → high/base.py"),
        ("low/a.py", "import high.base", "low/a.py → high/base.py"),
        ("low/a.py", "def f():\n    from high import base", "low/a.py → high/base.py"),
        ("high/left/a.py", "from high.top import x", "high/left/a.py → high/top.py"),
        ("high/base.py", "from high.top import x", "high/base.py → high/top.py"),
    ],
)
def test_an_import_upwards_or_sideways_is_found(
    tmp_path: Path, path: str, text: str, wrong: str
) -> None:
    files = {"low/b.py": "", "high/base.py": "x = 1", "high/top.py": "x = 1"}
    assert wrong_directions(built(tmp_path, files | {path: text}), ROOMS) == [wrong]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("high/left/a.py", "from high.base import x\nfrom low.b import y"),
        ("high/top.py", "from high.left import a"),
        ("low/a.py", "if TYPE_CHECKING:\n    from high.base import x"),
    ],
)
def test_an_import_that_the_table_allows_is_not(
    tmp_path: Path, path: str, text: str
) -> None:
    files = {"low/b.py": "", "high/base.py": "x = 1", "high/left/a.py": ""}
    assert wrong_directions(built(tmp_path, files | {path: text}), ROOMS) == []


def test_files_that_import_each_other_are_a_circle_even_inside_functions(
    tmp_path: Path,
) -> None:
    files = {
        "low/a.py": "from low.b import x",
        "low/b.py": "def f():\n    from low import c",
        "low/c.py": "import low.a",
        "low/d.py": "import low.a",
        "low/e.py": "if TYPE_CHECKING:\n    import low.d",
    }
    assert circles(built(tmp_path, files)) == ["low.a ⇄ low.b ⇄ low.c"]


def test_a_package_that_hands_out_its_names_late_is_part_of_a_circle_too(
    tmp_path: Path,
) -> None:
    files = {
        "low/__init__.py": "_HOMES = {'a': ('x',)}",
        "low/a.py": "from low import y",
    }
    assert circles(built(tmp_path, files)) == ["low ⇄ low.a"]


def test_a_heavy_library_outside_its_room_is_found(tmp_path: Path) -> None:
    files = {
        "low/a.py": "import xlrd",
        "low/b.py": "def f():\n    from xlrd.sheet import Cell",
        "high/c.py": "import xlrd",
    }
    house = built(tmp_path, files)
    found = ["low/a.py imports xlrd", "low/b.py imports xlrd"]
    assert misplaced_libraries(house, {"xlrd": "high"}) == found


def test_what_an_import_loads_is_followed_through_the_modules_but_not_into_functions(
    tmp_path: Path,
) -> None:
    files = {
        "low/a.py": "from low.b import f",
        "low/b.py": "import xlrd\ndef f():\n    import docx",
    }
    loaded = loaded_with(built(tmp_path, files), "low.a")
    assert loaded["xlrd"] == "low/b.py"
    assert "docx" not in loaded


@pytest.mark.parametrize(
    "text",
    ["x = 0.5", "x = float('1')", "x = map(float, y)", "x: float", "x = round(y)"],
)
def test_a_float_is_found_wherever_it_stands(tmp_path: Path, text: str) -> None:
    house = built(tmp_path, {"low/deep/a.py": text, "high/a.py": text})
    assert floats(house, ("low",)) == ["low/deep/a.py:1"]


def test_refusing_a_float_is_no_float(tmp_path: Path) -> None:
    text = "def f(x):\n    if isinstance(x, int | float):\n        raise TypeError"
    assert floats(built(tmp_path, {"low/a.py": text}), ("low",)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import click", "low/a.py imports click"),
        ("print(1)", "low/a.py:1 calls print"),
        ("path.write_text(x)", "low/a.py:1 calls write_text"),
    ],
)
def test_a_view_that_prints_or_writes_is_found(
    tmp_path: Path, text: str, found: str
) -> None:
    house = built(tmp_path, {"low/a.py": text})
    assert outputs(house, ("low",), {"click", "print", "write_text"}) == [found]


def test_two_classes_of_one_name_are_found(tmp_path: Path) -> None:
    files = {"low/a.py": "class Row: ...", "high/b.py": "\nclass Row: ..."}
    found = repeated_classes(built(tmp_path, files))
    assert found == ["Row: high/b.py:2, low/a.py:1"]


def test_what_is_too_large_is_found(tmp_path: Path) -> None:
    body = "def f():\n    x = 1\n    return x\n"
    files = {"low/__init__.py": "", "low/a.py": body, "low/b.py": ""}
    house = built(tmp_path, files)
    assert crowded_folders(house, 1) == ["low: 2"]
    assert crowded_folders(house, 2) == []
    assert long_modules(house, 2) == ["low/a.py: 3"]
    assert long_functions(house, 2) == ["low/a.py:1 f: 3"]


def test_branches_are_counted_for_each_folder(tmp_path: Path) -> None:
    straight = "def f():\n    x = 1\n    return x\n"
    forked = "def f(x):\n    if x:\n        return [y for y in x]\n    return x or 1\n"
    files = {"low/a.py": straight, "high/a.py": forked}
    assert branches(built(tmp_path, files)) == {"high": 75, "low": 0}


@pytest.mark.parametrize(
    ("body", "many"),
    [
        ("return 1", 1),
        ("return a if b else c", 2),
        ("return a and b and c", 3),
        ("return [x for x in a if x if x > 1]", 4),
        ("for x in a:\n    pass\nelse:\n    pass", 3),
        ("try:\n    pass\nexcept A:\n    pass\nexcept B:\n    pass", 3),
        ("match a:\n    case 1:\n        pass\n    case _:\n        pass", 2),
        ("match a:\n    case 1:\n        pass\n    case 2:\n        pass", 3),
        ("assert a and b", 2),
        ("with a:\n    while b:\n        pass", 2),
        ("def g():\n    return a or b\nreturn g", 1),
        ("return lambda: a or b", 2),
    ],
)
def test_complexity_is_counted_as_radon_counts_it(body: str, many: int) -> None:
    text = "def f():\n" + "\n".join(f"    {line}" for line in body.splitlines())
    (function,) = ast.parse(text).body
    assert isinstance(function, FUNCTION)
    assert complexity(function) == many


def test_a_function_with_too_many_cases_is_found(tmp_path: Path) -> None:
    files = {"low/a.py": "def f(a, b):\n    return a or b\n"}
    house = built(tmp_path, files)
    assert complex_functions(house, 1) == ["low/a.py:1 f: 2"]
    assert complex_functions(house, 2) == []
