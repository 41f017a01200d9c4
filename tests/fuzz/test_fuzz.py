"""每个对象变异一分钟左右: 任何字节要么读出, 要么说清楚; 一份不超过 10 秒、500 MB.

So many inputs take about a minute of the processor, and are the same each time, so that a
failure is of the change that brought it; with FUZZ=600s each target is tried for so long
with others.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
RUNS = {
    "values": 210_000,
    "formats": 30_000,
    "parts": 34_000,
    "packages": 44_000,
    "old_workbooks": 3_600,
    "texts": 28_000,
}
BY_A_SHELL = ("/bin/sh", "-c", '"$@"; exit $?', "fuzz")
"""The peak of memory that a process is told of counts what it was forked from: a shell is
small, and these tests are not."""


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_but_what_is_documented(name: str, tmp_path: Path) -> None:
    limit = os.environ.get("FUZZ", str(RUNS[name]))
    command = [*BY_A_SHELL, sys.executable, "-m", "tests.fuzz.fuzz", name, limit]
    done = subprocess.run(
        [*command, str(tmp_path)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "0"},
    )
    broken = sorted(path.name for path in tmp_path.glob("*-*"))
    assert not broken, done.stderr[-3000:]
    assert re.search(r"Done \d+ runs", done.stderr), done.stderr[-3000:]
