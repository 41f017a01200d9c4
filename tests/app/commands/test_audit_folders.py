"""许多文件、文件夹、压缩包的审核: 走遍, 分给几个进程, 停得下, 结果总是一样."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batch import run as audit_run
from batch.inputs import Read
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.app.conftest import ROOT, Said
from tests.auditing.tables import sound, with_row

Ziping = Callable[..., Said]
FILES = ROOT / "tests/files"
KINDS = (
    "national-openpyxl.xlsx",
    "hubei-gbk-by-hand.csv",
    "hubei-libreoffice.ods",
    "national-libreoffice.html",
    "sichuan-libreoffice.xls",
    "cohesion-libreoffice.docx",
)
FAULTY = write(with_row(0, actual="3个", variance_note="雨季"), load_form())
SOUND = write(sound(), load_form())


def packed(**members: bytes) -> bytes:
    """A .zip of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as it comes in: every kind of file, and what else lies about."""
    monkeypatch.chdir(tmp_path)
    top = tmp_path / "上报"
    for name in ("甲局/一科", "乙局/.旧", "空"):
        (top / name).mkdir(parents=True)
    for number, name in enumerate(KINDS):
        shutil.copy(FILES / name, top / ("甲局", "甲局/一科")[number % 2] / name)
    (top / "乙局/自评表.xlsx").write_bytes(FAULTY)
    (top / "乙局/~$自评表.xlsx").write_bytes(b"lock")
    (top / "乙局/.DS_Store").write_bytes(b"hidden")
    (top / "乙局/.旧/自评表.xlsx").write_bytes(FAULTY)
    (top / "说明.txt").write_text("请于三月底前报送。", "utf-8")
    (top / "坏.xlsx").write_bytes(SOUND[: len(SOUND) // 2])
    inner = packed(**{"丁局/自评表.xlsx": FAULTY, "读我.txt": "你好".encode()})
    (top / "丙局.zip").write_bytes(packed(**{"自评表.xlsx": SOUND, "丁局.zip": inner}))
    return top


def labels(out: str) -> list[str]:
    return [document["source"]["path"] for document in json.loads(out)]


@pytest.mark.usefixtures("reported")
def test_a_folder_is_walked_to_its_end(ziping: Ziping) -> None:
    shutil.copy(FILES / "national-libreoffice.pdf", "上报/甲局/一科/打印.pdf")
    code, out, err = ziping("audit", "上报", "--json")
    assert code == 1
    assert labels(out) == [
        "上报/丙局.zip/丁局.zip/丁局/自评表.xlsx",
        "上报/丙局.zip/丁局.zip/读我.txt",
        "上报/丙局.zip/自评表.xlsx",
        "上报/坏.xlsx",
        "上报/说明.txt",
        "上报/乙局/自评表.xlsx",
        *(f"上报/甲局/{name}" for name in sorted(KINDS[::2])),
        *(f"上报/甲局/一科/{name}" for name in sorted(KINDS[1::2])),
        "上报/甲局/一科/打印.pdf",
    ]
    told = err.splitlines()
    assert "没有自评表的文件，2 个：" in told
    assert "  上报/说明.txt" in told
    assert "读不了的文件，1 个：" in told
    assert any(line.startswith("  上报/坏.xlsx：文件不完整") for line in told)
    assert "略过：2 个隐藏文件，1 个 Office 的锁定文件" in told
    assert told[-1] == (
        "读 13 个文件，10 张表：7 张有发现，3 张没有，2 个文件没有自评表，1 个文件读不了"
    )
    assert "错误" not in err


@pytest.mark.usefixtures("reported")
def test_the_number_of_processes_and_the_time_they_take_change_no_byte(
    ziping: Ziping, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first files take longest, so that their answers come last."""
    read = audit_run.read_tables

    def slow(path: Path, sheet: str | None) -> tuple[Read, ...]:
        time.sleep(0.3 if "自评表" in path.name else 0)
        return read(path, sheet)

    for options in (("--json",), ("--brief",)):
        alone = ziping("audit", "上报", *options, "--jobs", "1")
        assert alone == ziping("audit", "上报", *options, "--jobs", "3")
    monkeypatch.setattr("batch.run.read_tables", slow)
    assert alone == ziping("audit", "上报", "--brief", "--jobs", "2")


def test_a_report_of_a_folder_is_that_of_its_files(
    ziping: Ziping, reported: Path
) -> None:
    shutil.rmtree(reported / "甲局/一科")
    options = ("--report", "页.html", "--summary", "表.xlsx", "--force")
    made = []
    for jobs in ("1", "2"):
        assert ziping("audit", ".", *options, "--jobs", jobs)[0] == 1
        made.append([Path(name).read_bytes() for name in ("页.html", "表.xlsx")])
    assert made[0] == made[1]
    assert "丁局.zip/丁局/自评表.xlsx" in made[0][0].decode()


