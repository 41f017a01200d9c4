"""每一个写文件的选项, 遇上写满的盘、只读的盘: 说清楚, 原有的文件不变, 不留半截."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click import Command

from app.cli import cli
from app.commands.chinese_help import CommandWithMore
from tests.app.conftest import ROOT, Said

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="只有 root 能挂载一个小盘")
Ziping = Callable[..., Said]
NANCHANG = str(ROOT / "examples/nanchang-2021/evaluation.toml")
FILLED = str(ROOT / "tests/files/national-openpyxl.xlsx")
BATCH = str(ROOT / "examples/three-units")
WRITERS: dict[str, tuple[tuple[str, ...], str]] = {
    "new --out": (("new", FILLED), "甲.xlsx"),
    "score --out": (("score", FILLED), "甲.xlsx"),
    "score --write": (("score", FILLED), "甲.xlsx"),
    "fill --out": (("fill", FILLED, "--from", FILLED), "甲.xlsx"),
    "forms --out": (("forms", "hubei"), "甲.xlsx"),
    "audit --report": (("audit", FILLED), "甲.html"),
    "audit --report-dir": (("audit", FILLED), "甲"),
    "audit --annotate": (("audit", FILLED), "甲.xlsx"),
    "audit --summary": (("audit", FILLED), "甲.xlsx"),
    "batch --out": (("batch", BATCH), "甲"),
    "batch score --out": (("batch", "score", "数据", "--policy", "yitihua"), "甲"),
    "batch diff --out": (
        ("batch", "diff", "数据", "--policy", "mof-2020", "--policy", "yitihua"),
        "甲",
    ),
    "serve backup target": (("serve", "backup"), "甲.zip"),
}
"""A command, and the name of what it writes to the option that ends its key."""
ELSEWHERE = {"serve --data"}
"""Written to while others read: tests/app/web has its mishaps."""
OUTPUTS = {"out", "write", "report", "report-dir", "annotate", "summary", "target"}


def writing(name: str, command: Command) -> Iterator[str]:
    """Each option of each command that a path to be written is given to."""
    for each in command.params:
        option = each.opts[0]
        if option.lstrip("-") in OUTPUTS and not getattr(each, "is_flag", False):
            yield f"{name} {option}"
    inside = command.more if isinstance(command, CommandWithMore) else {}
    for word, sub in {**inside, **getattr(command, "commands", {})}.items():
        yield from writing(f"{name} {word}".strip(), sub)


def test_every_option_that_writes_is_tried_here() -> None:
    assert set(writing("", cli)) == set(WRITERS)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """A disk of so many kilobytes."""
    place = tmp_path / "小盘"
    place.mkdir()

    def mount(options: str) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        subprocess.run(command, check=True, capture_output=True)
        return place

    yield mount
    subprocess.run(["umount", str(place)], check=False, capture_output=True)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"满", ".lock"}
    }


def call_of(name: str, place: Path) -> list[str]:
    command, file = WRITERS[name]
    option = name.rpartition(" ")[2]
    given = [str(place / file)] if option == "target" else [option, str(place / file)]
    force = [] if command[0] in {"batch", "serve"} else ["--force"]
    return [*command, *given, *force]


@pytest.fixture(params=WRITERS)
def name(
    request: pytest.FixtureRequest,
    ziping: Ziping,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """An option that writes; what its command reads is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "网页"))
    named = str(request.param)
    if named.startswith("serve"):
        arguments = ("serve", "users", "add", "张三", "--role", "auditor")
        monkeypatch.setattr("sys.stdin", io.StringIO("密码要十个字以上才行"))
        assert ziping(*arguments)[0] == 0
    if "数据" in WRITERS[named][0]:
        assert ziping("batch", BATCH, "--out", "数据")[0] == 1
    return named


def test_a_full_disk_is_told_and_what_was_there_stays(
    name: str, ziping: Ziping, disk: Callable[..., Path]
) -> None:
    place = disk("size=8m")
    call = call_of(name, place)
    if "--force" in call:
        assert ziping(*call)[0] in {0, 1}
    before = tree(place)
    free = os.statvfs(place)
    (place / "满").write_bytes(bytes(free.f_bavail * free.f_bsize))
    code, _, err = ziping(*call)
    assert code == 2
    assert err.startswith(f"错误：{place}")
    assert "磁盘已满，没有写完。请腾出空间，或写到别处" in err
    assert tree(place) == before


def test_a_disk_that_may_only_be_read_is_told(
    name: str, ziping: Ziping, disk: Callable[..., Path]
) -> None:
    place = disk("size=8m,ro")
    code, _, err = ziping(*call_of(name, place))
    assert code == 2
    assert "磁盘是只读的。请写到别处" in err
    assert not list(place.iterdir())
