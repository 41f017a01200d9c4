"""批量审核碰到的不顺: 两次同时跑、磁盘满、只读、上次中断留下的; 都说出来, 不写一半."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from batch.locking import hold
from batch.sources.unpacked import unpacking_place
from tests.app.commands.test_audit_folders import FAULTY, SOUND, packed
from tests.app.conftest import ROOT, Said

Ziping = Callable[..., Said]
SCRIPT = "import sys; from app.cli import main; main(sys.argv[1:])"
SLOW = f"""
import time
from batch import run
read = run.read_tables
def slow(path, sheet, **more):
    time.sleep(30 if path.resolve().name == "慢.xlsx" else 0)
    return read(path, sheet, **more)
run.read_tables = slow
{SCRIPT}
"""

OWN = SOUND + bytes(9)
"""A table that no other file holds: it is read, and not taken over."""


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    top = tmp_path / "上报"
    top.mkdir()
    for number in range(4):
        (top / f"{number}.xlsx").write_bytes(FAULTY + bytes(number))
    (top / "包.zip").write_bytes(packed(**{"好.xlsx": SOUND}))
    return top


def started(script: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", script, "batch", "上报", "--out", "果", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    )


def wait_for(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_second_run_into_one_folder_is_refused_and_after_a_kill_it_is_not(
    ziping: Ziping, reported: Path
) -> None:
    slow = reported / "慢.xlsx"
    slow.write_bytes(OWN)
    first = started(SLOW)
    done = Path("果/.ziping/done.tsv")
    wait_for(lambda: done.exists() and done.stat().st_size > 0)
    assert ziping("batch", "上报", "--out", "果") == (
        2,
        "",
        "错误：果：另一次运行正在往这里写。请等它结束，或换个文件夹\n",
    )
    assert not Path("果/index.html").exists()
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert ziping("batch", "上报", "--out", "果")[0] == 1
    assert Path("果/index.html").exists()


def test_who_interrupts_a_run_is_told_that_it_goes_on_the_next_time(
    ziping: Ziping, reported: Path
) -> None:
    (reported / "慢.xlsx").write_bytes(OWN)
    heard = "import signal; signal.signal(2, signal.default_int_handler)"
    run = started(f"{heard}{SLOW}")  # a job in the background ignores it
    done = Path("果/.ziping/done.tsv")
    wait_for(lambda: done.exists() and done.stat().st_size > 0)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate()
    assert run.returncode == 130
    assert told.decode().strip() == "已中断。做完的都记着，再运行一次就接着做"
    assert ziping("batch", "上报", "--out", "果")[0] == 1


def test_what_a_killed_run_took_out_of_archives_is_removed_by_the_next(
    ziping: Ziping, reported: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "临时"
    home.mkdir()
    monkeypatch.setenv("TMPDIR", str(home))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (reported / "慢.xlsx").write_bytes(OWN)
    first = started(SLOW)
    wait_for(lambda: any(home.rglob("好.xlsx")))
    (other,) = home.glob("ziping-unpacked-*")
    assert ziping("audit", "上报/包.zip", "--brief")[0] == 0
    assert other.exists()  # it is in use
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert other.exists()
    ziping("audit", "上报/包.zip", "--brief")
    assert list(home.glob("ziping-unpacked-*")) == []


def test_a_folder_that_another_run_cleans_away_before_it_is_locked_is_made_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Between making a folder and locking it another run may take it for one left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # not among other runs'
    taken: list[Path] = []

    def late(lock: Path) -> int | None:
        if len(taken) < 2:
            taken.append(lock.parent)
            if len(taken) == 1:  # the other one holds it; then it is gone
                shutil.rmtree(lock.parent)
                return None
            held = hold(lock)
            shutil.rmtree(lock.parent)
            return held
        return hold(lock)

    monkeypatch.setattr("batch.sources.unpacked.hold", late)
    with unpacking_place() as place:
        assert place.is_dir()
        assert place.parent not in taken
    assert not place.parent.exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of so many kilobytes; where none can be mounted the test fails."""
    place = tmp_path / "小盘"
    place.mkdir()

    def mounted(size: int, *options: str) -> Path:
        given = ",".join((f"size={size}k", *options))
        command = ["mount", "-t", "tmpfs", "-o", given, "tmpfs", str(place)]
        subprocess.run(command, check=True, capture_output=True)
        return place

    yield mounted
    subprocess.run(["umount", str(place)], check=False, capture_output=True)


