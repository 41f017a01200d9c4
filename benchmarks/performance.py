"""量一遍, 把基准程序印出的记在 benchmarks/measured/ 里; docs/performance.md 由这些写出.

    python benchmarks/performance.py bench_growth bench_folder …
    python benchmarks/performance.py bench_growth --said OUTPUT --commit "1a2b3c4 2026-11-29"

runs each program and keeps what it printed, with the commit, and the machine with its
load before and after. `--said` takes what one program printed already. `make docs` puts
the records into the document: no figure in it is written by hand.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.watched_run import machine  # noqa: E402

MEASURED = HERE / "measured"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--said", type=Path, help="已经印出的")
    parser.add_argument("--commit", help="印出它的提交，默认现在的")
    return parser.parse_args()


def commit() -> str:
    command = ["git", "-C", str(HERE), "log", "-1", "--format=%h %cs"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def measured(name: str) -> str:
    """Run a program; gives the machine before and after, and what it printed."""
    before = machine()
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    failed = f"（以 {done.returncode} 结束）{done.stderr}" if done.returncode else ""
    return f"{before}\n{done.stdout}{failed}{machine()}"


def main() -> None:
    asked = options()
    for name in asked.names:
        said = asked.said.read_text("utf-8") if asked.said else measured(name)
        record = f"提交 {asked.commit or commit()}\n{said.strip()}\n"
        (MEASURED / f"{name}.txt").write_text(record, "utf-8")


if __name__ == "__main__":
    main()
