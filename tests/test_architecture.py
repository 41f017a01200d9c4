"""房子的规矩: 引用方向、没有圈、核心无浮点、笨重的库各在其位、大小有度."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from statistics import median

import pytest

from tests.house import (
    House,
    branches,
    circles,
    complex_functions,
    crowded_folders,
    floats,
    length,
    loaded_with,
    long_modules,
    misplaced_libraries,
    outputs,
    repeated_classes,
    room_of,
    wrong_directions,
)

ROOT = Path(__file__).parent.parent
CELLS = "indicators reading/grid.py reading/text.py reading/merged_cells.py"
WORDS = f"{CELLS} reading/vocabulary reading/doubts.py"
WHERE = f"{WORDS} reading/locating"
JUDGED = "indicators scoring auditing/finding.py"
KNOWN = "indicators scoring reading templates auditing batch"
WEB = "app/text app/views app/report app/making app/web/store app/web/requests app/web/site.py"
RIGHTS = "app/web/accounts/rights.py"
MAY_IMPORT = {
    "indicators": "",
    "scoring": "indicators",
    # reading: the cells, then what stands in a file and what words mean, then where, what
    "reading/merged_cells.py": "",
    "reading/grid.py": "indicators reading/merged_cells.py",
    "reading/text.py": "",
    "reading/doubts.py": "indicators",
    "reading/sources": CELLS,
    "reading/vocabulary": CELLS,
    "reading/locating": WORDS,
    "reading/tables": WHERE,
    "reading/lines": WHERE,
    "reading/prose": WHERE,
    "reading": "indicators",
    # templates: a form is data; a stranger's workbook is filled and annotated
    "templates/forms": "indicators reading",
    "templates/writing": "indicators scoring templates/forms",
    "templates/workbooks": "indicators reading templates/writing",
    "templates/filling": "indicators scoring reading templates",
    "templates/annotating": "indicators reading templates/workbooks templates/writing",
    "templates/live": "indicators scoring reading templates",
    "templates": "indicators scoring reading",
    # auditing: facts, then what is concluded from them, then checks
    "auditing/finding.py": "indicators scoring",
    "auditing/facts": JUDGED,
    "auditing/results": f"{JUDGED} auditing/facts",
    "auditing/checks": f"{JUDGED} auditing/facts auditing/results auditing",
    "auditing/second_reader": f"{JUDGED} auditing/facts auditing/check.py "
    "auditing/registry.py auditing/strict.py",
    "auditing": "indicators scoring",
    "batch": "indicators scoring reading templates auditing",
    # app: views are words and never print; commands put everything together
    "app/text": "",
    "app/terminal": "app/text",
    "app/version.py": "",
    "app/views": f"{KNOWN} app/text app/version.py",
    "app/report": f"{KNOWN} app/text app/views app/version.py",
    "app/making": f"{KNOWN} app/views",
    # web: what is stored; how a sheet looks; a request; the pages of each user
    "app/web/store": "indicators reading",
    "app/web/intake": f"{KNOWN} app/text app/making app/web/store/papers.py",
    "app/web/sheet": f"{KNOWN} app/report app/views app/web/store/decisions.py "
    "app/web/store/remarks.py app/web/store/rows.py app/web/store/row_keys.py",
    "app/web/requests": "indicators app/text app/version.py app/web/site.py "
    "app/web/store/cells.py app/web/store/users.py",
    "app/web/clerk": f"{KNOWN} {WEB} {RIGHTS} app/web/intake app/web/sheet",
    "app/web/auditor": f"{KNOWN} {WEB} {RIGHTS} app/web/intake app/web/sheet "
    "app/web/clerk/desk.py",
    "app/web/accounts": f"indicators {WEB} app/web/opening.py",
    "app/web/site.py": "app/web/store",
    "app/web": f"{KNOWN} {WEB} app/web/clerk app/web/auditor app/web/accounts",
    "app/commands": f"{KNOWN} app/text app/views app/report app/terminal "
    "app/making app/web",
    "app": KNOWN,
    "ziping": KNOWN,
    "ziping/__main__.py": "app",
}
"""What each room may import beside itself; the innermost room of a file counts."""
HOMES = {
    "openpyxl": "templates",
    "xlsxwriter": "templates",
    "python_calamine": "reading/sources",
    "xlrd": "reading/sources",
    "olefile": "reading/sources",
    "docx": "reading/sources",
    "lxml": "reading/sources",
    "pdfplumber": "reading/sources",
    "pdfminer": "reading/sources/pdf",
    "pypdfium2": "reading/sources",
    "cv2": "reading/sources/scans",
    "numpy": "reading/sources/scans",
    "onnxruntime": "reading/sources/scans",
    "PIL": "reading/sources/scans",
    "duckdb": "batch",
    "pyarrow": "batch",
    "pyspark": "batch",
    "sqlalchemy": "app/web/store app/web/opening.py",
    "alembic": "app/web/store app/web/opening.py",
    "starlette": "app/web",
    "uvicorn": "app/web",
    "argon2": "app/web/accounts",
    "click": "app",
    "rich": "app",
    "jinja2": "app/report app/web",
    "cattrs": "indicators/codec.py",
}
"""The room that each heavy library stays in."""
FACES = (
    "ziping",
    "app.cli",
    "reading.reader",
    "scoring.engine",
    "auditing.audit",
    "templates.filling.fill",
    "templates.annotating.annotate",
)
"""Modules that a program imports at its start; none may load a heavy library."""

BRANCHES = 32
CORE = ("indicators", "scoring", "auditing")
PACKAGES = tuple(
    name
    for name in dict.fromkeys(room.split("/")[0] for room in MAY_IMPORT)
    if (ROOT / name).is_dir()
)
OURS = House(ROOT, PACKAGES)


def test_every_folder_of_the_house_has_its_place_in_the_table() -> None:
    assert len(OURS.modules) > 200
    assert [
        m.path for m in OURS.modules.values() if not room_of(m.path, MAY_IMPORT)
    ] == []
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages == set(PACKAGES)


def test_imports_go_one_way() -> None:
    assert wrong_directions(OURS, MAY_IMPORT) == []


def test_no_two_files_import_each_other() -> None:
    assert circles(OURS) == []


def test_heavy_libraries_stay_at_home() -> None:
    assert misplaced_libraries(OURS, HOMES) == []


@pytest.mark.parametrize("face", FACES)
def test_a_program_starts_without_the_heavy_libraries(face: str) -> None:
    light = {"click", "cattrs"}
    loaded = loaded_with(OURS, face)
    assert {name: by for name, by in loaded.items() if name in set(HOMES) - light} == {}


@pytest.mark.parametrize("package", CORE)
def test_the_core_knows_no_float(package: str) -> None:
    assert any(name.startswith(f"{package}.") for name in OURS.modules)
    assert floats(OURS, (package,)) == []


def test_only_the_faces_print() -> None:
    silent = tuple(package for package in PACKAGES if package != "app")
    assert outputs(OURS, (*silent, "app/views"), {"print", "echo", "click"}) == []


def test_a_view_reads_and_writes_no_file() -> None:
    files = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    assert outputs(OURS, ("app/views",), files) == []


def test_the_core_knows_no_clock_and_no_chance() -> None:
    banned = {"today", "now", "time", "random", "environ", "getenv"}
    assert outputs(OURS, CORE, banned) == []


def test_no_module_is_a_place_for_leftovers() -> None:
    stems = {module.path.rpartition("/")[2] for module in OURS.modules.values()}
    assert stems & {"utils.py", "helpers.py", "common.py", "misc.py"} == set()


def test_folders_modules_and_functions_stay_small() -> None:
    assert crowded_folders(OURS, 20) == []
    assert long_modules(OURS, 300) == []


def test_branches_do_not_crowd() -> None:
    measured = branches(OURS)
    assert {f: n for f, n in measured.items() if n > BRANCHES} == {}
    assert complex_functions(OURS, 10) == []


def test_a_class_name_stands_for_one_class() -> None:
    assert repeated_classes(OURS) == []


def test_most_modules_and_functions_are_short() -> None:
    modules = [len(m.text.splitlines()) for m in OURS.modules.values()]
    lengths = sorted(length(f) for m in OURS.modules.values() for f in m.functions)
    assert median(modules) <= 120
    assert median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 20


@pytest.mark.parametrize("package", ["indicators", "scoring"])
def test_every_public_name_is_found_where_its_package_says(package: str) -> None:
    module = import_module(package)
    assert dir(module) == sorted(module.__all__)
    for name in module.__all__:
        assert getattr(module, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        _ = module.nothing
