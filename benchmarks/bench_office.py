"""三十份 Word 97 文书: 读成表, 与 LibreOffice 自己转换同样的文件相比.

Run `python benchmarks/bench_office.py [FILES]`. The tables of `tests/drawn/files/` are
written as .doc by LibreOffice, each with a paragraph of its own, so that no two are the
same. By turns LibreOffice converts them all to .docx in one call with a profile that is
ready, and the reader has them converted and reads every table. Of each the fastest of
three rounds counts; the ratio must not exceed 1.3. It is that of the processor times of
all processes: on a machine that does other work the times by the clock, printed too,
say little. How often LibreOffice was started, and what one file takes by itself, are
printed as well.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import docx

from reading import read_all
from reading.sources.office.shelf import fill, shelf

SOURCES = sorted((Path(__file__).parents[1] / "tests/drawn/files").glob("*.docx"))
FILES, ROUNDS, BAR = 30, 3, 1.3


def office(folder: Path, kind: str, files: Sequence[Path], out: Path) -> None:
    """Convert files with LibreOffice, as a person would."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", out]
    subprocess.run([*command, *files], check=True, capture_output=True)


def written(folder: Path, count: int) -> list[Path]:
    """Write the documents."""
    made = []
    for number in range(count):
        document = docx.Document(str(SOURCES[number % len(SOURCES)]))
        document.add_paragraph(f"第 {number} 份")
        made.append(folder / f"{number:02}.docx")
        document.save(str(made[-1]))
    office(folder, "doc", made, folder)
    return [path.with_suffix(".doc") for path in made]


def read(files: Sequence[Path]) -> int:
    """Have the files converted and read their tables; how many starts that took."""
    with shelf():
        starts = len(list(fill(files)))
        for path in files:
            assert read_all(path)  # noqa: S101
    return starts


def worked() -> float:
    """Processor seconds of this process and of all that it has waited for."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(each)[:2]) for each in who)


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """What some work takes: of the processor, and by the clock."""
    began, before = time.perf_counter(), worked()
    work()
    return worked() - before, time.perf_counter() - began


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    if not shutil.which("soffice"):
        print("没有 LibreOffice")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = written(folder, count)
        alone, ours = [], []
        for number in range(ROUNDS):
            out = folder / f"{number}"
            alone.append(seconds(lambda: office(folder, "docx", files, out)))  # noqa: B023
            ours.append(seconds(lambda: read(files)))
        starts, single = read(files), seconds(lambda: read_all(files[0]))
    (theirs, clock), (own, own_clock) = min(alone), min(ours)
    print(f"{os.cpu_count()} 个核；{count} 份 .doc，LibreOffice 启动 {starts} 次")
    print(f"LibreOffice 自己转换 {theirs:.2f} 秒，读成表 {own:.2f} 秒（处理器时间）")
    print(f"按钟 {clock:.2f} 秒、{own_clock:.2f} 秒；单独读一份 {single[1]:.2f} 秒")
    print(f"{own / theirs:.2f} 倍，限 {BAR}")
    return int(own / theirs > BAR)


if __name__ == "__main__":
    raise SystemExit(main())
