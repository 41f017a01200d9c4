"""命令与公开的函数说的一样: 编号、格与退出码."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.oracle.faults import table_with
from tests.oracle.judging import ADDRESS, found_in
from tests.oracle.running import clean_of
from tests.oracle.writing import write

ZIPING = Path(sys.executable).with_name("ziping")


def audited(path: Path) -> tuple[int, dict[str, Any]]:
    """Run `ziping audit --json`; give its exit code and what it wrote."""
    command = [str(ZIPING), "audit", str(path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)


def test_the_command_finds_what_the_function_finds(tmp_path: Path) -> None:
    path = tmp_path / "自评表.xlsx"
    table, wanted = table_with("达标而扣分且无原因", 0, "national-2020")
    cells = write(table, path)
    code, said = audited(path)
    found = {(f["code"], *ADDRESS.findall(f["place"] or "")) for f in said["findings"]}
    assert code == 1
    assert found == {(f.code, *f.cells) for f in found_in(path, {})}
    assert {one.code for one in wanted} <= {each[0] for each in found}
    assert ("P408", cells[wanted[0].cells[0]]) in found


def test_a_clean_table_ends_the_command_with_0(tmp_path: Path) -> None:
    path = tmp_path / "自评表.xlsx"
    table = clean_of("sichuan", 0)
    write(table, path)
    code, said = audited(path)
    rows = said["rows"][1:]
    points = [(Fraction(row["low"]), Fraction(row["high"])) for row in rows]
    assert code == 0
    assert said["totals"]["verdict"] in {"consistent", "consistent_only_if"}
    assert points == [line.worth(table.by) for line in table.lines]
