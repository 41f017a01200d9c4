"""三十张小表的读表加审核, 与定下的一个旧提交 (95ca394) 轮流跑, 比快慢.

Run `python benchmarks/bench_small.py`. The files of `benchmarks/small/` are read and
audited by this tree and by the tree of commit 95ca394, taken out of the git history;
beside them stands a bare read by calamine, which gives cells and no table. Each runs in
a process of its own and all take turns, so that a busy machine slows all alike; of each
table the fastest pass counts. Warm are the later passes of one process; cold is the
first pass of a new process, its imports apart. What counts is the ratio: old ÷ new must
not fall below 1. The long table, 118 rows of Nanchang in a form of our own, is told apart.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from attrs import frozen

ROOT = Path(__file__).parents[1]
TABLES = sorted((ROOT / "benchmarks/small").glob("*.xlsx"))
OLD = "95ca3940af5bb36c86cd39e47994deb8983fcf4f"
WARM_PASSES, COLD_PROCESSES = 25, 7
CALAMINE = "calamine 裸读"
SHALLOW = """历史里没有提交 95ca394，不能比快慢。
浅克隆请先取回全部历史：git fetch --unshallow"""


# --- in the process that is measured --------------------------------------------------


def job(tree: str) -> Callable[[str], Any]:
    """Return what is measured: it takes a path and gives the facts to compare."""
    if tree == CALAMINE:
        from python_calamine import CalamineWorkbook

        return lambda path: (
            CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() and None
        )
    sys.path.insert(0, tree)
    if (Path(tree) / "ziping").is_dir():
        from ziping import audit, read

        import_module("reading.sources.sheets.xlsx")
    else:
        from auditing.audit import audit
        from templates import read

        import_module("templates.sources.xlsx")
    import_module("cattrs")
    home = Path(sys.modules[audit.__module__].__file__ or "")
    assert home.is_relative_to(tree), home  # noqa: S101

    def read_and_audit(path: str) -> list[str]:
        table = read(path)
        codes = sorted(finding.code for finding in audit(table).findings)
        return [str(len(table.indicators)), str(table.total.stated), *codes]

    return read_and_audit


def serve(tree: str, long: str) -> None:
    """One line on stdin asks for one pass over the tables; one line answers it."""
    run = job(tree)
    for _ in sys.stdin:
        taken, said = [], []
        for path in (*map(str, TABLES), long):
            start = time.perf_counter()
            facts = run(path)
            taken.append((time.perf_counter() - start) * 1000)
            said.append(facts)
        print(json.dumps([taken, said]), flush=True)


# --- in the process that asks ---------------------------------------------------------


@frozen
class Runner:
    """A process that reads and audits all tables whenever it is asked to."""

    process: subprocess.Popen[str]

    @classmethod
    def started(cls, tree: str, cache: str, long: Path) -> Runner:
        """Start the process; compiled files go to `cache`, for the old as for ours."""
        left_out = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
        env = {k: v for k, v in os.environ.items() if k not in left_out}
        command = [sys.executable, "-P", __file__, tree, str(long)]
        pipe = subprocess.PIPE
        env |= {"PYTHONPYCACHEPREFIX": cache}
        return cls(
            subprocess.Popen(
                command, stdin=pipe, stdout=pipe, text=True, env=env, cwd=cache
            )
        )

    def one_pass(self) -> tuple[list[float], list[Any]]:
        """Return the milliseconds of each table, and what was found in it."""
        assert self.process.stdin  # noqa: S101
        assert self.process.stdout  # noqa: S101
        print("pass", file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit("一个子进程没有回答，见上面的报错")
        taken, said = json.loads(answer)
        return taken, said

    def stop(self) -> None:
        """End the process and wait for it."""
        self.process.communicate()


def old_tree(folder: str) -> str:
    """Take the old commit out of the git history; return its folder."""
    command = ["git", "-C", str(ROOT), "archive", OLD]
    archive = subprocess.run(command, check=False, capture_output=True)
    if archive.returncode:
        sys.exit(SHALLOW)
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as packed:
        packed.extractall(folder, filter="data")
    return folder


def measured(
    trees: dict[str, str], cache: str, long: Path
) -> tuple[dict[str, Any], ...]:
    """Return the cold and the warm times of each, and what each found in the tables."""
    cold: dict[str, Any] = {name: [] for name in trees}
    for number in range(COLD_PROCESSES + 1):
        for name, tree in trees.items():
            runner = Runner.started(tree, cache, long)
            taken, _ = runner.one_pass()
            runner.stop()
            if number:  # the first one compiles
                cold[name].append(taken)
    runners = {n: Runner.started(tree, cache, long) for n, tree in trees.items()}
    warm: dict[str, Any] = {name: [] for name in trees}
    said: dict[str, Any] = {}
    for number in range(WARM_PASSES + 2):
        for name, runner in runners.items():
            taken, said[name] = runner.one_pass()
            if number >= 2:  # the first passes are cold
                warm[name].append(taken)
    for runner in runners.values():
        runner.stop()
    return cold, warm, said


def report(title: str, taken: dict[str, Any], old: str, new: str) -> None:
    """Print milliseconds per table: the fastest of the passes, then over the tables."""
    each = {
        name: [min(column) for column in zip(*passes, strict=True)]
        for name, passes in taken.items()
    }
    long = {name: tables.pop() for name, tables in each.items()}
    print(f"{title}，每张表的毫秒（{len(TABLES)} 张的中位数、平均数）")
    for name, tables in each.items():
        print(f"  {median(tables):7.2f} {sum(tables) / len(tables):7.2f}  {name}")
    ratios = [a / b for a, b in zip(each[old], each[new], strict=True)]
    whole = sum(each[old]) / sum(each[new])
    bare = sum(each[new]) / sum(each[CALAMINE])
    worst = min(range(len(ratios)), key=ratios.__getitem__)
    print(
        f"  旧 ÷ 新 = {whole:.2f}（应 ≥ 1；逐表中位数 {median(ratios):.2f}，最差 "
        f"{ratios[worst]:.2f} {TABLES[worst].name}）；新 ÷ calamine = {bare:.1f}"
    )
    print(
        f"  118 行的长表：旧 {long[old]:.2f}，新 {long[new]:.2f}，"
        f"旧 ÷ 新 = {long[old] / long[new]:.2f}（应 ≥ 1）"
    )


def main() -> None:
    """Run all, print the ratios, and say where the two do not find the same."""
    from nanchang import workbook

    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as bin_:
        old, new = f"提交 {OLD[:7]}", "现在"
        trees = {old: old_tree(folder), new: str(ROOT), CALAMINE: CALAMINE}
        long = workbook(bin_)
        cold, warm, said = measured(trees, bin_, long)
    report("热（同一进程内反复）", warm, old, new)
    report("冷（新进程第一遍）", cold, old, new)
    tables = [*TABLES, long]
    pairs = zip(tables, said[old], said[new], strict=True)
    unlike = [(path.name, a, b) for path, a, b in pairs if a != b]
    for name, before, after in unlike:
        print(f"  结果不同：{name} 旧 {' '.join(before)}；新 {' '.join(after)}")
    print(
        f"行数、总分、发现相同的 {len(tables) - len(unlike)} 张，不同的 {len(unlike)} 张"
    )


if __name__ == "__main__":
    if sys.argv[1:]:
        serve(*sys.argv[1:])
    else:
        main()
