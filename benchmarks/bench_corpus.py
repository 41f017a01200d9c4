"""已知的错全部找到, 没有错怪: 两千个真文件, `ziping batch` 审过, 与真相逐格相比.

Run `python benchmarks/bench_corpus.py [FILES] [SEED]`. The corpus is written anew, the
command audits it, and findings.parquet is compared with the truth by code and cell, and
by the difference of the numbers. Ends with 1 where anything was missed or is too much.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.oracle.corpus.comparing import Compared, compared  # noqa: E402
from tests.oracle.corpus.folder import TOP, TRUTH, Corpus, write_corpus  # noqa: E402
from tests.oracle.corpus.truth import read_truth  # noqa: E402

FILES, SEED, JOBS, SHOWN = 2000, "1", 2, 40
ZIPING = Path(sys.executable).with_name("ziping")


def audited(folder: Path, jobs: int = JOBS) -> Path:
    """Audit the corpus as a user does; gives the folder of the results."""
    command = [str(ZIPING), "batch", TOP, "--out", "果", "--jobs", str(jobs)]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    print(f"  {done.stdout.strip()}")
    return folder / "果"


def told(found: Compared) -> None:
    print(found)
    for title, lines in (
        ("没有找到", found.missed),
        ("多说的", found.extra),
        ("差数不同", found.missized),
        ("认错的文件", found.unlike),
    ):
        for line in lines[:SHOWN]:
            print(f"  {title} {line}")
    print(f"另有照用词而定的提示 {found.notes.total()} 处 {dict(found.notes)}")


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    seed = sys.argv[2] if len(sys.argv) > 2 else SEED
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.perf_counter()
        write_corpus(Corpus(folder, seed), files, JOBS)
        written = time.perf_counter()
        print(f"种子 {seed}，写出 {files} 个文件 {written - began:.0f} 秒")
        result = audited(folder)
        print(f"审完 {time.perf_counter() - written:.0f} 秒")
        found = compared(list(read_truth(folder / TRUTH)), result)
    told(found)
    sys.exit(not found.right)


if __name__ == "__main__":
    main()
