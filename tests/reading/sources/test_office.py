"""旧式文书经 LibreOffice 读取: 认得出、转得成、没有装时说得清、停得下来."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from indicators.errors import InputError
from reading.grid import Grid
from reading.sources import detect, load
from reading.sources.office import program
from reading.sources.office.shelf import fill, shelf, taken
from reading.sources.ole import OleSort, sort_of

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Merges both ways, signs, a dash, two paragraphs in a cell, an empty cell."""
    document = docx.Document()
    document.add_paragraph("项目支出绩效自评表")
    table = document.add_table(4, 4, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 1)).text = "产出指标"
    table.cell(0, 2).merge(table.cell(0, 3)).text = "≥98.63％、≤0.5‰"
    table.cell(2, 1).text = "—"
    table.cell(2, 2).text = "第一段"
    table.cell(2, 2).add_paragraph("第二段 Ⅰ〇㎡")
    table.cell(3, 3).text = "9.90"
    document.add_paragraph("填表人：张三")
    path = tmp_path_factory.mktemp("made") / "source.docx"
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def written(source: Path, workbook: Path, convert: Convert) -> dict[str, Path]:
    """The document and the workbook as LibreOffice writes them in older formats."""
    found = {kind: convert(source, kind) for kind in ("doc", "rtf", "odt")}
    return {**found, "docx": source, "xlsx": workbook, "xls": convert(workbook, "xls")}


@pytest.fixture(scope="module")
def ready(written: dict[str, Path]) -> Iterator[dict[str, Path]]:
    """The same, with what must be converted on a shelf."""
    with shelf():
        list(fill(written.values()))
        yield written


def placed(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells]


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_a_table_of_an_old_document_is_that_of_the_docx(
    kind: str, ready: dict[str, Path]
) -> None:
    (grid,), (wanted,) = load(ready[kind]), load(ready["docx"])
    assert placed(grid) == placed(wanted)
    assert (grid.before, grid.after, grid.warnings) == (wanted.before, wanted.after, ())


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("doc", "表.wps", False),
        ("doc", "表.et", True),
        ("rtf", "表.doc", True),
        ("docx", "表.wps", False),
        ("xls", "表.et", False),
        ("xls", "表.wps", True),
        ("xlsx", "表.et", False),
    ],
)
def test_documents_and_workbooks_are_known_by_their_content(
    kind: str, name: str, *, told: bool, ready: dict[str, Path], tmp_path: Path
) -> None:
    """WPS names them .wps and .et; a name that says something else is told."""
    path = shutil.copy(ready[kind], tmp_path / name)
    assert detect.kind_of(path) == kind
    messages = [problem.message for problem in load(path)[0].warnings]
    assert any("扩展名" in message for message in messages) is told


def test_a_workbook_that_holds_a_document_is_a_workbook(
    written: dict[str, Path], tmp_path: Path
) -> None:
    """The name of a stream may stand anywhere in a file: only those at the root count."""
    data = written["xls"].read_bytes()
    path = tmp_path / "表.xls"
    path.write_bytes(data + "WordDocument".encode("utf-16-le").ljust(512, b"\0"))
    assert sort_of(path) is OleSort.WORKBOOK


def test_a_document_that_is_cut_off_is_no_workbook(
    written: dict[str, Path], tmp_path: Path
) -> None:
    """Of a damaged container the names that are left tell: Book Title is a style."""
    path = tmp_path / "残.doc"
    title = "Book Title".encode("utf-16-le")
    path.write_bytes(written["doc"].read_bytes()[:2000] + title + bytes(99))
    with pytest.raises(InputError, match="文件不完整，或不是 Word 文档"):
        load(path)


def test_a_document_with_a_password_is_named(
    written: dict[str, Path], tmp_path: Path
) -> None:
    """The bit that says so is set by hand: LibreOffice's command line sets no password."""
    import olefile

    path = shutil.copy(written["doc"], tmp_path / "密.doc")
    with olefile.OleFileIO(path, write_mode=True) as container:
        stream = bytearray(container.openstream("WordDocument").read())
        stream[11] |= 1
        container.write_stream("WordDocument", bytes(stream))
    with pytest.raises(InputError, match="已加密"):
        load(path)


