"""输出文件: 决不盖住输入, 后缀要打得开, 写不成也不丢了审核结果."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import ROOT, Said, Saved
from tests.auditing.tables import sound, with_row

NANCHANG = str(ROOT / "examples/nanchang-2021/evaluation.toml")
Ziping = Callable[..., Said]


@pytest.fixture
def blank(tmp_path: Path, ziping: Ziping) -> Path:
    path = tmp_path / "空表.xlsx"
    ziping("forms", "national-2020", "--out", str(path))
    return path


@pytest.fixture
def filled(tmp_path: Path, ziping: Ziping) -> Path:
    path = tmp_path / "填好.xlsx"
    policy = ("--policy", "nanchang-2021")
    ziping("score", NANCHANG, *policy, "--out", str(path))
    return path


@pytest.mark.parametrize("name", ["填好.xlsx", "数据.toml", "别名.xlsx"])
def test_fill_never_writes_over_its_data(
    ziping: Ziping, blank: Path, filled: Path, name: str
) -> None:
    shutil.copy(NANCHANG, filled.with_name("数据.toml"))
    filled.with_name("别名.xlsx").symlink_to(filled)
    data = filled.with_name("数据.toml") if name.endswith("toml") else filled
    before, out = data.read_bytes(), filled.with_name(name)
    call = ("fill", str(blank), "--from", str(data), "--out", str(out), "--force")
    code, _, err = ziping(*call)
    assert code == 2
    assert "输出与输入是同一个文件，未改动" in err
    assert data.read_bytes() == before


def test_the_name_that_fill_chooses_itself_is_no_input_either(
    ziping: Ziping, blank: Path, filled: Path
) -> None:
    data = filled.rename(blank.with_name("空表-已填.xlsx"))
    before = data.read_bytes()
    assert ziping("fill", str(blank), "--from", str(data), "--force")[0] == 2
    assert data.read_bytes() == before


@pytest.mark.parametrize("other", ["approved", "last-year", "monitoring"])
def test_audit_never_writes_over_a_second_file(
    ziping: Ziping, saved: Saved, other: str, tmp_path: Path
) -> None:
    table = Path(saved("甲", sound())).rename(tmp_path / "甲.html.json")
    page = tmp_path / "对照.html"
    page.write_text("旧", "utf-8")
    out = ("--report", str(page), "--force")
    code, _, err = ziping("audit", str(table), f"--{other}", str(page), *out)
    assert code == 2
    assert "输出与输入是同一个文件，未改动" in err
    assert page.read_text("utf-8") == "旧"


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        (("audit", NANCHANG, "--report", "甲.xlsx"), ".html 或 .htm"),
        (("audit", "填好.xlsx", "--annotate", "甲.html"), ".xlsx 或 .xlsm"),
        (("score", NANCHANG, "--out", "甲.pdf"), ".xlsx"),
        (("fill", "空表.xlsx", "--from", NANCHANG, "--out", "甲.xlsm"), ".xlsx"),
        (("forms", "hubei", "--out", "甲.xls"), ".xlsx"),
        (("forms", "hubei", "--out", "甲"), ".xlsx"),
    ],
)
def test_an_output_has_a_suffix_that_a_program_opens(
    ziping: Ziping,
    blank: Path,
    filled: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: tuple[str, ...],
    wanted: str,
) -> None:
    monkeypatch.chdir(blank.parent)
    before = sorted(blank.parent.iterdir())
    code, out, err = ziping(*call)
    assert (code, out) == (2, "")
    assert f"输出的后缀应是 {wanted}（" in err
    assert sorted(blank.parent.iterdir()) == before
    assert filled in before


def test_report_and_copy_are_two_files(ziping: Ziping, filled: Path) -> None:
    out = str(filled.with_name("新.html"))
    code, said, err = ziping("audit", str(filled), "--report", out, "--annotate", out)
    assert (code, said) == (2, "")
    assert "--report 与 --annotate 是同一个文件" in err


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_an_output_that_fails_costs_neither_the_results_nor_the_other_output(
    ziping: Ziping, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ziping("audit", str(filled), "--sheet", "自评表")[1]
    (tmp_path / "文件").write_text("", "utf-8")
    lost, copy = tmp_path / "文件" / "报告.html", tmp_path / "批注.xlsx"
    outs = ("--report", str(lost), "--annotate", str(copy))
    code, out, err = ziping("audit", str(filled), "--sheet", "自评表", *outs)
    assert (code, out) == (2, whole)
    assert f"错误：{lost}：路径中有一段是文件，不是文件夹。请核对路径" in err
    assert copy.exists()
    monkeypatch.setattr("pathlib.Path.replace", full)
    report = tmp_path / "报告.html"
    code, out, err = ziping("audit", NANCHANG, "--report", str(report))
    assert code == 2
    assert "P410" in out
    assert f"错误：{report}：磁盘已满，没有写完。请腾出空间，或写到别处" in err
    assert not list(tmp_path.glob("tmp*"))


def test_a_score_that_cannot_be_written_is_shown_all_the_same(
    ziping: Ziping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathlib.Path.replace", full)
    code, out, err = ziping("score", NANCHANG, "--out", str(tmp_path / "甲.xlsx"))
    assert code == 2
    assert "公布总分 97.74" in out
    assert "磁盘已满" in err


def without_override() -> list[str]:
    """Root reads everything; without these capabilities it does not."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root reads every file, and setpriv is not there")
    caps = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={caps}", f"--inh-caps={caps}"]


