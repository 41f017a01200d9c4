"""对照另算的一遍: 300 张干净的表, 每种错与每种少见的写法各 20 张, 两万行与写进工作簿的两千行.

Prints figures and measures no time. `--rows N` and `--tables N` change the sizes, a word
after them picks kinds by their names; `--all` prints every table that is judged wrongly.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.oracle.faults import FAULTS  # noqa: E402
from tests.oracle.layouts import LAYOUTS  # noqa: E402
from tests.oracle.running import Case, clean, faulty, unusual  # noqa: E402
from tests.oracle.scoring_rows import (  # noqa: E402
    SCORED,
    Difference,
    differences,
    differences_in_workbooks,
)
from tests.oracle.unusual import UNUSUAL  # noqa: E402

CLEAN = 50
Run = Callable[[str, Path, int], Iterator[Case]]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--tables", type=int, default=20)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("word", nargs="?", default="")
    return parser.parse_args()


def clean_tables(folder: Path) -> None:
    cases = [case for layout in LAYOUTS for case in clean(layout, folder, CLEAN)]
    wrong = [case for case in cases if not case.verdict.right]
    print(f"干净的表 {len(cases)} 张, 误说 {len(wrong)} 张")
    for case in wrong:
        print(f"  {case}")


def kinds(
    title: str, names: Iterable[str], run: Run, folder: Path, asked: argparse.Namespace
) -> None:
    """Judge tables of each kind; print those kinds that are not perfect."""
    tables, right, perfect = 0, 0, 0
    chosen = [name for name in names if asked.word in name]
    for name in chosen:
        cases = list(run(name, folder, asked.tables))
        wrong = [case for case in cases if not case.verdict.right]
        tables, right = tables + len(cases), right + len(cases) - len(wrong)
        perfect += not wrong
        if wrong:
            print(f"  {len(cases) - len(wrong)}/{len(cases)} {wrong[0]}")
        for case in wrong[1:] if asked.all else ():
            print(f"      {case}")
    print(f"{title} {len(chosen)} 种, 全对 {perfect} 种; {tables} 张, 全对 {right} 张")


def rows(count: int, folder: Path) -> None:
    """Compare points of random rows under every policy that scores."""
    each = count // len(SCORED)
    told(
        f"任意的行 {each * len(SCORED)} 行",
        [d for name in SCORED for d in differences(name, each, folder)],
    )
    typed = count // 10
    told(f"写进工作簿的 {typed} 行", list(differences_in_workbooks(typed, folder)))


def told(title: str, found: list[Difference]) -> None:
    by_kind = Counter(difference.kind for difference in found)
    print(f"{title}, 得分不同 {len(found)} 行 {dict(by_kind)}")
    for kind in by_kind:
        print(f"  {next(d for d in found if d.kind == kind)}")


def main() -> None:
    asked = options()
    with TemporaryDirectory() as name:
        folder = Path(name)
        if not asked.word:
            clean_tables(folder)
        kinds("少见而不错的表", UNUSUAL, unusual, folder, asked)
        kinds("错", FAULTS, faulty, folder, asked)
        if not asked.word:
            rows(asked.rows, folder)


if __name__ == "__main__":
    main()
