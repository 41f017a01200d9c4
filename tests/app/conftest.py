"""命令行测试共用: 在本进程里运行一条命令."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.cli import run

Said = tuple[int, str, str]


@pytest.fixture
def ziping(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run a command in this process: (exit code, stdout, stderr)."""

    def call(*arguments: str) -> Said:
        code = run(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call
