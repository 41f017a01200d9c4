"""公开的名字: 都找得到, 在真文件上用得通, 带类型."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ziping

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/nanchang-2021/evaluation.toml"


@pytest.mark.parametrize("name", ziping.__all__)
def test_every_public_name_is_found(name: str) -> None:
    assert getattr(ziping, name) is not None
    assert name in dir(ziping)


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = ziping.nothing


def test_a_table_goes_from_file_to_form_and_back(tmp_path: Path) -> None:
    table = ziping.load(EXAMPLE)
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(ziping.write(table, "national-2020"))
    again = ziping.read(path)
    assert [row.name for row in again.indicators] == [r.name for r in table.indicators]
    assert again.total.stated == table.total.stated
    findings = ziping.audit(again).findings
    assert {"P410", "F302"} <= {finding.code for finding in findings}


def test_a_users_program_is_checked_by_its_types(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import ziping\n"
        "table = ziping.read('a.xlsx')\n"
        "result: ziping.Result = ziping.score(table, ziping.load_policy())\n"
        "codes: list[str] = [f.code for f in ziping.audit(table).findings]\n"
        "wrong: int = ziping.write(table, 'national-2020')\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(program)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"MYPYPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    assert done.stdout.count("error:") == 1, done.stdout
    assert "program.py:5: error: Incompatible types in assignment" in done.stdout
