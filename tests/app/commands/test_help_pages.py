"""帮助: -h 处处可用, 两栏按显示的宽度对齐, 一行不宽于终端."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.cli import cli
from app.text.wrapping import width
from tests.app.conftest import Said

Ziping = Callable[..., Said]
COMMANDS = ((), *((name,) for name in cli.commands))


@pytest.mark.parametrize("command", COMMANDS)
def test_h_shows_the_same_help_as_help(
    command: tuple[str, ...], ziping: Ziping
) -> None:
    code, out, err = ziping(*command, "-h")
    assert (code, err) == (0, "")
    assert out == ziping(*command, "--help")[1]
    assert out.startswith("用法：")


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_two_columns_of_a_help_page_are_aligned_and_fit(
    command: tuple[str, ...],
    columns: int,
    ziping: Ziping,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = ziping(*command, "-h")[1].splitlines()
    assert max(map(width, lines)) <= columns
    options = [*lines[lines.index("选项：") + 1 :], "命令："]
    options = options[: options.index("命令：")]
    starts = set()
    for line in options:
        _, gap, text = line.strip().partition("  ")
        if line.startswith("  -") and gap:
            starts.add(width(line) - width(text.lstrip()))
    assert len(starts) == 1


def test_an_unknown_option_still_leads_to_the_help(ziping: Ziping) -> None:
    code, _, err = ziping("audit", "-x")
    assert code == 2
    assert "用法见 ziping audit --help" in err
