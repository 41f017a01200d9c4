"""一个文件夹的几百个真工作簿: 两个进程与一个相比, 内存长不长.

Run `python benchmarks/bench_folder.py [FILES]`. The folder holds the tables of
`benchmarks/small/` and, of ten one, the 118 rows of Nanchang, every file with another
content. `ziping batch` and `ziping audit --brief` run over it by turns with one worker
and with two, each time from nothing; of each the fastest run counts. What counts is the
ratio of the times: 1.8 is the bar. Named beside it is what the machine itself gives: two
runs that know nothing of each other, each with one worker and half of the files, at the
same time and one after the other. On a machine that does other work beside this the
times say little; so the longest way through the processes is printed too, in processor
seconds: all of the parent's, of each phase of many files the mean of the workers', and
of the writing those of its busiest worker. It bounds the time on two free cores from
above, for the parent works beside the workers.
The peak memory of a worker of the audit is read while it runs, at a third of the files
and at all; that of a batch is of the processes that write the results.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
SMALL = sorted((ROOT / "benchmarks/small").glob("*.xlsx"))
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"
FILES, ROUNDS, BAR = 600, 3, 1.8
PROGRAM = """
import json, os, resource, sys
from batch import workers

TICKS = os.sysconf("SC_CLK_TCK")
phases, ending = [], workers.Workers._end

def used(worker):
    fields = open(f"/proc/{worker.process.pid}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS

def end(self):
    spent = [used(each) for each in self.workers] or [0]
    few = self.limits.ahead == 1
    phases.append(max(spent) if few else sum(spent) / len(spent))
    ending(self)

workers.Workers._end = end
from app.cli import run
code = run(sys.argv[1:])
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
spent = own.ru_utime + own.ru_stime
print(json.dumps([spent, others.ru_utime + others.ru_stime, spent + sum(phases)]), file=sys.stderr)
"""


def generated(folder: Path, files: int) -> None:
    """Write the folder: real workbooks, each with a comment of its own in its archive."""
    from indicators import load
    from templates.forms.form import load_form
    from templates.writing.writer import write

    large = write(load(NANCHANG), load_form())
    for number in range(files):
        path = folder / f"{number // 50:02}" / f"{number:04}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        small = SMALL[number % len(SMALL)].read_bytes()
        path.write_bytes(small if number % 10 else large)
        with ZipFile(path, "a") as archive:
            archive.comment = f"{number}".encode()


def halves(folder: Path, place: Path) -> list[Path]:
    """Two folders that hold every other file."""
    made = [place / "一半", place / "另一半"]
    for number, path in enumerate(sorted(folder.rglob("*.xlsx"))):
        target = made[number % 2] / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return made


def ceiling(parts: list[Path], command: str) -> tuple[float, float]:
    """Seconds of two runs that know nothing of each other: in turn, and at once."""
    in_turn = sum(timed(part, command, 1)[0] for part in parts)
    began = time.perf_counter()
    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(lambda part: timed(part, command, 1), parts))
    return in_turn, time.perf_counter() - began


Run = tuple[float, float, float, float, int]


def timed(folder: Path, command: str, jobs: int) -> Run:
    """Seconds of a run; processor seconds of the parent, of the workers, of the longest
    way; the peak of a worker in MB.
    """
    with tempfile.TemporaryDirectory() as out:
        options = ["--out", f"{out}/R"] if command == "batch" else ["--brief"]
        call = [sys.executable, "-c", PROGRAM, command, str(folder), *options]
        began = time.perf_counter()
        run = subprocess.Popen(
            [*call, "--jobs", str(jobs)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        peaks: list[int] = [0]
        watch = threading.Thread(target=watched, args=(run, peaks))
        watch.start()
        told = run.stderr.read().splitlines() if run.stderr else []
        run.wait()
        taken = time.perf_counter() - began
        watch.join()
        assert run.returncode in {0, 1}, told  # noqa: S101
        own, workers, longest = json.loads(told[-1])
    return taken, own, workers, longest, max(peaks)


def watched(run: subprocess.Popen[bytes], peaks: list[int]) -> None:
    """Read the peak memory of each worker while the run lasts."""
    listed = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while run.poll() is None:
        try:
            for child in listed.read_text().split():
                status = Path(f"/proc/{child}/status").read_text()
                line = next(part for part in status.splitlines() if "VmHWM" in part)
                peaks.append(int(line.split()[1]) >> 10)
        except (OSError, StopIteration):
            pass
        time.sleep(0.05)


def compared(folder: Path, parts: list[Path], command: str) -> tuple[float, int]:
    """Print one command's times by turns; returns the ratio and a worker's peak."""
    best: dict[int, Run] = {}
    apart: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        apart.append(ceiling(parts, command))
        for jobs in (1, 2):
            run = timed(folder, command, jobs)
            best[jobs] = min(best.get(jobs, run), run)
    ratio = best[1][0] / best[2][0]
    _, own, workers, longest, peak = best[2]
    whole = best[1][1] + best[1][2]
    count = len(list(folder.rglob("*.xlsx")))
    print(f"ziping {command}，{count} 个工作簿")
    for jobs, (taken, *_, memory) in best.items():
        print(
            f"  {jobs} 个进程  {taken:6.2f} 秒  每秒 {count / taken:5.1f} 个  进程内存至多 {memory} MB"
        )
    print(
        f"  两个进程 {ratio:.2f} 倍；主进程占处理器时间的 {own / (own + workers):.0%}；"
        f"处理器时间一个进程共 {whole:.2f} 秒，两个进程最长的一路 {longest:.2f} 秒，{whole / longest:.2f} 倍"
    )
    in_turn, at_once = (min(each) for each in zip(*apart, strict=True))
    most = in_turn / at_once
    print(
        f"  这台机器的上限：两次互不相干的运行各做一半，先后 {in_turn:.2f} 秒，同时 {at_once:.2f} 秒，"
        f"{most:.2f} 倍；两个进程到了它的 {ratio / most:.0%}"
    )
    return ratio, peak


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as place:
        whole, third = Path(place) / "全", Path(place) / "三分之一"
        generated(whole, files)
        for path in sorted(whole.rglob("*.xlsx"))[: files // 3]:
            target = third / path.relative_to(whole)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        parts = halves(whole, Path(place))
        ratio, _ = compared(whole, parts, "batch")
        _, peak = compared(whole, parts, "audit")
        smaller = timed(third, "audit", 2)[4]
    print(f"进程内存：{files // 3} 个文件 {smaller} MB，{files} 个 {peak} MB")
    if ratio < BAR:
        sys.exit(f"两个进程不到一个的 {BAR} 倍")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
