"""任何终端、任何管道都写得出全文; 表里的控制字符到不了终端."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from app.terminal.streams import PROGRESS, Progress
from tests.app.conftest import ROOT, Said, Saved
from tests.auditing.tables import sound, with_row

NANCHANG = str(ROOT / "examples/nanchang-2021/evaluation.toml")
Process = Callable[..., subprocess.CompletedProcess[bytes]]
WILD = "\x1b[2J\x1b]0;名\x07训\x9b31m练\u202e反\u00a0空\x85行\r回"
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]")


@pytest.fixture
def wild(saved: Saved) -> str:
    """A table whose texts would move the cursor, clear the screen, turn the line."""
    table = with_row(0, name=WILD, actual=f"4个{WILD}", variance_note=WILD)
    return saved("控制", evolve(table, project=WILD, unit=WILD, form=WILD))


def test_a_terminal_in_gbk_gets_the_whole_text(process: Process) -> None:
    call = ("score", NANCHANG, "--policy", "nanchang-2021", "--strict", "--summary")
    done = process(*call, PYTHONUTF8="0", PYTHONIOENCODING="cp936")
    assert done.returncode == 1
    text = done.stdout.decode("cp936")
    assert "公布总分 97.74：与公布总分相差 -3.57 分" in text
    assert text.rstrip().endswith("公布总分 97.74 不一致")
    assert done.stderr == b""


def test_what_gbk_lacks_is_named_and_json_keeps_it(
    process: Process, saved: Saved
) -> None:
    path = saved("表", evolve(sound(), project="甲\u00a0乙🎉𠮷"))
    gbk = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp936"}
    done = process("read", path, **gbk)
    assert "项目名称：甲 乙[U+1F389][U+20BB7]" in done.stdout.decode("cp936")
    done = process("read", path, "--json", **gbk)
    assert json.loads(done.stdout.decode("cp936"))["project"] == "甲\u00a0乙🎉𠮷"


def test_where_the_encoding_holds_no_chinese_utf_8_is_written(process: Process) -> None:
    done = process("policies", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "评分办法" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["audit", "score", "explain", "read"])
def test_control_characters_of_a_table_are_made_visible(
    ziping: Callable[..., Said], wild: str, command: str
) -> None:
    _, out, err = ziping(command, wild)
    assert "训" in out
    assert not _UNSEEN.search(out + err)


def test_control_characters_stay_out_of_a_comparison_and_of_a_terminal(
    ziping: Callable[..., Said],
    saved: Saved,
    wild: str,
    terminal: Callable[[int], None],
) -> None:
    assert not _UNSEEN.search(ziping("compare", saved("前", sound()), wild)[1])
    terminal(80)
    _, out, err = ziping("score", wild)
    assert "训" in out
    assert not _UNSEEN.search(re.sub(r"\x1b\[[0-9;]*m", "", out) + err)


def test_a_message_about_a_wild_file_name_is_one_line(
    ziping: Callable[..., Said],
) -> None:
    code, _, err = ziping("audit", "没有\n错误：假的\x1b[2J.xlsx")
    assert code == 2
    assert len(err.splitlines()) == 1
    assert "␛[2J" in err


def test_json_gives_every_character_back(
    ziping: Callable[..., Said], wild: str
) -> None:
    text = ziping("read", wild, "--json")[1]
    assert json.loads(text)["project"] == WILD
    assert not _UNSEEN.search(text)


def test_a_full_disk_behind_stdout_is_told_in_chinese() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from app.cli import main; main()", "policies"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "错误：标准输出：磁盘已满，没有写完。请腾出空间，或写到别处\n"
    )


def test_a_closed_stdout_changes_nothing_but_the_output() -> None:
    command = f'"{sys.executable}" -c "from app.cli import main; main()" policies >&-'
    done = subprocess.run(  # noqa: S602 - a closed stream is the point
        command, shell=True, capture_output=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_progress_is_a_line_of_a_terminal_that_goes_before_anything_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress()
    progress.at(3, 200, "甲.xlsx")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress.at(3, 200, "甲.xlsx")
    progress.clear()
    progress.clear()
    assert capsys.readouterr().err == "\r\x1b[K3/200 甲.xlsx\r\x1b[K"
    assert not PROGRESS.shown
