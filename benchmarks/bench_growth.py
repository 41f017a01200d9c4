"""文件多了怎样: 四种数目的真文件, 时间、每个进程的内存、主进程的内存; 与 LibreOffice 相比.

Run `python benchmarks/bench_growth.py [LARGEST]`. The corpus holds workbooks of 10 to 30
rows and, of ten one, of 118; an eighth, a quarter, a half and all of them are audited by
`ziping batch` with two processes, from nothing. Between the runs headless LibreOffice
recalculates a hundred of the files in one call. What counts is how time per file grows,
and ratios: on a machine that does other work, the processor time tells more than the
clock. At last a quarter once more with one process. Ends with 1 where time per file grows by
a quarter, or the memory that a process that reads has for itself, from half of the files
to all, by a twentieth: it keeps what recurs in tables, up to a bound. What it shares with
the process that it was copied from, the list of the files among it, is printed too.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.watched_run import Watched, batch, machine  # noqa: E402
from tests.oracle.corpus.folder import TOP, Corpus, write_corpus  # noqa: E402
from tests.recalculated.programs import RECALCULATE  # noqa: E402

LARGEST, A_CALL = 10_000, 100
JOBS, LARGE = 2, 0.1
TIME_MAY, MEMORY_MAY, OFFICE_BAR = 1.25, 1.05, 25


def part(files: list[Path], folder: Path) -> Path:
    """A folder of so many of the files, without copying them."""
    for number, path in enumerate(files):
        target = folder / f"{number // 100:03}" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, target)
    return folder


def office(files: list[Path], place: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor that LibreOffice takes for some files."""
    settings = place / "profile/user/registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(RECALCULATE, "utf-8")
    profile = f"-env:UserInstallation=file://{place}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    began, used = time.perf_counter(), children()
    out = place / "重算"
    subprocess.run(
        [*command, str(out), *map(str, files)], check=True, capture_output=True
    )
    taken = time.perf_counter() - began, children() - used
    made = len(list(out.iterdir()))
    assert made == len(files), made  # noqa: S101
    shutil.rmtree(out)
    return taken


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def line(count: int, run: Watched) -> str:
    peaks = [each.peak for each in run.readers]
    early = max(each.early for each in run.readers)
    own = max(each.own for each in run.readers)
    wrote = max((each.peak for each in run.writers), default=0)
    return (
        f"{count:6} 个  {run.wall:6.0f} 秒，每秒 {count / run.wall:5.1f} 个；"
        f"处理器 {run.processor:6.0f} 秒，每千个 {run.processor / count * 1000:5.1f} 秒"
        f"（主进程 {run.parent / run.processor:.0%}）；内存：读的进程自己 {own} MB，连与主进程"
        f"共用的 {max(peaks)} MB（开头 {early}），主进程 {run.memory} MB，写结果的进程 {wrote} MB"
    )


def against_office(
    files: list[Path], place: Path, taken: list[tuple[float, float]]
) -> None:
    """Let LibreOffice recalculate a hundred files once more."""
    taken.append(office(files[:A_CALL], place))


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else LARGEST
    print(machine())
    runs: dict[int, Watched] = {}
    offices: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_corpus(Corpus(place / "语料", "增长", LARGE, "xlsx"), largest, JOBS)
        files = sorted((place / "语料" / TOP).rglob("*.xlsx"))
        office(files[:2], place)  # the first call makes a profile
        for share in (8, 4, 2, 1):
            against_office(files, place, offices)
            chosen = files[: len(files) // share]
            folder = part(chosen, place / f"{share} 分之一")
            runs[len(chosen)] = batch([folder], place / f"果{share}", JOBS)
            print(line(len(chosen), runs[len(chosen)]), flush=True)
            shutil.rmtree(place / f"果{share}")
        against_office(files, place, offices)
        alone = batch([place / "4 分之一"], place / "果", 1)
    print(f"一个进程 {line(len(files) // 4, alone)}")
    print(machine())
    sys.exit(verdict(runs, alone, offices))


def verdict(
    runs: dict[int, Watched], alone: Watched, offices: list[tuple[float, float]]
) -> int:
    """Say how it grows and what the ratios are; gives how many bars were missed."""
    smallest, *_, half, whole = sorted(runs)
    first, last = runs[smallest], runs[whole]
    grown = (last.processor / whole) / (first.processor / smallest)
    early, late = (max(e.own for e in runs[n].readers) for n in (half, whole))
    clock, used = (median(each[n] for each in offices) / A_CALL for n in (0, 1))
    by_clock = clock / (last.wall / whole)
    by_use = used / (last.processor / whole)
    print(
        f"{whole // smallest} 倍的文件，每个文件的处理器时间 {grown:.2f} 倍，"
        f"读的进程自己的内存为一半文件时的 {late / early:.2f} 倍，主进程的内存 "
        f"{last.memory - first.memory:+} MB（每千个文件 "
        f"{(last.memory - first.memory) / (whole - smallest) * 1000:.1f} MB）"
    )
    quarter = runs[whole // 4]
    print(
        f"两个进程的快慢是一个的 {alone.wall / quarter.wall:.2f} 倍；主进程占处理器时间的 "
        f"{quarter.parent / quarter.processor:.0%}，两个空闲的核可到 "
        f"{1 / (quarter.parent / quarter.processor + 0.5 * quarter.workers / quarter.processor):.2f} 倍"
    )
    print(
        f"LibreOffice 一次重算 {A_CALL} 个，每个 {clock * 1000:.0f} 毫秒，处理器 "
        f"{used * 1000:.0f} 毫秒；ziping 读、审、写结果快 {by_clock:.0f} 倍，"
        f"处理器时间少 {by_use:.0f} 倍"
    )
    missed = (grown > TIME_MAY, late / early > MEMORY_MAY, by_clock < OFFICE_BAR)
    return sum(missed)


if __name__ == "__main__":
    main()
