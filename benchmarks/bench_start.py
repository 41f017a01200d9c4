"""启动时间: 引入核心与显示帮助, 各与有名字的基线在同一次运行中交替计时.

The public names are imported when they are first used; what a first use then costs
(load a table, score it) is printed too, for nobody should think it free. Prints median milliseconds of whole processes and the median of the paired ratios.
Bars: the core at most 1.3 times attrs and cattrs alone, --help at most 2 times a bare
click program.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

RUNS = 21
BARE_CLICK = """
import click
@click.group()
def cli(): "a bare program"
@cli.command()
def one(): "one command"
cli()
"""
FIRST_USE = """
from indicators import load
from scoring import load_policy, score
score(load("examples/nanchang-2021/evaluation.toml"), load_policy())
"""
PAIRS = {
    "import indicators, scoring / attrs + cattrs": (
        ("-c", "import indicators, scoring"),
        ("-c", "import attrs, cattrs"),
    ),
    "load and score Nanchang / attrs + cattrs": (
        ("-c", FIRST_USE),
        ("-c", "import attrs, cattrs"),
    ),
    "ziping --help / bare click --help": (
        ("-c", "from app.cli import main; main(['--help'])"),
        ("-c", BARE_CLICK, "--help"),
    ),
}


def seconds(arguments: tuple[str, ...]) -> float:
    """Time one whole Python process."""
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


for name, (ours, baseline) in PAIRS.items():
    pairs = [(seconds(ours), seconds(baseline)) for _ in range(RUNS)]
    mine, theirs = (median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = median(a / b for a, b in pairs)
    print(f"{name}: {ratio:.2f}  ({mine:.0f} ms / {theirs:.0f} ms, {RUNS} pairs)")
