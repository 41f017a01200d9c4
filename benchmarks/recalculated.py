"""公式由别的程序重算: 每条规则、每种评分办法各两万行, 与精确计算逐格相比.

Prints for each rule and policy how many rows were drawn, how many formulas were
recalculated by LibreOffice, and how many results differ; then the same for a sample by
three independent evaluators (formulon is not among the development
packages: pip install formulon==0.18.0). Takes half an hour. Ends with 1 where anything differs.

    python benchmarks/recalculated.py [rows] [sample]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scoring.policy import Policy, load_policy
from scoring.rules import RULES
from tests.recalculated.policies import MODES, SCORED, kind_of, policy_with
from tests.recalculated.programs import EVALUATORS, Results, by_libreoffice, write
from tests.recalculated.rows import (
    KINDS,
    Drawn,
    draw_row,
    is_fixed,
    stored,
)

ROWS, SAMPLE = 20_000, 2_000
Case = tuple[str, tuple[tuple[Policy, str], ...]]


def cases() -> Iterator[Case]:
    """What is drawn: of a rule all ways of rounding, of a policy all kinds of rows."""
    for name in RULES:
        uses = ((policy_with(name, mode), kind_of(name)) for mode in MODES)
        yield f"规则 {name}", tuple(uses)
    for name in SCORED:
        policy = load_policy(name)
        kinds = (*KINDS, "execution")
        yield f"办法 {name}", tuple((policy, kind) for kind in kinds)


def drawn_rows(
    uses: tuple[tuple[Policy, str], ...], count: int, seed: str
) -> list[Drawn]:
    """Draw rows, the ways and kinds in turn."""
    random = Random(seed)
    return [
        draw_row(random, *uses[line % len(uses)], line + 1) for line in range(count)
    ]


def unequal(rows: list[Drawn]) -> int:
    """Count the rows whose stored points are neither the engine's nor left open.

    Points that are typed (定性) stand in no formula.
    """
    wanted = [row.result.points if is_fixed(row) else "" for row in rows]
    return sum(
        row.points not in {points, ""} or (row.points == "" and not row.status)
        for row, points in zip(rows, wanted, strict=True)
        if row.points != points and row.by_formula
    )


def differing(rows: list[Drawn], results: Results) -> tuple[int, int]:
    """Count the recalculated formulas, and those with another result than is stored."""
    pairs = [
        (stored(formula), result[column])
        for row, result in zip(rows, results, strict=True)
        for column, formula in row.formulas
    ]
    return len(pairs), sum(kept != given for kept, given in pairs)


def main(count: int, sample: int) -> int:
    """Run every case; return how much differs."""
    wrong = 0
    with TemporaryDirectory() as folder:
        for title, uses in cases():
            rows = drawn_rows(uses, count, title)
            wrong += (off := unequal(rows))
            refused = sum(map(is_refused, rows))
            ties = sum(map(is_tie, rows))
            start = perf_counter()
            book = write(Path(folder) / "rows.xlsx", [row.cells for row in rows])
            formulas, bad = differing(rows, by_libreoffice(book))
            wrong += bad
            print(
                f"{title}: {len(rows)} 行（正好进位 {ties}，不收的键入 {refused}），"
                f"与引擎不同 {off}；"
                f"LibreOffice {formulas} 格，不同 {bad}，{perf_counter() - start:.0f} 秒",
                flush=True,
            )
            wrong += by_evaluators(rows[:sample], Path(folder))
    print(f"不同共 {wrong}")
    return wrong


def by_evaluators(rows: list[Drawn], folder: Path) -> int:
    """Let the evaluators recalculate the sample; return how much differs."""
    wrong = 0
    book = write(folder / "sample.xlsx", [row.cells for row in rows])
    for name, evaluate in EVALUATORS.items():
        try:
            formulas, bad = differing(rows, evaluate(book))
        except ImportError:
            print(f"    {name}: 未安装")
            continue
        wrong += bad
        print(f"    {name}: {formulas} 格，不同 {bad}", flush=True)
    return wrong


def is_refused(row: Drawn) -> bool:
    """Tell whether a formula leaves open what the engine computes."""
    return row.by_formula and row.points == "" and is_fixed(row)


def is_tie(row: Drawn) -> bool:
    """Tell whether the points lie exactly between two cents."""
    exact = row.result.exact
    return exact is not None and (exact[0] * 1000) % 10 == 5


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(bool(main(*(given + [ROWS, SAMPLE][len(given) :]))))
