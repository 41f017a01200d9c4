"""把基准程序印出的数写进 docs/performance.md, 一段一个程序; 别的段落不动.

    python benchmarks/performance.py bench_growth bench_folder …
    python benchmarks/performance.py bench_growth --said OUTPUT

runs each program and puts what it printed into the document, with the machine, its load
before and after, and the commit. `--said` takes what one program printed already.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.watched_run import machine  # noqa: E402

DOCUMENT = HERE.parent / "docs" / "performance.md"
HEAD = """# 快慢与内存

<!-- 各段的框里由 benchmarks/performance.py 写出，是基准程序的原话；框下的话是说明 -->

都是比值：与有名字的基线在同一次运行里相比。机器同时做着别的事时，钟表的时间不可靠，处理器的时间与轮流跑出的
比值可靠；负荷写在每段里。重新测量：`python benchmarks/performance.py 程序的名字`。
"""
SECTION = re.compile(r"^## .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--said", type=Path, help="已经印出的")
    parser.add_argument("--commit", help="印出它的提交，默认现在的")
    return parser.parse_args()


def title(name: str) -> str:
    """The first line of what a program says of itself."""
    tree = ast.parse((HERE / f"{name}.py").read_text("utf-8"))
    return (ast.get_docstring(tree) or name).splitlines()[0].rstrip(".。")


def commit() -> str:
    command = ["git", "-C", str(HERE), "log", "-1", "--format=%h %cs"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


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


def section(name: str, said: str, tree: str) -> str:
    return (
        f"## {title(name)}\n\n`benchmarks/{name}.py`，提交 {tree.strip()}\n\n"
        f"```text\n{said.strip()}\n```\n\n"
    )


def main() -> None:
    asked = options()
    text = DOCUMENT.read_text("utf-8") if DOCUMENT.exists() else ""
    sections = {
        found: each
        for each in SECTION.findall(text)
        for found in re.findall(r"^`benchmarks/(\w+)\.py`", each, re.MULTILINE)[:1]
    }
    for name in asked.names:
        said = asked.said.read_text("utf-8") if asked.said else measured(name)
        sections[name] = section(name, said, asked.commit or commit())
    made = "\n\n".join(each.strip() for each in (HEAD, *sections.values())) + "\n"
    DOCUMENT.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
