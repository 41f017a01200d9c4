"""会自己计分的工作簿: 118 行的南昌表, 写成会计分的与写成平常的版式, 并排相比 (应 ≤ 2.5 倍).

Each begins with the scored table and ends with the bytes of a workbook: the plain form
alone, the form with the sheet that explains each point (``score --out``), and the live
one with its three sheets (``score --out --live``). They take turns; what counts is the
time of the processor, so that another program's work is not counted. Rows that say the
same share their formulas, from one table to the next; the first one of a process, which
has them all to make, is told apart.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from nanchang import ROOT

BAR = 2.5
ROUNDS = 40
PLAIN, EXPLAINED, LIVE = "平常的版式", "附计分说明", "会自己计分"


def cheapest(actions: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Milliseconds of the cheapest run of each; the actions take turns."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(ROUNDS):
        for name, action in actions.items():
            start = time.process_time()
            action()
            times[name].append(time.process_time() - start)
    return {name: min(taken) * 1000 for name, taken in times.items()}


def writers() -> dict[str, Callable[[], object]]:
    """What is compared."""
    from indicators import load
    from scoring import load_policy, score
    from templates.forms.form import load_form
    from templates.live.book import write_live
    from templates.writing.writer import write

    evaluation = load(ROOT / "examples/nanchang-2021/evaluation.toml")
    form, policy = load_form("national-2020"), load_policy("nanchang-2021")
    result = score(evaluation, policy)
    return {
        PLAIN: lambda: write(evaluation, form),
        EXPLAINED: lambda: write(evaluation, form, result),
        LIVE: lambda: write_live(result, form),
    }


def first(name: str) -> float:
    """Milliseconds of the first one in a process, the cheapest of a few processes."""
    command = [sys.executable, __file__, name]
    runs = (subprocess.run(command, capture_output=True, check=True) for _ in range(5))
    return min(float(run.stdout) for run in runs)


def main() -> int:
    actions = writers()
    if sys.argv[1:]:
        write = actions[sys.argv[1]]
        start = time.process_time()
        write()
        print((time.process_time() - start) * 1000)
        return 0
    took = cheapest(actions)
    for name, milliseconds in took.items():
        print(f"{name}  {milliseconds:7.1f} ms")
    for name in (PLAIN, EXPLAINED):
        print(f"{LIVE} ÷ {name} = {took[LIVE] / took[name]:.2f}（应 ≤ {BAR}）")
    plain, live = first(PLAIN), first(LIVE)
    print(f"各是进程里的第一张：{live:.1f} ms ÷ {plain:.1f} ms = {live / plain:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
