"""文件多了怎样: 四种数目的真文件, 时间、每个进程的内存、主进程的内存; 与 LibreOffice 相比.

Run `python benchmarks/bench_growth.py [LARGEST [CORPUS]]`. The corpus, which may have been
written before, holds workbooks of 10 to 30 rows and, of ten one, of 118; an eighth, a
quarter, a half and all of them are audited by `ziping audit` and by `ziping batch` with
two processes, from nothing. Between the runs headless LibreOffice recalculates a hundred
of the files in one call, on the same cores. What counts is how time per file grows,
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

from benchmarks.watched_run import Watched, audit, batch, machine  # noqa: E402
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


def short(count: int, run: Watched) -> str:
    """What `ziping audit` took."""
    own = max(each.own for each in run.children.values())
    return (
        f"{count:6} 个  {run.wall:6.0f} 秒，每秒 {count / run.wall:5.1f} 个；每千个 "
        f"{run.processor / count * 1000:5.1f} 秒；审的进程自己 {own} MB，主进程 {run.memory} MB"
    )


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else LARGEST
    print(machine())
    runs: dict[int, Watched] = {}
    audits: dict[int, Watched] = {}
    offices: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        home = Path(sys.argv[2]) if len(sys.argv) > 2 else place / "语料"
        if not home.exists():
            write_corpus(Corpus(home, "增长", LARGE, "xlsx"), largest, JOBS)
        files = sorted((home / TOP).rglob("*.xlsx"))
        office(files[:2], place)  # the first call makes a profile
        for share in (8, 4, 2, 1):
            offices.append(office(files[:A_CALL], place))
            chosen = files[: len(files) // share]
            folder = part(chosen, place / f"{share} 分之一")
            audits[len(chosen)] = audit([folder], JOBS)
            print(f"audit {short(len(chosen), audits[len(chosen)])}", flush=True)
            offices.append(office(files[:A_CALL], place))
            runs[len(chosen)] = batch([folder], place / f"果{share}", JOBS)
            print(f"batch {line(len(chosen), runs[len(chosen)])}", flush=True)
            shutil.rmtree(place / f"果{share}")
        offices.append(office(files[:A_CALL], place))
        alone = batch([place / "4 分之一"], place / "果", 1)
    print(f"一个进程 {line(len(files) // 4, alone)}")
    print(machine())
    missed = verdict(runs, alone) + beside_office(runs, audits, offices)
    sys.exit(missed)


def verdict(runs: dict[int, Watched], alone: Watched) -> int:
    """Say how it grows and what the ratios are; gives how many bars were missed."""
    smallest, *_, half, whole = sorted(runs)
    first, last = runs[smallest], runs[whole]
    grown = (last.processor / whole) / (first.processor / smallest)
    early, late = (max(e.own for e in runs[n].readers) for n in (half, whole))
    wrote = {
        count: max((each.peak for each in runs[count].writers), default=0)
        for count in (half, whole)
    }
    print(
        f"{whole // smallest} 倍的文件，每个文件的处理器时间 {grown:.2f} 倍，"
        f"读的进程自己的内存为一半文件时的 {late / early:.2f} 倍，主进程的内存 "
        f"{last.memory - first.memory:+} MB（每千个文件 "
        f"{(last.memory - first.memory) / (whole - smallest) * 1000:.1f} MB），"
        f"写结果的进程比一半文件时 {wrote[whole] - wrote[half]:+} MB"
    )
    quarter = runs[whole // 4]
    print(
        f"两个进程的快慢是一个的 {alone.wall / quarter.wall:.2f} 倍；主进程占处理器时间的 "
        f"{quarter.parent / quarter.processor:.0%}，两个空闲的核可到 "
        f"{1 / (quarter.parent / quarter.processor + 0.5 * quarter.workers / quarter.processor):.2f} 倍"
    )
    return sum((grown > TIME_MAY, late / early > MEMORY_MAY))


def beside_office(
    runs: dict[int, Watched],
    audits: dict[int, Watched],
    offices: list[tuple[float, float]],
) -> int:
    """Say how many times the throughput of LibreOffice is; 1 where none reaches the bar."""
    clock, used = (median(each[n] for each in offices) / A_CALL for n in (0, 1))
    print(
        f"LibreOffice 一次重算 {A_CALL} 个，每个 {clock * 1000:.0f} 毫秒，"
        f"处理器 {used * 1000:.0f} 毫秒"
    )
    whole, times = max(runs), []
    for name, run in (("audit", audits[whole]), ("batch", runs[whole])):
        times.append(clock / (run.wall / whole))
        print(
            f"  ziping {name}，{JOBS} 个进程：每个 {run.wall / whole * 1000:.1f} 毫秒，"
            f"快 {times[-1]:.1f} 倍（应 ≥ {OFFICE_BAR}）；处理器 "
            f"{run.processor / whole * 1000:.1f} 毫秒，少 {used * whole / run.processor:.1f} 倍"
        )
    return int(max(times) < OFFICE_BAR)


if __name__ == "__main__":
    main()
