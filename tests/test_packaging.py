"""安装包: pip install 之后的 ziping 带着评分办法与版式, 在别处也能用."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.test_architecture import OURS, PACKAGES

ROOT = Path(__file__).parent.parent
BY_OTHERS = {"psycopg", "python-multipart", "rapidocr"}
"""What a library of ours imports, and we do not; of which only a model is taken."""
WITH_OTHERS = {"py4j"}
"""What PySpark installs with itself, of the version that it needs."""
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a clean copy and unpack it as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "copy"
    checkout = ["git", "checkout-index", "--all", f"--prefix={copy}/"]
    subprocess.run(checkout, check=True, cwd=ROOT)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    command = [*pip, "wheel", "--no-deps", "-w", str(folder), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    command = [*pip, "install", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    return target


def test_what_is_imported_is_what_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"]]
    asked += [each for name in ("ocr", "spark", "web") for each in extras[name]]
    needed = {re.split(r"[>=<; \[]", n)[0].lower() for n in asked} - BY_OTHERS
    known = {*sys.stdlib_module_names, *PACKAGES, *WITH_OTHERS}
    imported = {
        home.split(".")[0]
        for module in OURS.modules.values()
        for home, _, _ in module.imports
    }
    homes = packages_distributions()
    assert {homes[name][0].lower() for name in imported - known} == needed


def test_the_wheel_holds_every_data_file(installed: Path) -> None:
    (wheel,) = installed.parent.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "*.toml", "*.html", "*.css", "*.js", "*/py.typed"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    ).stdout.split()
    data = {name for name in tracked if name.split("/")[0] in PACKAGES}
    assert len(data) >= 10
    assert data <= held
    assert not any(name.startswith("tests/") for name in held)


def test_the_installed_program_scores_the_example_elsewhere(
    installed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "表.xlsx"
    program = "import sys; from app.cli import main; main(sys.argv[1:])"
    arguments = ["score", str(NANCHANG), "--policy", "nanchang-2021", "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
    )
    # One row of the published table is not filled, and the program says so.
    assert done.returncode == 1, done.stderr
    assert "有 1 行未填" in done.stdout
    assert "与公布总分一致" in done.stdout
    assert zipfile.is_zipfile(out)