def test_without_libreoffice_a_sentence_says_what_to_do(
    written: dict[str, Path], tmp_path: Path
) -> None:
    path = shutil.copy(written["doc"], tmp_path / "旧.doc")
    command = [sys.executable, "-m", "ziping", "audit", str(path)]
    done = subprocess.run(
        command,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "本机没有安装" in done.stderr
    assert "请安装 LibreOffice" in done.stderr
    assert "另存为 .docx" in done.stderr
    assert "Traceback" not in done.stderr


def counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a LibreOffice before the real one that counts its starts."""
    real, count = shutil.which("soffice"), tmp_path / "starts"
    office = tmp_path / "bin" / "soffice"
    office.parent.mkdir()
    office.write_text(f'#!/bin/sh\necho >> "{count}"\nexec "{real}" "$@"\n')
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(office.parent), prepend=os.pathsep)
    monkeypatch.delenv("ZIPING_SHELF", raising=False)
    return count


def test_many_documents_are_converted_in_one_start(
    written: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that are equal, one that is damaged, and one that needs no conversion."""
    count = counting(tmp_path, monkeypatch)
    old, rich = written["doc"], written["rtf"]
    same = Path(shutil.copy(old, tmp_path / "同.doc"))
    files = [old, same, rich, written["docx"]]
    broken = tmp_path / "坏.doc"
    broken.write_bytes(old.read_bytes()[:3000])
    with shelf():
        assert list(fill([*files, broken, tmp_path / "没有.doc"])) == [old]
        assert [bool(taken(file)) for file in files] == [True, True, True, False]
        grids = [load(file) for file in files]
        assert len({str(placed(grid[0])) for grid in grids}) == 1
        assert count.read_text() == "\n"
        assert list(fill(files)) == []
    assert taken(old) is None


def test_a_document_that_ends_libreoffice_costs_one_more_start(
    written: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those before it are converted, those behind it in another start."""
    count = counting(tmp_path, monkeypatch)
    office = tmp_path / "bin" / "soffice"
    # Given the second file of four, the program dies as it comes to it.
    script = office.read_text().replace(
        "exec",
        'case "$*" in *00003*) set -- "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "${10}"; esac\nexec',
    )
    office.write_text(script)
    files = []
    for number in range(4):
        files.append(tmp_path / f"{number}.rtf")
        words = written["rtf"].read_text("ascii").replace("9.90", f"{number}.90")
        files[-1].write_text(words, "ascii")
    with shelf():
        starts = list(fill(files))
        assert starts == [files[0], files[2]]
        assert [bool(taken(file)) for file in files] == [True, False, True, True]
    assert count.read_text() == "\n\n"


def test_a_folder_of_old_documents_is_audited_with_one_start(
    written: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, folder = counting(tmp_path, monkeypatch), tmp_path / "表"
    folder.mkdir()
    for number in range(4):
        text = written["rtf"].read_text("ascii")
        path = folder / f"{number}.rtf"
        path.write_text(text.replace("9.90", f"{number}.90"), "ascii")
    command = [sys.executable, "-m", "ziping", "batch", str(folder), "--out"]
    done = subprocess.run(
        [*command, str(tmp_path / "out")], capture_output=True, text=True, check=False
    )
    assert "4 个文件" in done.stdout + done.stderr
    assert count.read_text() == "\n"


def test_a_conversion_that_hangs_is_ended_with_all_that_it_started(
    written: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "soffice"
    office.write_text(f'#!/bin/sh\nsleep 600 & echo $! > "{tmp_path}/pid"; wait\n')
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.delenv("ZIPING_SHELF", raising=False)
    monkeypatch.setattr(program, "SECONDS", 1)
    with pytest.raises(InputError, match="没有转换成功"):
        load(written["doc"])
    child = int((tmp_path / "pid").read_text())
    assert not Path(f"/proc/{child}").exists() or "zombie" in _state(child)


def test_who_is_gone_leaves_no_conversion_behind(tmp_path: Path) -> None:
    """The process that asked is killed: LibreOffice ends, and its folder is taken away."""
    folder = tmp_path / "work"
    (folder / "in").mkdir(parents=True)
    office = tmp_path / "soffice"
    office.write_text(f'#!/bin/sh\necho $$ > "{tmp_path}/pid"; exec sleep 600\n')
    office.chmod(0o755)
    module = "reading.sources.office.process"
    inner = [sys.executable, "-m", module, str(office), str(folder), "300"]
    script = f"import subprocess, json; subprocess.run(json.loads({json.dumps(json.dumps(inner))}))"
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", script], cwd=root) as asking:
        _until((tmp_path / "pid").exists)
        asking.kill()
    child = int((tmp_path / "pid").read_text() or 0)
    _until(lambda: not Path(f"/proc/{child}").exists() or "zombie" in _state(child))
    _until(lambda: not folder.exists())


def _state(child: int) -> str:
    return Path(f"/proc/{child}/status").read_text()


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError
