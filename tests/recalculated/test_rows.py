"""一行的公式: 由 LibreOffice 与独立的引擎重算, 与精确计算相同; 存的结果也相同."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from scoring.policy import load_policy, policy_ids
from templates.live.sentences import CHECK
from tests.recalculated.programs import EVALUATORS, by_libreoffice, write
from tests.recalculated.rows import (
    KINDS,
    Drawn,
    drawn,
    drawn_funds,
    is_fixed,
    laid_out,
    laid_out_funds,
    stored,
)

EACH = 60
"""Rows of each kind and policy; benchmarks/bench_excel.py draws 20,000."""
SCORED = tuple(name for name in policy_ids() if load_policy(name).scored)
QUICK = ("ironcalc", "formualizer")


@pytest.fixture(scope="module")
def rows() -> list[Drawn]:
    random, made = Random(12), []
    for name in SCORED:
        policy = load_policy(name)
        for kind in (*KINDS, "execution"):
            for _ in range(EACH):
                line = len(made) + 1
                if kind == "execution":
                    row = laid_out_funds(drawn_funds(random), policy, line)
                else:
                    row = laid_out(drawn(random, kind), policy, line)
                assert row is not None
                made.append(row)
    return made


@pytest.fixture(scope="module")
def book(rows: Sequence[Drawn], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recalculated")
    return write(folder / "rows.xlsx", [row.cells for row in rows])


def test_the_stored_points_are_those_of_the_engine(rows: Sequence[Drawn]) -> None:
    seen: Counter[str] = Counter()
    for row in rows:
        wanted = row.result.points if is_fixed(row) else ""
        refused = row.points == "" and row.status and not row.status.startswith(CHECK)
        assert row.points == wanted or refused, row
        seen["same" if row.points == wanted else "refused"] += 1
        seen[row.result.outcome] += 1
    assert seen["refused"] < len(rows) / 100
    assert min(seen["computed"], seen["judged"], seen["missing"]) > 10


def differences(rows: Sequence[Drawn], results: Sequence[Sequence[object]]) -> list:
    """Every formula whose result is not the one that is stored beside it."""
    assert len(results) == len(rows)
    return [
        (row.cells, column, formula.value, result[column])
        for row, result in zip(rows, results, strict=True)
        for column, formula in row.formulas
        if stored(formula) != result[column]
    ]


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")
def test_libreoffice_gives_the_stored_results(rows: list[Drawn], book: Path) -> None:
    assert differences(rows, by_libreoffice(book)) == []


@pytest.mark.parametrize("name", QUICK)
def test_independent_evaluators_give_the_stored_results(
    name: str, rows: list[Drawn], book: Path
) -> None:
    assert differences(rows, EVALUATORS[name](book)) == []
