"""终端上的表: 不超过宽度, 数不拆开, 折下来的名称缩进."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from app.terminal.console import allotted, plain_table
from app.text.blocks import TextTable
from app.text.wrapping import width
from tests.app.conftest import ROOT, Said

NANCHANG = str(ROOT / "examples/nanchang-2021/evaluation.toml")
NUMBER = re.compile(r"\d[\d.]*")


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_a_table_keeps_to_the_terminal_and_its_numbers_whole(
    ziping: Callable[..., Said], terminal: Callable[[int], None], columns: int
) -> None:
    plain = ziping("score", NANCHANG, "--strict")[1]
    terminal(columns)
    drawn = re.sub(r"\x1b\[[0-9;]*m", "", ziping("score", NANCHANG, "--strict")[1])
    assert max(width(line) for line in drawn.splitlines()) <= columns
    assert set(NUMBER.findall(plain)) == set(NUMBER.findall(drawn))


def test_a_folded_name_goes_in_further_than_its_row() -> None:
    name = "    市委党校智慧校园各子项目建设完成率与其他各项工作的完成率合计"
    first, second = plain_table(TextTable(("指标",), ((name,),)))[1:]
    assert first.startswith("    市委")
    assert re.match(r" {6}\S", second)


def test_of_two_columns_the_one_gives_way_that_folds_fewer_lines() -> None:
    rows = [["短", "长" * 20], *[["甲" * 10, "乙"]] * 9]
    assert allotted(rows, [False, False], 40) == [20, 18]


def test_a_cell_of_several_lines_stands_in_one_row() -> None:
    assert (
        plain_table(TextTable(("甲", "乙"), (("一\n二\t三", "四"),)))[1]
        == "一 二 三  四"
    )


def test_a_whole_table_has_one_line_for_each_row(
    terminal: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    from app.terminal.console import show

    rows = (("10", "很长的文件夹/" * 9 + "甲.xlsx"),) * 2
    table = TextTable((">数", "文件"), rows, whole=True)
    assert [line.endswith("甲.xlsx") for line in plain_table(table)] == [0, 1, 1]
    terminal(40)
    show((table,))
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.rstrip().endswith("甲.xlsx")]) == 2
    assert all("…" in line for line in lines[2:])


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_in_a_pipe_text_keeps_to_the_columns_that_are_asked_for(
    ziping: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    free = ziping("audit", NANCHANG)[1]
    assert max(map(width, free.splitlines())) > columns
    monkeypatch.setenv("COLUMNS", str(columns))
    asked = ziping("audit", NANCHANG)[1]
    assert max(map(width, asked.splitlines())) <= columns
    assert Counter("".join(asked.split())) == Counter("".join(free.split()))


@pytest.mark.parametrize("columns", ["0", "-80", "宽", "８0x"])
def test_a_width_that_is_none_asks_for_nothing(
    ziping: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    free = ziping("policies")[1]
    monkeypatch.setenv("COLUMNS", columns)
    assert ziping("policies")[1] == free
