"""每个对象变异一阵: 任何字节要么读出, 要么说清楚; 一份不超过 10 秒、500 MB."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
SECONDS = int(os.environ.get("FUZZ_SECONDS", "20"))
BY_A_SHELL = ("/bin/sh", "-c", '"$@"; exit $?', "fuzz")
"""The peak of memory that a process is told of counts what it was forked from: a shell is
small, and these tests are not."""
FEWEST = 100
"""So many inputs at least are tried, or the engine does not run."""


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_but_what_is_documented(name: str, tmp_path: Path) -> None:
    command = [*BY_A_SHELL, sys.executable, "-m", "tests.fuzz.fuzz", name, str(SECONDS)]
    done = subprocess.run(
        [*command, str(tmp_path)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        cwd=ROOT,
    )
    broken = sorted(path.name for path in tmp_path.glob("*-*"))
    assert not broken, done.stderr[-3000:]
    tried = re.search(r"Done (\d+) runs", done.stderr)
    assert tried, done.stderr[-3000:]
    assert int(tried[1]) > FEWEST