def shown(folder: Path) -> dict[str, bytes | list[str]]:
    """What a person finds in a folder; of a workbook, whose links depend on where it
    lies, the names of its sheets."""
    return {
        str(path.relative_to(folder)): load_workbook(path).sheetnames
        if path.suffix == ".xlsx"
        else path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file() and ".ziping" not in path.parts
    }


ROOT_USER = pytest.mark.skipif(os.geteuid() != 0, reason="只有 root 能挂载一个小盘")


@ROOT_USER
@pytest.mark.parametrize("part", [0.04, 0.4, 0.95])
def test_a_disk_that_fills_up_is_told_and_what_is_written_is_whole(
    ziping: Ziping, small_disk: Callable[[int], Path], part: float, reported: Path
) -> None:
    ziping("batch", "上报", "--out", "全")
    whole = shown(reported.parent / "全")
    blocks = (-(-path.stat().st_size // 4096) for path in Path("全").rglob("*.*"))
    place = small_disk(int(sum(blocks) * 4 * part))
    code, _, err = ziping("batch", "上报", "--out", str(place / "果"))
    assert code == 2
    assert err.splitlines()[-1].startswith(f"错误：{place}")
    assert "磁盘已满，没有写完。请腾出空间，或写到别处" in err
    partly = shown(place / "果")
    assert {name: whole[name] for name in partly} == partly
    remount = ["mount", "-o", "remount,size=8m", str(place)]
    subprocess.run(remount, check=True)
    assert ziping("batch", "上报", "--out", str(place / "果"))[0] == 1
    assert shown(place / "果") == whole


@ROOT_USER
def test_a_disk_that_may_only_be_read_is_told_before_anything_is_read(
    ziping: Ziping, small_disk: Callable[..., Path], reported: Path
) -> None:
    place = small_disk(2000)
    assert ziping("batch", "上报", "--out", str(place / "果"))[0] == 1
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    (reported / "新.xlsx").write_bytes(SOUND)
    code, out, err = ziping("batch", "上报", "--out", str(place / "果"))
    assert (code, out) == (2, "")
    assert "磁盘是只读的。请写到别处" in err
    assert err.startswith(f"错误：{place / '果'}")


def test_a_folder_that_may_not_be_written_to_is_told(
    ziping: Ziping, reported: Path
) -> None:
    """Of who is not root; root is told by the disk."""
    shutil.copytree(reported, "别处")
    Path("果").mkdir(mode=0o555)
    code, out, err = ziping("batch", "别处", "--out", "果")
    if os.geteuid() == 0:
        assert code == 1
    else:
        assert (code, out) == (2, "")
        assert "没有权限" in err


def test_where_no_table_was_audited_the_terminal_says_why(
    ziping: Ziping, reported: Path
) -> None:
    shutil.rmtree(reported)
    reported.mkdir()
    (reported / "坏.xlsx").write_bytes(SOUND[: len(SOUND) // 2])
    (reported / "~$坏.xlsx").write_bytes(b"lock")
    code, out, err = ziping("batch", "上报", "--out", "果")
    assert (code, out) == (
        2,
        "读 1 个文件，0 张表：0 张有发现，0 张没有，1 个文件读不了\n",
    )
    first, *rest = err.splitlines()
    assert first.startswith("没有审成：上报/坏.xlsx：")
    assert rest == [
        "没有审的 1 个文件与原因，见 复核汇总表.xlsx 的“没有审的文件”",
        "略过：1 个 Office 的锁定文件",
        "已写出 果",
    ]