def test_files_that_were_found_fail_no_run_and_those_that_were_named_do(
    ziping: Ziping, reported: Path
) -> None:
    for name in ("甲局", "乙局", "丙局.zip"):
        path = reported / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (reported / "好.xlsx").write_bytes(SOUND)
    code, out, err = ziping("audit", "上报", "--only", "P")
    assert code == 0
    assert out.startswith("上报/好.xlsx：")
    assert out.endswith(
        "读 3 个文件，1 张表：0 张有发现，1 张没有，1 个文件没有自评表，1 个文件读不了\n"
    )
    for name in ("坏.xlsx", "说明.txt"):
        code, _, err = ziping("audit", "上报/好.xlsx", f"上报/{name}")
        assert code == 2
        assert err.startswith(f"错误：上报/{name}：")
    assert ziping("audit", "上报/*.txt")[0] == 2
    assert ziping("audit", "上报/*.xlsx", "--only", "P")[0] == 0


@pytest.mark.usefixtures("reported")
def test_nothing_to_audit_is_told(ziping: Ziping) -> None:
    code, out, err = ziping("audit", "上报/空")
    assert (code, out) == (2, "")
    assert err == "错误：上报/空：里面没有可审核的文件。请核对路径\n"
    code, _, err = ziping("audit", "上报/没有*.xlsx")
    assert code == 2
    assert "错误：上报/没有*.xlsx：没有这样的文件。请核对路径与通配符\n" in err


@pytest.mark.usefixtures("reported")
def test_patterns_and_folders_that_name_a_file_twice_read_it_once(
    ziping: Ziping,
) -> None:
    for given in (("上报/**/自评表.xlsx",), ("上报/乙局", "上报/乙局/*.xlsx")):
        assert labels(ziping("audit", *given, "--json")[1]) == ["上报/乙局/自评表.xlsx"]


