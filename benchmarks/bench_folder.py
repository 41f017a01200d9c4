"""一个文件夹的几百个真工作簿: 两个进程与一个相比, 内存长不长.

Run `python benchmarks/bench_folder.py [FILES]`. The folder holds the tables of
`benchmarks/small/` and, of ten one, the 118 rows of Nanchang, every file with another
content. `ziping batch` and `ziping audit --brief` run over it by turns with one worker
and with two, each time from nothing; of each the fastest run counts. What counts is the
ratio of the times: 1.8 is the bar. On a machine that does other work beside this the
ratio is lower than what the program allows; so the share of the parent process in all
processor time is printed too, and the ratio that follows from it for two free cores.
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
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
SMALL = sorted((ROOT / "benchmarks/small").glob("*.xlsx"))
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"
FILES, ROUNDS, BAR = 600, 3, 1.8
PROGRAM = """
import json, resource, sys
from app.cli import run
code = run(sys.argv[1:])
own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([own.ru_utime + own.ru_stime, workers.ru_utime + workers.ru_stime]), file=sys.stderr)
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


def timed(folder: Path, command: str, jobs: int) -> tuple[float, float, float, int]:
    """Seconds of a run, processor seconds of the parent and the workers, peak of a worker in MB."""
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
        own, workers = json.loads(told[-1])
    return taken, own, workers, max(peaks)


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


def compared(folder: Path, command: str) -> tuple[float, int]:
    """Print one command's times by turns; returns the ratio and a worker's peak."""
    best: dict[int, tuple[float, float, float, int]] = {}
    for _ in range(ROUNDS):
        for jobs in (1, 2):
            run = timed(folder, command, jobs)
            best[jobs] = min(best.get(jobs, run), run)
    ratio = best[1][0] / best[2][0]
    _, own, workers, peak = best[2]
    free = (own + workers) / (own + workers / 2)
    count = len(list(folder.rglob("*.xlsx")))
    print(f"ziping {command}，{count} 个工作簿")
    for jobs, (taken, *_, memory) in best.items():
        print(
            f"  {jobs} 个进程  {taken:6.2f} 秒  每秒 {count / taken:5.1f} 个  进程内存至多 {memory} MB"
        )
    print(
        f"  两个进程 {ratio:.2f} 倍；主进程占处理器时间的 {own / (own + workers):.0%}，两个空闲的核可到 {free:.2f} 倍"
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
        ratio, _ = compared(whole, "batch")
        _, peak = compared(whole, "audit")
        smaller = timed(third, "audit", 2)[3]
    print(f"进程内存：{files // 3} 个文件 {smaller} MB，{files} 个 {peak} MB")
    if ratio < BAR:
        sys.exit(f"两个进程不到一个的 {BAR} 倍")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
