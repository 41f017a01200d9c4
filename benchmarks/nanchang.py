"""基准用的工作簿: 118 行的南昌表, 由 templates.writing.writer 写成, 一张工作表, 不带结果."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
IN_A_ROW = 5
sys.path.insert(0, str(ROOT))


def workbook(folder: str) -> Path:
    """Write the workbook that every figure is taken on."""
    from indicators import load
    from templates.forms.form import load_form
    from templates.writing.writer import write

    evaluation = load(ROOT / "examples/nanchang-2021/evaluation.toml")
    path = Path(folder) / "南昌.xlsx"
    path.write_bytes(write(evaluation, load_form("national-2020")))
    return path


def fastest(actions: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Milliseconds of the fastest run of each; the actions take turns of `IN_A_ROW`.

    Thousands of files are read one after the other: what the first run of a turn finds
    cold after another program's work is warm in the next, for the baseline as for ours.
    """
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            for _ in range(IN_A_ROW):
                start = time.perf_counter()
                action()
                times[name].append(time.perf_counter() - start)
    return {name: min(taken) * 1000 for name, taken in times.items()}


def report(took: dict[str, float], baseline: str, bars: dict[str, int]) -> None:
    """Print every figure, and how often each fits into the baseline."""
    for name, milliseconds in took.items():
        ratio = took[baseline] / milliseconds
        bar = f"（应 ≥ {bars[name]}）" if name in bars else ""
        print(
            f"{name:26} {milliseconds:7.2f} ms  {baseline} ÷ 此项 = {ratio:5.1f}{bar}"
        )