def test_what_an_archive_may_hold(
    ziping: Ziping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    deep = packed(**{"自评表.xlsx": SOUND})
    for _ in range(5):
        deep = packed(**{"里.zip": deep})
    members: dict[str, bytes] = {
        "../外.xlsx": SOUND,
        "/根.xlsx": SOUND,
        "C:/盘.xlsx": SOUND,
        "深.zip": deep,
        "炸.csv": b"0" * (80 << 20),
        "__MACOSX/._自评表.xlsx": b"resource",
        "OO/GBGB.xlsx": SOUND,
        "市局/" + "长" * 80 + ".xlsx": FAULTY,
    }
    Path("包.zip").write_bytes(packed(**members))
    _rename("包.zip", b"OO/GBGB.xlsx", "旧/国标.xlsx".encode("gbk"))
    with zipfile.ZipFile("坏.zip", "w") as archive:
        archive.writestr("自评表.xlsx", SOUND)
    content = bytearray(Path("坏.zip").read_bytes())
    content[60:80] = b"x" * 20
    Path("坏.zip").write_bytes(content)
    code, out, err = ziping("audit", "包.zip", "坏.zip", "--json")
    assert code == 1
    reasons = {
        document["source"]["path"]: document["problems"][0]["message"]
        for document in json.loads(out)
        if "problems" in document
    }
    told = {line.strip() for line in err.splitlines()}
    for name in ("../外.xlsx", "/根.xlsx", "C:/盘.xlsx"):
        assert f"包.zip：{name}：名字指到压缩包外面，没有取出。请解压后再审核" in told
    assert any(line.startswith("包.zip/炸.csv：解压后过大") for line in told)
    assert any(
        line.startswith("包.zip/深.zip/里.zip") and "4 层" in line for line in told
    )
    assert any(line.startswith("坏.zip/自评表.xlsx：") for line in told), reasons
    assert "略过：1 个隐藏文件" in told
    audited = [label for label in labels(out) if label not in reasons]
    assert audited == [f"包.zip/市局/{'长' * 80}.xlsx", "包.zip/旧/国标.xlsx"]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"] == []


def _rename(archive: str, name: bytes, other: bytes) -> None:
    """As programs in China write names: in GBK, and no sign that it is."""
    Path(archive).write_bytes(Path(archive).read_bytes().replace(name, other))


def test_a_workbook_that_is_called_zip_is_a_workbook(
    ziping: Ziping, tmp_path: Path
) -> None:
    path = tmp_path / "自评表.zip"
    path.write_bytes(FAULTY)
    assert json.loads(ziping("audit", str(path), "--json")[1])["source"]["path"] == str(
        path
    )


def hanging() -> None:
    time.sleep(600)


def eating() -> None:
    bytearray(1 << 40)


def dying() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("mischief", "told"),
    [
        (hanging, "太久没有读完，已停止（原值“限 2 秒”）"),
        (eating, "太占内存，已停止（原值“限 2048 MB”）"),
        (dying, "读它的进程中止了（多半是内存不够，或文件已损坏）"),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_goes_wrong_is_stopped_and_named_and_costs_no_other(
    ziping: Ziping,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mischief: Callable[[], None],
    told: str,
    jobs: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(6):
        Path(f"{number}.xlsx").write_bytes(FAULTY)
    read = audit_run.read_tables

    def amiss(path: Path, sheet: str | None) -> tuple[Read, ...]:
        if path.name == "2.xlsx":
            mischief()
        return read(path, sheet)

    monkeypatch.setattr("batch.run.read_tables", amiss)
    code, out, err = ziping("audit", ".", "--json", "--jobs", jobs, "--seconds", "2")
    assert code == 1
    documents = json.loads(out)
    assert [d["schema"] for d in documents].count("ziping.audit/1") == 5
    assert [d["source"]["path"] for d in documents] == [f"{n}.xlsx" for n in range(6)]
    assert f"  2.xlsx：{told}。请单独打开核对，只保留自评表后另存\n" in err


def test_a_real_file_that_takes_too_long_or_too_much_is_stopped(
    ziping: Ziping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = "<tr>" + "<td>绩效</td>" * 40 + "</tr>\n"
    page = "<html><body><table>" + line * 9_000 + "</table></body></html>"
    for folder in map(Path, ("慢", "大")):
        folder.mkdir()
        (folder / "小.xlsx").write_bytes(FAULTY)
    Path("慢/久.html").write_text(page, "utf-8")
    with Path("大/大.xls").open("wb") as file:
        file.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        file.truncate(190 << 20)
    _, out, slow = ziping("audit", "慢", "--json", "--seconds", "1")
    assert "  慢/久.html：太久没有读完，已停止（原值“限 1 秒”）" in slow
    assert labels(out) == ["慢/久.html", "慢/小.xlsx"]
    _, out, large = ziping("audit", "大", "--json", "--megabytes", "250")
    assert "  大/大.xls：太占内存，已停止（原值“限 250 MB”）" in large
    assert labels(out) == ["大/大.xls", "大/小.xlsx"]


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_each_way_of_starting_a_process_gives_the_same(
    ziping: Ziping, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    import multiprocessing

    context = multiprocessing.get_context(method)
    monkeypatch.setattr("batch.workers._context", lambda: context)
    code, out, _ = ziping("audit", "上报/乙局", "上报/丙局.zip", "--brief")
    assert code == 1
    assert len(out.splitlines()) == 6


def test_no_process_outlives_the_run(reported: Path) -> None:
    """The run is killed, as a machine that is short of memory kills it."""
    script = "import sys; from app.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", script, "audit", str(reported), "--jobs", "2"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    children: list[str] = []
    deadline = time.monotonic() + 20
    listed = Path(f"/proc/{started.pid}/task/{started.pid}/children")
    while len(children) < 2 and time.monotonic() < deadline and started.poll() is None:
        children = listed.read_text().split()
    assert len(children) == 2
    started.kill()
    started.wait()
    while any(map(_is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_is_alive, children))


def _is_alive(process: str) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def test_progress_says_how_fast_and_how_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.terminal.streams import Progress

    times: list[Any] = [0.0, 10.0, 20.0]
    progress = Progress(lambda: times.pop(0))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress.at(1, 201, "甲.xlsx")
    progress.at(51, 201, "乙.xlsx")
    assert capsys.readouterr().err.endswith("51/201  每秒 5.0 个，还需 0:30 乙.xlsx")
    progress.at(201, 201, "丙.xlsx")
    assert capsys.readouterr().err.endswith("每秒 10.0 个，还需 0:00 丙.xlsx")


def test_accepted_findings_and_units_of_a_roster_are_told_of_a_folder(
    ziping: Ziping, reported: Path
) -> None:
    shutil.rmtree(reported / "甲局")
    (reported / "坏.xlsx").unlink()
    place = "上报/乙局/自评表.xlsx"
    found = json.loads(ziping("audit", place, "--json")[1])["findings"]
    Path("认可.csv").write_text(
        "\n".join(["编号,文件", *(f"{f['code']},{place}" for f in found), "P401,"]),
        "utf-8",
    )
    Path("名单.txt").write_text("市水利局\n", "utf-8")
    given = ("--accepted", "认可.csv", "--roster", "名单.txt")
    code, out, _ = ziping("audit", "上报", "--brief", *given)
    assert code == 1  # another file has the same findings, and nobody accepted them
    assert out.splitlines()[-3:] == [
        f"认可了的发现 {len(found)} 处，没有算作发现",
        "注意：认可的这一条没有对上发现：P401",
        "名单上 1 个单位，1 个没有报来：市水利局",
    ]
    code, out, err = ziping("audit", place, "--json", "--accepted", "认可.csv")
    assert code == 0
    assert json.loads(out)["findings"] == []
    assert f"认可了的发现 {len(found)} 处" in err
    assert "没有发现" in ziping("audit", place, "--accepted", "认可.csv")[1]


def test_what_all_the_tables_together_show_is_told(
    ziping: Ziping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.app.commands.test_batch_command import rounded_up

    monkeypatch.chdir(tmp_path)
    Path("上报").mkdir()
    for number in range(6):
        Path(f"上报/{number}.xlsx").write_bytes(rounded_up(number))
    told = "X704 提示：6 张表按办法得出的执行率得分不是整数，填报的都是向上取整的"
    assert ziping("audit", "上报", "--brief")[1].splitlines()[-1] == told
