"""命令行测试共用: 在本进程里运行一条命令; 存下一张表; 装作终端."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import run
from indicators import Evaluation
from indicators.codec import dump

ROOT = Path(__file__).parents[2]
Said = tuple[int, str, str]
Ziping = Callable[..., Said]
Saved = Callable[[str, Evaluation], str]


@pytest.fixture
def ziping(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run a command in this process: (exit code, stdout, stderr)."""

    def call(*arguments: str) -> Said:
        code = run(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """Write a table as a data file and give its path."""

    def save(name: str, table: Evaluation) -> str:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(dump(table), ensure_ascii=False), "utf-8")
        return str(path)

    return save


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let stdout pass for a terminal of a width."""

    def use(columns: int) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    return use


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command in a process of its own, its output as bytes."""

    def call(*arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
        program = [sys.executable, "-c", "from app.cli import main; main()"]
        return subprocess.run(
            [*program, *arguments],
            check=False,
            capture_output=True,
            cwd=ROOT,
            env=os.environ | settings,
        )

    return call
