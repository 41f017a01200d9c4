"""一次运行, 边跑边看: 主进程与各个进程用了多少时间、多少内存."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
EVERY = 0.1
PROGRAM = """
import json, resource, sys
from app.cli import run
code = run(sys.argv[1:])
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
used = [each.ru_utime + each.ru_stime for each in (own, others)]
print(json.dumps([*used, own.ru_maxrss >> 10]), file=sys.stderr)
sys.exit(code)
"""


@dataclass
class Child:
    """One process: when it was first and last seen, its peak then and in the end, in MB.

    `own` is the most that it was seen to hold alone: what it shares with the process
    that it was copied from is not its own.
    """

    first: float
    last: float
    early: int
    peak: int
    own: int = 0
    looked: float = 0.0


@dataclass
class Watched:
    """What a run of `ziping batch` took. Times are in seconds, memory in MB."""

    wall: float = 0.0
    parent: float = 0.0
    workers: float = 0.0
    memory: int = 0
    audited: float = 0.0
    """When the last file was noted as done."""
    children: dict[int, Child] = field(default_factory=dict)

    @property
    def processor(self) -> float:
        """Seconds of the processor, of all processes together."""
        return self.parent + self.workers

    @property
    def readers(self) -> list[Child]:
        """The processes that audited files, and not those that wrote the results."""
        return [each for each in self.children.values() if each.first < self.audited]

    @property
    def writers(self) -> list[Child]:
        """The processes that wrote the results."""
        return [each for each in self.children.values() if each.first >= self.audited]


def batch(given: Sequence[Path], out: Path, jobs: int) -> Watched:
    """Run `ziping batch` from nothing over files or folders, and watch it."""
    options = ["--out", str(out), "--jobs", str(jobs)]
    call = ["batch", *map(str, given), *options]
    return _watched_run(call, out / ".ziping" / "done.tsv")


def audit(given: Sequence[Path], jobs: int) -> Watched:
    """Run `ziping audit` over files or folders, which writes no results, and watch it."""
    options = ["--brief", "--jobs", str(jobs)]
    return _watched_run(["audit", *map(str, given), *options], None)


def _watched_run(arguments: Sequence[str], journal: Path | None) -> Watched:
    call = [sys.executable, "-c", PROGRAM, *arguments]
    made, began = Watched(), time.perf_counter()
    run = subprocess.Popen(
        call,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    told = _watched(run, journal, made, began)
    made.wall = time.perf_counter() - began
    assert run.returncode in {0, 1}, told  # noqa: S101
    made.parent, made.workers, made.memory = json.loads(told[-1])
    return made


def _watched(
    run: subprocess.Popen[bytes], journal: Path | None, made: Watched, began: float
) -> list[bytes]:
    """Look at every process until the run ends; gives what it said."""
    assert run.stderr  # noqa: S101
    os.set_blocking(run.stderr.fileno(), False)
    said, noted = b"", 0
    while run.poll() is None:
        now = time.perf_counter() - began
        said += run.stderr.read() or b""
        size = journal.stat().st_size if journal and journal.exists() else 0
        if journal is None or (
            size > noted and not journal.with_suffix(".new").exists()
        ):
            noted, made.audited = size, now
        for pid in _children(run.pid):
            _look(made, pid, now)
        time.sleep(EVERY)
    said += run.stderr.read() or b""
    return said.splitlines()


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8")
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def _look(made: Watched, pid: int, now: float) -> None:
    """Note the peak memory of a process; early is what it was in its first minute's part."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return
    peaks = [line for line in status.splitlines() if line.startswith("VmHWM")]
    if not peaks:
        return
    peak = int(peaks[0].split()[1]) >> 10
    known = made.children.setdefault(pid, Child(now, now, peak, peak))
    if now - known.first < EARLY:
        known.early = peak
    known.last, known.peak = now, max(known.peak, peak)
    if now - known.looked > OWN_EVERY:
        known.looked, known.own = now, max(known.own, _own(pid))


def _own(pid: int) -> int:
    """What a process holds that no other does, in MB."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0
    private = (line.split() for line in rollup.splitlines() if "Private_" in line)
    return sum(int(line[1]) for line in private) >> 10


OWN_EVERY = 0.5
EARLY = 10.0
"""Seconds after which a process that reads files has its usual size."""


def machine() -> str:
    """处理器、内存、这时的负荷."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    model = models[0] if models else "处理器不明"
    return f"{len(models)} 核 {model}，{memory} GB 内存，负荷 {load}"
