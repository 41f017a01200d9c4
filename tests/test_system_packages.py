"""make test 先看测试要用的程序: 缺哪一个, 就装带来它的软件包."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "install-system-packages.sh"
PACKAGES = {
    "localc": "libreoffice-calc",
    "lowriter": "libreoffice-writer",
    "pdftotext": "poppler-utils",
    "chromium": "chromium",
    "git": "git",
    "java": "openjdk-17-jre-headless",
}


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("lacking", [*PACKAGES, None])
def test_a_program_that_is_lacking_is_installed_and_nothing_else(
    tmp_path: Path, lacking: str | None
) -> None:
    for name in PACKAGES.keys() - {lacking}:
        program(tmp_path / name, "true")
    program(tmp_path / "fc-list", "echo Noto")
    program(tmp_path / "id", "echo 0")
    program(tmp_path / "ls", "true")
    program(tmp_path / "apt-get", 'echo "$@" >> "$ASKED"')
    (tmp_path / "grep").symlink_to(str(shutil.which("grep")))
    asked = tmp_path / "asked"
    subprocess.run(
        ["/bin/sh", str(SCRIPT)],
        check=True,
        capture_output=True,
        env={**os.environ, "PATH": str(tmp_path), "ASKED": str(asked)},
    )
    installed = asked.read_text("utf-8") if asked.exists() else "install"
    wanted = [PACKAGES[lacking]] if lacking else []
    names = installed.partition("install")[2].split()
    assert [name for name in names if not name.startswith("-")] == wanted
