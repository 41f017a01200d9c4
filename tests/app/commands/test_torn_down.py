"""做到一半: 没有人听了、终端关了、叫停了、钟停在 1970 年; 写出的是整个的, 或者没有."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from openpyxl import load_workbook

from app.cli import cli
from templates.writing.writer import write
from tests.app.commands.test_audit_folders import FAULTY, SOUND
from tests.app.commands.test_batch_mishaps import OWN, SLOW, wait_for
from tests.app.conftest import ROOT, Said
from tests.templates.filling.test_fill import NANCHANG

Ziping = Callable[..., Said]
PROGRAM = [sys.executable, "-c", "from app.cli import main; main()"]
WRITES = {
    "audit": ["--report", "甲.html", "--annotate", "甲.xlsx", "--summary", "乙.xlsx"],
    "score": ["--out", "甲.xlsx", "--write", "乙.xlsx"],
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "临时"))
    for folder in ("上报", "临时"):
        Path(folder).mkdir()
    Path("上报/0.xlsx").write_bytes(FAULTY)


def deaf() -> int:
    """A pipe that nobody reads."""
    ours, theirs = os.pipe()
    os.close(ours)
    return theirs


# --- nobody hears ---------------------------------------------------------------------


@pytest.mark.parametrize("name", WRITES)
def test_what_is_asked_for_is_written_though_nobody_reads_what_is_said(
    name: str,
) -> None:
    """A long answer goes to a pipe that is closed, or the notices do."""
    Path("南昌.xlsx").write_bytes(write(NANCHANG, "national-2020"))
    for streams in ({"stdout": deaf()}, {"stderr": deaf()}):
        call = [*PROGRAM, name, "南昌.xlsx", *WRITES[name]]
        both = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE} | streams
        done = subprocess.run(call, check=False, **both)
        os.close(*streams.values())
        assert done.returncode == 1
        assert b"Traceback" not in (done.stderr or b"")
        for made in filter(lambda each: "." in each, WRITES[name]):
            Path(made).unlink()


def test_who_listens_to_the_beginning_alone_ends_what_writes_nothing() -> None:
    for command in (["score", "上报/0.xlsx"], ["audit", "上报", "--json"]):
        stream = deaf()
        done = subprocess.run(
            [*PROGRAM, *command], check=False, stdout=stream, stderr=subprocess.PIPE
        )
        os.close(stream)
        assert (done.returncode in {0, 1}, done.stderr) == (True, b"")


def test_closed_streams_are_not_taken_by_the_files_that_are_written() -> None:
    program = f'"{sys.executable}" -c "{PROGRAM[2]}" batch 上报 --per-unit'
    for closed in ("--out 关", "--out 开 >/dev/null 2>&1 </dev/null"):
        streams = "" if "/dev" in closed else " <&- >&- 2>&-"
        subprocess.run(f"{program} {closed}{streams}", shell=True, check=False)  # noqa: S602
    made = [
        {
            path.relative_to(top): path.read_bytes()
            for path in Path(top).rglob("*")
            if path.suffix in {".html", ".parquet"}
        }
        for top in ("关", "开")
    ]
    assert made[0] == made[1] != {}


# --- ended from without ---------------------------------------------------------------


def in_a_terminal(*call: str) -> tuple[int, int]:
    """Start a program in a terminal of its own: the process, and our end."""
    process, ours = pty.fork()
    if not process:  # pragma: no cover - becomes another program
        os.execv(sys.executable, [sys.executable, "-c", SLOW, *call])  # noqa: S606
    return process, ours


@pytest.mark.parametrize("how", ["closed", "told"])
def test_a_run_in_a_terminal_that_is_closed_is_tidied_up_and_gone_on_with(
    how: str, ziping: Ziping
) -> None:
    Path("上报/慢.xlsx").write_bytes(OWN)
    process, terminal = in_a_terminal("batch", "上报", "--out", "果", "--per-unit")
    done = Path("果/.ziping/done.tsv")
    wait_for(lambda: done.exists() and done.stat().st_size > 0)
    if how == "told":
        os.kill(process, signal.SIGTERM)
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 130
    assert list(Path("临时").iterdir()) == []
    assert [path.name for path in Path("果").iterdir() if path.is_file()] == []
    Path("上报/慢.xlsx").write_bytes(SOUND)
    noted = done.read_text("utf-8")
    assert ziping("batch", "上报", "--out", "果", "--per-unit")[0] == 1
    assert done.read_text("utf-8").startswith(noted)


def test_nothing_is_left_where_writing_was_interrupted(
    ziping: Ziping, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    call = ("audit", "上报/0.xlsx", "--annotate", "果.xlsx")
    assert ziping(*call)[0] == 130
    assert sorted(path.name for path in Path().iterdir()) == ["上报", "临时"]


def test_an_interruption_in_the_midst_of_a_query_is_one(
    ziping: Ziping, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB 2.0 tells of Ctrl-C so, as of a fault of its own."""

    @click.command()
    def asking() -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setitem(cli.commands, "asking", asking)
    assert ziping("asking") == (130, "", "")


# --- the clock ------------------------------------------------------------------------


@pytest.mark.parametrize("moment", [86_400, 9_000_000_000])
def test_workbooks_are_written_whatever_the_clock_shows(
    moment: int, ziping: Ziping, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its battery it stands at 1970; an archive holds 1980 to 2107."""
    local = time.localtime
    monkeypatch.setattr(time, "time", lambda: moment)
    monkeypatch.setattr(time, "localtime", lambda at=moment: local(at))
    os.utime("上报/0.xlsx", (moment, moment))
    table = "上报/0.xlsx"
    assert (
        ziping("audit", table, "--annotate", "甲.xlsx", "--summary", "乙.xlsx")[0] == 1
    )
    assert ziping("score", table, "--write", "丙.xlsx", "--out", "丁.xlsx")[0] == 1
    assert ziping("fill", table, "--from", table, "--out", "戊.xlsx")[0] == 0
    for made in "甲乙丙丁戊":
        assert load_workbook(f"{made}.xlsx").sheetnames


# --- permissions ----------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="没有 setpriv")
def test_files_and_folders_without_permission_are_told() -> None:
    """Also to root, who gives up the right to pass over permissions."""
    Path("上报/不许.xlsx").write_bytes(SOUND)
    Path("上报/不许.xlsx").chmod(0)
    for folder, mode in (("进不去", 0), ("写不进", 0o555)):
        Path(folder).mkdir(mode=mode)
    calls = [
        "audit 上报/不许.xlsx",
        "score 上报/不许.xlsx",
        "fill 上报/不许.xlsx --from 上报/0.xlsx",
        "fill 上报/0.xlsx --from 上报/不许.xlsx",
        "audit 进不去",
        "audit 上报/0.xlsx --brief --annotate 写不进/甲.xlsx",
        "audit 上报/0.xlsx --brief --report-dir 写不进/甲",
        "batch 上报 --out 写不进",
        "batch 上报 --out 果",
    ]
    script = f"from app.cli import run; print([run(c.split()) for c in {calls!r}])"
    rights = "-dac_override,-dac_read_search"
    drop = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"]
    done = subprocess.run(
        [*drop, sys.executable, "-c", script],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == str([2] * 8 + [1])
    assert (done.stdout + done.stderr).count("：没有权限") == 8
    assert list(Path("写不进").iterdir()) == []
    assert Path("果/index.html").exists()