@pytest.fixture
def unreadable(saved: Saved) -> str:
    path = Path(saved("禁", sound()))
    path.chmod(0)
    return str(path)


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from app.cli import main; main()"]
    return subprocess.run(
        [*without_override(), *program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_a_file_without_permission_is_one_line_and_the_run_goes_on(
    unreadable: str, saved: Saved
) -> None:
    good = saved("甲", with_row(1, variance_note="多培训一期"))
    done = call("audit", unreadable, good, "--json")
    assert done.returncode == 2
    assert [d["schema"] for d in json.loads(done.stdout)] == [
        "ziping.unread/1",
        "ziping.audit/1",
    ]
    assert done.stderr.splitlines()[0].startswith(f"错误：{unreadable}：没有权限")


@pytest.mark.parametrize("command", ["read", "score", "explain", "compare", "fill"])
def test_every_command_tells_a_missing_permission_in_chinese(
    unreadable: str, blank: Path, command: str
) -> None:
    more = {"compare": (NANCHANG,), "fill": ("--from", NANCHANG)}.get(command, ())
    done = call(command, unreadable, *more)
    assert done.returncode == 2
    assert done.stderr.startswith(f"错误：{unreadable}：没有权限")
    assert len(done.stderr.splitlines()) == 1
    if command == "fill":
        done = call("fill", str(blank), "--from", unreadable)
        assert done.stderr.startswith(f"错误：{unreadable}：没有权限")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("圈.xlsx", "链接绕成了圈，找不到真正的文件。请给出真正的文件"),
        ("管.xlsx", "不是普通文件。请先存成文件"),
        ("夹", "这是一个文件夹，不是文件。请给出其中的文件，如 夹/*.xlsx"),
        ("表.json/甲.xlsx", "路径中有一段是文件，不是文件夹。请核对路径"),
        ("长" * 300, "文件名太长。请换个短的名字"),
    ],
)
def test_a_path_that_is_no_file_is_told_with_what_to_do(
    ziping: Ziping,
    saved: Saved,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    said: str,
) -> None:
    saved("表", sound())
    monkeypatch.chdir(tmp_path)
    Path("圈.xlsx").symlink_to("圈.xlsx")
    os.mkfifo("管.xlsx")
    Path("夹").mkdir()
    folder = name == "夹"  # an audit takes a folder
    for command in ("score", "explain", "read", *["audit"] * (not folder)):
        code, out, err = ziping(command, name)
        assert (code, out) == (2, "")
        assert err == f"错误：{name}：{said}\n"


def test_an_address_is_told_from_a_path(ziping: Ziping) -> None:
    address = "https://www.example.cn/附件/自评表.xlsx"
    for call_ in (("audit", address), ("fill", "空表.xlsx", "--from", address)):
        code, _, err = ziping(*call_)
        assert code == 2
        assert f"错误：{address} 是网址，请先下载" in err


def test_a_folder_in_the_place_of_an_output_is_told(
    ziping: Ziping, tmp_path: Path
) -> None:
    folder = tmp_path / "报告.html"
    folder.mkdir()
    code, out, err = ziping("audit", NANCHANG, "--report", str(folder), "--force")
    assert (code, out) == (2, "")
    assert f"错误：{folder}：这里不是一个文件。请写出文件名" in err


def test_an_error_without_a_name_is_told_by_its_code(
    ziping: Ziping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd(*_: object) -> None:
        raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))

    monkeypatch.setattr("pathlib.Path.replace", odd)
    _, _, err = ziping("forms", "hubei", "--out", str(tmp_path / "甲.xlsx"))
    assert "文件打不开或写不进去（原值“系统错误 ENOTTY”）" in err
